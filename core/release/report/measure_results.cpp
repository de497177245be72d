#include "core/release/report/measure_results.hpp"

#include "core/release/comparison_files.hpp"
#include "core/release/report/comparisons.hpp"
#include "core/release/report/words.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <limits>

namespace pilotage::release::report {
namespace {

using measure::Difference;

/// Reasons why something is missing, each with what it is missing for, in the order of their first use.
class Missing {
public:
    void add(const std::string& reason, const std::string& what) {
        auto found = std::ranges::find(reasons_, reason, &Reason::first);
        if (found == reasons_.end()) found = reasons_.insert(reasons_.end(), {reason, {}});
        if (std::ranges::find(found->second, what) == found->second.end()) found->second.push_back(what);
    }
    void write(Page& page, const std::string& what) const {
        if (reasons_.empty()) return;
        std::string text;
        for (const auto& [reason, places] : reasons_)
            text += (text.empty() ? "" : "; ") + reason + " (" + listed(places) + ")";
        page.out.element("p", what + ": " + text + ".", {{"class", "aside"}});
    }

private:
    using Reason = std::pair<std::string, std::vector<std::string>>;
    std::vector<Reason> reasons_;
};

std::string against_what(const Difference& d) {
    switch (d.of) {
    case Difference::Of::against_comparison:
        return "comparison arm, " + d.period;
    case Difference::Of::before_after:
        return "itself, " + d.earlier + " to " + d.period;
    case Difference::Of::difference_in_differences:
        break;
    }
    return "comparison arm\u2019s change, " + d.earlier + " to " + d.period;
}

std::string chart_title(Difference::Of of, const std::string& period) {
    switch (of) {
    case Difference::Of::against_comparison:
        return "Difference from the comparison arm, " + period;
    case Difference::Of::before_after:
        return "Change to " + period + " since the first period";
    case Difference::Of::difference_in_differences:
        break;
    }
    return "Change to " + period + " less the comparison arm\u2019s";
}

std::string reading(const Difference& difference, const measure::Estimate& estimate) {
    if (difference.within_rounding) return "within rounding";
    if (!is_clear(difference)) return "no clear difference";
    return estimate.value > 0 ? "higher" : "lower";
}

void draw_differences(Page& page, const Figures& figures, const Compared& one, const Axis& axis) {
    const auto& m = figures.measure;
    std::vector<Row> rows;
    for (const auto& place : figures.places) {
        if (place.level != Level::site) continue;
        const auto found = std::ranges::find(one.differences, place.id, [](const auto* d) { return d->site; });
        Row row{.label = place.name, .mark = place.mark};
        const auto* estimate =
            found == one.differences.end() ? nullptr : std::get_if<measure::Estimate>(&(*found)->result);
        if (estimate != nullptr) {
            row.value = estimate->value;
            row.interval = estimate->interval;
            row.hollow = (*found)->comparability != measure::Comparability::comparable;
        } else {
            const auto* figure = figures.find(one.period, place.id, one.part);
            const bool with_itself = one.differences.front()->of == Difference::Of::before_after;
            row.instead = place.mark == Mark::comparison && !with_itself ? "compared with"
                          : figure != nullptr && figure->value.shorthand ? instead_words(figure->value)
                                                                         : "not worked out";
        }
        rows.push_back(std::move(row));
    }
    const ChartText text{
        chart_title(one.differences.front()->of, one.period) + ": " + m.title,
        "A row for each site: the difference in " + unit_of_difference(m) +
            " with its 95% interval, against a line at no difference. The table below has the numbers.",
        &m, true};
    auto& out = page.out;
    out.open("figure").element("figcaption", chart_title(one.differences.front()->of, one.period));
    draw_dots(page, text, rows, axis, capitalised(unit_of_difference(m)), Reference{0, std::nullopt, "no difference"});
    out.close();
}

} // namespace

void write_differences(Page& page, const Figures& figures, int number) {
    const auto& m = figures.measure;
    if (m.differences.empty()) return;
    auto& out = page.out;
    out.element("h4", "Differences");
    std::vector<Compared> charts;
    std::vector<double> values{0};
    for (const auto of :
         {Difference::Of::against_comparison, Difference::Of::before_after, Difference::Of::difference_in_differences})
        for (auto& one : compared(page.release, m, of)) {
            if (!one.part.empty()) continue;
            for (const auto* d : one.differences)
                if (const auto* e = std::get_if<measure::Estimate>(&d->result))
                    values.insert(values.end(), {e->value, e->interval.lower, e->interval.upper});
            charts.push_back(std::move(one));
        }
    const auto axis = axis_over(values, 4, -std::numeric_limits<double>::max(), std::numeric_limits<double>::max());
    if (!charts.empty()) {
        out.open("div", {{"class", "charts"}});
        for (const auto& one : charts) draw_differences(page, figures, one, axis);
        out.close();
    }
    Missing missing;
    bool any = false;
    for (const auto& d : m.differences) {
        if (const auto* none = std::get_if<measure::NoEstimate>(&d.result))
            missing.add(none->reason, site_name(page.release, d.site));
        else
            any = true;
    }
    if (any) {
        const bool split = !m.dimension.empty();
        std::vector<Page::Column> columns{{"Site"}, {"Against"}};
        if (split) columns.emplace_back(capitalised(m.dimension));
        columns.emplace_back("Difference (" + unit_of_difference(m) + ")", true);
        columns.emplace_back("95% interval", true);
        columns.emplace_back("Reading");
        columns.emplace_back("Comparability");
        page.open_table("Measure " + std::to_string(number) + ": differences", "figures");
        page.header_row(columns);
        auto by_kind = m.differences;
        std::ranges::stable_sort(by_kind, {}, &Difference::of);
        for (const auto& d : by_kind) {
            const auto* e = std::get_if<measure::Estimate>(&d.result);
            if (e == nullptr) continue;
            out.open("tr");
            page.row_header(site_name(page.release, d.site));
            page.text_cell(against_what(d));
            if (split) page.text_cell(d.dimension);
            page.number_cell(signed_number(m, e->value));
            page.number_cell(signed_interval(m, e->interval));
            page.text_cell(reading(d, *e));
            page.text_cell(d.comparability == measure::Comparability::comparable ? "comparable" : "with a caveat");
            out.close();
        }
        page.close_table();
    }
    missing.write(page, "Not worked out");
}

void write_tests(Page& page, const ReleasedMeasure& m, int number) {
    if (m.tests.empty()) return;
    auto& out = page.out;
    out.element("h4", "Pilot sites against comparison sites");
    Missing missing;
    bool any = false;
    for (const auto& test : m.tests) {
        if (const auto* none = std::get_if<measure::NoEstimate>(&test.result))
            missing.add(none->reason, test.period);
        else
            any = true;
    }
    if (any) {
        const bool split = !m.dimension.empty();
        std::vector<Page::Column> columns{{"Period"}, {"Of"}};
        if (split) columns.emplace_back(capitalised(m.dimension));
        for (const auto& column :
             {std::string("Pilots"), std::string("Comparators"), "Difference of means (" + unit_of_difference(m) + ")",
              std::string("p-value"), std::string("Least possible p")})
            columns.emplace_back(column, true);
        page.open_table("Measure " + std::to_string(number) + ": permutation test, each site one observation",
                        "figures");
        page.header_row(columns);
        for (const auto& test : m.tests) {
            const auto* e = std::get_if<measure::PermutationTest>(&test.result);
            if (e == nullptr) continue;
            out.open("tr");
            page.row_header(test.period);
            page.text_cell(test.earlier.empty() ? "values" : "changes since " + test.earlier);
            if (split) page.text_cell(test.dimension);
            page.number_cell(std::to_string(e->pilots));
            page.number_cell(std::to_string(e->comparators));
            page.number_cell(signed_number(m, e->difference));
            page.number_cell(probability(e->p));
            page.number_cell(probability(e->floor));
            out.close();
        }
        page.close_table();
    }
    missing.write(page, "Not tested");
}

void write_funnels(Page& page, const ReleasedMeasure& m, int number) {
    auto& out = page.out;
    for (const auto& funnel : m.funnels) {
        const auto* e = std::get_if<measure::Funnel>(&funnel.result);
        if (e == nullptr) continue;
        const auto name = funnel.period + (funnel.dimension.empty() ? "" : ", " + funnel.dimension);
        out.element("h4", "Funnel, " + name).open("div", {{"class", "pair"}}).open("figure");
        out.element("figcaption", "Line: all sites. Dashed: 95% limits. Dotted: 99.8%. Ringed: beyond the 95% limits");
        draw_funnel(
            page,
            {"Funnel, " + name + ": " + m.title,
             "Each site by its denominator and value, within limits of chance at 95% and 99.8% around the value "
             "of all sites, " +
                 value_words(m, e->target) + ". The table beside it has the numbers.",
             &m},
            *e);
        out.close();
        page.open_table("Measure " + std::to_string(number) + ": funnel, " + name + ", target " +
                            value_words(m, e->target),
                        "figures");
        page.header_row({{"Site"},
                         {"Number", true},
                         {"Denominator", true},
                         {"Value", true},
                         {"95% limits", true},
                         {"99.8% limits", true},
                         {"Reading"}});
        int row = 0;
        for (const auto& point : e->points) {
            out.open("tr");
            page.row_header(site_name(page.release, point.site));
            page.number_cell(std::to_string(++row));
            page.number_cell(shortest(point.size));
            page.number_cell(value_words(m, point.value));
            page.number_cell(interval_words(m, point.limits95));
            page.number_cell(interval_words(m, point.limits998));
            page.text_cell(point.zone == measure::FunnelZone::inside       ? "within the limits"
                           : point.zone == measure::FunnelZone::outside_95 ? "beyond the 95% limits"
                                                                           : "beyond the 99.8% limits");
            out.close();
        }
        page.close_table();
        out.close();
    }
}

void write_variation(Page& page, const ReleasedMeasure& m, int number) {
    auto& out = page.out;
    for (const auto& chart : m.charts) {
        const auto* e = std::get_if<measure::Xmr>(&chart.result);
        if (e == nullptr) continue;
        const auto name = site_name(page.release, chart.site) + (chart.dimension.empty() ? "" : ", " + chart.dimension);
        out.element("h4", "Variation over periods, " + name).open("div", {{"class", "pair"}}).open("figure");
        out.element("figcaption", "Line: mean. Dashed: limits of common variation. Ringed: signals");
        draw_xmr(page,
                 {"Variation over periods, " + name + ": " + m.title,
                  "Values over the periods around their mean, " + value_words(m, e->mean) +
                      ", with limits of common variation " + interval_words(m, e->limits) +
                      ". The table beside it has the numbers.",
                  &m},
                 *e);
        out.close();
        page.open_table("Measure " + std::to_string(number) + ": variation, " + name + ", mean " +
                            value_words(m, e->mean) + ", limits " + interval_words(m, e->limits),
                        "figures");
        page.header_row({{"Period"}, {"Value", true}, {"Signal"}});
        for (const auto& point : e->points) {
            std::vector<std::string> rules;
            for (const int rule : point.rules) rules.push_back(std::to_string(rule));
            out.open("tr");
            page.row_header(point.period);
            page.number_cell(value_words(m, point.value));
            page.text_cell(rules.empty() ? "none" : "rule " + listed(rules));
            out.close();
        }
        page.close_table();
        out.close();
    }
}

} // namespace pilotage::release::report
