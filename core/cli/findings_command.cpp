#include "core/cli/commands.hpp"
#include "core/cli/csv_text.hpp"
#include "core/cli/finding_list.hpp"
#include "core/cli/finding_page.hpp"
#include "core/cli/output.hpp"
#include "core/cli/return_files.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/text.hpp"
#include "core/validate/rules.hpp"

#include <nlohmann/json.hpp>

namespace pilotage::cli {
namespace {

/// The findings of one submission as a list for people.
struct ListedFindings {
    std::int64_t submission = 0;
    std::string site, period;
    FindingCauses causes;
};

class FindingsCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"},
                {"--site", &site_, "Only of this site, by id or alias", "SITE"},
                {"--period", &filter_.period, "Only of this period", "PERIOD"},
                {"--submission", &filter_.submission, "Of this submission, instead of the last of each site and period",
                 "N"},
                {"--severity",
                 &filter_.severity,
                 "Only of this severity",
                 "NAME",
                 false,
                 {"note", "warning", "error", "fatal"}},
                {"--rule", &filter_.rule, "Only of this rule", "ID"},
                {"--all", &all_, "Every finding with its place"},
                {"--json", &json_, "One JSON array"},
                {"--csv", &csv_, "One line for each finding, as CSV"},
                {"--html", &html_, "One page, to send back to a site"},
                {"--explain", &explain_, "What a rule means; \"all\" for the whole catalogue", "RULE"}};
    }

    ExitCode run() override {
        if (json_ + csv_ + html_ > 1)
            throw UsageError("--json, --csv and --html are forms of the same findings.", "Give one of them.");
        if (!explain_.empty()) return explain();
        const auto store = store::Store::open(store_named(store_), store::Access::read);
        const auto study = store.study();
        if (!site_.empty()) filter_.site = site_named(study, site_).id;
        if (!filter_.period.empty()) period_named(study, filter_.period);
        require_there(store);
        csv_ ? print_csv(store) : print_groups(store, study.name);
        return ExitCode::done;
    }

private:
    /// A misspelt filter must not look like a clean return.
    void require_there(const store::Store& store) const {
        if (filter_.submission != 0) submission_numbered(store, filter_.submission);
        if (filter_.rule.empty() || find_rule(filter_.rule) != nullptr) return;
        bool told = false; // plugins have rules of their own
        store::FindingFilter of_rule;
        of_rule.rule = filter_.rule;
        store::each_finding(store, of_rule, [&](store::StoredFinding&&) { told = true; });
        if (!told) throw_no_rule(filter_.rule);
    }

    [[noreturn]] static void throw_no_rule(const std::string& id) {
        std::vector<std::string> ids;
        for (const auto& rule : rules()) ids.emplace_back(rule.id);
        const auto meant = closest(id, ids);
        throw UsageError("There is no rule \"" + id + "\".",
                         (meant.empty() ? "" : "Did you mean \"" + std::string(meant) + "\"? ") +
                             "\"pilotage findings --explain all\" lists them.");
    }

    template <typename Entry, typename Gathered>
    std::vector<Entry> gather(const store::Store& store, Gathered Entry::*gathered, const Gathered& empty) const {
        std::vector<Entry> out;
        store::each_finding(store, filter_, [&](store::StoredFinding&& stored) {
            if (out.empty() || out.back().submission != stored.submission)
                out.push_back({stored.submission, stored.site, stored.period, empty});
            (out.back().*gathered).add(std::move(stored.finding));
        });
        return out;
    }

    void print_groups(const store::Store& store, const std::string& study) const {
        Output out;
        const auto groups = [&] { return gather(store, &SubmissionFindings::groups, FindingGroups()); };
        if (html_)
            out.text() = finding_page(study, groups());
        else if (json_)
            append_json(out.text(), groups());
        else
            append_text(out.text(), gather(store, &ListedFindings::causes,
                                           FindingCauses(all_ ? CauseLimits{SIZE_MAX, SIZE_MAX} : CauseLimits())));
        out.flush();
    }

    static void append_json(std::string& out, const std::vector<SubmissionFindings>& submissions) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& entry : submissions)
            for (const auto& group : entry.groups.groups()) {
                nlohmann::ordered_json one = {
                    {"site", entry.site}, {"period", entry.period}, {"submission", entry.submission}};
                one.update(to_json(group));
                json.push_back(std::move(one));
            }
        out += json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
    }

    void append_text(std::string& out, const std::vector<ListedFindings>& submissions) const {
        if (submissions.empty()) out += "There are no findings" + std::string(narrowed() ? " like that" : "") + ".\n";
        bool whole = true, first = true;
        for (const auto& entry : submissions) {
            const auto& causes = entry.causes;
            if (!first) out += '\n';
            first = false;
            out += styled(stdout, Style::bold, printable(entry.site + ", " + entry.period)) + ", submission " +
                   std::to_string(entry.submission) + ": " +
                   finding_counts(causes.count(Severity::fatal), causes.count(Severity::error),
                                  causes.count(Severity::warning), causes.count(Severity::note)) +
                   '\n';
            whole = append_findings(out, causes) && whole;
        }
        if (!whole) out += "\n--all lists every place; \"pilotage findings --explain RULE\" says more about a rule.\n";
    }
    bool narrowed() const {
        return !filter_.site.empty() || !filter_.period.empty() || filter_.submission != 0 ||
               !filter_.severity.empty() || !filter_.rule.empty();
    }

    void print_csv(const store::Store& store) const {
        Output out;
        append_csv(out.text(), {"site", "period", "submission", "severity", "rule", "file", "place", "record", "field",
                                "value", "expected", "message", "remedy"});
        store::each_finding(store, filter_, [&](store::StoredFinding&& stored) {
            const auto& finding = stored.finding;
            append_csv(out.text(),
                       {stored.site, stored.period, std::to_string(stored.submission), name_of(finding.severity),
                        finding.rule, finding.place.file, to_string(finding.place), finding.record, finding.field,
                        finding.value, finding.expected, finding.message, finding.remedy});
            out.pass_on();
        });
        out.flush();
    }

    ExitCode explain() const {
        std::vector<const Rule*> chosen;
        if (explain_ == "all")
            for (const auto& rule : rules()) chosen.push_back(&rule);
        else if (const auto* rule = find_rule(explain_))
            chosen.push_back(rule);
        if (chosen.empty()) throw_no_rule(explain_);
        Output out;
        if (json_) {
            auto json = nlohmann::ordered_json::array();
            for (const auto* rule : chosen)
                json.push_back({{"rule", rule->id},
                                {"severity", name_of(rule->severity)},
                                {"title", rule->title},
                                {"cause", rule->cause},
                                {"remedy", rule->remedy}});
            out.text() = json.dump(2) + '\n';
        } else {
            for (const auto* rule : chosen) {
                out.text() += styled(stdout, Style::bold, rule->id) + "  " + std::string(rule->title) + " (" +
                              std::string(name_of(rule->severity)) + ")\n";
                append_wrapped(out.text(), "  ", rule->cause, 2, 100);
                append_wrapped(out.text(), "  ", rule->remedy, 2, 100);
            }
        }
        out.flush();
        return ExitCode::done;
    }

    std::string store_, site_, explain_;
    store::FindingFilter filter_;
    bool all_ = false, json_ = false, csv_ = false, html_ = false;
};

} // namespace

std::unique_ptr<Command> make_findings() {
    return std::make_unique<FindingsCommand>();
}

} // namespace pilotage::cli
