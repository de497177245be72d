#include "core/cli/finding_page.hpp"

#include "core/cli/finding_list.hpp"
#include "core/cli/terminal.hpp"
#include "core/text.hpp"

namespace pilotage::cli {
namespace {

constexpr std::string_view style =
    "body{font:1rem/1.5 sans-serif;max-width:96rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:bold;padding:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #b1b4b6}"
    "td.number{text-align:right;font-variant-numeric:tabular-nums}code{overflow-wrap:break-word}section{overflow-x:auto}"
    "tr.fatal th,tr.error th{border-left:.4rem solid #801650}tr.warning th{border-left:.4rem solid #f46a25}"
    "tr.note th{border-left:.4rem solid #a285d1}@media print{body{margin:0}}";

std::string escaped(std::string_view text) {
    return markup_text(printable(text));
}

void append_group(std::string& out, const FindingGroup& group) {
    const auto& finding = group.first;
    const std::string severity(name_of(finding.severity));
    out += "<tr class=\"" + severity + "\"><th scope=\"row\">" + severity + "</th><td class=\"number\">" +
           std::to_string(group.count()) + "</td><td>" + escaped(finding.message) + "<br><code>" +
           escaped(finding.rule) + "</code></td><td>";
    std::string file = finding.place.file;
    if (!finding.place.table.empty()) file += ": ";
    std::string places;
    for (std::size_t i = 0; i < group.places.size(); ++i) {
        if (i == 10 && group.places.size() > 12)
            places += "<details><summary>" + std::to_string(group.places.size() - i) + " more</summary>";
        places +=
            "<code>" + escaped((finding.place.table.empty() ? "" : file) + to_string(group.place(i))) + "</code> ";
    }
    if (group.places.size() > 12) places += "</details>";
    out += places + "</td><td>";
    if (!finding.value.empty()) out += "<code>" + escaped(finding.value) + "</code>";
    out += "</td><td>" + escaped(finding.expected) + "</td><td>" + escaped(finding.remedy) + "</td></tr>\n";
}

} // namespace

std::string finding_page(const std::string& title, const std::vector<SubmissionFindings>& submissions) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width\">\n<title>Findings: " +
                      escaped(title) + "</title>\n<style>" + std::string(style) +
                      "</style>\n</head>\n<body>\n<main>\n<h1>Findings: " + escaped(title) + "</h1>\n";
    if (submissions.empty()) out += "<p>There are no findings.</p>\n";
    for (const auto& entry : submissions) {
        const auto& groups = entry.groups;
        const auto name = escaped(entry.site + ", " + entry.period);
        out += "<section>\n<h2>" + name + "</h2>\n<table>\n<caption>" + name + ", submission " +
               std::to_string(entry.submission) + ": " +
               finding_counts(groups.count(Severity::fatal), groups.count(Severity::error),
                              groups.count(Severity::warning), groups.count(Severity::note)) +
               "</caption>\n<thead><tr><th scope=\"col\">Severity</th><th scope=\"col\">Count</th><th "
               "scope=\"col\">What is wrong</th><th scope=\"col\">Where</th>"
               "<th scope=\"col\">Found</th><th scope=\"col\">Expected</th><th scope=\"col\">How to mend "
               "it</th></tr></thead>\n<tbody>\n";
        for (const auto& group : groups.groups()) append_group(out, group);
        out += "</tbody>\n</table>\n</section>\n";
    }
    return out + "</main>\n</body>\n</html>\n";
}

} // namespace pilotage::cli
