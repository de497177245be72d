#include "core/tables/table_run.hpp"

#include "core/error.hpp"
#include "core/tables/run_messages.hpp"
#include "core/validate/rules.hpp"
#include "core/validate/schema.hpp"

#include <stdexcept>
#include <utility>

namespace pilotage::tables {
namespace {

using validate::ChildProcess;
using validate::DocumentVerdict;

constexpr std::uint64_t largest_batch = 256u << 20;

void check(const std::filesystem::path& file, const TableJob& job, Teller& tell) {
    const auto usage = [&](const std::string& message, const std::string& hint) {
        tell.say(Item::usage);
        tell.text(message), tell.text(hint);
    };
    try {
        tell.say(Item::loading);
        tell.send();
        const auto schema = validate::Schema::load(file);
        tell.say(Item::loaded);
        const auto counts = check_table(schema, job,
                                        {[&](const Finding& finding) { tell.finding(finding); },
                                         [&](std::uint64_t done, std::uint64_t all) { tell.progress(done, all); }});
        tell.say(Item::end);
        tell.number(counts.read), tell.number(counts.valid), tell.number(counts.invalid);
    } catch (const validate::SchemaError& e) {
        for (const auto& finding : e.findings()) {
            tell.say(Item::schema_fault);
            tell.number(finding.place.line), tell.number(finding.place.column);
            tell.text(finding.message + (finding.expected.empty() ? "" : " Expected is " + finding.expected + ".") +
                      " " + finding.remedy);
        }
    } catch (const UsageError& e) {
        usage(e.what(), e.hint());
    } catch (const std::invalid_argument& e) { // a layout that is none
        usage(e.what(), {});
    }
    tell.send();
}

/// The parent's side.
class Run {
public:
    Run(const validate::ChildLimits& limits, const TableRunCallbacks& callbacks)
        : limits_(limits), callbacks_(callbacks) {}

    TableResult run(const std::filesystem::path& schema, const TableJob& job) {
        ChildProcess child(limits_, [&](const ChildProcess::Output& out) {
            Teller tell(out);
            check(schema, job, tell);
        });
        std::string batch;
        while (!done_) {
            std::uint64_t size = 0;
            bool whole = child.take(&size, sizeof size) && size <= largest_batch;
            if (whole) {
                batch.resize(size);
                whole = child.take(batch.data(), size);
            }
            if (!whole) {
                give_up(child.too_long(), std::filesystem::path(job.file).filename().string());
                break;
            }
            take(batch);
        }
        if (!result_.schema_findings.empty())
            result_.verdict = DocumentVerdict::schema_error;
        else if (fatal_)
            result_.verdict = DocumentVerdict::refused;
        else
            result_.verdict = error_ ? DocumentVerdict::invalid : DocumentVerdict::valid;
        return result_;
    }

private:
    void take(std::string_view batch) {
        ByteReader in(batch);
        while (!in.at_end()) {
            switch (static_cast<Item>(in.number())) {
            case Item::loading:
                loading_ = true;
                break;
            case Item::loaded:
                loading_ = false;
                break;
            case Item::words:
                take_words(in);
                break;
            case Item::finding:
                take_finding(in);
                break;
            case Item::progress: {
                const auto done = in.number();
                callbacks_.progress(done, in.number());
                break;
            }
            case Item::schema_fault: {
                const auto line = in.number(), column = in.number();
                result_.schema_findings.push_back({line, column, std::string(in.text())});
                done_ = true;
                break;
            }
            case Item::usage: {
                const std::string message(in.text());
                throw UsageError(message, std::string(in.text()));
            }
            case Item::end:
                result_.counts = {in.number(), in.number(), in.number()};
                done_ = true;
                break;
            default:
                throw FrameError("an item that no check sends");
            }
        }
    }

    void take_words(ByteReader& in) {
        Finding finding;
        finding.severity = static_cast<Severity>(in.number());
        for (auto* part : {&finding.rule, &finding.place.file, &finding.place.table, &finding.field, &finding.expected,
                           &finding.message, &finding.remedy})
            *part = in.text();
        words_.push_back(std::move(finding));
    }

    void take_finding(ByteReader& in) {
        const auto words = in.number();
        if (words >= words_.size()) throw FrameError("a finding without words");
        auto& finding = words_[words];
        finding.place.row = in.number();
        finding.place.line = in.number();
        finding.place.column = in.number32();
        finding.record = in.text();
        finding.value = in.text();
        pass_on(finding, words);
    }

    void pass_on(const Finding& finding, std::size_t words) {
        fatal_ = fatal_ || finding.severity == Severity::fatal;
        error_ = error_ || finding.severity == Severity::error;
        callbacks_.finding(finding, words);
    }

    void give_up(bool too_long, const std::string& file) {
        const std::string what = loading_ ? "Loading the schema" : "The check";
        const auto why = too_long ? what + " was stopped: it came no further for " +
                                        std::to_string(limits_.idle.count()) + " seconds."
                                  : what + " broke off: it needs more memory, or a deeper stack, than it may have.";
        if (loading_) return result_.schema_findings.push_back({0, 0, why});
        auto finding = pilotage::finding_of("limit.check", {file});
        finding.message = why;
        words_.push_back(finding);
        pass_on(finding, words_.size() - 1);
    }

    const validate::ChildLimits& limits_;
    const TableRunCallbacks& callbacks_;
    TableResult result_;
    std::vector<Finding> words_;
    bool loading_ = false, done_ = false, fatal_ = false, error_ = false;
};

} // namespace

TableResult run_table(const std::filesystem::path& schema, const TableJob& job, const validate::ChildLimits& limits,
                      const TableRunCallbacks& callbacks) {
    try {
        return Run(limits, callbacks).run(schema, job);
    } catch (const FrameError& e) {
        throw EnvironmentError("The check sent something that cannot be read: " + std::string(e.what()) + ".");
    }
}

} // namespace pilotage::tables
