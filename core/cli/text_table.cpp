#include "core/cli/text_table.hpp"

#include "core/cli/terminal.hpp"

#include <algorithm>

namespace pilotage::cli {
namespace {

constexpr std::size_t gap = 2;

} // namespace

void TextTable::column(std::string title, Align align) {
    columns_.push_back({std::move(title), align});
}

void TextTable::row(std::vector<std::string> cells) {
    cells.resize(columns_.size());
    for (auto& cell : cells) cell = printable(cell);
    rows_.push_back(std::move(cells));
}

void TextTable::print(std::string& out, std::FILE* stream, std::size_t indent) const {
    std::vector<std::size_t> widths(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i)
        for (const auto& row : rows_)
            if (!row[i].empty())
                widths[i] = std::max({widths[i], display_width(row[i]), display_width(columns_[i].title)});
    const auto line = [&](Style style, auto text_of) {
        std::string text(indent, ' ');
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (widths[i] == 0) continue;
            const std::string cell = text_of(i);
            const std::string fill(widths[i] - display_width(cell), ' ');
            text += (columns_[i].align == Align::right ? fill + cell : cell + fill) + std::string(gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += style == Style::plain ? text : styled(stream, style, text);
        out += '\n';
    };
    line(Style::bold, [&](std::size_t i) { return columns_[i].title; });
    for (const auto& row : rows_) line(Style::plain, [&](std::size_t i) { return row[i]; });
}

} // namespace pilotage::cli
