#include "core/store/intake.hpp"

#include "core/store/codes.hpp"
#include "core/store/foreign_keys.hpp"
#include "core/store/persons.hpp"
#include "core/store/preparation.hpp"
#include "core/store/seen_set.hpp"
#include "core/store/stage.hpp"
#include "core/store/stage_rules.hpp"
#include "core/store/submission_writer.hpp"
#include "core/store/tables.hpp"
#include "core/validate/rules.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace pilotage::store {

namespace {

void append(std::string& out, const Hash128& hash) {
    out.append(reinterpret_cast<const char*>(&hash), sizeof hash);
}

} // namespace

class Intake::Impl {
public:
    Impl(Store& store, const IntakeTools& tools, const plugin::Crosswalk& crosswalk, const PseudonymKey& key,
         SubmissionContext context, ProgressCall progress)
        : store_(store), context_(std::move(context)), progress_(std::move(progress)), types_(tools.evaluation.types()),
          fields_(rule_fields(tools.evaluation)),
          weights_(measure::AscotWeights::load(tools.scores / "ascot_sct4.csv")),
          preparation_(tools.evaluation, tools.validator, fields_,
                       AnswerRanges::load(tools.scores / "answer_ranges.csv"), context_.received_at.substr(0, 10)),
          next_(Reservation::make(store.connection(), tools.evaluation)),
          persons_(store.connection(), key, context_.site.cassr), codes_(store.connection(), crosswalk, next_),
          findings_(store.connection(), sources_, next_), told_(findings_, types_), notes_(store.connection()),
          unchecked_(store.connection()), stage_(store.connection(), tools.evaluation, next_,
                                                 context_.kept ? Stage::Wanted() : read_by_rules(types_, fields_)) {}

    void source(std::uint32_t id, std::string_view file, std::string_view table) {
        if (id >= source_of_.size()) source_of_.resize(id + 1, nowhere);
        source_of_[id] = sources_.index(file, table);
    }

    void finding(const Finding& finding) { findings_.add(finding); }
    void finding(const plugin::ToldFinding& finding) {
        findings_.add(finding, finding.source < source_of_.size() ? source_of_[finding.source] : nowhere);
    }

    void progress(std::uint64_t done, std::uint64_t all) const {
        if (progress_) progress_(done, all);
    }

    void local_record(const plugin::LocalRecord& record) {
        ++counts_.read;
        using Outcome = plugin::LocalRecord::Outcome;
        if (record.outcome == Outcome::rejected) {
            ++counts_.rejected;
            return;
        }
        if (record.outcome == Outcome::left_out) {
            ++counts_.left_out;
            return;
        }
        source_ = record.source < source_of_.size() && source_of_[record.source] != nowhere ? source_of_[record.source]
                                                                                            : sources_.index("", "");
        told_.begin(sources_.all()[source_], record);
        ++(judge(record));
    }

    void files(std::vector<SubmittedFile> files) { context_.files = std::move(files); }

    SubmissionResult finish(const plugin::RunResult& run);
    const Store& owner() const { return store_; }

private:
    /// The count that the record belongs to.
    std::uint64_t& judge(const plugin::LocalRecord& record) {
        drafts_.resize(std::max(drafts_.size(), record.records.size()));
        used_ = record.records.size();
        bool good = true;
        whole_ = record.type;
        for (std::size_t i = 0; i < used_; ++i) {
            auto& draft = drafts_[i];
            if (record.records[i].repeats && draft.clean)
                draft.kept = true;
            else
                good = preparation_.prepare(record.records[i], draft, told_) && good;
            append(whole_, draft.content);
        }
        if (!good || !check_references()) return counts_.rejected;
        if (used_ == 0) {
            told_.report("record.empty");
            return counts_.left_out;
        }
        if (!seen_.insert(keyed_hash(whole_))) {
            told_.report("record.duplicate");
            return counts_.duplicate;
        }
        if (!place_in_period()) return counts_.left_out;
        const bool answers =
            std::any_of(drafts_.begin(), drafts_.begin() + static_cast<std::ptrdiff_t>(used_),
                        [&](const Draft& draft) { return draft.kept && fields_[draft.type].is_answer; });
        for (std::size_t i = 0; i < used_; ++i) {
            if (!drafts_[i].kept) continue;
            const auto id = store(record, drafts_[i]);
            if (answers && id != 0) notes_.row_beside_answer(record.sequence, drafts_[i].type, id);
        }
        return counts_.accepted;
    }

    /// A reference stands for one record: given again with other content it is an error, with the same it is not stored
    /// again. That of a file is an error in any case.
    bool check_references() {
        bool good = true;
        for (std::size_t i = 0; i < used_; ++i) {
            auto& draft = drafts_[i];
            if (!draft.has_reference) continue;
            bool there = seen_.contains(draft.reference), same = there && seen_.contains(draft.referred);
            for (std::size_t k = 0; k < i && !there; ++k)
                if (drafts_[k].has_reference && drafts_[k].reference == draft.reference)
                    there = true, same = drafts_[k].content == draft.content;
            if (!there) continue;
            draft.kept = false;
            const auto& rule = fields_[draft.type];
            if (same && !rule.is_file) continue;
            good = false;
            told_.report(rule.is_answer ? "survey.answer_repeated"
                         : rule.is_file ? "file.reference_repeated"
                                        : "event.reference_repeated",
                         &draft, position_of(rule.reference, draft.values));
        }
        return good;
    }

    /// False: all that the record tells lies outside the period.
    bool place_in_period() {
        bool dated = false, inside = false;
        for (std::size_t i = 0; i < used_; ++i) {
            auto& draft = drafts_[i];
            if (fields_[draft.type].belongs == RuleFields::Belongs::always) continue;
            dated = true;
            ++dated_.all;
            std::uint32_t position = nowhere;
            const auto where = belonging(fields_[draft.type], draft.values, context_.period, context_.site, position);
            if (where == Belonging::outside_period) {
                told_.report("event.outside_period", &draft, position);
                ++dated_.outside;
                draft.kept = false;
                continue;
            }
            if (where == Belonging::outside_site) told_.report("event.outside_coverage", &draft, position);
            inside = true;
        }
        return inside || !dated;
    }

    /// The row's id; 0: the person is there already, in the same words.
    std::int64_t store(const plugin::LocalRecord& record, Draft& draft) {
        const auto& rule = fields_[draft.type];
        if (draft.has_reference) {
            seen_.insert(draft.reference);
            seen_.insert(draft.referred);
        }
        StagedRow row{source_, record.row, record.line, nullptr, {}};
        Persons::Seen seen;
        if (rule.person) {
            seen = persons_.see(draft.nhs_number, draft.local_id);
            row.person = &seen.person;
            if (seen.second_number) told_.report("person.two_keys");
        }
        if (rule.birth) {
            const bool known = draft.known || !seen_.insert(draft.content);
            draft.known = true;
            if (known) return 0;
        }
        if (const auto start = position_of(rule.start, draft.values); rule.person && start != nowhere)
            lives_.see_start(draft.values[start].value);
        if (staged_.size() < draft.values.size()) {
            staged_.resize(draft.values.size());
            references_.resize(draft.values.size());
        }
        std::size_t count = 0;
        const auto kept_as = stage_.kept_as(draft.type);
        for (std::size_t i = 0; i < draft.values.size(); ++i) {
            const auto& given = draft.values[i];
            const auto kind = kept_as[given.field];
            if (kind == Stage::Kind::none) continue;
            auto& value = staged_[count++];
            value.field = given.field;
            value.text = given.value;
            if (kind == Stage::Kind::code) {
                value.code = code_of(draft, i);
            } else if (kind == Stage::Kind::pseudonym) {
                references_[i] = persons_.reference(types_[draft.type].fields[given.field].name, given.value);
                value.pseudonym = &references_[i];
            }
        }
        row.values = std::span(staged_).first(count);
        return stage_.add(draft.type, row);
    }

    std::int64_t code_of(const Draft& draft, std::size_t i) {
        const auto& value = *draft.given[i];
        const auto made = [&] {
            return codes_.id(value, draft.values[i].value, types_[draft.type].fields[value.field].code_list);
        };
        if (value.entry == 0) return made();
        if (value.entry >= code_of_entry_.size()) code_of_entry_.resize(value.entry + 1);
        auto& code = code_of_entry_[value.entry];
        if (code == 0) code = made();
        return code;
    }

    void judge_together(const plugin::RunResult& run, SubmissionResult& result);
    void tell_failure(const plugin::RunResult& run, SubmissionResult& result);

    Store& store_;
    SubmissionContext context_;
    ProgressCall progress_;
    const std::vector<validate::RecordType>& types_;
    std::vector<RuleFields> fields_;
    measure::AscotWeights weights_;
    Preparation preparation_;
    Reservation next_;
    Persons persons_;
    Codes codes_;
    Sources sources_;
    FindingLog findings_;
    RecordFindings told_;
    StageNotes notes_;
    Lives lives_;
    Counts counts_;
    DatedRecords dated_;
    SeenSet seen_; ///< hashes of records, drafts and references, each of its own kind of text

    std::vector<std::uint32_t> source_of_; ///< by the worker's id
    std::uint32_t source_ = 0;
    std::vector<std::int64_t> code_of_entry_; ///< by the number in the worker's dictionary; 0: not asked for yet
    std::vector<Draft> drafts_;
    std::size_t used_ = 0;
    std::string whole_;
    std::vector<StagedValue> staged_;
    std::vector<Pseudonym> references_; ///< that staged_ points to
    WithoutForeignKeys unchecked_;
    Stage stage_; ///< last: it begins a transaction
};

void Intake::Impl::judge_together(const plugin::RunResult& run, SubmissionResult& result) {
    codes_.stage(store_.connection());
    notes_.persons_in_other_words(stage_);
    const auto orphans = refuse_orphan_answers(stage_, sources_, findings_);
    counts_.accepted -= orphans;
    counts_.rejected += orphans;
    const auto linked = persons_.resolve();
    link_persons(stage_);
    merge_persons(stage_, codes_, sources_, findings_);
    check_lifetimes(stage_, fields_, lives_, sources_, findings_);
    refuse_files_taken_before(stage_, context_, sources_, findings_);
    if (linked.records > 0) {
        auto finding = finding_of("person.linked");
        finding.message =
            std::to_string(linked.records) + " records came with the site's own number alone; " +
            std::to_string(linked.numbers) +
            " such numbers stand with one NHS number elsewhere in the return and were taken for that person.";
        findings_.add(finding);
    }
    result.counts = counts_;
    result.verdict = store::judge(counts_, dated_, findings_.count(Severity::fatal) > 0, context_, result.reason);
    if (!counts_.balance() || counts_.read != run.read) {
        result.verdict = Verdict::failed;
        result.reason = "The rows that the worker read are not all accounted for.";
        findings_.add(finding_of("submission.balance"));
    }
}

void Intake::Impl::tell_failure(const plugin::RunResult& run, SubmissionResult& result) {
    result.counts = counts_;
    result.verdict = Verdict::failed;
    result.reason = run.reason;
    auto finding = finding_of(run.rule, run.last_place);
    finding.severity = Severity::fatal;
    finding.message = run.reason;
    findings_.add(finding);
}

SubmissionResult Intake::Impl::finish(const plugin::RunResult& run) {
    SubmissionResult result;
    seen_ = SeenSet(); // its memory goes to what SQLite is about to do
    stage_.close();
    if (run.complete)
        judge_together(run, result);
    else
        tell_failure(run, result);
    const bool accepted = result.verdict == Verdict::accepted || result.verdict == Verdict::accepted_in_part;
    const bool with_rows = accepted && context_.kept;
    if (with_rows) score_surveys(stage_, weights_);
    stage_.seal();
    findings_.close();
    SubmissionWriter writer(store_, stage_, sources_, findings_, codes_);
    result.id = writer.write(context_, result, with_rows);
    result.replaced = writer.replaced();
    stage_.drop();
    findings_.drop();
    result.findings = findings_.causes();
    return result;
}

Intake::Intake(Store& store, const IntakeTools& tools, const plugin::Crosswalk& crosswalk, const PseudonymKey& key,
               SubmissionContext context, ProgressCall progress) {
    guarded(store, [&] {
        impl_ = std::make_unique<Impl>(store, tools, crosswalk, key, std::move(context), std::move(progress));
    });
}
Intake::~Intake() = default;

void Intake::source(std::uint32_t id, std::string_view file, std::string_view table) {
    impl_->source(id, file, table);
}
void Intake::local_record(const plugin::LocalRecord& record) {
    guarded(impl_->owner(), [&] { impl_->local_record(record); });
}
void Intake::finding(const plugin::ToldFinding& finding) {
    guarded(impl_->owner(), [&] { impl_->finding(finding); });
}
void Intake::finding(const Finding& finding) {
    guarded(impl_->owner(), [&] { impl_->finding(finding); });
}
void Intake::progress(std::uint64_t bytes_done, std::uint64_t bytes_all) {
    impl_->progress(bytes_done, bytes_all);
}
void Intake::files(std::vector<SubmittedFile> files) {
    impl_->files(std::move(files));
}
SubmissionResult Intake::finish(const plugin::RunResult& run) {
    return guarded(impl_->owner(), [&] { return impl_->finish(run); });
}

} // namespace pilotage::store
