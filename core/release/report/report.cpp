#include "core/release/report/report.hpp"

#include "core/release/report/about_section.hpp"
#include "core/release/report/measure_section.hpp"
#include "core/release/report/quality_section.hpp"
#include "core/release/report/style.hpp"
#include "core/release/report/summary.hpp"
#include "core/release/report/words.hpp"

namespace pilotage::release {
namespace {

using report::Page;

void write_head(Page& page) {
    auto& out = page.out;
    out.open("head");
    out.leaf("meta", {{"charset", "utf-8"}});
    out.leaf("meta", {{"http-equiv", "Content-Security-Policy"},
                      {"content", "default-src 'none'; style-src '" + report::style_hash() +
                                      "'; base-uri 'none'; form-action 'none'"}});
    out.leaf("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    out.leaf("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    out.leaf("meta", {{"name", "generator"}, {"content", "Pilotage " + page.release.program_version}});
    out.element("title", page.release.study_name + ": comparison of sites");
    out.open("style").verbatim(report::style_sheet()).close();
    out.close();
}

void write_header(Page& page) {
    const auto& release = page.release;
    auto& out = page.out;
    out.open("header").element("h1", release.study_name);
    out.element("p", "Comparison of sites: released figures, and how sure they are", {{"class", "subtitle"}});
    for (const auto& note : release.notes)
        if (note == draft_note) out.open("p", {{"class", "draft"}}).element("strong", note).close();
    out.open("dl", {{"class", "about"}});
    const auto about = [&](const char* name, const std::string& text) {
        out.open("div").element("dt", name).element("dd", text).close();
    };
    about("Data of", report::date_words(release.data_date));
    if (!release.periods.empty())
        about("Periods", release.periods.front().id +
                             (release.periods.size() > 1 ? " to " + release.periods.back().id : std::string()));
    about("Disclosure rules", release.profile.title);
    about("Made by", "Pilotage " + release.program_version);
    out.close().close();
}

void link(Page& page, const std::string& anchor, const std::string& text) {
    page.out.open("li").element("a", text, {{"href", "#" + anchor}}).close();
}

void write_contents(Page& page) {
    auto& out = page.out;
    out.open("nav", {{"aria-labelledby", "contents-title"}});
    out.element("h2", "Contents", {{"id", "contents-title"}}).open("ul");
    link(page, "reading", "How to read the figures");
    out.open("li").text("Measures").open("ol");
    for (const auto& m : page.release.measures) link(page, report::measure_anchor(m), m.title);
    out.close().close();
    link(page, "quality", "Quality and coverage");
    link(page, "notes", "Notes");
    link(page, "methods", "Methods");
    link(page, "disclosure", "Disclosure control");
    link(page, "provenance", "Provenance");
    link(page, "checking", "Check this release, and trace a figure");
    out.close().close();
}

} // namespace

std::string report_html(const Release& release) {
    Page page{release};
    auto& out = page.out;
    out.verbatim("<!DOCTYPE html>\n").open("html", {{"lang", "en-GB"}});
    write_head(page);
    out.open("body").element("a", "Skip to the summary", {{"class", "skip"}, {"href", "#summary"}});
    write_header(page);
    out.open("main");
    report::write_summary(page);
    write_contents(page);
    report::write_reading_guide(page);
    out.open("section", {{"id", "measures"}, {"aria-labelledby", "measures-title"}});
    out.element("h2", "Measures", {{"id", "measures-title"}});
    int number = 0;
    for (const auto& m : release.measures) report::write_measure(page, m, ++number);
    out.close();
    report::write_quality(page);
    report::write_about(page);
    out.close().close().close();
    return out.finish();
}

} // namespace pilotage::release
