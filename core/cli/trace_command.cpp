#include "core/cli/commands.hpp"
#include "core/cli/figure_text.hpp"
#include "core/cli/measure_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/released_figure.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/text_table.hpp"
#include "core/cli/trace_json.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/hash.hpp"
#include "core/measure/trace.hpp"

#include <limits>

namespace pilotage::cli {
namespace {

constexpr std::size_t rows_unless_all = 10;

class TraceCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"},
                {"--measure", &measure_, "The measure of the figure", "ID"},
                {"--measures", &folders_, "A folder with further measures, .sql files", "DIR"},
                {"--site", &site_, "The site of the figure", "SITE"},
                {"--period", &period_, "The period of the figure", "PERIOD"},
                {"--dimension", &dimension_, "The part, where the measure is split into parts", "PART"},
                {"--figure", &figure_, "In place of these four: a released figure, by its id in figures.csv", "ID"},
                {"--release", &release_, "With --figure: the release's folder, to say what it shows", "DIR"},
                {"--all", &all_, "Every row, not the first 10 only"},
                {"--json", &json_, "One JSON object; of a figure of several sites or parts one each, a line each"}};
    }

    ExitCode run() override {
        if (!figure_.empty()) return trace_released();
        if (!release_.empty()) throw UsageError("--release needs a figure of it.", "Give its id with --figure.");
        for (const auto& [name, value] :
             {std::pair("--measure", &measure_), std::pair("--site", &site_), std::pair("--period", &period_)})
            if (value->empty()) throw UsageError(std::string(name) + " is required", "See \"pilotage trace --help\".");
        const auto measures = chosen_measures(folders_, {measure_});
        measure::Evaluation evaluation(store_named(store_));
        Output out;
        append(out.text(), measure::trace(evaluation, measures.at(0), site_, period_, dimension_, most_rows()));
        out.flush();
        return ExitCode::done;
    }

private:
    static std::string text_of(const measure::Trace& trace);
    std::size_t most_rows() const { return all_ ? std::numeric_limits<std::size_t>::max() : rows_unless_all; }
    void append(std::string& out, const measure::Trace& trace) const {
        out += json_ ? trace_json(trace) : text_of(trace);
    }

    ExitCode trace_released() {
        if (!measure_.empty() || !site_.empty() || !period_.empty() || !dimension_.empty())
            throw UsageError("--figure says measure, site, period and dimension by itself.", "Leave the others out.");
        const auto measures = chosen_measures(folders_, {measure_of(figure_)});
        measure::Evaluation evaluation(store_named(store_));
        Output out;
        auto& text = out.text();
        if (!release_.empty()) {
            const auto released = released_text(release_, figure_, evaluation);
            if (!json_) text += released;
        }
        const auto parts = parts_of(evaluation, measures.at(0), figure_);
        if (parts.empty() && !json_) text += "No case of any site is in it, so there is nothing to trace.\n";
        bool first = true;
        for (const auto& part : parts) {
            if (!first && !json_) text += '\n';
            first = false;
            append(text,
                   measure::trace(evaluation, measures.at(0), part.site, part.period, part.dimension, most_rows()));
            if (!out.pass_on()) break;
        }
        out.flush();
        return ExitCode::done;
    }

    std::string store_, measure_, site_, period_, dimension_, figure_, release_;
    std::vector<std::string> folders_;
    bool all_ = false, json_ = false;
};

void append_figure(std::string& out, const measure::Trace& trace) {
    const auto& [m, cell] = std::tie(trace.measure, trace.cell);
    out += styled(stdout, Style::bold, printable(m.title)) + "  (" + m.id + ")\n";
    out +=
        "  " + cell.site + ", " + cell.period + (cell.dimension.empty() ? "" : ", " + printable(cell.dimension)) + ": ";
    const auto text = figure_text(m, cell.state);
    out += text.value;
    if (!text.numerator.empty() && !text.denominator.empty()) out += " = " + text.numerator + " / " + text.denominator;
    if (text.numerator.empty() && !text.denominator.empty()) out += " of " + text.denominator;
    if (!text.interval.empty()) out += "  (95% " + text.interval + ", " + text.method + ")";
    if (!text.state.empty()) out += "  " + text.state;
    out += '\n';
    constexpr std::size_t indent = 15;
    const auto width = std::min<std::size_t>(terminal_width(stdout), 120);
    for (const auto& reason : cell.reasons)
        append_wrapped(out, reason.mark == measure::Comparability::withheld ? "  not compared" : "  with care",
                       printable(reason.text), indent, width);
    if (!cell.break_in_series.empty()) append_wrapped(out, "  break", printable(cell.break_in_series), indent, width);
    append_wrapped(out, "  numerator", printable(m.numerator), indent, width);
    if (m.kind != measure::Kind::count) append_wrapped(out, "  denominator", printable(m.denominator), indent, width);
    append_wrapped(out, "  source", printable(m.source), indent, width);
    if (!m.comparability.empty()) append_wrapped(out, "  mind", printable(m.comparability), indent, width);
    out += "  defined by   " + m.file.filename().string() + ", SHA-256 " + sha256_bytes(m.sql) + '\n';
}

void append_submissions(std::string& out, const std::vector<measure::TracedSubmission>& submissions) {
    for (const auto& s : submissions) {
        out += "\n" + styled(stdout, Style::bold, "Submission " + std::to_string(s.id)) + "  " + s.site + ", " +
               s.period + ", received " + s.received_at + ", " + s.verdict + "\n";
        out += "  read " + std::to_string(s.read) + " = accepted " + std::to_string(s.accepted) + " + rejected " +
               std::to_string(s.rejected) + " + duplicate " + std::to_string(s.duplicate) + " + left out " +
               std::to_string(s.left_out) + "; rows in this figure: " + std::to_string(s.rows) + "\n";
        TextTable table;
        table.column("Made from");
        table.column("Name");
        table.column("SHA-256");
        for (const auto& file : s.files) table.row({"file", file.name, file.sha256});
        table.row({"plugin", s.plugin + " " + s.plugin_version, s.plugin_sha256});
        table.row({"schema", s.plugin, s.schema_sha256});
        table.row({"crosswalk", s.plugin, s.crosswalk_sha256});
        table.row({"evaluation schema", "evaluation-1", s.evaluation_sha256});
        table.print(out, stdout, 2);
    }
}

void append_codes(std::string& out, const std::vector<measure::TracedCode>& codes) {
    if (codes.empty()) return;
    out += "\n" + styled(stdout, Style::bold, "Crosswalk rows used") + "\n";
    using Align = TextTable::Align;
    TextTable table;
    table.column("Row", Align::right);
    table.column("List");
    table.column("Local code");
    table.column("Evaluation code");
    table.column("Equivalence");
    table.column("Status");
    table.column("Cases", Align::right);
    for (const auto& code : codes)
        table.row({code.number == 0 ? "-" : std::to_string(code.number), code.list, code.local_code,
                   code.evaluation_code, code.equivalence, code.status, std::to_string(code.rows)});
    table.print(out, stdout, 2);
}

/// `several`: the rows come from more than one submission, so each says from which.
void append_rows(std::string& out, std::string_view title, const std::vector<measure::TracedRow>& rows,
                 std::uint64_t count, bool several) {
    if (count == 0) return;
    out += "\n" +
           styled(stdout, Style::bold,
                  std::string(title) + ": " + std::to_string(count) + (count == 1 ? " row" : " rows")) +
           "\n";
    for (const auto& row : rows)
        out += "  " + printable(row.text) + (several ? "  of submission " + std::to_string(row.submission) : "") + "\n";
    if (rows.size() < count) out += "  and " + std::to_string(count - rows.size()) + " more; --all lists them\n";
}

std::string TraceCommand::text_of(const measure::Trace& trace) {
    std::string out;
    append_figure(out, trace);
    append_submissions(out, trace.submissions);
    append_codes(out, trace.codes);
    using measure::Kind;
    const auto kind = trace.measure.kind;
    const bool of_values = kind == Kind::mean || kind == Kind::median || kind == Kind::score;
    const bool several = trace.submissions.size() > 1;
    append_rows(out,
                kind == Kind::count ? "Counted"
                : of_values         ? "Completed by"
                                    : "Numerator",
                trace.numerator_rows, trace.numerator_count, several);
    append_rows(out, of_values ? "Values" : "Denominator", trace.denominator_rows, trace.denominator_count, several);
    return out;
}

} // namespace

std::unique_ptr<Command> make_trace() {
    return std::make_unique<TraceCommand>();
}

} // namespace pilotage::cli
