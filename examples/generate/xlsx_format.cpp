#include "examples/generate/formats.hpp"

#include <xlsxwriter.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <unistd.h>

namespace pilotage::generate {
namespace {

struct Formats {
    lxw_format* date;
    lxw_format* share;
    lxw_format* money;
    lxw_format* duration;
    lxw_format* heading;
};

Formats formats_of(lxw_workbook* book) {
    const auto numbers = [&](const char* code) {
        auto* format = workbook_add_format(book);
        format_set_num_format(format, code);
        return format;
    };
    auto* heading = workbook_add_format(book);
    format_set_text_wrap(heading);
    return {numbers("dd/mm/yyyy"), numbers("0%"), numbers("\u00a3#,##0.00"), numbers("[h]:mm"), heading};
}

void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, const Formats& formats) {
    switch (cell.kind) {
    case Cell::Kind::empty:
        break;
    case Cell::Kind::text: {
        auto* wrapped = cell.text.find('\n') == std::string::npos ? nullptr : formats.heading;
        worksheet_write_string(sheet, row, column, cell.text.c_str(), wrapped);
        break;
    }
    case Cell::Kind::number:
        worksheet_write_number(sheet, row, column, cell.number, nullptr);
        break;
    case Cell::Kind::date:
        worksheet_write_number(sheet, row, column, cell.number, formats.date);
        break;
    case Cell::Kind::share:
        worksheet_write_number(sheet, row, column, cell.number, formats.share);
        break;
    case Cell::Kind::money:
        worksheet_write_number(sheet, row, column, cell.number, formats.money);
        break;
    case Cell::Kind::duration:
        worksheet_write_number(sheet, row, column, cell.number, formats.duration);
        break;
    case Cell::Kind::formula:
        worksheet_write_formula_num(sheet, row, column, cell.text.c_str(), nullptr, cell.number);
        break;
    case Cell::Kind::boolean:
        worksheet_write_boolean(sheet, row, column, cell.number != 0, nullptr);
        break;
    case Cell::Kind::error:
        worksheet_write_formula_str(sheet, row, column, "=#REF!", nullptr, "#REF!");
        break;
    }
}

void fill(lxw_workbook* book, const Table& table, const Formats& formats) {
    auto* sheet = workbook_add_worksheet(book, table.name.c_str());
    if (table.hidden) worksheet_hide(sheet);
    for (const auto& merged : table.merged)
        worksheet_merge_range(sheet, merged.row, static_cast<lxw_col_t>(merged.column), merged.last_row,
                              static_cast<lxw_col_t>(merged.last_column), "", nullptr);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        for (std::size_t column = 0; column < table.rows[row].size(); ++column)
            put(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), table.rows[row][column], formats);
}

std::string taken(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    unlink(path.c_str());
    return bytes;
}

} // namespace

std::string xlsx_bytes(const Tables& tables) {
    // The library only writes to a path.
    std::string path = "/tmp/pilotage-generate-XXXXXX";
    const int descriptor = mkstemp(path.data());
    if (descriptor < 0) throw std::runtime_error("no temporary file could be made in /tmp");
    close(descriptor);
    auto* book = workbook_new(path.c_str());
    lxw_doc_properties properties{};
    char title[] = "Synthetic data: no real person";
    properties.title = title;
    properties.created = 1398816000; // 30 April 2014, so that the same tables give the same bytes
    workbook_set_properties(book, &properties);
    const auto formats = formats_of(book);
    for (const auto& table : tables) fill(book, table, formats);
    const auto error = workbook_close(book);
    auto bytes = taken(path);
    if (error != LXW_NO_ERROR)
        throw std::runtime_error(std::string("the workbook cannot be written: ") + lxw_strerror(error));
    return bytes;
}

} // namespace pilotage::generate
