#include "core/cli/finding_text.hpp"

#include "core/cli/json_text.hpp"
#include "core/cli/terminal.hpp"

namespace pilotage::cli {
namespace {

Style style_of(Severity severity) {
    return severity == Severity::note ? Style::dim : severity == Severity::warning ? Style::yellow : Style::red;
}

} // namespace

std::string json_of(const Finding& finding) {
    std::string out;
    const auto add = [&](char before, std::string_view key, std::string_view value) {
        out += before;
        append_json(out, key);
        out += ':';
        append_json(out, value);
    };
    add('{', "severity", name_of(finding.severity));
    add(',', "rule", finding.rule);
    add(',', "file", finding.place.file);
    add(',', "place", to_string(finding.place));
    add(',', "record", finding.record);
    add(',', "field", finding.field);
    add(',', "value", finding.value);
    add(',', "expected", finding.expected);
    add(',', "message", finding.message);
    add(',', "remedy", finding.remedy);
    return out + ",\"count\":1}";
}

std::string line_of(const Finding& finding) {
    std::string place = to_string(finding.place);
    if (!finding.place.table.empty()) place = finding.place.file + ": " + place;
    std::string line = styled(stderr, style_of(finding.severity), name_of(finding.severity)) + " " + printable(place) + ": " +
                       printable(finding.message);
    if (!finding.remedy.empty()) line += " " + styled(stderr, Style::dim, printable(finding.remedy));
    return line;
}

} // namespace pilotage::cli
