#include "core/cli/commands.hpp"
#include "core/cli/comparison_json.hpp"
#include "core/cli/comparison_text.hpp"
#include "core/cli/measure_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/measure/evaluation.hpp"
#include "core/release/comparison_files.hpp"
#include "core/release/small_counts.hpp"

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace pilotage::cli {
namespace {

bool stdout_is_a_file() {
    struct stat about {};
    return ::fstat(STDOUT_FILENO, &about) == 0 && S_ISREG(about.st_mode);
}

class CompareCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"},
                {"--measure", &ids_, "Only this measure; may be repeated", "ID"},
                {"--measures", &folders_, "A folder with further measures, .sql files", "DIR"},
                {"--site", &selection_.sites, "Only this site; may be repeated", "SITE"},
                {"--period", &selection_.periods, "Only this period; may be repeated", "PERIOD"},
                {"--json", &json_, "One JSON object for each figure, and for each total, difference, test and chart"},
                {"--csv", &csv_, "The figures as CSV"},
                {"--output", &folder_, "Write comparison.csv and comparison.json into this folder", "DIR"},
                {"--unsuppressed", &unsuppressed_, "Show counts under 5 too; never in a file"}};
    }

    ExitCode run() override {
        if (json_ && csv_) throw UsageError("--json and --csv are two forms of the same rows.", "Give one of them.");
        if (unsuppressed_ && !folder_.empty())
            throw UsageError("--unsuppressed shows small counts, and nothing that is written to a file may have them.",
                             "Leave out --output or --unsuppressed.");
        if (unsuppressed_ && stdout_is_a_file())
            throw UsageError("--unsuppressed shows small counts, and standard output goes into a file.",
                             "Look at them on the terminal, or leave --unsuppressed out.");

        auto comparisons = compare();
        if (!folder_.empty()) {
            release::write_comparison(folder_, comparisons);
            std::fprintf(stderr, "Wrote %s and comparison.json.\n",
                         (std::filesystem::path(folder_) / "comparison.csv").c_str());
        }
        Output out;
        if (json_) {
            out.text() = release::comparison_json_lines(comparisons);
            for (const auto& comparison : comparisons) append_results_json(out.text(), comparison);
        }
        if (csv_) out.text() = release::comparison_csv(comparisons);
        if (!json_ && !csv_ && folder_.empty()) print(out.text(), comparisons);
        out.flush();
        return ExitCode::done;
    }

private:
    std::vector<measure::Comparison> compare();
    void print(std::string& out, const std::vector<measure::Comparison>& comparisons) const;

    std::string store_, folder_;
    std::vector<std::string> ids_, folders_;
    measure::Selection selection_;
    bool json_ = false, csv_ = false, unsuppressed_ = false;
};

/// Leaves what is of the sites; nothing is left out where none is named.
void keep_sites(measure::Comparison& comparison, const std::vector<std::string>& sites) {
    if (sites.empty()) return;
    const auto other = [&](const auto& of) { return std::ranges::find(sites, of.site) == sites.end(); };
    std::erase_if(comparison.cells, other);
    std::erase_if(comparison.differences, other);
    std::erase_if(comparison.charts, other);
}

std::vector<measure::Comparison> CompareCommand::compare() {
    const auto measures = chosen_measures(folders_, ids_);
    measure::Evaluation evaluation(store_named(store_));
    const auto asked = evaluation.resolved(selection_), wanted = evaluation.with_comparison_arm(selection_);
    std::vector<measure::Comparison> comparisons;
    {
        Progress progress("Comparing");
        for (const auto& m : measures) {
            progress.update(comparisons.size(), measures.size());
            comparisons.push_back(evaluation.compare(m, wanted));
        }
    }
    if (!unsuppressed_) release::withhold_small_counts(comparisons);
    for (auto& comparison : comparisons) keep_sites(comparison, asked.sites);
    return comparisons;
}

void CompareCommand::print(std::string& out, const std::vector<measure::Comparison>& comparisons) const {
    bool any = false;
    std::string without;
    const auto is_figure = [](const measure::Cell& cell) {
        return std::holds_alternative<measure::Figure>(cell.state) ||
               std::holds_alternative<measure::Suppressed>(cell.state) ||
               std::holds_alternative<measure::Withheld>(cell.state);
    };
    for (const auto& comparison : comparisons) {
        if (comparison.cells.empty()) continue;
        if (ids_.empty() && std::ranges::none_of(comparison.cells, is_figure)) {
            without += (without.empty() ? "" : ", ") + comparison.measure.id;
            continue;
        }
        if (any) out += '\n';
        any = true;
        append_comparison(out, comparison);
    }
    if (!any && without.empty()) {
        out +=
            "No return stands in the store, so there is nothing to compare. \"pilotage status\" shows what is due.\n";
        return;
    }
    if (!without.empty())
        append_wrapped(out, "\nNo return has a figure of ", without, 0,
                       std::min<std::size_t>(terminal_width(stdout), 120));
    append_legend(out, unsuppressed_);
}

} // namespace

std::unique_ptr<Command> make_compare() {
    return std::make_unique<CompareCommand>();
}

} // namespace pilotage::cli
