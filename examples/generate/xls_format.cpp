#include "examples/generate/formats.hpp"
#include "examples/generate/xls_writer.hpp"

namespace pilotage::generate {
namespace {

void put(XlsWriter& book, std::uint32_t row, std::uint32_t column, const Cell& cell) {
    switch (cell.kind) {
    case Cell::Kind::empty:
        break;
    case Cell::Kind::text:
        book.text(row, column, cell.text);
        break;
    case Cell::Kind::number:
        book.number(row, column, cell.number);
        break;
    case Cell::Kind::date:
        book.date(row, column, cell.number);
        break;
    case Cell::Kind::share:
        book.number(row, column, cell.number, "0%");
        break;
    case Cell::Kind::money:
        book.number(row, column, cell.number, "#,##0.00");
        break;
    case Cell::Kind::duration:
        book.number(row, column, cell.number, "[h]:mm");
        break;
    case Cell::Kind::formula:
        book.formula_number(row, column, cell.number);
        break;
    case Cell::Kind::boolean:
        book.boolean(row, column, cell.number != 0);
        break;
    case Cell::Kind::error:
        book.error(row, column, XlsWriter::Error::ref);
        break;
    }
}

} // namespace

std::string xls_bytes(const Tables& tables) {
    XlsWriter book;
    for (const auto& table : tables) {
        book.sheet(table.name, table.hidden);
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            for (std::size_t column = 0; column < table.rows[row].size(); ++column)
                put(book, static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), table.rows[row][column]);
        for (const auto& merged : table.merged)
            book.merge(merged.row, merged.column, merged.last_row, merged.last_column);
    }
    return book.file();
}

} // namespace pilotage::generate
