#include "core/release/report/quality_section.hpp"

#include "core/release/report/figure_tables.hpp"
#include "core/release/report/words.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <ranges>

namespace pilotage::release::report {
namespace {

std::string share_text(const Shown& share) {
    if (share.number) return fixed(100 * *share.number, 1) + "%";
    return share.shorthand ? std::string(measure::code_of(*share.shorthand)) : "none";
}

void write_returns(Page& page) {
    const auto& release = page.release;
    if (release.returns.empty()) return;
    page.out.element("h3", "Returns");
    page.open_table("Records of each return, and what became of them", "figures");
    page.header_row({{"Site"},
                     {"Period"},
                     {"State"},
                     {"Read", true},
                     {"Accepted", true},
                     {"Rejected", true},
                     {"Duplicate", true},
                     {"Left out", true},
                     {"Accepted share", true}});
    for (const auto& r : release.returns) {
        page.out.open("tr");
        page.row_header(site_name(release, r.site));
        page.brief_cell(r.period);
        page.text_cell(r.note.empty() ? r.state : r.state + ": " + r.note);
        const Shown missing = r.read.number ? Shown{} : r.read;
        for (const auto* count : {&r.read, &r.accepted, &r.rejected, &r.duplicate, &r.left_out})
            page.number_cell(count_text(count->number || count->shorthand ? *count : missing));
        page.number_cell(share_text(r.accepted_share));
        page.out.close();
    }
    page.close_table();
    page.out.element(
        "p", "Counts of records are rounded and withheld as all counts are, each by itself, so a row may not add up.",
        {{"class", "aside"}});
}

void write_coverage(Page& page) {
    const auto& release = page.release;
    if (std::ranges::all_of(release.sites, [](const auto& site) { return site.coverage.empty(); })) return;
    page.out.element("h3", "Coverage");
    page.open_table("What each site served, and when", "words");
    page.header_row({{"Site"}, {"Area"}, {"From"}, {"To"}, {"Note"}});
    for (const auto& site : release.sites)
        for (const auto& c : site.coverage) {
            page.out.open("tr");
            page.row_header(site.name);
            page.text_cell(c.area);
            page.brief_cell(date_words(c.from));
            page.brief_cell(c.to.empty() ? "open" : date_words(c.to));
            page.text_cell(c.note.empty() ? "none" : capitalised(c.note));
            page.out.close();
        }
    page.close_table();
    page.out.element(
        "p",
        "A site that served another area than in the period before has a break in the series, [b]: its figures "
        "do not go on from one period to the next.",
        {{"class", "aside"}});
}

} // namespace

void write_quality(Page& page) {
    auto& out = page.out;
    out.open("section", {{"id", "quality"}, {"aria-labelledby", "quality-title"}});
    out.element("h2", "Quality and coverage", {{"id", "quality-title"}});
    write_returns(page);
    write_coverage(page);
    for (const auto& m : page.release.quality) {
        const Figures figures(page.release, m);
        out.element("h3", m.title, {{"id", "quality-" + m.id}});
        for (const auto& period : figures.periods | std::views::reverse)
            write_parts_table(page, figures, period, m.title + ", " + period, nullptr);
    }
    out.close();
}

} // namespace pilotage::release::report
