#include "plugins/firstpoint/section.hpp"

#include "importers/cell_text.hpp"

#include <algorithm>

namespace pilotage::firstpoint {

Section::Section(const Table& table, Found found, sdk::LocalWriter& out, std::string_view file)
    : table_(table), found_(found), out_(out), source_(out.source(file, table.name)), type_(out.type(table.record)),
      columns_(table.columns.size()), values_(table.columns.size()), scratch_(table.columns.size()) {
    for (const auto& column : table.columns) fields_.push_back(out.field(type_, column.field));
}

void Section::bind(const importers::Row& names) {
    for (; bound_ < names.cells().size(); ++bound_) {
        const auto name = names.cells()[bound_].value;
        const auto known = std::find_if(table_.columns.begin(), table_.columns.end(),
                                        [&](const Column& column) { return column.name == name; });
        if (known != table_.columns.end())
            columns_[static_cast<std::size_t>(known - table_.columns.begin())] = static_cast<std::uint32_t>(bound_ + 1);
        else if (name != "..")
            unknown_.emplace(bound_, name);
    }
}

const std::vector<std::string_view>& Section::read(const importers::Row& row) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::size_t cell = columns_[i];
        values_[i] = cell == 0 || cell > row.cells().size()
                         ? std::string_view()
                         : importers::text_of(row.cells()[cell - 1], table_.columns[i].reads, scratch_[i]);
    }
    if (!unknown_.empty()) tell_unknown(row);
    return values_;
}

/// Each name once, where it first has a value.
void Section::tell_unknown(const importers::Row& row) {
    for (auto at = unknown_.begin(); at != unknown_.end();) {
        if (at->first >= row.cells().size() || row.cells()[at->first].value.empty()) {
            ++at;
            continue;
        }
        out_.finding(where(row), {sdk::Severity::warning,
                                  "table.unknown_column",
                                  "This name is not part of the return; its values were not read.",
                                  "Remove it, or check how it is spelt.",
                                  {},
                                  at->second});
        at = unknown_.erase(at);
    }
}

void Section::write(const sdk::Where& where, const std::vector<std::string_view>& first) {
    std::copy(first.begin(), first.end(), values_.begin());
    auto& draft = out_.draft();
    for (std::size_t i = 0; i < values_.size(); ++i)
        draft.set(fields_[i], found_ == Found::by_name ? 0 : columns_[i], values_[i]);
    out_.write(type_, where, draft);
}

} // namespace pilotage::firstpoint
