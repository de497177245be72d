#include "core/release/make_release.hpp"

#include "core/hash.hpp"
#include "core/release/earlier_counts.hpp"
#include "core/release/release_audit.hpp"
#include "core/release/release_counts.hpp"
#include "core/release/release_figures.hpp"
#include "core/release/release_results.hpp"
#include "core/release/release_sources.hpp"
#include "core/release/rounding_doubt.hpp"
#include "core/version.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace pilotage::release {
namespace {

using measure::Kind;

bool has_none(const TrueFigure& figure) {
    return std::holds_alternative<measure::NoData>(figure.state) ||
           std::holds_alternative<measure::NotApplicable>(figure.state);
}

bool has_means(Kind kind) {
    return kind == Kind::mean || kind == Kind::score;
}

class Maker {
public:
    Maker(measure::Evaluation& evaluation, const study::Study& study, const ReleaseOptions& options)
        : evaluation_(evaluation), study_(study), options_(options), places_(places_of(study)) {}

    MadeRelease make() {
        gather();
        const auto counts = count_system(tables_, ids_, places_);
        step("Protecting small counts", 0, 1);
        const auto protected_counts = protect(counts.system, options_.profile, options_.seconds,
                                              known_before(counts, tables_, ids_, options_.earlier));
        describe(protected_counts);
        for (std::size_t t = 0; t < tables_.size(); ++t) add_measure(t, counts, protected_counts);
        add_returns();
        add_notes();
        step("Auditing", 0, 1);
        audit_release(made_, counts, ids_, protected_counts, options_);
        return std::move(made_);
    }

private:
    void step(std::string_view what, std::size_t done, std::size_t of) const {
        if (options_.progress) options_.progress(what, done, of);
    }

    void gather() {
        for (const auto& measure : options_.measures) {
            step("Working out the figures", tables_.size(), options_.measures.size());
            tables_.push_back(true_table(evaluation_, study_, measure, options_.profile.dominance));
        }
        measures_ = tables_.size();
        for (auto& table : quality_tables(evaluation_, study_)) tables_.push_back(std::move(table));
        for (const auto& table : tables_) {
            auto& ids = ids_.emplace_back();
            for (const auto& figure : table.figures)
                ids.push_back(figure_id(table.measure.id, study_.periods[figure.period].id, places_[figure.place].id,
                                        figure.part));
        }
    }

    void describe(const ProtectedCounts& protected_counts) {
        auto& r = made_.release;
        r = describe_study(evaluation_, study_);
        const auto& p = options_.profile;
        r.profile = {
            p.id, p.title, p.sha256, p.text, rules_of(p), p.base, reach_of_rounding(p, protected_counts.reach)};
        made_.log.release = r.study_name + ", data of " + r.data_date;
        made_.log.profile = p.id;
        made_.log.profile_sha256 = p.sha256;
        for (const auto& earlier : options_.earlier) made_.log.earlier.push_back(earlier.name);
    }

    void add_measure(std::size_t t, const ReleaseCounts& counts, const ProtectedCounts& protected_counts) {
        const auto& table = tables_[t];
        const auto& m = table.measure;
        ReleasedMeasure out{m.id,
                            m.title,
                            m.kind,
                            m.numerator,
                            m.denominator,
                            m.unit,
                            m.direction,
                            m.source,
                            m.comparability,
                            m.dimension,
                            table.parts,
                            m.multiplier,
                            places_of(table, options_.profile),
                            std::ranges::all_of(table.figures, &TrueFigure::whole_values),
                            m.sql.empty() ? "" : sha256_bytes(m.sql),
                            {}};
        std::map<std::string, double> deviations;
        WithheldValues values;
        if (has_means(m.kind))
            values = withhold_values(table, counts.cells[t], protected_counts, places_, options_.seconds);
        for (std::size_t f = 0; f < table.figures.size(); ++f) {
            const auto& figure = table.figures[f];
            if (!figure.part.empty() && has_none(figure)) continue; // the total's row says why
            const auto& place = places_[figure.place];
            ReleasedFigure released;
            released.id = ids_[t][f];
            released.level = place.level;
            released.place = place.id;
            released.place_name = place.name;
            released.period = study_.periods[figure.period].id;
            released.part = figure.part;
            released.sites = figure.sites;
            released.comparability = figure.comparability;
            released.reasons = figure.reasons;
            released.break_in_series = figure.break_in_series;
            const bool withheld = !values.withheld.empty() && values.withheld[f];
            release_figure(released, m, out.places, figure, counts.cells[t][f], protected_counts, options_.profile,
                           withheld);
            if (released.value.shorthand == measure::Shorthand::confidential)
                log_value(released, withheld && released.denominator.number, withheld && values.dominated[f]);
            if (m.kind == Kind::proportion && released.method == measure::stratified_margin)
                add_strata(out, released, counts.cells[t][f], protected_counts);
            if (const auto* own = std::get_if<measure::Figure>(&figure.state)) deviations[released.id] = own->deviation;
            out.figures.push_back(std::move(released));
        }
        if (t < measures_) add_results(out, m, study_, deviations, made_.release.profile.reach);
        (t < measures_ ? made_.release.measures : made_.release.quality).push_back(std::move(out));
    }

    /// A share that is weighted is worked out from its strata, which stand beside it so that anybody can do so again.
    /// Those of arms are those of their sites.
    static void add_strata(ReleasedMeasure& measure, const ReleasedFigure& figure, const FigureCells& cells,
                           const ProtectedCounts& counts) {
        for (const auto& own : cells.strata) {
            const bool known = std::ranges::any_of(measure.strata, [&](const ReleasedStratum& s) {
                return s.site == own.site && s.period == figure.period && s.part == figure.part && s.name == own.name;
            });
            if (known) continue;
            const auto count = [&](std::uint32_t cell) { return Shown{static_cast<double>(counts.shown[cell]), {}}; };
            measure.strata.push_back({own.site, figure.period, figure.part, own.name, count(*own.people),
                                      count(own.cases), count(own.above)});
        }
    }

    /// `by_itself`: its counts are shown. Else it goes with one that is not, of which the log says more.
    void log_value(const ReleasedFigure& figure, bool by_itself, bool dominated) {
        LogEntry entry;
        entry.shown_as = {figure.id + " value"};
        entry.rule = !by_itself  ? "rests on a count that is withheld"
                     : dominated ? "few contributions make most of the sum"
                                 : "to protect other means";
        entry.primary = by_itself && dominated;
        entry.follows = !by_itself;
        made_.log.entries.push_back(std::move(entry));
    }

    /// The quality of each return, from the protected counts of its records.
    void add_returns() {
        const auto& records = made_.release.quality.front();
        for (const auto& where : evaluation_.site_periods()) {
            ReleasedReturn row{where.site, where.period, {}, {}, {}, {}, {}, {}, {}, {}, {}};
            const auto submission = std::ranges::find_if(made_.release.submissions, [&](const ReleasedSubmission& s) {
                return s.site == where.site && s.period == where.period;
            });
            if (submission == made_.release.submissions.end()) {
                row.state = where.due ? "missing" : "not due";
                row.note = where.reason;
            } else {
                row.state = submission->verdict;
            }
            const auto count = [&](const char* part) {
                const auto id = figure_id(records.id, where.period, where.site, part);
                const auto found = std::ranges::find(records.figures, id, &ReleasedFigure::id);
                return found == records.figures.end() ? Shown{} : found->value;
            };
            row.read = count("");
            row.accepted = count("accepted");
            row.rejected = count("rejected");
            row.duplicate = count("duplicate");
            row.left_out = count("left out");
            if (row.read.number && row.accepted.number && *row.read.number > 0)
                row.accepted_share = {std::round(1000 * *row.accepted.number / *row.read.number) / 1000};
            else
                row.accepted_share.shorthand = row.read.number && row.accepted.number
                                                   ? measure::Shorthand::none_recorded
                                               : row.read.number ? row.accepted.shorthand
                                                                 : row.read.shorthand;
            row.areas = areas(where);
            made_.release.returns.push_back(std::move(row));
        }
    }

    /// What the site served within the period.
    std::vector<std::string> areas(const measure::SitePeriod& where) const {
        const auto* site = study_.find_site(where.site);
        const auto* period = study_.find_period(where.period);
        std::vector<std::string> out;
        if (site == nullptr || period == nullptr) return out;
        for (const auto& c : site->coverage) {
            if (c.from > period->end || (!c.to.empty() && c.to < period->start)) continue;
            std::string text = c.area;
            if (c.from > period->start) text += ", from " + c.from;
            if (!c.to.empty() && c.to < period->end) text += ", to " + c.to;
            out.push_back(std::move(text));
        }
        return out;
    }

    void add_notes() {
        auto& notes = made_.release.notes;
        if (options_.draft) notes.emplace_back(draft_note);
        if (auto all = all_withheld(made_.release.measures, made_.release.profile); !all.empty())
            notes.push_back(std::move(all));
        notes.push_back("Intervals are at 95%. They show how sure a figure is of what it says about the cases counted, "
                        "not whether sites differ in what they record.");
        notes.push_back(
            "Intervals of counts, percentages and rates are worked out from the counts as they are shown, so "
            "they say nothing about a count that its rounding does not. Those of means and medians are "
            "worked out from the values and rounded as the figure is.");
        notes.push_back("Totals of arms and of all sites add up the sites that have a figure; the column of sites says "
                        "how many. They are not figures of the whole country.");
        notes.push_back(
            "Differences, tests, funnel limits and charts are worked out from the figures as they are shown. "
            "No test of so few sites can give a small p-value: the least it could be stands beside it.");
        notes.push_back("Sites stand in the order of the study. Nothing is ranked.");
    }

    measure::Evaluation& evaluation_;
    const study::Study& study_;
    const ReleaseOptions& options_;
    std::vector<Place> places_;
    std::vector<TrueTable> tables_; ///< measures, then the quality tables
    std::size_t measures_ = 0;
    std::vector<std::vector<std::string>> ids_;
    MadeRelease made_;
};

} // namespace

Release describe_study(measure::Evaluation& evaluation, const study::Study& study) {
    Release r;
    r.study = study.id;
    r.study_name = study.name;
    r.study_sha256 = study.sha256;
    r.program_version = program_version();
    for (const auto& site : study.sites) {
        ReleasedSite s{site.id,  site.name, std::string(name_of(site.arm)), site.council, site.ons, site.start,
                       site.end, {}};
        for (const auto& c : site.coverage) s.coverage.push_back({c.from, c.to, c.area, c.note});
        r.sites.push_back(std::move(s));
    }
    for (const auto& period : study.periods) r.periods.push_back({period.id, period.start, period.end});
    r.submissions = submissions_of(evaluation, study);
    for (const auto& s : r.submissions) r.data_date = std::max(r.data_date, s.received_at.substr(0, 10));
    return r;
}

MadeRelease make_release(measure::Evaluation& evaluation, const study::Study& study, const ReleaseOptions& options) {
    return Maker(evaluation, study, options).make();
}

} // namespace pilotage::release
