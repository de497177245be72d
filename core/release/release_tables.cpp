#include "core/release/release_tables.hpp"

namespace pilotage::release {
namespace {

using Type = ColumnType;
using Row = std::vector<TableCell>;

TableCell text(std::string_view value) {
    return value.empty() ? TableCell() : TableCell(std::string(value));
}

TableCell shown(const Shown& value) {
    if (value.number) return *value.number;
    if (value.shorthand) return std::string(measure::code_of(*value.shorthand));
    return {};
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& t : texts) all += (all.empty() ? "" : "; ") + t;
    return all;
}

ReleaseTable figures(const char* name, const char* title, const std::vector<ReleasedMeasure>& measures) {
    ReleaseTable t{
        name,
        title,
        {{"id", "the figure's name; \"pilotage trace --figure ID\" leads to what it rests on", Type::text},
         {"measure", "the measure's id, as in measures.csv", Type::text},
         {"period", "the period's id, as in periods.csv", Type::text},
         {"level", "site, arm, or all sites together", Type::text},
         {"place", "the site's id, as in sites.csv; arm-... or all-sites for totals", Type::text},
         {"part", "the part of the measure's dimension; empty: undivided, or the total of the parts", Type::text},
         {"numerator", "what is counted above the line; shorthand where it is not shown", Type::shown},
         {"denominator", "the cases below the line, or with a value; empty of a count", Type::shown},
         {"value", "the figure in the measure's unit; a share as 0.412; shorthand where it is not shown", Type::shown},
         {"lower", "lower end of the 95% interval", Type::number},
         {"upper", "upper end of the 95% interval", Type::number},
         {"method", "how the interval is worked out", Type::text},
         {"signs", "[b] break in the series, [u] low reliability", Type::text},
         {"sites", "how many sites the figure adds up", Type::whole},
         {"comparability", "comparable, caveated or withheld; empty where there is no figure", Type::text},
         {"reasons", "why it is not simply comparable, or does not go on from the period before", Type::text},
         {"note", "why there is no figure", Type::text}},
        {"id"},
        {}};
    for (const auto& m : measures)
        for (const auto& f : m.figures) {
            auto reasons = f.reasons;
            if (!f.break_in_series.empty()) reasons.push_back("break in the series: " + f.break_in_series);
            t.rows.push_back({f.id, m.id, f.period, std::string(name_of(f.level)), f.place, text(f.part),
                              shown(f.numerator), shown(f.denominator), shown(f.value),
                              f.interval ? TableCell(f.interval->lower) : TableCell(),
                              f.interval ? TableCell(f.interval->upper) : TableCell(), text(f.method),
                              text(signs_of(f)), static_cast<double>(f.sites),
                              f.sites == 0 ? TableCell() : TableCell(std::string(name_of(f.comparability))),
                              text(joined(reasons)), text(f.note)});
        }
    return t;
}

ReleaseTable strata(const Release& release) {
    ReleaseTable t{"strata",
                   "What shares of surveys that are weighted by strata are worked out from",
                   {{"measure", "the measure's id, as in measures.csv", Type::text},
                    {"period", "the period's id, as in periods.csv", Type::text},
                    {"site", "the site's id, as in sites.csv", Type::text},
                    {"part", "the part of the measure's dimension", Type::text},
                    {"stratum", "the stratum of the survey", Type::text},
                    {"people", "whom it stands for: its weight is this by its denominator", Type::shown},
                    {"numerator", "what is counted above the line", Type::shown},
                    {"denominator", "the answers below the line", Type::shown}},
                   {},
                   {}};
    for (const auto& m : release.measures)
        for (const auto& s : m.strata)
            t.rows.push_back(
                {m.id, s.period, s.site, text(s.part), s.name, shown(s.people), shown(s.above), shown(s.cases)});
    return t;
}

TableCell reason_of(const measure::NoEstimate* none) {
    return none == nullptr ? TableCell() : TableCell(none->reason);
}

ReleaseTable differences(const Release& release) {
    ReleaseTable t{"differences",
                   "Differences against the comparison arm, and between periods",
                   {{"measure", "the measure's id, as in measures.csv", Type::text},
                    {"of",
                     "against comparison: site less comparison arm; before and after: this period less an earlier "
                     "one; difference in differences: that less the comparison arm's",
                     Type::text},
                    {"site", "the site's id, as in sites.csv", Type::text},
                    {"period", "the period's id, as in periods.csv", Type::text},
                    {"earlier", "the earlier period", Type::text},
                    {"part", "the part of the measure's dimension", Type::text},
                    {"difference", "in the measure's unit; of shares as 0.05", Type::number},
                    {"lower", "lower end of the 95% interval", Type::number},
                    {"upper", "upper end of the 95% interval", Type::number},
                    {"method", "how the interval is worked out", Type::text},
                    {"comparability", "the worst of the figures it rests on", Type::text},
                    {"note", "why there is none, or why it may not be told from none", Type::text}},
                   {},
                   {}};
    for (const auto& m : release.measures)
        for (const auto& d : m.differences) {
            const auto* e = std::get_if<measure::Estimate>(&d.result);
            const auto number = [&](double v) { return e == nullptr ? TableCell() : TableCell(v); };
            t.rows.push_back(
                {m.id, std::string(name_of(d.of)), d.site, d.period, text(d.earlier), text(d.dimension),
                 number(e == nullptr ? 0 : e->value), number(e == nullptr ? 0 : e->interval.lower),
                 number(e == nullptr ? 0 : e->interval.upper), text(e == nullptr ? "" : e->method),
                 std::string(name_of(d.comparability)),
                 d.within_rounding
                     ? TableCell("within rounding: not clear of zero with all counts that the rounding allows")
                     : reason_of(std::get_if<measure::NoEstimate>(&d.result))});
        }
    return t;
}

ReleaseTable tests(const Release& release) {
    ReleaseTable t{"tests",
                   "Pilot sites against comparison sites, a site being one observation",
                   {{"measure", "the measure's id, as in measures.csv", Type::text},
                    {"period", "the period's id, as in periods.csv", Type::text},
                    {"earlier", "where changes since this period are tested", Type::text},
                    {"part", "the part of the measure's dimension", Type::text},
                    {"pilots", "pilot sites with a figure", Type::whole},
                    {"comparators", "comparison sites with a figure", Type::whole},
                    {"difference", "mean of the pilots less mean of the comparators", Type::number},
                    {"p", "the share of all ways to deal the arms that set them as far apart", Type::number},
                    {"least_possible_p", "no p of so few sites can be smaller", Type::number},
                    {"method", "the test", Type::text},
                    {"note", "why there is none", Type::text}},
                   {},
                   {}};
    for (const auto& m : release.measures)
        for (const auto& test : m.tests) {
            Row row{m.id, test.period, text(test.earlier), text(test.dimension)};
            if (const auto* e = std::get_if<measure::PermutationTest>(&test.result))
                for (const auto& cell : Row{static_cast<double>(e->pilots), static_cast<double>(e->comparators),
                                            e->difference, e->p, e->floor, text(e->method), TableCell()})
                    row.push_back(cell);
            else
                for (const auto& cell :
                     Row{{}, {}, {}, {}, {}, {}, reason_of(std::get_if<measure::NoEstimate>(&test.result))})
                    row.push_back(cell);
            t.rows.push_back(std::move(row));
        }
    return t;
}

ReleaseTable funnels(const Release& release) {
    ReleaseTable t{"funnels",
                   "Limits of chance around the value of all sites together",
                   {{"measure", "the measure's id, as in measures.csv", Type::text},
                    {"period", "the period's id, as in periods.csv", Type::text},
                    {"part", "the part of the measure's dimension", Type::text},
                    {"site", "the site's id, as in sites.csv", Type::text},
                    {"size", "the denominator", Type::number},
                    {"value", "the site's figure", Type::number},
                    {"target", "the value of all sites together", Type::number},
                    {"lower95", "lower limit at 0.025", Type::number},
                    {"upper95", "upper limit at 0.025", Type::number},
                    {"lower998", "lower limit at 0.001", Type::number},
                    {"upper998", "upper limit at 0.001", Type::number}},
                   {},
                   {}};
    for (const auto& m : release.measures)
        for (const auto& funnel : m.funnels)
            if (const auto* e = std::get_if<measure::Funnel>(&funnel.result))
                for (const auto& p : e->points)
                    t.rows.push_back({m.id, funnel.period, text(funnel.dimension), p.site, p.size, p.value, e->target,
                                      p.limits95.lower, p.limits95.upper, p.limits998.lower, p.limits998.upper});
    return t;
}

ReleaseTable charts(const Release& release) {
    ReleaseTable t{"charts",
                   "Figures over periods with the limits of common variation",
                   {{"measure", "the measure's id, as in measures.csv", Type::text},
                    {"site", "the site's id, as in sites.csv", Type::text},
                    {"part", "the part of the measure's dimension", Type::text},
                    {"period", "the period's id, as in periods.csv", Type::text},
                    {"value", "the site's figure", Type::number},
                    {"mean", "of all periods", Type::number},
                    {"lower", "lower limit", Type::number},
                    {"upper", "upper limit", Type::number},
                    {"rules",
                     "the rules that it is a signal by: 1 beyond a limit; 2 a run of seven on one side; 3 seven "
                     "rise or fall; 4 two of three near a limit",
                     Type::text}},
                   {},
                   {}};
    for (const auto& m : release.measures)
        for (const auto& chart : m.charts)
            if (const auto* e = std::get_if<measure::Xmr>(&chart.result))
                for (const auto& p : e->points) {
                    std::string rules;
                    for (const auto rule : p.rules) rules += (rules.empty() ? "" : "; ") + std::to_string(rule);
                    t.rows.push_back({m.id, chart.site, text(chart.dimension), p.period, p.value, e->mean,
                                      e->limits.lower, e->limits.upper, text(rules)});
                }
    return t;
}

ReleaseTable returns(const Release& release) {
    ReleaseTable t{"returns",
                   "The quality of each return",
                   {{"site", "the site's id, as in sites.csv", Type::text},
                    {"period", "the period's id, as in periods.csv", Type::text},
                    {"state", "accepted, accepted in part, missing, or not due", Type::text},
                    {"read", "records read; rounded by itself, so it may differ from the sum", Type::shown},
                    {"accepted", "records that the figures rest on", Type::shown},
                    {"rejected", "records left out for errors", Type::shown},
                    {"duplicate", "records given twice", Type::shown},
                    {"left_out", "records that a rule leaves out", Type::shown},
                    {"accepted_share", "accepted / read, both as shown", Type::shown},
                    {"areas", "what the site served within the period", Type::text},
                    {"note", "why no return is due", Type::text}},
                   {"site", "period"},
                   {}};
    for (const auto& r : release.returns)
        t.rows.push_back({r.site, r.period, r.state, shown(r.read), shown(r.accepted), shown(r.rejected),
                          shown(r.duplicate), shown(r.left_out), shown(r.accepted_share), text(joined(r.areas)),
                          text(r.note)});
    return t;
}

ReleaseTable measures(const Release& release) {
    ReleaseTable t{"measures",
                   "What each measure means",
                   {{"measure", "the measure's id", Type::text},
                    {"title", "in a line", Type::text},
                    {"kind", "count, proportion, rate, ratio, mean, median or score", Type::text},
                    {"numerator", "what stands above the line, or what a value is", Type::text},
                    {"denominator", "what stands below the line, or carries a value", Type::text},
                    {"unit", "of the value", Type::text},
                    {"direction", "whether higher or lower is better, or neither", Type::text},
                    {"dimension", "what it is split by", Type::text},
                    {"multiplier", "of a rate", Type::number},
                    {"places", "decimals that are shown; of the percentage where it is a share", Type::whole},
                    {"comparability", "what to mind when sites or periods are compared", Type::text},
                    {"source", "where the definition comes from", Type::text},
                    {"sha256", "of the file that defines it", Type::text}},
                   {"measure"},
                   {}};
    for (const auto* list : {&release.measures, &release.quality})
        for (const auto& m : *list)
            t.rows.push_back({m.id, m.title, std::string(name_of(m.kind)), m.numerator, m.denominator, m.unit,
                              std::string(name_of(m.direction)), text(m.dimension), m.multiplier,
                              static_cast<double>(m.places), text(m.comparability), text(m.source), text(m.sha256)});
    return t;
}

ReleaseTable sites(const Release& release) {
    ReleaseTable t{"sites",
                   "The sites of the study",
                   {{"site", "the site's id", Type::text},
                    {"name", "its name", Type::text},
                    {"arm", "pilot, host or comparison", Type::text},
                    {"council", "the council's name", Type::text},
                    {"ons", "the council's code of national statistics", Type::text},
                    {"start", "its first day in the study", Type::date},
                    {"end", "its last day; empty: open", Type::date},
                    {"coverage", "what it served, and when", Type::text}},
                   {"site"},
                   {}};
    for (const auto& s : release.sites) {
        std::vector<std::string> coverage;
        for (const auto& c : s.coverage)
            coverage.push_back(c.area + " from " + c.from + (c.to.empty() ? "" : " to " + c.to) +
                               (c.note.empty() ? "" : " (" + c.note + ")"));
        t.rows.push_back({s.id, s.name, s.arm, s.council, s.ons, text(s.start), text(s.end), text(joined(coverage))});
    }
    return t;
}

ReleaseTable periods(const Release& release) {
    ReleaseTable t{"periods",
                   "The collection periods",
                   {{"period", "the period's id", Type::text},
                    {"start", "its first day", Type::date},
                    {"end", "its last day", Type::date}},
                   {"period"},
                   {}};
    for (const auto& p : release.periods) t.rows.push_back({p.id, p.start, p.end});
    return t;
}

} // namespace

std::vector<ReleaseTable> tables_of(const Release& release) {
    std::vector<ReleaseTable> tables{
        figures("figures", "All figures: one row for each measure, period, place and part", release.measures),
        differences(release),
        tests(release),
        funnels(release),
        charts(release),
        returns(release),
        figures("quality", "Records received and findings noted: one row for each period, place and part",
                release.quality),
        strata(release),
        measures(release),
        sites(release),
        periods(release)};
    std::erase_if(tables, [](const ReleaseTable& table) { return table.rows.empty(); });
    return tables;
}

std::vector<std::pair<std::string, std::string>> legend() {
    std::vector<std::pair<std::string, std::string>> signs;
    for (int i = 0; i <= static_cast<int>(measure::Shorthand::not_applicable); ++i) {
        const auto sign = static_cast<measure::Shorthand>(i);
        signs.emplace_back(measure::code_of(sign), measure::meaning_of(sign));
    }
    return signs;
}

} // namespace pilotage::release
