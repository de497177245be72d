#include "core/cli/commands.hpp"
#include "core/cli/csv_text.hpp"
#include "core/cli/finding_list.hpp"
#include "core/cli/output.hpp"
#include "core/cli/return_report.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/text_table.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/store/submissions.hpp"
#include "core/store/times.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace pilotage::cli {
namespace {

using store::SubmissionState;
using store::Verdict;

/// One site's return for one period.
struct Cell {
    const study::Site* site = nullptr;
    const study::Period* period = nullptr;
    study::Due due;
    const SubmissionState* current = nullptr;   ///< the one that counts
    const SubmissionState* last = nullptr;      ///< that was not withdrawn
    const SubmissionState* withdrawn = nullptr; ///< the latest of these
    std::size_t submissions = 0;
    std::string state; ///< "accepted", ..., "missing", "due", "not due"
};

class StatusCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"},
                {"--json", &json_, "One JSON object"},
                {"--csv", &csv_, "One line for each site and period, as CSV"},
                {"--verify", &verify_, "Check the file and the hash of each submission's rows"}};
    }

    ExitCode run() override {
        if (json_ && csv_) throw UsageError("--json and --csv are two forms of the same board.", "Give one of them.");
        const auto store = store::Store::open(store_named(store_), store::Access::read);
        if (verify_) return verify(store);
        study_ = store.study();
        submissions_ = store::submissions(store);
        today_ = store::utc_now().substr(0, 10);
        const auto cells = board();
        Output out;
        json_  ? append_json(out.text(), cells)
        : csv_ ? append_lines(out.text(), cells)
               : append_board(out.text(), cells);
        out.flush();
        return ExitCode::done;
    }

private:
    static ExitCode verify(const store::Store& store) {
        const auto faults = store.verify();
        for (const auto& fault : faults) std::fprintf(stderr, "%s\n", fault.c_str());
        if (faults.empty()) std::printf("The store is whole: the file, and the rows of every submission.\n");
        return faults.empty() ? ExitCode::done : ExitCode::environment;
    }

    std::vector<Cell> board() const {
        std::vector<Cell> cells;
        for (const auto& site : study_.sites)
            for (const auto& period : study_.periods) {
                Cell cell{&site, &period, study::return_due(site, period)};
                for (const auto& submission : submissions_) {
                    if (submission.site != site.id || submission.period != period.id) continue;
                    ++cell.submissions;
                    if (submission.withdrawn()) {
                        cell.withdrawn = &submission;
                        continue;
                    }
                    cell.last = &submission;
                    if (submission.counts_now()) cell.current = &submission;
                }
                if (const auto* shown = cell.current != nullptr ? cell.current : cell.last)
                    cell.state = store::name_of(shown->verdict);
                else
                    cell.state = !cell.due.due ? "not due" : period.end < today_ ? "missing" : "due";
                cells.push_back(std::move(cell));
            }
        return cells;
    }

    static Style style_of(const Cell& cell) {
        if (cell.state == "accepted") return Style::green;
        if (cell.state == "accepted in part" || cell.state == "missing") return Style::yellow;
        if (cell.state == "rejected" || cell.state == "failed") return Style::red;
        return Style::dim;
    }

    void append_board(std::string& out, const std::vector<Cell>& cells) const {
        out += styled(stdout, Style::bold, printable(study_.name)) + "\n\n";
        TextTable table;
        table.column("Site");
        table.column("Arm");
        for (const auto& period : study_.periods) table.column(period.id);
        std::map<std::string, std::size_t> states;
        std::string remarks;
        for (std::size_t i = 0; i < cells.size();) {
            std::vector<std::string> texts{cells[i].site->id, std::string(study::name_of(cells[i].site->arm))};
            std::vector<Style> styles{Style::plain, Style::dim};
            for (std::size_t p = 0; p < study_.periods.size(); ++p, ++i) {
                const auto& cell = cells[i];
                ++states[cell.state];
                texts.push_back(cell.state + (cell.current == nullptr ? ""
                                                                      : ", " + counted(cell.current->counts.accepted,
                                                                                       "record", "records")));
                styles.push_back(style_of(cell));
                append_remark(remarks, cell);
            }
            table.row(std::move(texts), std::move(styles));
        }
        table.print(out, stdout);
        out += '\n';
        std::string summary;
        for (const auto* state : {"accepted", "accepted in part", "rejected", "failed", "missing", "due", "not due"})
            if (const auto found = states.find(state); found != states.end())
                summary += (summary.empty() ? "" : ", ") + grouped_digits(found->second) + " " + state;
        out += counted(cells.size(), "return", "returns") + ": " + summary + ".\n" + remarks;
    }

    /// What the board's one word does not tell.
    static void append_remark(std::string& out, const Cell& cell) {
        const auto name = cell.site->id + " " + cell.period->id + ": ";
        const auto id = [](const SubmissionState& state) { return "submission " + std::to_string(state.id); };
        if (cell.withdrawn != nullptr)
            append_wrapped(out, "", name + printable(cell.withdrawn->reason) + " (" + id(*cell.withdrawn) + ")", 0,
                           120);
        const auto* shown = cell.current != nullptr ? cell.current : cell.last;
        if (shown == nullptr) {
            if (cell.state == "not due" && !cell.due.reason.empty())
                append_wrapped(out, "", name + "not due, " + cell.due.reason + ".", 0, 120);
            return;
        }
        if (!shown->reason.empty())
            append_wrapped(out, "", name + printable(shown->reason) + " (" + id(*shown) + ")", 0, 120);
        if (cell.current != nullptr && cell.last != cell.current)
            append_wrapped(out, "",
                           name + "the later " + id(*cell.last) + " was " +
                               std::string(store::name_of(cell.last->verdict)) + "; " + id(*cell.current) +
                               " still counts.",
                           0, 120);
    }

    static nlohmann::ordered_json json_of(const SubmissionState& submission) {
        const auto& counts = submission.counts;
        const auto& findings = submission.findings;
        return {{"submission", submission.id},
                {"state", submission.withdrawn()          ? "withdrawn"
                          : submission.superseded_by != 0 ? "superseded"
                                                          : std::string(store::name_of(submission.verdict))},
                {"verdict", std::string(store::name_of(submission.verdict))},
                {"reason", submission.reason},
                {"received_at", submission.received_at},
                {"superseded_by", submission.superseded_by == 0 ? nlohmann::ordered_json()
                                                                : nlohmann::ordered_json(submission.superseded_by)},
                {"plugin", submission.plugin},
                {"plugin_version", submission.plugin_version},
                {"counts",
                 {{"read", counts.read},
                  {"accepted", counts.accepted},
                  {"rejected", counts.rejected},
                  {"duplicate", counts.duplicate},
                  {"left_out", counts.left_out}}},
                {"findings",
                 {{"note", findings[0]}, {"warning", findings[1]}, {"error", findings[2]}, {"fatal", findings[3]}}}};
    }

    void append_json(std::string& out, const std::vector<Cell>& cells) const {
        nlohmann::ordered_json json = {{"study", study_.id}, {"name", study_.name}};
        auto& returns = json["returns"] = nlohmann::ordered_json::array();
        for (const auto& cell : cells) {
            nlohmann::ordered_json entry = {{"site", cell.site->id},
                                            {"name", cell.site->name},
                                            {"arm", std::string(study::name_of(cell.site->arm))},
                                            {"period", cell.period->id},
                                            {"due", cell.due.due},
                                            {"reason", cell.due.reason},
                                            {"state", cell.state},
                                            {"current", cell.current == nullptr
                                                            ? nlohmann::ordered_json()
                                                            : nlohmann::ordered_json(cell.current->id)}};
            auto& list = entry["submissions"] = nlohmann::ordered_json::array();
            for (const auto& submission : submissions_)
                if (submission.site == cell.site->id && submission.period == cell.period->id)
                    list.push_back(json_of(submission));
            returns.push_back(std::move(entry));
        }
        out += json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
    }

    static void append_lines(std::string& out, const std::vector<Cell>& cells) {
        append_csv(out, {"site", "name", "arm", "period", "due", "state", "submission", "received_at", "read",
                         "accepted", "rejected", "duplicate", "left_out", "fatal", "errors", "warnings", "notes"});
        for (const auto& cell : cells) {
            const auto* shown = cell.current != nullptr ? cell.current : cell.last;
            const auto number = [&](auto value) {
                return shown == nullptr ? std::string() : std::to_string(value(*shown));
            };
            append_csv(out, {cell.site->id, cell.site->name, study::name_of(cell.site->arm), cell.period->id,
                             cell.due.due ? "yes" : "no", cell.state, number([](const auto& s) { return s.id; }),
                             shown == nullptr ? std::string() : shown->received_at,
                             number([](const auto& s) { return s.counts.read; }),
                             number([](const auto& s) { return s.counts.accepted; }),
                             number([](const auto& s) { return s.counts.rejected; }),
                             number([](const auto& s) { return s.counts.duplicate; }),
                             number([](const auto& s) { return s.counts.left_out; }),
                             number([](const auto& s) { return s.findings[3]; }),
                             number([](const auto& s) { return s.findings[2]; }),
                             number([](const auto& s) { return s.findings[1]; }),
                             number([](const auto& s) { return s.findings[0]; })});
        }
    }

    std::string store_, today_;
    bool json_ = false, csv_ = false, verify_ = false;
    study::Study study_;
    std::vector<SubmissionState> submissions_;
};

} // namespace

std::unique_ptr<Command> make_status() {
    return std::make_unique<StatusCommand>();
}

} // namespace pilotage::cli
