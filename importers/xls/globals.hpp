// What stands in front of the sheets of a BIFF stream: sheets, strings, formats, dates, code page. Internal to this
// folder.
#ifndef PILOTAGE_IMPORTERS_XLS_GLOBALS_HPP
#define PILOTAGE_IMPORTERS_XLS_GLOBALS_HPP

#include "importers/spreadsheet/number_format.hpp"
#include "importers/spreadsheet/text_table.hpp"
#include "importers/text/charset.hpp"
#include "importers/xls/biff_stream.hpp"

#include <map>
#include <optional>
#include <vector>

namespace pilotage::importers::xls {

namespace kind {
constexpr std::uint16_t formula = 0x0006, end = 0x000A, date_mode = 0x0022, password = 0x002F, code_page = 0x0042,
                        bound_sheet = 0x0085, mul_rk = 0x00BD, rich_string = 0x00D6, extended_format = 0x00E0,
                        string_table = 0x00FC, label_sst = 0x00FD, number = 0x0203, label = 0x0204, bool_error = 0x0205,
                        string = 0x0207, array = 0x0221, table = 0x0236, rk = 0x027E, format = 0x041E,
                        shared_formula = 0x04BC, beginning = 0x0809;
}

struct BoundSheet {
    Table table;
    std::uint32_t offset = 0;
};

struct Globals {
    explicit Globals(const Limits& limits) : strings(limits.shared_string_bytes) {}

    /// The format of a cell by its XF index.
    const spreadsheet::NumberFormat& format_of(std::uint16_t style) const {
        return style < styles.size() ? *styles[style] : general;
    }
    /// Appends the text that begins at `at`: its length (`length_bytes` wide), flags in BIFF8, characters. `stream` may
    /// be read on in CONTINUE records. False when a byte has no meaning in the code page and a replacement stands for
    /// it.
    bool text(BiffStream& stream, const Record& record, std::size_t at, int length_bytes, std::string& utf8) const;

    bool biff8 = true;
    std::uint16_t code_page = 1252;
    std::optional<Charset> charset; ///< of BIFF5 texts
    spreadsheet::DateSystem dates = spreadsheet::DateSystem::from_1900;
    std::vector<BoundSheet> sheets; ///< worksheets only
    std::map<std::uint16_t, spreadsheet::NumberFormat> formats;
    std::vector<const spreadsheet::NumberFormat*> styles;
    spreadsheet::NumberFormat general;
    spreadsheet::TextTable strings;
};

[[noreturn]] void refuse_password();

/// Reads from the beginning of the stream. Throws Malformed, also for encrypted workbooks and for versions before
/// BIFF5.
void read_globals(BiffStream& stream, Globals& made, const Limits& limits);

} // namespace pilotage::importers::xls

#endif
