#include "core/cli/json_text.hpp"

#include "importers/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace pilotage::cli {
namespace {

/// Plain ASCII that stands in a JSON string as it is.
constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < 0x80; ++c) table[c] = c != '"' && c != '\\';
    return table;
}();

void append_escaped(std::string& out, char c) {
    constexpr char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[c & 15];
    }
}

template <typename Text>
void append_texts(std::string& out, const importers::Row& row, Text text) {
    char before = '[';
    for (const auto& cell : row.cells()) {
        out += before;
        before = ',';
        if (cell.type == importers::CellType::empty)
            out += "null";
        else
            append_json(out, text(cell));
    }
    if (row.cells().empty()) out += '[';
    out += ']';
}

} // namespace

void append_json(std::string& out, std::string_view text) {
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        while (at < text.size() && plain[static_cast<unsigned char>(text[at])]) ++at;
        out.append(text, begin, at - begin);
        if (at == text.size()) break;
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            append_escaped(out, text[at++]);
            continue;
        }
        const std::size_t sign = at;
        if (importers::decode_utf8(text, at).good)
            out.append(text, sign, at - sign);
        else
            out += "\xef\xbf\xbd";
    }
    out += '"';
}

void append_json(std::string& out, std::uint64_t number) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_json_line(std::string& out, const importers::Row& row) {
    out += "{\"table\":";
    append_json(out, row.table);
    out += ",\"row\":";
    append_json(out, row.number);
    out += ",\"line\":";
    if (row.line == 0)
        out += "null";
    else
        append_json(out, row.line);
    out += ",\"values\":";
    append_texts(out, row, [](const importers::Cell& cell) { return cell.value; });
    out += ",\"types\":";
    char before = '[';
    for (const auto& cell : row.cells()) {
        out += before;
        before = ',';
        out += '"';
        out += importers::name_of(cell.type);
        out += '"';
    }
    if (row.cells().empty()) out += '[';
    out += ']';
    const auto differs = [](const importers::Cell& cell) { return cell.shown.data() != nullptr && cell.shown != cell.value; };
    if (std::any_of(row.cells().begin(), row.cells().end(), differs)) {
        out += ",\"shown\":";
        append_texts(out, row, [](const importers::Cell& cell) { return cell.display(); });
    }
    out += "}\n";
}

} // namespace pilotage::cli
