// The layout of a fixed-width report: which lines are what, and where the fields of each stand. It is a CSV file that
// lies beside the plugin, or is part of it:
//
//     line,table,pattern,field,start,width,kind
//     skip,,RIVERSIDE*PAGE*,,,,
//     heading,,REF      DATE*,,,,
//     record,contact,@###*,,,,
//     ,,,reference,1,8,text
//     ,,,minutes,20,5,number
//     ,,,notes,27,40,text
//     continuation,contact,"         *",,,,
//     ,,,notes,27,40,text
//     total,contact,TOTAL CONTACTS*,,,,
//     ,,,count,18,7,number
//     ,,,sum:minutes,26,8,number
//
// A row with a word in `line` begins a kind of line, the rows below it name its fields. Each line of the report is of
// the first kind whose pattern fits (see LinePattern; an empty one fits every line):
//
//     skip          page furniture: passed over
//     heading       the headings of a page: passed over, but one must be there
//     record        a row of the table
//     continuation  more of the record before it: its fields are joined to the record's of the same name with a blank
//     total         what the table's rows so far must add up to: "count" their number, "sum:FIELD" the sum of a number
//     field subtotal      the same for the rows since the last subtotal
//     page          the number of a page, as the field "page", and how many there are, as the field "pages": each page
//                   must follow the one before it
//
// Blank lines are passed over. `start` counts characters from 1. `kind` is text, number, or passed for columns that
// are not read, such as rules between fields; where no field stands, records and continuations must be blank. Fields of
// one line must not overlap. Lines that begin with '#' in the layout file are comments.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_LAYOUT_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_LAYOUT_HPP

#include "importers/fixed_width/line_pattern.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers {

/// The layout is no layout: a fault of the plugin, not of the site's file.
class LayoutError : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

struct Layout {
    enum class FieldKind : std::uint8_t { text, number, passed };
    enum class LineKind : std::uint8_t { skip, heading, record, continuation, total, subtotal, page };

    struct Field {
        std::string name;
        std::uint32_t start = 0; ///< from 0 here
        std::uint32_t width = 0;
        FieldKind kind = FieldKind::text;
        /// continuation: the field of the record that is continued; total: the field that is summed; `count`: none;
        /// page: `page` or `pages`
        std::uint32_t of = 0;
        static constexpr std::uint32_t count = UINT32_MAX, page = 0, pages = 1;
    };
    struct Line {
        LineKind kind = LineKind::skip;
        std::uint32_t table = 0; ///< index into tables
        LinePattern pattern;
        std::vector<Field> fields; ///< in the order of the columns
    };

    std::vector<std::string> tables;
    std::vector<std::uint32_t> records; ///< of each table, the index of its record line
    std::vector<Line> lines;

    const std::vector<Field>& fields_of(std::uint32_t table) const { return lines[records[table]].fields; }

    /// Throws LayoutError, or std::system_error when the file cannot be read.
    static Layout load(const std::string& path);
    static Layout parse(std::string_view csv);
};

} // namespace pilotage::importers

#endif
