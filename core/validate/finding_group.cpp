#include "core/validate/finding_group.hpp"

#include "core/text.hpp"

#include <nlohmann/json.hpp>

namespace pilotage {
namespace {

void append_key(std::string& key, std::string_view part) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
}

} // namespace

Place FindingGroup::place(std::size_t index) const {
    const auto& at = places[index];
    return {first.place.file, first.place.table, at.row, at.line, at.column};
}

void FindingGroups::add(Finding finding) {
    ++count_;
    ++by_severity_[static_cast<std::size_t>(finding.severity)];
    key_.assign(1, static_cast<char>('0' + static_cast<int>(finding.severity)));
    for (const std::string_view part :
         {std::string_view(finding.rule), std::string_view(finding.place.file), std::string_view(finding.place.table),
          std::string_view(finding.field), std::string_view(finding.value), std::string_view(finding.expected),
          std::string_view(finding.message)})
        append_key(key_, part);
    const auto [found, added] = index_.try_emplace(key_, groups_.size());
    const GroupPlace place{finding.place.row, finding.place.line, finding.place.column};
    if (added) groups_.push_back({std::move(finding), {}});
    groups_[found->second].places.push_back(place);
}

nlohmann::ordered_json to_json(const FindingGroup& group) {
    const auto& first = group.first;
    nlohmann::ordered_json json = {
        {"severity", std::string(name_of(first.severity))},
        {"rule", valid_utf8(first.rule)},
        {"file", valid_utf8(first.place.file)},
        {"place", valid_utf8(to_string(first.place))},
        {"record", valid_utf8(first.record)},
        {"field", valid_utf8(first.field)},
        {"value", valid_utf8(first.value)},
        {"expected", valid_utf8(first.expected)},
        {"message", valid_utf8(first.message)},
        {"count", group.count()},
        {"remedy", valid_utf8(first.remedy)},
    };
    auto& places = json["places"] = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < group.places.size(); ++i) places.push_back(valid_utf8(to_string(group.place(i))));
    return json;
}

nlohmann::ordered_json to_json(const FindingGroups& groups) {
    auto json = nlohmann::ordered_json::array();
    for (const auto& group : groups.groups()) json.push_back(to_json(group));
    return json;
}

} // namespace pilotage
