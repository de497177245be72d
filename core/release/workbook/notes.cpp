#include "core/release/workbook/notes.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace pilotage::release::workbook {
namespace {

/// "Tables 1, 2, 5 to 9"
std::string listed(const std::vector<std::size_t>& numbers) {
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
        if (last > i + 1) {
            text += " to " + std::to_string(numbers[last]);
            i = last;
        }
    }
    return (numbers.size() == 1 ? "Table " : "Tables ") + text;
}

std::string numbered(std::string_view kind, std::size_t index) {
    return "[" + std::string(kind) + " " + std::to_string(index + 1) + "]";
}

} // namespace

std::string Notes::mark(std::string_view kind, std::vector<Entry>& entries, std::string_view text, std::size_t table) {
    const auto plain = with_minus(capitalised(plain_text(text)));
    auto entry = std::ranges::find(entries, plain, &Entry::text);
    if (entry == entries.end()) entry = entries.insert(entries.end(), {plain, {}});
    if (entry->tables.empty() || entry->tables.back() != table) entry->tables.push_back(table);
    return numbered(kind, static_cast<std::size_t>(entry - entries.begin()));
}

Sheet Notes::sheet() const {
    Table table{{{"Mark"}, {"Text", false, 90}, {"Referred to from", false, 30}}, {}};
    for (const auto& [kind, entries] : {std::pair("note", &notes_), std::pair("source", &sources_)})
        for (std::size_t i = 0; i < entries->size(); ++i)
            table.rows.push_back({numbered(kind, i), (*entries)[i].text, listed((*entries)[i].tables)});
    return {name,
            {{Line::Kind::title, "Notes and sources"},
             {Line::Kind::text, "This sheet has one table: what the marks on the other sheets stand for."},
             {Line::Kind::text, "Back to the contents", "Contents"}},
            std::move(table)};
}

} // namespace pilotage::release::workbook
