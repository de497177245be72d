#include "core/release/report/summary.hpp"

#include "core/release/report/axis.hpp"
#include "core/release/report/comparisons.hpp"
#include "core/release/report/measure_section.hpp"
#include "core/release/report/words.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <initializer_list>
#include <ranges>
#include <utility>

namespace pilotage::release::report {
namespace {

using measure::Difference;

struct FigureCounts {
    std::size_t shown = 0, caveated = 0, unsure = 0, confidential = 0, unavailable = 0, not_applicable = 0, none = 0;
};

FigureCounts count_figures(const Release& release) {
    FigureCounts n;
    for (const auto& m : release.measures)
        for (const auto& f : m.figures) {
            if (f.value.number) {
                ++n.shown;
                n.caveated += f.comparability == measure::Comparability::caveated ? 1 : 0;
                n.unsure += f.low_reliability ? 1 : 0;
            } else if (f.value.shorthand == measure::Shorthand::confidential) {
                ++n.confidential;
            } else if (f.value.shorthand == measure::Shorthand::not_applicable) {
                ++n.not_applicable;
            } else if (f.value.shorthand == measure::Shorthand::none_recorded) {
                ++n.none;
            } else {
                ++n.unavailable;
            }
        }
    return n;
}

std::string in_brackets(std::vector<std::string> names) {
    constexpr std::size_t most = 4;
    if (names.size() > most) {
        const auto rest = names.size() - most;
        names.resize(most);
        names.push_back(std::to_string(rest) + " more");
    }
    return " (" + listed(names) + ")";
}

class Summary {
public:
    explicit Summary(Page& page)
        : page_(page), release_(page.release), out_(page.out), counts_(count_figures(release_)),
          against_(compared(release_, Difference::Of::against_comparison)),
          changes_(compared(release_, Difference::Of::difference_in_differences)) {}

    void write() {
        out_.open("section", {{"id", "summary"}, {"aria-labelledby", "summary-title"}});
        out_.element("h2", "Summary", {{"id", "summary-title"}});
        out_.element("p", scope(), {{"class", "lead"}});
        out_.open("div", {{"class", "cards"}});
        write_differing();
        write_sureness();
        write_incomparable();
        out_.close();
        write_glance();
        write_sites();
        out_.close();
    }

private:
    std::string scope() const {
        std::vector<std::string> arms;
        for (const std::string arm : {"pilot", "host", "comparison"}) {
            const auto n = std::ranges::count(release_.sites, arm, &ReleasedSite::arm);
            if (n > 0) arms.push_back(many(static_cast<std::size_t>(n), arm + " site"));
        }
        auto text = listed(arms) + " on " + many(release_.measures.size(), "measure");
        if (!release_.periods.empty())
            text +=
                ", " + date_words(release_.periods.front().start) + " to " + date_words(release_.periods.back().end);
        text += ". ";
        if (const auto all = all_withheld(release_.measures, release_.profile); !all.empty())
            return text + all + " They rest on " + many(release_.submissions.size(), "return") + ".";
        return text + many(counts_.shown, "figure") + (counts_.shown == 1 ? " is" : " are") + " shown, from " +
               many(release_.submissions.size(), "return") + ".";
    }

    void list(const std::vector<std::string>& items) {
        out_.open("ul");
        for (const auto& item : items) out_.element("li", item);
        out_.close();
    }

    void open_card(std::string_view title) { out_.open("div", {{"class", "card"}}).element("h3", title); }

    void write_findings(const std::vector<Compared>& all) {
        bool open = false;
        for (const auto& one : all) {
            if (one.clear() == 0) continue;
            if (!std::exchange(open, true)) out_.open("ul");
            out_.open("li").element("a", one.measure->title + (one.part.empty() ? "" : ", " + one.part),
                                    {{"href", "#" + measure_anchor(*one.measure)}});
            out_.text(", " + finding_of(release_, one) + ".");
            if (one.measure->direction != measure::Direction::neither)
                out_.text(" " + capitalised(direction_words(one.measure->direction)) + ".");
            out_.close();
        }
        if (open) out_.close();
    }

    void write_differing() {
        open_card("What differs");
        write_counted(against_, "difference", " from the comparison arm");
        write_findings(against_);
        if (!changes_.empty()) {
            write_counted(changes_, "change", " less that of the comparison arm");
            write_findings(changes_);
        }
        out_.close();
    }

    void write_counted(const std::vector<Compared>& all, const std::string& one, const std::string& what) {
        std::size_t clear = 0, estimated = 0;
        for (const auto& c : all) clear += c.clear(), estimated += c.estimated();
        if (estimated == 0) {
            out_.element("p", "No " + one + what + " can be worked out from this release.");
            return;
        }
        const std::string count = clear == 0 ? "none" : std::to_string(clear);
        out_.open("p").text("Of " + many(estimated, one) + what + ", the latest of each measure, ");
        out_.element("strong", count + (clear == 1 ? " is" : " are") + " clear of zero");
        out_.text(clear == 0 ? "." : ":").close();
    }

    static std::size_t estimated_in(const std::vector<Compared>& all) {
        std::size_t estimated = 0;
        for (const auto& c : all) estimated += c.estimated();
        return estimated;
    }

    /// What is read off small counts may come of their rounding.
    std::string sureness_of_rounding() const {
        constexpr double cases = 20, half = cases / 2;
        const double by = static_cast<double>(release_.profile.reach),
                     off = std::min(1.0, (half + by) / std::max(1.0, cases - by)) - 0.5;
        auto text = "Counts are rounded to " + std::to_string(release_.profile.base) +
                    " before anything is worked out of them: a share of " + fixed(cases, 0) +
                    " cases may be off by up to " + fixed(100 * off, 0) + " percentage points.";
        std::size_t within = 0;
        for (const auto* all : {&against_, &changes_})
            for (const auto& c : *all)
                within += static_cast<std::size_t>(
                    std::ranges::count_if(c.differences, [](const auto* d) { return d->within_rounding; }));
        if (within > 0)
            text += " " + many(within, "difference") + (within == 1 ? " is" : " are") +
                    " not called clear for that reason.";
        return text;
    }

    void write_sureness() {
        open_card("How sure that is");
        std::vector<std::string> items;
        const auto compared_there = estimated_in(against_), changed = estimated_in(changes_),
                   estimated = compared_there + changed;
        if (estimated > 0) {
            std::string text = "A difference is called clear where its 95% interval leaves out zero. By chance alone "
                               "about 1 in 20 would be";
            if (estimated >= 20) // of fewer it is none or one
                text += ": about " + fixed(static_cast<double>(estimated) / 20, 0) + " of these " +
                        (compared_there > 0 && changed > 0
                             ? many(compared_there, "difference") + " and " + many(changed, "change")
                             : std::to_string(estimated));
            items.push_back(text + ".");
        }
        if (release_.profile.reach > 0 && estimated > 0) items.push_back(sureness_of_rounding());
        std::vector<double> p, floor;
        for (const auto& m : release_.measures)
            for (const auto& test : m.tests)
                if (const auto* e = std::get_if<measure::PermutationTest>(&test.result)) {
                    p.push_back(e->p);
                    floor.push_back(e->floor);
                }
        if (!p.empty()) {
            const double least = std::ranges::min(floor);
            auto text = "With so few sites, no test of pilots against comparison sites could give a p-value below " +
                        probability(least) + ", whatever they show; those here range from " +
                        probability(std::ranges::min(p)) + " to " + probability(std::ranges::max(p)) + ".";
            if (least > 0.05) text += " So none can tell by itself whether pilots differ as a group.";
            items.push_back(text);
        }
        if (counts_.unsure > 0)
            items.push_back(many(counts_.unsure, "figure") + (counts_.unsure == 1 ? " rests" : " rest") +
                            " on few cases and " + (counts_.unsure == 1 ? "is" : "are") +
                            " marked [u], low reliability.");
        if (counts_.shown == 0)
            items.emplace_back("No figure is shown, so there is none to be sure of.");
        else
            items.emplace_back("Intervals tell of the cases counted, not of whether sites record the same things.");
        list(items);
        out_.close();
    }

    void write_incomparable() {
        open_card("What can\u2019t be compared");
        std::vector<std::string> items, not_compared, counts;
        for (const auto& m : release_.measures) {
            if (m.kind == measure::Kind::count) {
                counts.push_back(m.title);
                continue;
            }
            if (std::ranges::none_of(against_, [&](const Compared& c) { return c.measure == &m; }))
                not_compared.push_back(m.title);
        }
        const bool has_arm =
            std::ranges::find(release_.sites, "comparison", &ReleasedSite::arm) != release_.sites.end();
        if (!has_arm)
            items.emplace_back("The study has no comparison site, so no figure can be set against one.");
        else if (!not_compared.empty())
            items.push_back(many(not_compared.size(), "measure") + " of " + std::to_string(release_.measures.size()) +
                            " cannot be set against the comparison arm; why is listed below.");
        if (!counts.empty())
            items.push_back("Counts grow with the people and the area served: compare their make-up, not their size" +
                            in_brackets(counts) + ".");
        if (counts_.caveated > 0)
            items.push_back(many(counts_.caveated, "figure") + " of " + std::to_string(counts_.shown) +
                            (counts_.caveated == 1 ? " stands" : " stand") + " with a caveat, drawn hollow.");
        if (counts_.confidential > 0 && counts_.shown > 0)
            items.push_back(many(counts_.confidential, "figure") + (counts_.confidential == 1 ? " is" : " are") +
                            " withheld to protect people, marked [c].");
        std::vector<std::string> absent;
        for (const auto& [n, words] :
             std::initializer_list<std::pair<std::size_t, const char*>>{{counts_.unavailable, "not available [x]"},
                                                                        {counts_.none, "without a case [w]"},
                                                                        {counts_.not_applicable, "not applicable [z]"}})
            if (n > 0) absent.push_back(std::to_string(n) + " " + words);
        if (!absent.empty()) items.push_back("Others are absent: " + listed(absent) + ".");
        for (const auto& item : missing_returns()) items.push_back(item);
        list(items);
        out_.close();
    }

    std::vector<std::string> missing_returns() const {
        std::vector<std::string> items, missing;
        for (const auto& r : release_.returns)
            if (r.state == "missing") missing.push_back(site_name(release_, r.site) + " for " + r.period);
        if (!missing.empty()) items.push_back("Missing returns: " + listed(missing) + ".");
        return items;
    }

    /// Measures by sites: which way each latest difference goes.
    void write_glance() {
        if (against_.empty()) {
            write_not_against();
            return;
        }
        out_.element("h3", "Differences from the comparison arm at a glance", {{"id", "glance"}});
        out_.open("p", {{"class", "key"}});
        for (const auto& [glyph, words] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"\u25b2", "higher"}, {"\u25bc", "lower"}, {"\u25b3 \u25bd", "the same, with a caveat"}}) {
            out_.open("span", {{"class", "key-item"}})
                .element("span", glyph, {{"class", "glyph"}, {"aria-hidden", "true"}});
            out_.text(std::string(" ") + words).close();
        }
        out_.element("span", "no mark: no clear difference", {{"class", "key-item"}}).close();
        std::vector<const ReleasedSite*> sites;
        for (const auto& site : release_.sites)
            if (site.arm != "comparison") sites.push_back(&site);
        std::vector<Page::Column> columns{{"Measure"}, {"Period"}};
        for (const auto* site : sites) columns.emplace_back(site->name, true);
        page_.open_table("Site less comparison arm, in the latest period that can be compared", "glance");
        page_.header_row(columns);
        for (const auto& one : against_) {
            out_.open("tr").open("th", {{"scope", "row"}});
            out_.element("a", one.measure->title + (one.part.empty() ? "" : ", " + one.part),
                         {{"href", "#" + measure_anchor(*one.measure)}});
            out_.element("span", unit_and_direction(*one.measure), {{"class", "under"}});
            out_.close();
            page_.brief_cell(one.period);
            for (const auto* site : sites) write_glance_cell(one, *site);
            out_.close();
        }
        page_.close_table();
        write_not_against();
    }

    /// The measures that cannot be set against the comparison arm, by why.
    void write_not_against() {
        std::vector<std::pair<std::string, std::vector<std::string>>> whys;
        for (const auto& m : release_.measures) {
            if (m.kind == measure::Kind::count || std::ranges::find(against_, &m, &Compared::measure) != against_.end())
                continue;
            const auto why = why_not_against(m);
            auto found = std::ranges::find(whys, why, &decltype(whys)::value_type::first);
            if (found == whys.end()) found = whys.insert(whys.end(), {why, {}});
            found->second.push_back(m.title);
        }
        if (whys.empty()) return;
        out_.element("p", "Not set against the comparison arm:", {{"class", "aside"}});
        out_.open("ul", {{"class", "bare"}});
        for (const auto& [why, titles] : whys) {
            std::string text;
            for (const auto& title : titles) text += (text.empty() ? "" : "; ") + title;
            out_.open("li").element("strong", sentence(why)).text(" " + text + ".").close();
        }
        out_.close();
    }

    /// The reason that its latest figures have.
    std::string why_not_against(const ReleasedMeasure& m) const {
        if (!all_withheld({&m, 1}, release_.profile).empty()) return "all figures are withheld";
        for (const auto& difference : m.differences | std::views::reverse)
            if (const auto* none = std::get_if<measure::NoEstimate>(&difference.result);
                none != nullptr && difference.of == Difference::Of::against_comparison)
                return none->reason;
        const bool shown = std::ranges::any_of(
            m.figures, [](const auto& f) { return f.level == Level::site && f.value.number.has_value(); });
        return shown ? "the comparison arm has no figure" : "no site has a figure";
    }

    void write_glance_cell(const Compared& one, const ReleasedSite& site) {
        const auto found = std::ranges::find(one.differences, site.id, [](const auto* d) { return d->site; });
        const auto* e = found == one.differences.end() ? nullptr : std::get_if<measure::Estimate>(&(*found)->result);
        if (e == nullptr) {
            out_.open("td", {{"class", "n quiet"}}).text(instead_of(one, site)).close();
            return;
        }
        const bool caveat = (*found)->comparability != measure::Comparability::comparable, above = e->value > 0;
        const bool clear = is_clear(**found);
        const std::string words = !clear ? "no clear difference" : above ? "higher" : "lower";
        out_.open("td", {{"class", clear ? "n clear" : "n"}});
        if (clear)
            out_.element("span",
                         above    ? (caveat ? "\u25b3" : "\u25b2")
                         : caveat ? "\u25bd"
                                  : "\u25bc",
                         {{"class", "glyph"}, {"aria-hidden", "true"}});
        out_.element("span", words + (caveat ? ", with a caveat: " : ": "), {{"class", "unseen"}});
        out_.text(" " + signed_number(*one.measure, e->value)).close();
    }

    static std::string unit_and_direction(const ReleasedMeasure& m) {
        const auto unit = unit_of_difference(m);
        return m.direction == measure::Direction::neither ? unit : unit + "; " + direction_words(m.direction);
    }

    static std::string instead_of(const Compared& one, const ReleasedSite& site) {
        for (const auto& f : one.measure->figures)
            if (f.place == site.id && f.period == one.period && (f.part == one.part || f.part.empty()) &&
                f.value.shorthand)
                return value_words(*one.measure, f.value);
        return "[x]";
    }

    void write_sites() {
        if (release_.sites.empty()) return;
        out_.element("h3", "Sites and their returns", {{"id", "sites"}});
        std::vector<Page::Column> columns{{"Site"}, {"Arm"}, {"Council"}, {"In the study"}};
        for (const auto& period : release_.periods) columns.emplace_back(period.id);
        page_.open_table("The sites in the study\u2019s order, and the state of each return", "words");
        page_.header_row(columns);
        for (const auto& site : release_.sites) {
            out_.open("tr");
            page_.row_header(site.name);
            page_.text_cell(site.arm);
            page_.text_cell(site.council.empty() ? "none" : site.council);
            const auto from = site.start.empty() ? "from the first period" : "from " + date_words(site.start);
            page_.text_cell(from + (site.end.empty() ? "" : " to " + date_words(site.end)));
            for (const auto& period : release_.periods) {
                const auto found = std::ranges::find_if(
                    release_.returns, [&](const auto& r) { return r.site == site.id && r.period == period.id; });
                page_.text_cell(found == release_.returns.end() ? "no return"
                                : found->note.empty()           ? found->state
                                                                : found->state + ": " + found->note);
            }
            out_.close();
        }
        page_.close_table();
    }

    Page& page_;
    const Release& release_;
    Markup& out_;
    FigureCounts counts_;
    std::vector<Compared> against_, changes_;
};

} // namespace

void write_summary(Page& page) {
    Summary(page).write();
}

} // namespace pilotage::release::report
