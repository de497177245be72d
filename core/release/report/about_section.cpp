#include "core/release/report/about_section.hpp"

#include "core/release/report/canvas.hpp"
#include "core/release/report/words.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace pilotage::release::report {
namespace {

struct Method {
    std::string_view name, words;
};

constexpr std::array<Method, 14> known_methods{{
    {"Wilson",
     "Of a percentage: the score interval of Wilson (1927). It never leaves 0 to 100% and holds for few cases too."},
    {"exact Poisson",
     "Of a count or rate of fewer than 10 events: exact Poisson limits by chi-square, Garwood (1936)."},
    {"Byar",
     "Of a count or rate from 10 events on: Byar\u2019s approximation to the Poisson limits, Breslow and Day (1987)."},
    {"Student's t", "Of a mean or score: Student\u2019s t with one degree of freedom fewer than values."},
    {"order statistics", "Of a median: exact order statistics, from the k-th smallest to the k-th largest value, from "
                         "6 values on, Conover (1999)."},
    {"stratified survey margin", "Of a survey with strata: the margin of error of a mean weighted by stratum, with the "
                                 "finite population correction, Cochran (1977). Of shares, strata.csv has the strata "
                                 "as they were rounded."},
    {"counted in full", "Both sides of a ratio are counted in full, so there is no interval."},
    {"Newcombe 10", "Of a difference of percentages: the hybrid score interval, method 10 of Newcombe (1998)."},
    {"Welch's t", "Of a difference of means: Welch (1947), without taking the spreads as the same."},
    {"square-and-add of order statistics",
     "Of a difference of medians: their intervals combined by square-and-add, Zou and Donner (2008)."},
    {"square-and-add of Poisson limits",
     "Of a difference of rates: their intervals combined by square-and-add, Zou and Donner (2008)."},
    {"square-and-add of survey margins",
     "Of a difference of survey figures: their margins combined by square-and-add."},
    {"square-and-add of the two changes",
     "Of a difference in differences: the intervals of the site\u2019s change and the comparison arm\u2019s combined "
     "by square-and-add, as of independent estimates."},
    {"permutation of sites",
     "Each site is one observation: the p-value is the share of all ways to deal the arms to the sites in which their "
     "means lie at least as far apart. With few sites there are few ways, so there is a least possible p."},
}};

/// What each shorthand says here, in the order of measure::Shorthand.
constexpr std::array<std::string_view, 6> shorthand_here{"the figure does not go on from that of the period before",
                                                         "withheld, so that nobody can be recognised",
                                                         "rests on few cases",
                                                         "nobody stands below the line",
                                                         "no return, none with such records, or withheld as misleading",
                                                         "the measure says nothing of this site and period"};

std::set<std::string> methods_used(const Release& release) {
    std::set<std::string> used;
    for (const auto& m : release.measures) {
        for (const auto& f : m.figures)
            if (!f.method.empty()) used.insert(f.method);
        for (const auto& d : m.differences)
            if (const auto* e = std::get_if<measure::Estimate>(&d.result)) used.emplace(e->method);
        for (const auto& t : m.tests)
            if (const auto* e = std::get_if<measure::PermutationTest>(&t.result)) used.emplace(e->method);
        for (const auto& f : m.funnels)
            if (const auto* e = std::get_if<measure::Funnel>(&f.result))
                used.insert("funnel: " + std::string(e->method));
        for (const auto& c : m.charts)
            if (std::holds_alternative<measure::Xmr>(c.result)) used.insert("XmR");
    }
    return used;
}

void open_terms(Page& page) {
    page.out.open("dl", {{"class", "facts"}});
}

void term(Page& page, std::string_view name, std::string_view words) {
    page.out.open("div").element("dt", name).element("dd", words).close();
}

void write_methods(Page& page) {
    auto& out = page.out;
    auto used = methods_used(page.release);
    out.open("section", {{"id", "methods"}, {"aria-labelledby", "methods-title"}});
    out.element("h2", "Methods", {{"id", "methods-title"}});
    open_terms(page);
    for (const auto& method : known_methods)
        if (used.erase(std::string(method.name)) > 0) term(page, capitalised(method.name), method.words);
    for (const auto& name : used) {
        if (name.starts_with("funnel: "))
            term(page, "Funnel",
                 "Limits at 0.025 and 0.001 on either side around the value of all sites, " + name.substr(8) +
                     ", Spiegelhalter (2005). Fewer than 10 sites give no funnel.");
        else if (name == "XmR")
            term(page, "Variation over periods",
                 "Limits at the mean plus and minus 2.66 mean moving ranges, Wheeler (2000). Signals: rule 1, beyond a "
                 "limit; "
                 "2, seven in a row on one side of the mean; 3, seven in a row that rise or fall; 4, two of three in a "
                 "row "
                 "near a limit. Fewer than 7 periods give no chart.");
        else
            term(page, capitalised(name), "Named by the measure.");
    }
    term(
        page, "Comparability",
        "A figure is caveated where the site served less than the whole period or another area, where more than 5% of "
        "its "
        "records were rejected, where its records went through codes that fit only approximately, or where the measure "
        "itself says so; its reasons stand beside it. It is withheld where that makes it misleading.");
    out.close().close();
}

void write_disclosure(Page& page) {
    const auto& profile = page.release.profile;
    auto& out = page.out;
    out.open("section", {{"id", "disclosure"}, {"aria-labelledby", "disclosure-title"}});
    out.element("h2", "Disclosure control", {{"id", "disclosure-title"}});
    out.element("p", "The figures follow the profile \u201c" + profile.title + "\u201d. Its rules:");
    out.open("ul");
    for (const auto& rule : profile.rules) out.element("li", rule);
    out.close().close();
}

void hash(Page& page, const std::string& sha256) {
    page.out.open("td").element("code", sha256, {{"class", "hash"}}).close();
}

/// Measures that no file defines are of the program itself.
void write_definitions(Page& page) {
    const auto& measures = page.release.measures;
    if (std::ranges::all_of(measures, &std::string::empty, &ReleasedMeasure::sha256)) return;
    page.open_table("Definitions of the measures, by SHA-256", "words hashes");
    page.header_row({{"Measure"}, {"File"}});
    for (const auto& m : measures) {
        if (m.sha256.empty()) continue;
        page.out.open("tr");
        page.row_header(m.id);
        hash(page, m.sha256);
        page.out.close();
    }
    page.close_table();
}

void write_submissions(Page& page) {
    const auto& release = page.release;
    auto& out = page.out;
    page.open_table("Submissions that the figures rest on, by SHA-256", "words hashes");
    page.header_row({{"Submission"}, {"Site"}, {"Period"}, {"Received"}, {"Verdict"}, {"Importer"}, {"Files"}});
    for (const auto& s : release.submissions) {
        out.open("tr");
        page.row_header(std::to_string(s.id));
        page.text_cell(site_name(release, s.site));
        page.brief_cell(s.period);
        page.brief_cell(s.received_at.substr(0, 10));
        page.brief_cell(s.verdict);
        page.brief_cell(s.plugin + " " + s.plugin_version);
        std::string files;
        for (const auto& file : s.files) files += (files.empty() ? "" : " ") + file;
        hash(page, files.empty() ? "none" : files);
        out.close();
    }
    page.close_table();
}

void write_provenance(Page& page) {
    const auto& release = page.release;
    auto& out = page.out;
    out.open("section", {{"id", "provenance"}, {"aria-labelledby", "provenance-title"}});
    out.element("h2", "Provenance", {{"id", "provenance-title"}});
    open_terms(page);
    term(page, "Data of", date_words(release.data_date) + ", when the last return came in");
    term(page, "Made by", "Pilotage " + release.program_version);
    out.open("div").element("dt", "Study file").open("dd").element("code", release.study_sha256).close().close();
    out.open("div")
        .element("dt", "Disclosure profile")
        .open("dd")
        .element("code", release.profile.sha256)
        .close()
        .close();
    out.close();
    if (!release.submissions.empty()) write_submissions(page);
    write_definitions(page);
    out.element("p", "Hashes of importers, schemas and crosswalks stand in ro-crate-metadata.json, beside this file.",
                {{"class", "aside"}});
    out.close();
}

void write_checking(Page& page) {
    auto& out = page.out;
    out.open("section", {{"id", "checking"}, {"aria-labelledby", "checking-title"}});
    out.element("h2", "Check this release, and trace a figure", {{"id", "checking-title"}});
    out.open("p").text("Whoever has the release\u2019s folder can check that no file of it was changed: ");
    out.element("code", "pilotage verify DIR").text(".").close();
    out.open("p").text("The evaluation unit can follow each figure to the rows of the sites\u2019 files: ");
    out.element("code", "pilotage trace --figure ID");
    out.text(". An ID is the measure, the period, the place and, where there is one, the part, with colons between");
    if (!page.release.measures.empty() && !page.release.measures.front().figures.empty()) {
        out.text(", as in ");
        out.element("code", page.release.measures.front().figures.front().id);
    }
    out.text(
           ". figures.csv lists them all. Within this page it is the address of the figure: put # and the ID after the "
           "page\u2019s own, with + for each space.")
        .close();
    out.element("p", "The same figures stand in figures.csv and release.json, beside this file.");
    open_terms(page);
    for (const auto& site : page.release.sites) term(page, site.name, site.id);
    out.close().close();
}

void write_marks(Page& page) {
    page.out.open("figure");
    const ReleasedMeasure none;
    const std::vector<std::pair<const char*, Row>> keys{
        {"a pilot site", {.mark = Mark::pilot}},
        {"a host of a pilot", {.mark = Mark::host}},
        {"a comparison site", {.mark = Mark::comparison}},
        {"several sites together", {.mark = Mark::total}},
        {"hollow: with a caveat", {.mark = Mark::pilot, .hollow = true}},
        {"broken interval: low reliability [u]", {.mark = Mark::pilot, .unsure = true}}};
    Canvas canvas(
        page,
        {"Marks of the charts",
         "Filled circle: a pilot site. Square: a host. Diamond: a comparison site. Upright bar: several "
         "sites together. Hollow: with a caveat. Broken interval: low reliability. Shaded band: the comparison arm.",
         &none},
        384, 196, "rows");
    double y = 14;
    for (const auto& [words, row] : keys) {
        canvas.line(10, y, 70, y,
                    std::string(row.mark == Mark::comparison ? "i c"
                                : row.mark == Mark::host     ? "i h"
                                : row.mark == Mark::total    ? "i t"
                                                             : "i p") +
                        (row.unsure ? " u" : ""));
        canvas.mark(40, y, row.mark, row.hollow);
        canvas.text(90, y + 4, words, "l");
        y += 28;
    }
    canvas.band(26, y - 12, 28, 24, "band");
    canvas.line(40, y - 12, 40, y + 12, "ref");
    canvas.text(90, y + 4, "the comparison arm with its 95% interval", "l");
    canvas.finish();
    page.out.close();
}

} // namespace

void write_reading_guide(Page& page) {
    auto& out = page.out;
    out.open("section", {{"id", "reading"}, {"aria-labelledby", "reading-title"}});
    out.element("h2", "How to read the figures", {{"id", "reading-title"}});
    out.open("div", {{"class", "pair"}});
    if (!page.release.measures.empty()) write_marks(page);
    out.open("div");
    out.element(
        "p",
        "Each mark is a figure and the line through it its 95% interval. Where intervals are wide, little is known. "
        "Sites always stand in the study\u2019s order; nothing is ranked. All charts of a measure have one scale.");
    out.element("p", "Shorthand stands in place of a figure, or beside it:");
    out.open("dl", {{"class", "facts signs"}});
    for (std::size_t i = 0; i < shorthand_here.size(); ++i) {
        const auto sign = static_cast<measure::Shorthand>(i);
        term(page, measure::code_of(sign),
             std::string(measure::meaning_of(sign)) + ": " + std::string(shorthand_here[i]));
    }
    out.close().close().close().close();
}

void write_about(Page& page) {
    auto& out = page.out;
    out.open("section", {{"id", "notes"}, {"aria-labelledby", "notes-title"}});
    out.element("h2", "Notes", {{"id", "notes-title"}}).open("ul");
    for (const auto& note : page.release.notes) out.element("li", note);
    out.close().close();
    write_methods(page);
    write_disclosure(page);
    write_provenance(page);
    write_checking(page);
}

} // namespace pilotage::release::report
