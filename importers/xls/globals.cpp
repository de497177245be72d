#include "importers/xls/globals.hpp"

#include "importers/utf8.hpp"

namespace pilotage::importers::xls {
namespace {

constexpr std::uint16_t version_8 = 0x0600;
constexpr std::uint16_t version_5 = 0x0500;

// Nothing for East Asian code pages, whose signs have two bytes.
std::optional<Charset> charset_of(std::uint16_t code_page) {
    switch (code_page) {
    case 367: // ASCII
    case 32769:
        return Charset::named("windows-1252");
    case 10000:
    case 32768:
        return Charset::named("MACINTOSH");
    case 932:
    case 936:
    case 949:
    case 950:
    case 1361:
        return std::nullopt;
    default:
        return Charset::named("CP" + std::to_string(code_page));
    }
}

// A string's characters are followed by its formatting runs and hints for its pronunciation.
void read_strings(BiffStream& stream, const Record& record, Globals& made, std::uint32_t most_bytes) {
    const std::uint32_t count = record.u32(4);
    ContinuedRecord in(stream, record, 8);
    std::string text;
    while (made.strings.size() < count && !in.ended()) {
        const std::size_t length = in.little(2);
        const std::uint32_t flags = in.little(1);
        const std::uint64_t runs = (flags & 8) != 0 ? in.little(2) : 0;
        const std::uint64_t hints = (flags & 4) != 0 ? in.little(4) : 0;
        text.clear();
        in.characters(length, (flags & 1) != 0, text);
        if (text.size() > most_bytes)
            refuse("limit.cell_bytes", "A cell holds more than " + std::to_string(most_bytes) + " bytes of text.");
        in.skip(runs * 4 + hints);
        made.strings.add(text);
    }
}

void read_sheet(BiffStream& stream, const Record& record, Globals& made) {
    if (!record.has(8)) return;
    BoundSheet sheet;
    sheet.offset = record.u32(0);
    sheet.table.hidden = (record.u8(4) & 3) != 0;
    made.text(stream, record, 6, 1, sheet.table.name);
    if ((record.u8(5) & 0x0F) == 0) made.sheets.push_back(std::move(sheet)); // others are charts, macros and modules
}

} // namespace

bool Globals::text(BiffStream& stream, const Record& record, std::size_t at, int length_bytes,
                   std::string& utf8) const {
    if (biff8) {
        ContinuedRecord in(stream, record, at);
        const std::size_t length = in.little(length_bytes);
        const bool wide = (in.little(1) & 1) != 0;
        in.characters(length, wide, utf8);
        return true;
    }
    const std::size_t length = record.little(at, length_bytes);
    const std::string_view bytes =
        record.data.substr(std::min(at + static_cast<std::size_t>(length_bytes), record.data.size()), length);
    if (bytes.size() < length) refuse("format.truncated", "The workbook is damaged: a text is longer than its record.");
    bool good = true;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            utf8 += c;
            continue;
        }
        if (!charset)
            refuse("encoding.unsupported",
                   "The workbook's texts are in code page " + std::to_string(code_page) + ", which is not read.",
                   "Open the workbook in a spreadsheet program, save it as .xlsx and send that file.");
        const char16_t sign = charset->signs[byte];
        good = good && sign != Charset::undefined;
        append_utf8(utf8, sign == Charset::undefined ? U'\uFFFD' : sign);
    }
    return good;
}

void refuse_password() {
    refuse(
        "format.encrypted", "The workbook is protected by a password, which may be only that of its structure.",
        "Remove the password, and the protection of the workbook (Review, Protect Workbook), and send the file again.");
}

void read_globals(BiffStream& stream, Globals& made, const Limits& limits) {
    Record record;
    stream.next(record);
    if (record.kind != kind::beginning || (record.u16(0) != version_8 && record.u16(0) != version_5))
        refuse("format.unknown", "This workbook was written by an Excel before version 5, or is damaged.",
               "Open the workbook in a spreadsheet program, save it as .xlsx and send that file.");
    made.biff8 = record.u16(0) == version_8;
    made.charset = charset_of(made.code_page);
    std::vector<std::uint16_t> styles;
    for (stream.next(record); record.kind != kind::end; stream.next(record)) {
        switch (record.kind) {
        case kind::password:
            refuse_password();
        case kind::code_page:
            made.code_page = record.u16(0);
            made.charset = charset_of(made.code_page);
            break;
        case kind::date_mode:
            made.dates = record.u16(0) == 1 ? spreadsheet::DateSystem::from_1904 : spreadsheet::DateSystem::from_1900;
            break;
        case kind::format: {
            const std::uint16_t id = record.u16(0);
            std::string code;
            made.text(stream, record, 2, made.biff8 ? 2 : 1, code);
            made.formats[id] = spreadsheet::NumberFormat(code);
            break;
        }
        case kind::extended_format:
            styles.push_back(record.u16(2));
            break;
        case kind::bound_sheet:
            read_sheet(stream, record, made);
            break;
        case kind::string_table:
            read_strings(stream, record, made, limits.cell_bytes);
            break;
        default:
            break;
        }
    }
    for (const auto id : styles) {
        const auto found = made.formats.try_emplace(id, spreadsheet::NumberFormat::built_in(id)).first;
        made.styles.push_back(&found->second);
    }
}

} // namespace pilotage::importers::xls
