#include "core/cli/finding_list.hpp"

#include "core/cli/terminal.hpp"
#include "core/cli/wrapped_text.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace pilotage::cli {
namespace {

/// Groups of one cause, whatever the values.
struct Cause {
    const FindingGroup* first = nullptr;
    std::vector<const FindingGroup*> groups;
    std::uint64_t count = 0;
};

std::vector<Cause> causes_of(const FindingGroups& findings, Severity severity) {
    std::vector<Cause> causes;
    std::unordered_map<std::string, std::size_t> index;
    for (const auto& group : findings.groups()) {
        const auto& finding = group.first;
        if (finding.severity != severity) continue;
        std::string key;
        for (const auto* part :
             {&finding.rule, &finding.place.file, &finding.place.table, &finding.field, &finding.message})
            key += *part + '\x1f';
        const auto [found, added] = index.try_emplace(std::move(key), causes.size());
        if (added) causes.push_back({&group, {}, 0});
        causes[found->second].groups.push_back(&group);
        causes[found->second].count += group.count();
    }
    std::ranges::stable_sort(causes, std::ranges::greater(), &Cause::count);
    return causes;
}

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

/// The places of a cause, those of all its groups taken together; false when some are left out.
bool append_places(std::string& out, const Cause& cause, const FindingListOptions& options, std::size_t indent,
                   std::size_t width) {
    std::vector<Place> places;
    std::uint64_t known = 0;
    for (const auto* group : cause.groups)
        for (std::size_t i = 0; i < group->places.size(); ++i) {
            const auto place = group->place(i);
            if (place.row == 0 && place.line == 0 && place.column == 0) continue;
            ++known;
            if (places.size() < options.places) places.push_back(place);
        }
    if (places.empty()) return true;
    std::string text;
    for (const auto& place : places) text += (text.empty() ? "" : ", ") + to_string(place);
    if (known > places.size()) text += " and " + grouped_digits(known - places.size()) + " more";
    append_wrapped(out, std::string(indent, ' ') + "at ", printable(text), indent + 3, width);
    return known == places.size();
}

void append_values(std::string& out, const Cause& cause, const FindingListOptions& options, std::size_t indent,
                   std::size_t width) {
    std::vector<std::string> values;
    std::size_t more = 0;
    for (const auto* group : cause.groups) {
        if (group->first.value.empty() || std::ranges::find(values, group->first.value) != values.end()) continue;
        if (values.size() < options.values)
            values.push_back(group->first.value);
        else
            ++more;
    }
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "found " : ", ") + ("\"" + value + "\"");
    if (more > 0) text += " and others";
    if (!cause.first->first.expected.empty())
        text += (text.empty() ? "expected " : "; expected ") + cause.first->first.expected;
    if (!text.empty()) append_wrapped(out, std::string(indent, ' '), printable(text), indent, width);
}

} // namespace

bool append_findings(std::string& out, const FindingGroups& findings, const FindingListOptions& options) {
    bool whole = true;
    const auto width = std::clamp<std::size_t>(terminal_width(stdout), 60, 120);
    for (const auto severity : {Severity::fatal, Severity::error, Severity::warning, Severity::note}) {
        const auto causes = causes_of(findings, severity);
        if (causes.empty()) continue;
        out += '\n' + styled(stdout, style_of(severity), heading(severity, findings.count(severity))) + '\n';
        std::size_t digits = 0;
        for (const auto& cause : causes) digits = std::max(digits, grouped_digits(cause.count).size());
        const auto indent = digits + 4;
        for (std::size_t i = 0; i < causes.size(); ++i) {
            if (i == options.causes) {
                out += "  and " + counted(causes.size() - i, "other kind", "other kinds") + '\n';
                whole = false;
                break;
            }
            const auto& finding = causes[i].first->first;
            auto count = grouped_digits(causes[i].count);
            count.insert(0, digits - count.size() + 2, ' ');
            std::string where = finding.place.file;
            if (!finding.place.table.empty())
                where += (finding.place.line == 0 ? ", sheet " : ", part ") + finding.place.table;
            append_wrapped(out, count + "  ",
                           printable(where + (where.empty() ? "" : ": ") + finding.message) + " [" + finding.rule + "]",
                           indent, width);
            whole = append_places(out, causes[i], options, indent, width) && whole;
            append_values(out, causes[i], options, indent, width);
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
