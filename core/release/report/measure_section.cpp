#include "core/release/report/measure_section.hpp"

#include "core/release/report/comparisons.hpp"
#include "core/release/report/figure_tables.hpp"
#include "core/release/report/measure_results.hpp"
#include "core/release/report/words.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <initializer_list>

namespace pilotage::release::report {
namespace {

using measure::Difference;
using measure::Kind;

class MeasureSection {
public:
    MeasureSection(Page& page, const ReleasedMeasure& m, int number)
        : page_(page), out_(page.out), m_(m), number_(number), figures_(page.release, m), caveats_(m.id),
          axis_(axis_of(figures_, 4)) {}

    void write() {
        out_.open("section", {{"class", "measure"}, {"id", measure_anchor(m_)}, {"aria-labelledby", m_.id + "-title"}});
        out_.element("h3", std::to_string(number_) + ". " + m_.title, {{"id", m_.id + "-title"}});
        write_findings();
        write_facts();
        auto periods = figures_.periods;
        std::ranges::reverse(periods);
        const auto latest = std::ranges::find_if(periods, [&](const auto& p) { return figures_.has_number(p); });
        if (latest != periods.end()) write_period(*latest);
        write_differences(page_, figures_, number_);
        write_tests(page_, m_, number_);
        write_trends();
        for (const auto& period : periods)
            if (latest == periods.end() || period != *latest) write_period(period);
        write_funnels(page_, m_, number_);
        write_variation(page_, m_, number_);
        caveats_.write_list(page_, number_);
        out_.close();
    }

private:
    /// Of a split measure only what is clear, so that it can be found.
    void write_findings() {
        std::vector<std::string> findings;
        if (auto all = all_withheld({&m_, 1}, page_.release.profile); !all.empty()) findings.push_back(std::move(all));
        std::size_t unclear = 0;
        for (const auto& [of, what] : std::initializer_list<std::pair<Difference::Of, const char*>>{
                 {Difference::Of::against_comparison, "Against the comparison arm"},
                 {Difference::Of::before_after, "Over time"},
                 {Difference::Of::difference_in_differences, "Change against the comparison arm\u2019s"}})
            for (const auto& one : compared(page_.release, m_, of)) {
                if (!m_.dimension.empty()) {
                    unclear += one.estimated() - one.clear();
                    if (one.clear() == 0) continue;
                }
                findings.push_back(std::string(what) + (one.part.empty() ? "" : ", " + one.part) + ", " +
                                   finding_of(page_.release, one) + ".");
            }
        if (unclear > 0)
            findings.push_back("No clear difference in " + std::to_string(unclear) +
                               (findings.empty() ? "" : " other") + " comparisons of parts.");
        if (findings.empty()) return;
        out_.open("ul", {{"class", "findings"}});
        for (const auto& finding : findings) out_.element("li", finding);
        out_.close();
    }

    void fact(std::string_view name, const std::string& text) {
        if (text.empty()) return;
        out_.open("div").element("dt", name).element("dd", with_minus(text)).close();
    }

    void write_facts() {
        out_.open("dl", {{"class", "facts"}});
        const bool above = m_.kind == Kind::proportion || m_.kind == Kind::rate || m_.kind == Kind::ratio;
        fact(above                    ? "Numerator"
             : m_.kind == Kind::count ? "What is counted"
                                      : "Value of a case",
             sentence(m_.numerator));
        if (m_.kind != Kind::count) fact(above ? "Denominator" : "Cases", sentence(m_.denominator));
        std::string kind(name_of(m_.kind));
        if (m_.multiplier != 1) kind += ", times " + fixed(m_.multiplier, 0);
        fact("Figure", sentence(kind + (m_.kind == Kind::proportion ? "" : ", in " + m_.unit) + "; " +
                                direction_words(m_.direction)));
        fact("Split by", sentence(m_.dimension));
        fact("When comparing", m_.comparability);
        fact("Source", sentence(m_.source));
        out_.open("div").element("dt", "Figure IDs").open("dd");
        out_.element("code", m_.id + ":PERIOD:PLACE" + (m_.dimension.empty() ? "" : ":PART")).close().close();
        out_.close();
    }

    std::string caption(const std::string& rest) const { return "Measure " + std::to_string(number_) + ", " + rest; }

    Row row_of(const ShownPlace& place, const ReleasedFigure* figure) const {
        Row row{.label = place.name, .mark = place.mark};
        if (figure == nullptr) {
            row.instead = "[x] not available";
            return row;
        }
        row.value = figure->value.number;
        row.interval = figure->interval;
        row.hollow = figure->comparability != measure::Comparability::comparable;
        row.unsure = figure->low_reliability;
        row.instead = instead_words(figure->value);
        return row;
    }

    std::optional<Reference> comparison_arm(const std::string& period, const std::string& part) const {
        if (m_.kind == Kind::count) return std::nullopt;
        const auto* arm = figures_.find(period, "arm-comparison", part);
        if (arm == nullptr || !arm->value.number) return std::nullopt;
        return Reference{*arm->value.number, arm->interval, "comparison arm " + value_words(m_, *arm->value.number)};
    }

    void draw_places(const std::string& period, const std::string& part) {
        std::vector<Row> rows;
        bool totals = false;
        for (const auto& place : figures_.places) {
            const auto* figure = figures_.find(period, place.id, part);
            if (place.level != Level::site) {
                if (m_.kind == Kind::count || place.level == Level::all || place.mark == Mark::comparison) continue;
                if (figure == nullptr || figure->sites < 2) continue;
            }
            rows.push_back(row_of(place, figure));
            if (place.level == Level::arm && !totals) totals = rows.back().rule_above = true;
        }
        const auto name = period + (part.empty() ? "" : ", " + part);
        const auto reference = comparison_arm(period, part);
        draw_dots(page_,
                  {m_.title + ", " + name,
                   "A row for each site: the value with its 95% interval" +
                       (reference ? ", against a band for the " + reference->label : std::string()) +
                       ". The table has the same numbers.",
                   &m_},
                  rows, axis_, axis_title(), reference);
    }

    std::string axis_title() const { return m_.kind == Kind::proportion ? "Percentage" : capitalised(m_.unit); }

    void write_period(const std::string& period) {
        out_.element("h4", period);
        if (is_bare(figures_, period)) {
            write_bare_period(page_, figures_, period);
            return;
        }
        if (!m_.dimension.empty()) {
            write_split_period(period);
            return;
        }
        const bool chart = figures_.has_number(period);
        if (chart) {
            out_.open("div", {{"class", "pair"}}).open("figure");
            draw_places(period, "");
            out_.close();
        }
        write_period_table(page_, figures_, period, caption(period + ": figures"), caveats_);
        if (chart) out_.close();
    }

    bool is_latest(const std::string& period) const {
        return std::ranges::none_of(figures_.periods, [&, after = false](const std::string& p) mutable {
            const bool later = after && figures_.has_number(p);
            after = after || p == period;
            return later;
        });
    }

    /// The make-up of each site where counts are split; else each part by site.
    void write_split_period(const std::string& period) {
        if (figures_.has_number(period) && is_latest(period)) {
            out_.open("div", {{"class", "charts"}});
            if (m_.kind == Kind::count)
                for (const auto& place : figures_.places) draw_make_up(period, place);
            else
                for (const auto& part : figures_.parts)
                    if (figures_.has_number(period, part)) {
                        out_.open("figure").element("figcaption", part.empty() ? "All" : part);
                        draw_places(period, part);
                        out_.close();
                    }
            out_.close();
        }
        write_parts_table(page_, figures_, period, caption(period + ": figures by " + m_.dimension), &caveats_);
    }

    void draw_make_up(const std::string& period, const ShownPlace& place) {
        if (place.level != Level::site) return;
        std::vector<Row> rows;
        std::vector<double> values{0};
        for (const auto& part : m_.parts) {
            const auto* figure = figures_.find(period, place.id, part);
            rows.push_back(row_of(place, figure));
            rows.back().label = part;
            if (figure != nullptr && figure->value.number) values.push_back(*figure->value.number);
        }
        if (values.size() == 1) return;
        for (const auto& other : figures_.places)
            for (const auto& part : m_.parts)
                if (const auto* figure = other.level == Level::site ? figures_.find(period, other.id, part) : nullptr;
                    figure != nullptr && figure->value.number)
                    values.push_back(*figure->value.number);
        out_.open("figure").element("figcaption", place.name);
        draw_bars(page_,
                  {m_.title + ", " + place.name + ", " + period,
                   "A bar for each " + m_.dimension + ". The table below has the same numbers.", &m_},
                  rows, axis_over(values, 4, 0, most_value(m_)));
        out_.close();
    }

    Series series_of(const ShownPlace& place) const {
        Series series{.mark = place.mark, .points = {}};
        for (const auto& period : figures_.periods) {
            const auto* figure = figures_.find(period, place.id, "");
            Series::Point point{.period = period};
            if (figure != nullptr) {
                point.value = figure->value.number;
                point.interval = figure->interval;
                point.hollow = figure->comparability != measure::Comparability::comparable;
                point.broken = !figure->break_in_series.empty();
            }
            series.points.push_back(std::move(point));
        }
        return series;
    }

    static std::size_t values_of(const Series& series) {
        return static_cast<std::size_t>(
            std::ranges::count_if(series.points, [](const auto& point) { return point.value.has_value(); }));
    }

    void write_trends() {
        if (!m_.dimension.empty()) return;
        std::vector<const ShownPlace*> shown;
        std::optional<Series> arm;
        for (const auto& place : figures_.places) {
            if (place.level == Level::site && values_of(series_of(place)) > 1) shown.push_back(&place);
            if (place.id == "arm-comparison" && m_.kind != Kind::count) arm = series_of(place);
        }
        if (shown.empty()) return;
        out_.element("h4", "Change over time");
        out_.open("div", {{"class", "charts small"}});
        for (const auto* place : shown) {
            const auto own = series_of(*place);
            const bool itself = place->mark == Mark::comparison || !arm || values_of(*arm) == 0;
            out_.open("figure").element("figcaption", place->name);
            draw_trend(page_,
                       {m_.title + " over time, " + place->name,
                        std::string("Values with 95% intervals by period") +
                            (itself ? "" : ", beside those of the comparison arm") +
                            ". The table below has the values.",
                        &m_},
                       own, itself ? nullptr : &*arm, axis_);
            out_.close();
        }
        out_.close();
        write_values_table(page_, figures_, "", caption("values by period"));
    }

    Page& page_;
    Markup& out_;
    const ReleasedMeasure& m_;
    int number_;
    Figures figures_;
    Caveats caveats_;
    Axis axis_;
};

} // namespace

std::string measure_anchor(const ReleasedMeasure& measure) {
    return "measure-" + measure.id;
}

void write_measure(Page& page, const ReleasedMeasure& measure, int number) {
    MeasureSection(page, measure, number).write();
}

} // namespace pilotage::release::report
