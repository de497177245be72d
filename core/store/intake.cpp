#include "core/store/intake.hpp"

#include "core/store/crosswalk_use.hpp"
#include "core/store/finding_log.hpp"
#include "core/store/persons.hpp"
#include "core/store/record_hash.hpp"
#include "core/store/record_rules.hpp"
#include "core/store/stage.hpp"
#include "core/store/stage_rules.hpp"
#include "core/store/submission_writer.hpp"
#include "core/store/tables.hpp"
#include "core/validate/fault_finding.hpp"
#include "core/validate/nhs_number.hpp"
#include "core/validate/rules.hpp"

#include <algorithm>

namespace pilotage::store {
namespace {

constexpr std::uint32_t nowhere = 0xffffffffu;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() &&
           (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

std::string_view rule_of(NhsNumberVerdict verdict) {
    switch (verdict) {
    case NhsNumberVerdict::repeated:
        return "person.nhs_number_repeated";
    case NhsNumberVerdict::check_digit:
        return "person.nhs_number_check_digit";
    default:
        return "person.nhs_number_shape";
    }
}

/// An evaluation record on its way: what of it is kept.
struct Draft {
    std::uint32_t type = 0;
    std::vector<validate::FieldValue> values;
    std::vector<std::uint32_t> columns;                ///< beside values
    std::vector<const plugin::EvaluationValue*> given; ///< beside values
    std::string nhs_number;                            ///< digits of a valid one
    std::string_view local_id;
    Hash128 content{}, reference{};
    bool has_reference = false;
    bool kept = true; ///< false: outside the period, or there already
};

} // namespace

class Intake::Impl {
public:
    Impl(Store& store, const IntakeTools& tools, const plugin::Crosswalk& crosswalk, const PseudonymKey& key,
         SubmissionContext context, ProgressCall progress)
        : store_(store), tools_(tools), context_(std::move(context)), progress_(std::move(progress)),
          types_(tools.evaluation.types()), fields_(rule_fields(tools.evaluation)),
          ranges_(AnswerRanges::load(tools.scores / "answer_ranges.csv")),
          weights_(measure::AscotWeights::load(tools.scores / "ascot_sct4.csv")),
          today_(context_.received_at.substr(0, 10)), persons_(key, context_.site.cassr), crosswalk_(crosswalk),
          stage_(store.connection(), tools.evaluation), findings_(store.connection(), sources_) {}

    void source(std::uint32_t id, std::string_view file, std::string_view table) {
        if (id >= source_of_.size()) source_of_.resize(id + 1, nowhere);
        source_of_[id] = sources_.index(file, table);
    }

    void finding(const Finding& finding) { findings_.add(finding); }

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
        place_ = {};
        source_ = record.source < source_of_.size() && source_of_[record.source] != nowhere ? source_of_[record.source]
                                                                                            : sources_.index("", "");
        place_.file = sources_.all()[source_].file;
        place_.table = sources_.all()[source_].table;
        place_.row = record.row;
        place_.line = record.line;
        record_id_ = record.record;
        told_.clear();

        ++(judge(record));
    }

    SubmissionResult finish(const plugin::RunResult& run);
    const Store& owner() const { return store_; }

private:
    /// The count that the record belongs to.
    std::uint64_t& judge(const plugin::LocalRecord& record) {
        drafts_.resize(std::max(drafts_.size(), record.records.size()));
        used_ = record.records.size();
        bool good = true;
        RecordHasher whole(record.type);
        for (std::size_t i = 0; i < used_; ++i) {
            good = prepare(record.records[i], drafts_[i]) && good;
            whole.add(drafts_[i].content);
        }
        if (!good || !check_references()) return counts_.rejected;
        if (used_ == 0) {
            report("record.empty", nowhere, nullptr);
            return counts_.left_out;
        }
        if (!seen_.insert(whole.finish()).second) {
            report("record.duplicate", nowhere, nullptr);
            return counts_.duplicate;
        }
        if (!place_in_period()) return counts_.left_out;
        for (std::size_t i = 0; i < used_; ++i)
            if (drafts_[i].kept) store(record, drafts_[i]);
        return counts_.accepted;
    }

    void add_finding(Finding finding, const Draft* draft, std::uint32_t position) {
        if (finding.place.row == 0) finding.place = place_;
        if (draft != nullptr && position != nowhere) {
            finding.place.column = draft->columns[position];
            finding.field = types_[draft->type].fields[draft->values[position].field].name;
            finding.value = validate::shown_value(types_[draft->type], draft->values, position);
        }
        finding.record = record_id_;
        add_once(finding);
    }
    /// A fault of a cell that several evaluation records rest on is told once.
    void add_once(const Finding& finding) {
        for (const auto& [rule, column] : told_)
            if (rule == finding.rule && column == finding.place.column) return;
        told_.emplace_back(finding.rule, finding.place.column);
        findings_.add(finding);
    }
    void report(std::string_view rule, std::uint32_t position, const Draft* draft) {
        add_finding(finding_of(rule, place_), draft, position);
    }

    /// Trims, checks the person's key, the schema and the record's own rules. False: the record is rejected.
    bool prepare(const plugin::EvaluationRecord& record, Draft& draft) {
        const auto& type = types_[record.type];
        const auto& rule = fields_[record.type];
        draft.type = record.type;
        draft.values.clear();
        draft.columns.clear();
        draft.given.clear();
        draft.nhs_number.clear();
        draft.local_id = {};
        draft.kept = true;
        draft.has_reference = false;
        for (const auto& value : record.values) {
            const auto text = trimmed(value.value);
            if (text.empty()) continue;
            draft.values.push_back({value.field, text});
            draft.columns.push_back(value.column);
            draft.given.push_back(&value);
        }
        bool good = !rule.person || check_person(rule, draft);
        faults_.clear();
        if (!tools_.validator.validate(record.type, draft.values, faults_)) {
            good = false;
            for (const auto& fault : faults_) {
                auto finding = validate::to_finding(fault, type, draft.values, {place_, draft.columns, {}});
                finding.record = record_id_;
                add_once(finding);
            }
        }
        if (!good) return false; // dates that the schema refuses cannot be compared
        breaches_.clear();
        check_record(rule, draft.values, today_, ranges_, breaches_);
        for (const auto& breach : breaches_) {
            auto finding = finding_of(breach.rule, place_);
            finding.severity = breach.severity;
            finding.expected = breach.expected;
            add_finding(std::move(finding), &draft, breach.position);
            good = good && breach.severity < Severity::error;
        }
        // A birth date that cannot be right is no birth date.
        for (const auto& breach : breaches_)
            if (breach.rule == "person.birth_implausible") drop(draft, breach.position);
        hash(rule, draft);
        return good;
    }

    static void drop(Draft& draft, std::uint32_t position) {
        draft.values.erase(draft.values.begin() + position);
        draft.columns.erase(draft.columns.begin() + position);
        draft.given.erase(draft.given.begin() + position);
    }

    bool check_person(const RuleFields& rule, Draft& draft) {
        std::uint32_t nhs = nowhere;
        for (std::uint32_t i = 0; i < draft.values.size(); ++i) {
            if (rule.nhs_number && draft.values[i].field == *rule.nhs_number) nhs = i;
            if (rule.local_id && draft.values[i].field == *rule.local_id) draft.local_id = draft.values[i].value;
        }
        if (nhs != nowhere) {
            const auto verdict = check_nhs_number(draft.values[nhs].value);
            if (verdict == NhsNumberVerdict::valid) {
                draft.nhs_number = nhs_number_digits(draft.values[nhs].value);
            } else {
                auto finding = finding_of(rule_of(verdict), place_);
                finding.severity = draft.local_id.empty() ? Severity::error : Severity::warning;
                add_finding(std::move(finding), &draft, nhs);
                drop(draft, nhs);
                return !draft.local_id.empty();
            }
        }
        if (!draft.nhs_number.empty() || !draft.local_id.empty()) return true;
        report("person.no_key", nowhere, nullptr);
        return false;
    }

    void hash(const RuleFields& rule, Draft& draft) const {
        RecordHasher content(types_[draft.type].name);
        RecordHasher reference(types_[draft.type].name);
        for (const auto& value : draft.values) {
            content.add(value.field, value.value);
            const bool of_reference =
                (rule.reference && value.field == *rule.reference) || (rule.question && value.field == *rule.question);
            if (of_reference) reference.add(value.field, value.value);
            draft.has_reference = draft.has_reference || of_reference;
        }
        draft.content = content.finish();
        draft.reference = reference.finish();
    }

    /// A reference stands for one record: given again with other content it is an error, with the same it is not stored
    /// again. That of a file is an error in any case.
    bool check_references() {
        bool good = true;
        for (std::size_t i = 0; i < used_; ++i) {
            auto& draft = drafts_[i];
            if (!draft.has_reference) continue;
            const Hash128* earlier = nullptr;
            if (const auto found = references_.find(draft.reference); found != references_.end())
                earlier = &found->second;
            for (std::size_t k = 0; k < i && earlier == nullptr; ++k)
                if (drafts_[k].has_reference && drafts_[k].reference == draft.reference) earlier = &drafts_[k].content;
            if (earlier == nullptr) continue;
            draft.kept = false;
            const auto& rule = fields_[draft.type];
            if (*earlier == draft.content && !rule.is_file) continue;
            good = false;
            std::uint32_t position = nowhere;
            for (std::uint32_t v = 0; v < draft.values.size(); ++v)
                if (draft.values[v].field == *rule.reference) position = v;
            report(rule.is_answer ? "survey.answer_repeated"
                   : rule.is_file ? "file.reference_repeated"
                                  : "event.reference_repeated",
                   position, &draft);
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
            std::uint32_t position = nowhere;
            const auto where = belonging(fields_[draft.type], draft.values, context_.period, context_.site, position);
            if (where == Belonging::outside_period) {
                report("event.outside_period", position, &draft);
                draft.kept = false;
                continue;
            }
            if (where == Belonging::outside_site) report("event.outside_coverage", position, &draft);
            inside = true;
        }
        return inside || !dated;
    }

    void store(const plugin::LocalRecord& record, const Draft& draft) {
        const auto& rule = fields_[draft.type];
        if (draft.has_reference) references_.emplace(draft.reference, draft.content);
        StagedRow row{record.sequence, source_, record.row, record.line, 0, {}};
        if (rule.person) {
            const auto seen = persons_.see(draft.nhs_number, draft.local_id);
            row.subject = seen.subject;
            if (seen.second_number) report("person.two_keys", nowhere, nullptr);
        }
        const auto& type = types_[draft.type];
        if (rule.birth && !persons_seen_.insert(draft.content).second) return; // the person, in the same words
        staged_.clear();
        for (std::size_t i = 0; i < draft.values.size(); ++i) {
            const auto& field = type.fields[draft.values[i].field];
            if (is_person_key(field)) continue;
            StagedValue value{draft.values[i].field, draft.values[i].value, 0, {}};
            if (storage_of(field) == Storage::pseudonym) value.pseudonym = persons_.reference(field.name, value.value);
            if (!field.code_list.empty()) value.crosswalk = crosswalk_.index(*draft.given[i], field.code_list);
            staged_.push_back(value);
        }
        row.values = staged_;
        stage_.add(draft.type, row);
    }

    Store& store_;
    const IntakeTools& tools_;
    SubmissionContext context_;
    ProgressCall progress_;
    const std::vector<validate::RecordType>& types_;
    std::vector<RuleFields> fields_;
    AnswerRanges ranges_;
    measure::AscotWeights weights_;
    std::string today_;
    Persons persons_;
    CrosswalkUse crosswalk_;
    Sources sources_;
    Stage stage_;
    FindingLog findings_;
    Counts counts_;

    std::vector<std::uint32_t> source_of_; ///< by the worker's id
    HashSet seen_, persons_seen_;
    HashMap references_;

    Place place_;
    std::uint32_t source_ = 0;
    std::string record_id_;
    std::vector<std::pair<std::string, std::uint32_t>> told_; ///< rule and column of the record's findings
    std::vector<Draft> drafts_;
    std::size_t used_ = 0;
    std::vector<validate::Fault> faults_;
    std::vector<Breach> breaches_;
    std::vector<StagedValue> staged_;
};

SubmissionResult Intake::Impl::finish(const plugin::RunResult& run) {
    SubmissionResult result;
    if (run.complete) {
        const auto orphans = refuse_orphan_answers(stage_, fields_, sources_, findings_);
        counts_.accepted -= orphans;
        counts_.rejected += orphans;
        stage_persons(stage_, persons_.resolve());
        merge_persons(stage_, sources_, findings_);
        check_lifetimes(stage_, fields_, sources_, findings_);
        refuse_files_taken_before(stage_, context_, sources_, findings_);
        if (const auto linked = persons_.linked(); linked.records > 0) {
            auto finding = finding_of("person.linked");
            finding.message =
                std::to_string(linked.records) + " records came with the site's own number alone; " +
                std::to_string(linked.numbers) +
                " such numbers stand with one NHS number elsewhere in the return and were taken for that person.";
            findings_.add(finding);
        }
        result.counts = counts_;
        result.verdict =
            store::judge(counts_, findings_.count(Severity::fatal) > 0, context_.max_rejected_share, result.reason);
        if (!counts_.balance() || counts_.read != run.read) {
            result.verdict = Verdict::failed;
            result.reason = "The rows that the worker read are not all accounted for.";
            findings_.add(finding_of("submission.balance"));
        }
    } else {
        result.counts = counts_;
        result.verdict = Verdict::failed;
        result.reason = run.reason;
        auto finding = finding_of(run.rule, run.last_place);
        finding.severity = Severity::fatal;
        finding.message = run.reason;
        findings_.add(finding);
    }
    const bool accepted = result.verdict == Verdict::accepted || result.verdict == Verdict::accepted_in_part;
    if (accepted) score_surveys(stage_, weights_);
    stage_.close();
    SubmissionWriter writer(store_, stage_, sources_, findings_, crosswalk_);
    result.id = writer.write(context_, result, accepted);
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
void Intake::finding(std::uint64_t, Finding finding) {
    guarded(impl_->owner(), [&] { impl_->finding(finding); });
}
void Intake::progress(std::uint64_t bytes_done, std::uint64_t bytes_all) {
    impl_->progress(bytes_done, bytes_all);
}
SubmissionResult Intake::finish(const plugin::RunResult& run) {
    return guarded(impl_->owner(), [&] { return impl_->finish(run); });
}

} // namespace pilotage::store
