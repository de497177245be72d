#include "importers/xls/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pilotage::importers::xls {
namespace {

constexpr std::uint32_t most_columns = 256;
constexpr std::size_t most_cells = 65536 * 256;

bool is_cell(std::uint16_t kind) {
    switch (kind) {
    case kind::formula:
    case kind::mul_rk:
    case kind::rich_string:
    case kind::label_sst:
    case kind::number:
    case kind::label:
    case kind::bool_error:
    case kind::rk:
        return true;
    default:
        return false;
    }
}

// 30 bits of a number: a whole number or the upper part of a floating one, perhaps in hundredths.
double unpacked(std::uint32_t rk) {
    double value = 0;
    if ((rk & 2) != 0) {
        value = static_cast<double>(static_cast<std::int32_t>(rk) >> 2);
    } else {
        const std::uint64_t bits = static_cast<std::uint64_t>(rk & 0xFFFFFFFCu) << 32;
        std::memcpy(&value, &bits, sizeof value);
    }
    return (rk & 1) != 0 ? value / 100 : value;
}

std::string_view error_text(std::uint8_t code) {
    switch (code) {
    case 0x00:
        return "#NULL!";
    case 0x07:
        return "#DIV/0!";
    case 0x0F:
        return "#VALUE!";
    case 0x17:
        return "#REF!";
    case 0x1D:
        return "#NAME?";
    case 0x24:
        return "#NUM!";
    case 0x2A:
        return "#N/A";
    case 0x2B:
        return "#GETTING_DATA";
    default:
        return "#ERROR";
    }
}

} // namespace

Sheet::Sheet(BiffStream& stream, const BoundSheet& sheet, const Globals& globals, const Options& options)
    : stream_(stream), sheet_(sheet), globals_(globals), options_(options) {
    stream_.seek(sheet.offset);
    if (sheet.offset >= stream_.size())
        refuse_here("format.malformed", "The workbook is damaged or cut off: the sheet is not in it.");
    Record record;
    stream_.next(record);
    if (record.kind != kind::beginning)
        refuse_here("format.malformed", "The workbook is damaged: the sheet does not begin where it should.");
    at_ = stream_.offset();
    find_order();
}

void Sheet::find_order() {
    const std::uint64_t begin = at_;
    bool sorted = true;
    std::uint16_t last = 0;
    Record record;
    while (next_cell_in_stream(record)) {
        sorted = sorted && record.u16(0) >= last;
        last = record.u16(0);
    }
    at_ = begin;
    if (sorted) return;
    while (next_cell_in_stream(record)) {
        if (order_.size() == most_cells)
            refuse_here("format.malformed",
                        "The workbook is damaged: the sheet has more cells than any sheet has room for.");
        order_.emplace_back(record.u16(0), record.offset);
    }
    std::stable_sort(order_.begin(), order_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

bool Sheet::next_cell_in_stream(Record& record) {
    stream_.seek(at_);
    int charts = 0;
    while (true) {
        stream_.next(record);
        at_ = stream_.offset();
        if (record.kind == kind::beginning) ++charts;
        if (record.kind == kind::end && charts-- == 0) {
            at_ = record.offset;
            return false;
        }
        if (record.kind == kind::password) refuse_password();
        if (charts == 0 && is_cell(record.kind)) return true;
    }
}

bool Sheet::next_cell(Record& record) {
    if (order_.empty()) return next_cell_in_stream(record);
    if (next_in_order_ == order_.size()) return false;
    stream_.seek(order_[next_in_order_++].second);
    stream_.next(record);
    return true;
}

bool Sheet::next(Row& row) {
    builder_.clear();
    Record record;
    bool begun = false;
    if (waiting_) {
        stream_.seek(*waiting_);
        stream_.next(record);
        waiting_.reset();
        row_ = record.u16(0);
        begun = true;
        put(record);
    }
    while (next_cell(record)) {
        if (begun && record.u16(0) != row_) {
            waiting_ = record.offset;
            break;
        }
        row_ = record.u16(0);
        begun = true;
        put(record);
    }
    if (!begun) return false;
    row.table = sheet_.table.name;
    row.number = row_ + 1;
    row.line = 0;
    if (const auto twice = builder_.finish(row); twice != 0) {
        column_ = twice - 1;
        doubt(Issue::Severity::warning, "table.cell_twice",
              "The file holds two values for this cell; the later one is used.");
    }
    return true;
}

void Sheet::at_column(std::uint32_t column) {
    column_ = column;
    if (column >= options_.limits.columns)
        refuse_here("limit.columns",
                    "A row has more cells than the limit of " + std::to_string(options_.limits.columns) + ".");
    if (column >= most_columns)
        refuse_here("limit.columns",
                    "The workbook is damaged: a cell stands beyond the last column that such a workbook has.");
}

void Sheet::put(const Record& record) {
    if (row_ >= options_.limits.rows)
        refuse_here("limit.rows",
                    "The sheet has more rows than the limit of " + std::to_string(options_.limits.rows) + ".");
    if (record.data.size() < 6)
        refuse_here("format.malformed", "The workbook is damaged: a cell's record is too short.");
    at_column(record.u16(2));
    const auto& format = globals_.format_of(record.u16(4));
    std::size_t needed = 0;
    switch (record.kind) {
    case kind::rk:
        needed = 10;
        break;
    case kind::number:
    case kind::formula:
        needed = 14;
        break;
    case kind::label_sst:
        needed = 10;
        break;
    case kind::bool_error:
        needed = 8;
        break;
    default:
        needed = 8;
        break;
    }
    if (!record.has(needed)) refuse_here("format.malformed", "The workbook is damaged: a cell's record is too short.");
    switch (record.kind) {
    case kind::rk:
        put_number(unpacked(record.u32(6)), format);
        break;
    case kind::number:
        put_number(record.real(6), format);
        break;
    case kind::label_sst:
        put_shared(record.u32(6), format);
        break;
    case kind::label:
    case kind::rich_string:
        put_text(record, 6, format);
        break;
    case kind::bool_error:
        if (record.u8(7) != 0)
            put_error(record.u8(6));
        else
            builder_.boolean(column_, record.u8(6) != 0);
        break;
    case kind::mul_rk: {
        const std::uint32_t first = column_;
        for (std::size_t i = 0; 4 + (i + 1) * 6 + 2 <= record.data.size(); ++i) {
            at_column(first + static_cast<std::uint32_t>(i));
            put_number(unpacked(record.u32(6 + i * 6)), globals_.format_of(record.u16(4 + i * 6)));
        }
        break;
    }
    case kind::formula:
        put_formula(record);
        break;
    default:
        break;
    }
}

void Sheet::put_formula(const Record& record) {
    const auto& format = globals_.format_of(record.u16(4));
    if (record.u16(12) != 0xFFFF) {
        put_number(record.real(6), format);
        return;
    }
    switch (record.u8(6)) {
    case 0: {
        // The text stands in a record of its own, behind those of a shared formula.
        stream_.seek(record.offset);
        Record next;
        stream_.next(next);
        do {
            const auto following = stream_.next_kind();
            if (following != kind::string && following != kind::array && following != kind::table &&
                following != kind::shared_formula) {
                doubt(Issue::Severity::error, "table.formula_without_value",
                      "The text that this formula gave is not in the file.");
                return;
            }
            stream_.next(next);
        } while (next.kind != kind::string);
        put_text(next, 0, format);
        break;
    }
    case 1:
        builder_.boolean(column_, record.u8(8) != 0);
        break;
    case 2:
        put_error(record.u8(8));
        break;
    case 3:
        break; // an empty text
    default:
        doubt(Issue::Severity::error, "table.formula_without_value",
              "The formula's value is of a type that is not known.");
        break;
    }
}

void Sheet::put_text(const Record& record, std::size_t at, const spreadsheet::NumberFormat& format) {
    text_.clear();
    if (!globals_.text(stream_, record, at, 2, text_))
        doubt(Issue::Severity::warning, "encoding.undefined_byte",
              "The text has a byte that means nothing in the workbook's code page.");
    if (text_.size() > options_.limits.cell_bytes)
        refuse_here("limit.cell_bytes",
                    "A cell is larger than the limit of " + std::to_string(options_.limits.cell_bytes) + " bytes.");
    builder_.text(column_, text_, format);
}

void Sheet::put_shared(std::uint32_t index, const spreadsheet::NumberFormat& format) {
    if (index >= globals_.strings.size())
        doubt(Issue::Severity::error, "table.text_missing",
              "The cell's text is missing: it points beyond the workbook's table of strings.");
    else
        builder_.borrowed_text(column_, globals_.strings[index], format);
}

void Sheet::put_number(double value, const spreadsheet::NumberFormat& format) {
    if (std::isfinite(value))
        builder_.number(column_, value, format, globals_.dates);
    else
        put_error(0x24);
}

void Sheet::put_error(std::uint8_t code) {
    builder_.error(column_, error_text(code));
}

void Sheet::doubt(Issue::Severity severity, const char* rule, const char* message) const {
    if (!options_.issues) return;
    options_.issues({severity, rule, sheet_.table.name, row_ + 1ull, 0, column_ + 1, message,
                     "Open the workbook in a spreadsheet program, look at this cell, and save the workbook again."});
}

void Sheet::refuse_here(const char* rule, const std::string& message) const {
    throw Malformed({Issue::Severity::error, rule, sheet_.table.name, row_ + 1ull, 0, 0, message,
                     "Open the workbook in a spreadsheet program, save it again and send that file."});
}

} // namespace pilotage::importers::xls
