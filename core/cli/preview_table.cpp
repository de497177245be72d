#include "core/cli/preview_table.hpp"

#include "core/cli/terminal.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <bitset>

namespace pilotage::cli {
namespace {

using importers::CellType;

constexpr std::size_t widest_cell = 32;
constexpr std::size_t margin = 15; ///< the numbers of row and line, before the cells

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::size_t used = display_width(text);
    const std::string spaces(width > used ? width - used : 0, ' ');
    return right ? spaces + text : text + spaces;
}

bool is_numeric(CellType type) {
    return type == CellType::number || type == CellType::percentage || type == CellType::currency;
}

void end_line(std::string& out) {
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
}

} // namespace

void PreviewTable::add(const importers::Row& row) {
    RowText text{row.number, row.line, {}};
    for (const auto& cell : row.cells()) text.cells.push_back({fitted(cell.display(), widest_cell), cell.type});
    rows_.push_back(std::move(text));
}

std::vector<PreviewTable::Column> PreviewTable::columns() const {
    std::vector<Column> columns;
    std::vector<std::bitset<16>> types;
    for (const auto& row : rows_) {
        if (row.cells.size() > columns.size()) columns.resize(row.cells.size()), types.resize(row.cells.size());
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            columns[c].width = std::max(columns[c].width, display_width(row.cells[c].text));
            types[c].set(static_cast<std::size_t>(row.cells[c].type));
        }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        for (std::size_t t = 1; t < types[c].size(); ++t)
            if (types[c].test(t))
                columns[c].types += (columns[c].types.empty() ? "" : "/") + std::string(name_of(CellType(t)));
        if (columns[c].types.empty()) columns[c].types = "empty";
        const std::size_t heading =
            std::max(columns[c].types.size(), column_letters(static_cast<std::uint32_t>(c + 1)).size());
        columns[c].width = std::max(columns[c].width, std::min(heading, widest_cell));
    }
    return columns;
}

void PreviewTable::print(std::string& out) {
    const auto all = columns();
    for (std::size_t from = 0; from < all.size() || from == 0;) {
        std::size_t to = from, used = margin;
        while (to < all.size() && (to == from || width_ == 0 || used + all[to].width + 2 <= width_))
            used += all[to++].width + 2;
        if (from > 0) out += '\n';
        print_band(out, all, from, to);
        if (to == from) break;
        from = to;
    }
    rows_.clear();
}

void PreviewTable::print_band(std::string& out, const std::vector<Column>& columns, std::size_t from,
                              std::size_t to) const {
    const bool lines = std::any_of(rows_.begin(), rows_.end(), [](const RowText& row) { return row.line != 0; });
    const auto lead = [&](const std::string& row, const std::string& line) {
        out += styled(stdout, Style::dim, padded(row, 6, true) + (lines ? padded(line, 8, true) : ""));
    };
    lead("row", "line");
    for (std::size_t c = from; c < to; ++c)
        out += "  " + styled(stdout, Style::bold,
                             padded(column_letters(static_cast<std::uint32_t>(c + 1)), columns[c].width, false));
    end_line(out);
    lead("", "");
    for (std::size_t c = from; c < to; ++c)
        out +=
            "  " + styled(stdout, Style::dim, padded(fitted(columns[c].types, widest_cell), columns[c].width, false));
    end_line(out);
    for (const auto& row : rows_) {
        lead(std::to_string(row.number), row.line == 0 ? "" : std::to_string(row.line));
        for (std::size_t c = from; c < to && c < row.cells.size(); ++c) {
            const auto& cell = row.cells[c];
            out += "  " + styled(stdout, cell.type == CellType::error ? Style::red : Style::plain,
                                 padded(cell.text, columns[c].width, is_numeric(cell.type)));
        }
        end_line(out);
    }
}

} // namespace pilotage::cli
