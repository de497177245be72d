#include "core/cli/commands.hpp"
#include "core/cli/figure_text.hpp"
#include "core/cli/measure_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/text_table.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/measure/evaluation.hpp"
#include "core/release/comparison_files.hpp"
#include "core/release/small_counts.hpp"

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
                {"--json", &json_, "One JSON object for each figure"},
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
        if (!unsuppressed_) release::withhold_small_counts(comparisons);
        if (!folder_.empty()) {
            release::write_comparison(folder_, comparisons);
            std::fprintf(stderr, "Wrote %s and comparison.json.\n",
                         (std::filesystem::path(folder_) / "comparison.csv").c_str());
        }
        Output out;
        if (json_)
            out.text() = release::comparison_json_lines(comparisons);
        else if (csv_)
            out.text() = release::comparison_csv(comparisons);
        else if (folder_.empty())
            print(out.text(), comparisons);
        out.flush();
        return ExitCode::done;
    }

private:
    std::vector<measure::Comparison> compare();
    void print(std::string& out, const std::vector<measure::Comparison>& comparisons) const;
    void print_one(std::string& out, const measure::Comparison& comparison) const;

    std::string store_, folder_;
    std::vector<std::string> ids_, folders_;
    measure::Selection selection_;
    bool json_ = false, csv_ = false, unsuppressed_ = false;
};

std::vector<measure::Comparison> CompareCommand::compare() {
    const auto measures = chosen_measures(folders_, ids_);
    measure::Evaluation evaluation(store_named(store_));
    std::vector<measure::Comparison> comparisons;
    Progress progress("Comparing");
    for (const auto& m : measures) {
        progress.update(comparisons.size(), measures.size());
        comparisons.push_back(evaluation.compare(m, selection_));
    }
    return comparisons;
}

void CompareCommand::print(std::string& out, const std::vector<measure::Comparison>& comparisons) const {
    bool any = false;
    for (const auto& comparison : comparisons) {
        if (comparison.cells.empty()) continue;
        if (any) out += '\n';
        any = true;
        print_one(out, comparison);
    }
    if (!any) {
        out +=
            "No return stands in the store, so there is nothing to compare. \"pilotage status\" shows what is due.\n";
        return;
    }
    out += "\nIntervals at 95%. ";
    out +=
        unsuppressed_ ? "Small counts are shown: not for publication.\n" : "[c] withheld to protect a count under 5.\n";
    out += "[w] none recorded  [x] not available  [z] not applicable\n";
}

void CompareCommand::print_one(std::string& out, const measure::Comparison& comparison) const {
    const auto& m = comparison.measure;
    constexpr std::size_t indent = 15;
    const auto width = std::min<std::size_t>(terminal_width(stdout), 120);
    out += styled(stdout, Style::bold, printable(m.title)) + "  (" + m.id + ")\n";
    append_wrapped(out, "  numerator", printable(m.numerator), indent, width);
    if (m.kind != measure::Kind::count) append_wrapped(out, "  denominator", printable(m.denominator), indent, width);
    append_wrapped(out, "  direction", direction_text(m.direction), indent, width);
    append_wrapped(out, "  unit", printable(m.unit), indent, width);
    if (!m.comparability.empty()) append_wrapped(out, "  mind", printable(m.comparability), indent, width);

    using Align = TextTable::Align;
    TextTable table;
    table.column("Site");
    table.column("Period");
    table.column(m.dimension.empty() ? "" : "By " + m.dimension);
    table.column("Numerator", Align::right);
    table.column("Denominator", Align::right);
    table.column("Value", Align::right);
    table.column("95% interval", Align::right);
    table.column("Method");
    table.column("Note");
    for (const auto& cell : comparison.cells) {
        auto text = figure_text(m, cell.state);
        table.row({cell.site, cell.period, cell.dimension, text.numerator, text.denominator, text.value, text.interval,
                   text.method, text.state});
    }
    table.print(out, stdout, 2);
}

} // namespace

std::unique_ptr<Command> make_compare() {
    return std::make_unique<CompareCommand>();
}

} // namespace pilotage::cli
