#include "examples/generate/xls_writer.hpp"

#include "examples/generate/compound_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace pilotage::generate {
namespace {

constexpr std::size_t most_in_record = 8224;
constexpr std::uint16_t first_cell_xf = 15; // after the style formats that every workbook has
constexpr std::uint16_t first_own_format = 164;

void record(std::string& out, std::uint16_t kind, std::string_view data) {
    append_little(out, kind, 2);
    append_little(out, data.size(), 2);
    out += data;
}

void append_double(std::string& out, double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    append_little(out, bits, 8);
}

std::u16string utf16(std::string_view utf8) {
    std::u16string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        if (i + more >= utf8.size()) throw std::invalid_argument("the text is not UTF-8");
        char32_t point = more == 0 ? lead : lead & (0x3Fu >> more);
        for (std::size_t k = 1; k <= more; ++k) point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
        i += more + 1;
        if (point < 0x10000) {
            out += static_cast<char16_t>(point);
        } else {
            out += static_cast<char16_t>(0xD7C0 + (point >> 10));
            out += static_cast<char16_t>(0xDC00 + (point & 0x3FF));
        }
    }
    return out;
}

bool is_narrow(std::u16string_view text) {
    return std::all_of(text.begin(), text.end(), [](char16_t c) { return c < 0x100; });
}

// The flags byte and the characters, one byte each where all of them fit.
void append_characters(std::string& out, std::u16string_view text) {
    const int width = is_narrow(text) ? 1 : 2;
    append_little(out, width - 1, 1);
    for (const char16_t c : text) append_little(out, c, width);
}

// A table of strings spreads over CONTINUE records; a string that is cut goes on with a new flags byte.
class StringTable {
public:
    explicit StringTable(std::string& out) : out_(out) {}
    void header(std::uint32_t uses, std::uint32_t unique) {
        append_little(data_, uses, 4);
        append_little(data_, unique, 4);
    }
    void add(std::u16string_view text) {
        const int width = is_narrow(text) ? 1 : 2;
        if (data_.size() + 3 + 2 > most_in_record) flush();
        append_little(data_, text.size(), 2);
        append_little(data_, width - 1, 1);
        for (const char16_t c : text) {
            if (data_.size() + width > most_in_record) {
                flush();
                append_little(data_, width - 1, 1);
            }
            append_little(data_, c, width);
        }
    }
    void flush() {
        record(out_, kind_, data_);
        kind_ = 0x003C;
        data_.clear();
    }

private:
    std::string& out_;
    std::string data_;
    std::uint16_t kind_ = 0x00FC;
};

std::string beginning(std::uint16_t substream) {
    std::string data;
    for (const std::uint32_t part : {0x0600u, std::uint32_t{substream}, 0x0DBBu, 0x07CCu}) append_little(data, part, 2);
    append_little(data, 0, 4);
    append_little(data, 6, 4);
    std::string out;
    record(out, 0x0809, data);
    return out;
}

std::string extended_format(std::uint16_t number_format, bool style) {
    std::string data;
    append_little(data, 0, 2);
    append_little(data, number_format, 2);
    append_little(data, style ? 0xFFF5 : 0x0001, 2);
    append_little(data, 0x20, 1);
    append_little(data, 0, 2);
    append_little(data, style ? 0x00 : 0xFC, 1);
    append_little(data, 0, 8);
    append_little(data, 0x20C0, 2);
    std::string out;
    record(out, 0x00E0, data);
    return out;
}

bool packs(double value) {
    return value == std::floor(value) && std::fabs(value) < (1 << 29) && !(value == 0 && std::signbit(value));
}

} // namespace

void XlsWriter::sheet(const std::string& name, bool hidden) {
    const auto wide = utf16(name);
    if (wide.empty() || wide.size() > 31) throw std::invalid_argument("a sheet's name has 1 to 31 characters");
    sheets_.push_back({name, hidden, {}, {}});
}

XlsWriter::Cell& XlsWriter::cell(std::uint32_t row, std::uint32_t column, Kind kind) {
    if (sheets_.empty()) throw std::logic_error("call sheet() before the first cell");
    if (row >= 65536 || column >= 256) throw std::out_of_range("a legacy workbook has 65536 rows and 256 columns");
    auto& cell = sheets_.back().cells[row * 256 + column];
    cell = {};
    cell.kind = kind;
    return cell;
}

std::uint16_t XlsWriter::format(const std::string& code) {
    if (code.empty()) return 0;
    const auto found = std::find(formats_.begin(), formats_.end(), code);
    const auto index = found - formats_.begin();
    if (found == formats_.end()) formats_.push_back(code);
    return static_cast<std::uint16_t>(index + 1);
}

std::uint32_t XlsWriter::string(std::string_view utf8) {
    auto wide = utf16(utf8);
    if (wide.size() > 32767) throw std::out_of_range("a cell of a legacy workbook holds 32767 characters");
    const auto [place, fresh] = string_index_.try_emplace(wide, static_cast<std::uint32_t>(strings_.size()));
    if (fresh) strings_.push_back(std::move(wide));
    return place->second;
}

void XlsWriter::text(std::uint32_t row, std::uint32_t column, std::string_view utf8) {
    cell(row, column, Kind::text).string = string(utf8);
    ++string_uses_;
}

void XlsWriter::number(std::uint32_t row, std::uint32_t column, double value, const std::string& code) {
    auto& made = cell(row, column, Kind::number);
    made.number = value;
    made.format = format(code);
}

void XlsWriter::date(std::uint32_t row, std::uint32_t column, double serial, const std::string& code) {
    number(row, column, serial, code);
}

void XlsWriter::boolean(std::uint32_t row, std::uint32_t column, bool value) {
    cell(row, column, Kind::boolean).number = value ? 1 : 0;
}

void XlsWriter::error(std::uint32_t row, std::uint32_t column, Error code) {
    cell(row, column, Kind::error).number = static_cast<int>(code);
}

void XlsWriter::blank(std::uint32_t row, std::uint32_t column) {
    cell(row, column, Kind::blank);
}

void XlsWriter::formula_number(std::uint32_t row, std::uint32_t column, double value, const std::string& code) {
    auto& made = cell(row, column, Kind::formula_number);
    made.number = value;
    made.format = format(code);
}

void XlsWriter::formula_text(std::uint32_t row, std::uint32_t column, std::string_view utf8) {
    cell(row, column, Kind::formula_text).string = string(utf8);
}

void XlsWriter::merge(std::uint32_t row, std::uint32_t column, std::uint32_t last_row, std::uint32_t last_column) {
    if (sheets_.empty()) throw std::logic_error("call sheet() before merge()");
    for (const auto part : {row, last_row, column, last_column})
        sheets_.back().merged.push_back(static_cast<std::uint16_t>(part));
}

std::string XlsWriter::sheet_stream(const Sheet& sheet) const {
    std::string out = beginning(0x0010);
    std::uint32_t last_column = 0;
    for (const auto& [place, cell] : sheet.cells) last_column = std::max(last_column, place % 256 + 1);
    std::string data;
    append_little(data, 0, 4);
    append_little(data, sheet.cells.empty() ? 0 : sheet.cells.rbegin()->first / 256 + 1, 4);
    append_little(data, 0, 2);
    append_little(data, last_column, 2);
    append_little(data, 0, 2);
    record(out, 0x0200, data);
    for (const auto& [place, cell] : sheet.cells) {
        data.clear();
        append_little(data, place / 256, 2);
        append_little(data, place % 256, 2);
        append_little(data, first_cell_xf + cell.format, 2);
        switch (cell.kind) {
        case Kind::text:
            append_little(data, cell.string, 4);
            record(out, 0x00FD, data);
            break;
        case Kind::number:
            if (packs(cell.number)) {
                append_little(data, static_cast<std::uint32_t>(static_cast<std::int32_t>(cell.number)) << 2 | 2, 4);
                record(out, 0x027E, data);
            } else {
                append_double(data, cell.number);
                record(out, 0x0203, data);
            }
            break;
        case Kind::boolean:
        case Kind::error:
            append_little(data, static_cast<unsigned>(cell.number), 1);
            append_little(data, cell.kind == Kind::error ? 1 : 0, 1);
            record(out, 0x0205, data);
            break;
        case Kind::blank:
            record(out, 0x0201, data);
            break;
        case Kind::formula_number:
        case Kind::formula_text: {
            const bool number = cell.kind == Kind::formula_number;
            if (number)
                append_double(data, cell.number);
            else
                append_little(data, 0xFFFF000000000000u, 8);
            append_little(data, 0, 2);
            append_little(data, 0, 4);
            std::string tokens;
            if (number) {
                append_little(tokens, 0x1F, 1);
                append_double(tokens, cell.number);
            } else {
                const std::u16string_view head = std::u16string_view(strings_[cell.string]).substr(0, 255);
                append_little(tokens, 0x17, 1);
                append_little(tokens, head.size(), 1);
                append_characters(tokens, head);
            }
            append_little(data, tokens.size(), 2);
            record(out, 0x0006, data + tokens);
            if (!number) {
                const std::u16string_view text = std::u16string_view(strings_[cell.string]).substr(0, 4000);
                data.clear();
                append_little(data, text.size(), 2);
                append_characters(data, text);
                record(out, 0x0207, data);
            }
            break;
        }
        }
    }
    data.clear();
    append_little(data, 0x06B6, 2);
    data.append(16, '\0');
    record(out, 0x023E, data);
    if (!sheet.merged.empty()) {
        data.clear();
        append_little(data, sheet.merged.size() / 4, 2);
        for (const auto part : sheet.merged) append_little(data, part, 2);
        record(out, 0x00E5, data);
    }
    record(out, 0x000A, {});
    return out;
}

std::string XlsWriter::workbook() const {
    if (sheets_.empty()) throw std::logic_error("a workbook has at least one sheet");
    std::string out = beginning(0x0005);
    record(out, 0x0042, std::string("\xB0\x04", 2));
    std::string data;
    for (const std::uint32_t part : {0u, 0u, 0x4000u, 0x2000u, 0x38u, 0u, 0u, 1u, 600u}) append_little(data, part, 2);
    record(out, 0x003D, data);
    record(out, 0x0022, std::string(date_1904_ ? "\1\0" : "\0\0", 2));
    for (int font = 0; font < 5; ++font) {
        data.clear();
        for (const std::uint32_t part : {200u, 0u, 0x7FFFu, 400u, 0u}) append_little(data, part, 2);
        append_little(data, 0, 4);
        append_little(data, 5, 1);
        append_characters(data, u"Arial");
        record(out, 0x0031, data);
    }
    for (std::size_t i = 0; i < formats_.size(); ++i) {
        const auto wide = utf16(formats_[i]);
        data.clear();
        append_little(data, first_own_format + i, 2);
        append_little(data, wide.size(), 2);
        append_characters(data, wide);
        record(out, 0x041E, data);
    }
    for (int i = 0; i < first_cell_xf; ++i) out += extended_format(0, true);
    out += extended_format(0, false);
    for (std::size_t i = 0; i < formats_.size(); ++i)
        out += extended_format(static_cast<std::uint16_t>(first_own_format + i), false);
    record(out, 0x0293, std::string("\0\x80\0\xFF", 4));

    std::vector<std::size_t> offsets;
    for (const auto& sheet : sheets_) {
        const auto wide = utf16(sheet.name);
        data.clear();
        append_little(data, 0, 4);
        append_little(data, sheet.hidden ? 1 : 0, 1);
        append_little(data, 0, 1);
        append_little(data, wide.size(), 1);
        append_characters(data, wide);
        offsets.push_back(out.size() + 4);
        record(out, 0x0085, data);
    }
    StringTable table(out);
    table.header(string_uses_, static_cast<std::uint32_t>(strings_.size()));
    for (const auto& text : strings_) table.add(text);
    table.flush();
    record(out, 0x000A, {});
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
        std::string offset;
        append_little(offset, out.size(), 4);
        out.replace(offsets[i], 4, offset);
        out += sheet_stream(sheets_[i]);
    }
    return out;
}

std::string XlsWriter::file() const {
    std::string stream = workbook();
    // Some readers do not look into the mini stream, where a smaller stream would stand.
    if (stream.size() < 4096) stream.resize(4096, '\0');
    return compound_file({{"Workbook", std::move(stream)}});
}

void XlsWriter::save(const std::string& path) const {
    const std::string bytes = file();
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + path);
}

} // namespace pilotage::generate
