#include "core/cli/comparison_text.hpp"

#include "core/cli/figure_text.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/text_table.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/measure/shorthand.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pilotage::cli {
namespace {

using measure::Comparability;
using measure::Comparison;
using measure::Difference;
using measure::Estimate;
using measure::NoEstimate;
using Align = TextTable::Align;

constexpr std::size_t indent = 15, widest = 120;

std::size_t width() {
    return std::min(terminal_width(stdout), widest);
}

/// Notes of one comparison, each with its number, in the order in which they are first referred to.
class Notes {
public:
    std::string number_of(const std::string& text) {
        const auto at = std::ranges::find(texts_, text);
        if (at == texts_.end()) texts_.push_back(text);
        return std::to_string(std::ranges::find(texts_, text) - texts_.begin() + 1);
    }
    void append_to(std::string& out) const {
        for (std::size_t i = 0; i < texts_.size(); ++i)
            append_wrapped(out, "  " + std::to_string(i + 1), printable(texts_[i]), 6, width());
    }

private:
    std::vector<std::string> texts_;
};

std::string mark_text(Comparability mark) {
    switch (mark) {
    case Comparability::comparable:
        return "yes";
    case Comparability::caveated:
        return "with care";
    case Comparability::withheld:
        break;
    }
    return "no";
}

const Difference* difference_at(const Comparison& comparison, Difference::Of of, const measure::Cell& cell) {
    const auto found = std::ranges::find_if(comparison.differences, [&](const Difference& d) {
        return d.of == of && d.site == cell.site && d.period == cell.period && d.dimension == cell.dimension;
    });
    return found == comparison.differences.end() ? nullptr : &*found;
}

std::string result_text(const Comparison& comparison, const Difference* difference, Notes& notes) {
    if (difference == nullptr) return "";
    if (const auto* estimate = std::get_if<Estimate>(&difference->result))
        return estimate_text(comparison.measure, *estimate);
    return "no: " + notes.number_of(std::get<NoEstimate>(difference->result).reason);
}

bool is_estimated(const Difference& difference) {
    return std::holds_alternative<Estimate>(difference.result);
}

/// "yes", "with care: 1, 3", "no: 2"; empty where there is no figure to compare.
std::string comparable_text(const measure::Cell& cell, Notes& notes) {
    if (!std::holds_alternative<measure::Figure>(cell.state) && !std::holds_alternative<measure::Withheld>(cell.state))
        return "";
    auto text = mark_text(cell.comparability);
    const char* join = ": ";
    for (const auto& reason : cell.reasons) text += join + notes.number_of(reason.text), join = ", ";
    return text;
}

/// What names a method, each once.
template <class Items, class MethodOf>
std::string methods(const Items& items, MethodOf method_of) {
    std::vector<std::string_view> named;
    std::string text;
    for (const auto& item : items) {
        const std::string_view method = method_of(item);
        if (method.empty() || std::ranges::find(named, method) != named.end()) continue;
        named.push_back(method);
        text += (text.empty() ? "" : ", ") + std::string(method);
    }
    return text;
}

void append_head(std::string& out, const Comparison& comparison) {
    const auto& m = comparison.measure;
    out += styled(stdout, Style::bold, printable(m.title)) + "  (" + m.id + ")\n";
    append_wrapped(out, "  numerator", printable(m.numerator), indent, width());
    if (m.kind != measure::Kind::count) append_wrapped(out, "  denominator", printable(m.denominator), indent, width());
    append_wrapped(out, "  direction", direction_text(m.direction), indent, width());
    append_wrapped(out, "  unit", printable(m.unit), indent, width());
    if (!m.comparability.empty()) append_wrapped(out, "  mind", printable(m.comparability), indent, width());
    const auto intervals = methods(comparison.cells, [](const measure::Cell& cell) {
        const auto* figure = std::get_if<measure::Figure>(&cell.state);
        return figure == nullptr ? std::string_view() : figure->method;
    });
    if (!intervals.empty()) append_wrapped(out, "  interval", intervals, indent, width());
    const auto differences = methods(comparison.differences, [](const Difference& difference) {
        const auto* estimate = std::get_if<Estimate>(&difference.result);
        return estimate == nullptr ? std::string_view() : estimate->method;
    });
    if (!differences.empty()) append_wrapped(out, "  differences", differences, indent, width());
}

void append_figures(std::string& out, const Comparison& comparison, Notes& notes) {
    const auto& m = comparison.measure;
    TextTable table;
    table.column("Site");
    table.column("Period");
    table.column(m.dimension.empty() ? "" : "By " + m.dimension);
    table.column("Numerator", Align::right);
    table.column("Denominator", Align::right);
    table.column("Value", Align::right);
    table.column("95% interval", Align::right);
    table.column("Less comparison arm", Align::right);
    table.column("Comparable");
    table.column("Note");
    // Where no site can be set against the comparison arm, the column would only say so in every row.
    const bool against = std::ranges::any_of(comparison.differences, [](const Difference& d) {
        return d.of == Difference::Of::against_comparison && is_estimated(d);
    });
    for (const auto& cell : comparison.cells) {
        auto text = figure_text(m, cell.state);
        const bool shown = std::holds_alternative<measure::Figure>(cell.state);
        for (const auto sign : measure::beside_value(cell, m.kind, {})) text.value += " " + std::string(code_of(sign));
        auto comparable = comparable_text(cell, notes);
        if (shown && !cell.break_in_series.empty())
            text.state = "[b] " + notes.number_of(cell.break_in_series) + (text.state.empty() ? "" : "; ") + text.state;
        if (std::holds_alternative<measure::Suppressed>(cell.state)) text.state.clear(); // the sign says it
        const auto* difference =
            shown && against ? difference_at(comparison, Difference::Of::against_comparison, cell) : nullptr;
        table.row({cell.site, cell.period, cell.dimension, text.numerator, text.denominator, text.value, text.interval,
                   result_text(comparison, difference, notes), comparable, text.state});
    }
    table.print(out, stdout, 2);
}

void append_changes(std::string& out, const Comparison& comparison, Notes& notes) {
    TextTable table;
    table.column("Site");
    table.column("Since");
    table.column("Period");
    table.column(comparison.measure.dimension.empty() ? "" : "By " + comparison.measure.dimension);
    table.column("Change", Align::right);
    table.column("Less comparison arm's change", Align::right);
    table.column("Comparable");
    for (const auto& change : comparison.differences) {
        if (change.of != Difference::Of::before_after) continue;
        const auto both = std::ranges::find_if(comparison.differences, [&](const Difference& d) {
            return d.of == Difference::Of::difference_in_differences && d.site == change.site &&
                   d.period == change.period && d.dimension == change.dimension;
        });
        const bool there = both != comparison.differences.end();
        if (!is_estimated(change) && !(there && is_estimated(*both))) continue; // the JSON says why
        table.row({change.site, change.earlier, change.period, change.dimension,
                   result_text(comparison, &change, notes), result_text(comparison, there ? &*both : nullptr, notes),
                   mark_text(there ? std::max(change.comparability, both->comparability) : change.comparability)});
    }
    if (table.empty()) return;
    out += "  Before and after\n";
    table.print(out, stdout, 2);
}

std::string p_text(double p) {
    // Three decimals, and never "0.000": the floor is above it.
    return p < 0.001 ? "under 0.001" : count_text(std::round(p * 1000) / 1000);
}

/// Of a measure that is split, the JSON has the tests of its parts.
void append_tests(std::string& out, const Comparison& comparison) {
    std::string_view label = "  arms";
    for (const auto& test : comparison.tests) {
        const auto* result = std::get_if<measure::PermutationTest>(&test.result);
        if (result == nullptr || !test.dimension.empty()) continue;
        const auto text =
            (test.earlier.empty() ? test.period : "change from " + test.earlier + " to " + test.period) +
            ": mean of " + counted(result->pilots, "pilot site", "pilot sites") + " less mean of " +
            counted(result->comparators, "comparison site", "comparison sites") + " " +
            difference_text(comparison.measure, result->difference) + ", p = " + p_text(result->p) + " (" +
            std::string(result->method) + "; of so few sites p cannot be under " + p_text(result->floor) + ")";
        append_wrapped(out, label, text, indent, width());
        label = "";
    }
}

/// Charts over periods that show a signal, and funnels; those that cannot be drawn are told in the JSON.
void append_signals(std::string& out, const Comparison& comparison) {
    for (const auto& chart : comparison.charts) {
        const auto* xmr = std::get_if<measure::Xmr>(&chart.result);
        if (xmr == nullptr) continue;
        auto text = chart.site + (chart.dimension.empty() ? "" : ", " + chart.dimension) + ": mean " +
                    value_text(comparison.measure, xmr->mean) + ", limits " +
                    value_text(comparison.measure, xmr->limits.lower) + " to " +
                    value_text(comparison.measure, xmr->limits.upper);
        for (const auto& point : xmr->points) {
            if (point.rules.empty()) continue;
            text += "; " + point.period + " by rule";
            const char* join = " ";
            for (const int rule : point.rules) text += join + std::to_string(rule), join = ", ";
        }
        append_wrapped(out, "  over time", printable(text), indent, width());
    }
    for (const auto& funnel : comparison.funnels) {
        const auto* limits = std::get_if<measure::Funnel>(&funnel.result);
        if (limits == nullptr) continue;
        auto text = funnel.period + (funnel.dimension.empty() ? "" : ", " + funnel.dimension) + ": target " +
                    value_text(comparison.measure, limits->target);
        for (const auto& point : limits->points)
            if (point.zone != measure::FunnelZone::inside)
                text += "; " + point.site + " is outside the limits at " +
                        (point.zone == measure::FunnelZone::outside_998 ? "0.001" : "0.025");
        append_wrapped(out, "  funnel", printable(text), indent, width());
    }
}

} // namespace

void append_comparison(std::string& out, const Comparison& comparison) {
    if (comparison.cells.empty()) return;
    Notes notes;
    append_head(out, comparison);
    append_figures(out, comparison, notes);
    append_changes(out, comparison, notes);
    append_tests(out, comparison);
    append_signals(out, comparison);
    notes.append_to(out);
}

void append_legend(std::string& out, bool unsuppressed) {
    out += "\nIntervals at 95%. Differences of shares are in percentage points. Sites stand in the study's order.\n";
    out += unsuppressed ? "Small counts are shown: not for publication.\n" : "";
    std::string signs;
    for (const auto sign :
         {measure::Shorthand::break_in_series, measure::Shorthand::confidential, measure::Shorthand::low_reliability,
          measure::Shorthand::none_recorded, measure::Shorthand::not_available, measure::Shorthand::not_applicable})
        signs += (signs.empty() ? "" : "  ") + std::string(code_of(sign)) + " " + std::string(meaning_of(sign));
    out += signs + "\n";
}

} // namespace pilotage::cli
