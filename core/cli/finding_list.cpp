#include "core/cli/finding_list.hpp"

#include "core/cli/terminal.hpp"
#include "core/cli/wrapped_text.hpp"

#include <algorithm>

namespace pilotage::cli {
namespace {

using Cause = FindingCauses::Cause;

Style style_of(Severity severity) {
    return severity == Severity::note ? Style::dim : severity == Severity::warning ? Style::yellow : Style::red;
}

std::string heading(Severity severity, std::uint64_t count) {
    switch (severity) {
    case Severity::fatal:
        return counted(count, "fault that stops the return", "faults that stop the return");
    case Severity::error:
        return counted(count, "error", "errors");
    case Severity::warning:
        return counted(count, "warning", "warnings");
    case Severity::note:
        break;
    }
    return counted(count, "note", "notes");
}

/// False when some places are left out.
bool append_places(std::string& out, const Cause& cause, std::size_t most, std::size_t indent, std::size_t width) {
    const auto places = cause.places(most);
    if (places.empty()) return true;
    std::string text;
    for (const auto& place : places) text += (text.empty() ? "" : ", ") + to_string(place);
    if (cause.placed() > places.size()) text += " and " + grouped_digits(cause.placed() - places.size()) + " more";
    append_wrapped(out, std::string(indent, ' ') + "at ", printable(text), indent + 3, width);
    return cause.placed() == places.size();
}

void append_values(std::string& out, const Cause& cause, std::size_t indent, std::size_t width) {
    std::string text;
    for (const auto& value : cause.values()) text += (text.empty() ? "found " : ", ") + ("\"" + value + "\"");
    if (cause.more_values()) text += " and others";
    if (!cause.first().expected.empty()) text += (text.empty() ? "expected " : "; expected ") + cause.first().expected;
    if (!text.empty()) append_wrapped(out, std::string(indent, ' '), printable(text), indent, width);
}

} // namespace

bool append_findings(std::string& out, const FindingCauses& findings, std::size_t most_causes) {
    bool whole = true;
    const auto width = std::clamp<std::size_t>(terminal_width(stdout), 60, 120);
    for (const auto severity : {Severity::fatal, Severity::error, Severity::warning, Severity::note}) {
        const auto causes = findings.causes(severity);
        if (causes.empty()) continue;
        out += '\n' + styled(stdout, style_of(severity), heading(severity, findings.count(severity))) + '\n';
        std::size_t digits = 0;
        for (const auto* cause : causes) digits = std::max(digits, grouped_digits(cause->count()).size());
        const auto indent = digits + 4;
        for (std::size_t i = 0; i < causes.size(); ++i) {
            if (i == most_causes) {
                out += "  and " + counted(causes.size() - i, "other kind", "other kinds") + '\n';
                whole = false;
                break;
            }
            const auto& finding = causes[i]->first();
            auto count = grouped_digits(causes[i]->count());
            count.insert(0, digits - count.size() + 2, ' ');
            std::string where = finding.place.file;
            if (!finding.place.table.empty())
                where += (finding.place.line == 0 ? ", sheet " : ", part ") + finding.place.table;
            append_wrapped(out, count + "  ",
                           printable(where + (where.empty() ? "" : ": ") + finding.message) + " [" + finding.rule + "]",
                           indent, width);
            whole = append_places(out, *causes[i], findings.limits().places, indent, width) && whole;
            append_values(out, *causes[i], indent, width);
            if (!finding.remedy.empty())
                append_wrapped(out, std::string(indent, ' '), printable(finding.remedy), indent, width);
        }
    }
    return whole;
}

std::string finding_counts(std::uint64_t fatal, std::uint64_t errors, std::uint64_t warnings, std::uint64_t notes) {
    std::string text;
    const auto add = [&](std::uint64_t count, Severity severity) {
        if (count > 0) text += (text.empty() ? "" : ", ") + heading(severity, count);
    };
    add(fatal, Severity::fatal);
    add(errors, Severity::error);
    add(warnings, Severity::warning);
    add(notes, Severity::note);
    return text.empty() ? "no findings" : text;
}

} // namespace pilotage::cli
