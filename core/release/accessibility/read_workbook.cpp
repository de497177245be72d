#include "core/release/accessibility/read_workbook.hpp"

#include "core/release/accessibility/read_parts.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace pilotage::release::accessibility {
namespace {

std::optional<Position> parse_cell(std::string_view text) {
    if (const auto sheet = text.rfind('.'); sheet != std::string_view::npos) text.remove_prefix(sheet + 1);
    if (const auto sheet = text.rfind('!'); sheet != std::string_view::npos) text.remove_prefix(sheet + 1);
    std::uint32_t row = 0, column = 0;
    for (const char c : text) {
        if (c == '$') continue;
        if (c >= 'A' && c <= 'Z' && row == 0 && column < 1'000'000)
            column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
        else if (c >= '0' && c <= '9' && column > 0 && row < 100'000'000)
            row = row * 10 + static_cast<std::uint32_t>(c - '0');
        else
            return std::nullopt;
    }
    if (row == 0 || column == 0) return std::nullopt;
    return Position{row - 1, column - 1};
}

} // namespace

std::string name_of(const Position& position) {
    return column_letters(position.column + 1) + std::to_string(position.row + 1);
}

std::optional<Area> parse_area(std::string_view text) {
    const auto colon = text.rfind(':');
    const auto first = parse_cell(text.substr(0, colon));
    const auto last = colon == std::string_view::npos ? first : parse_cell(text.substr(colon + 1));
    if (!first || !last) return std::nullopt;
    return Area{*first, *last};
}

void add_properties(const Element& properties, WrittenWorkbook& book) {
    book.title = properties.child("title").all_text();
    book.subject = properties.child("subject").all_text();
    book.creator = properties.child("creator").all_text();
    book.language = properties.child("language").all_text();
}

WrittenWorkbook read_workbook(std::shared_ptr<const importers::File> file) {
    importers::archive::Archive archive(std::move(file), importers::Limits(),
                                        "Open the workbook in a spreadsheet program and save it again.");
    return archive.has("content.xml") ? read_ods(archive) : read_xlsx(archive);
}

} // namespace pilotage::release::accessibility
