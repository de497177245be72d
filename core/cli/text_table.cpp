#include "core/cli/text_table.hpp"

#include <algorithm>

namespace pilotage::cli {
namespace {

constexpr std::size_t gap = 2;

} // namespace

void TextTable::column(std::string title, Align align) {
    columns_.push_back({std::move(title), align});
}

void TextTable::row(std::vector<std::string> cells) { row(std::move(cells), {}); }

void TextTable::row(std::vector<std::string> cells, std::vector<Style> styles) {
    cells.resize(columns_.size());
    styles.resize(columns_.size(), Style::plain);
    for (auto& cell : cells) cell = printable(cell);
    rows_.push_back(std::move(cells));
    styles_.push_back(std::move(styles));
}

void TextTable::print(std::string& out, std::FILE* stream, std::size_t indent) const {
    std::vector<std::size_t> widths(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i)
        for (const auto& row : rows_)
            if (!row[i].empty()) widths[i] = std::max({widths[i], display_width(row[i]), display_width(columns_[i].title)});
    const auto line = [&](Style style, auto text_of, auto style_of) {
        std::string text(indent, ' ');
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (widths[i] == 0) continue;
            const std::string cell = text_of(i);
            const std::string fill(widths[i] - display_width(cell), ' ');
            const std::string shown = style_of(i) == Style::plain ? cell : styled(stream, style_of(i), cell);
            text += (columns_[i].align == Align::right ? fill + shown : shown + fill) + std::string(gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += style == Style::plain ? text : styled(stream, style, text);
        out += '\n';
    };
    line(
        Style::bold, [&](std::size_t i) { return columns_[i].title; }, [](std::size_t) { return Style::plain; });
    for (std::size_t r = 0; r < rows_.size(); ++r)
        line(
            Style::plain, [&](std::size_t i) { return rows_[r][i]; }, [&](std::size_t i) { return styles_[r][i]; });
}

} // namespace pilotage::cli
