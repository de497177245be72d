// Workbooks made on the spot, from the parts they consist of, and read into lines that tests can compare.
#pragma once

#include "importers/reader.hpp"

#include <string>
#include <utility>
#include <vector>

namespace pilotage::importers::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// The bytes of a ZIP archive with these parts, deflated.
std::string zipped(const Parts& parts);
/// The parts of a workbook with one sheet "Data"; `rows` is what stands inside of its sheetData, `styles` what stands
/// inside of its styleSheet and `strings` inside of its sst.
Parts workbook_parts(const std::string& rows, const std::string& styles = {}, const std::string& strings = {});
/// Replaces one part.
void put(Parts& parts, const std::string& name, std::string content);
void remove(Parts& parts, const std::string& name);

/// What a reader gave: a line for each row, "Data!2: number[0.5]{50%} empty[] text[x]"; issues as "warning rule
/// Data!2:3".
struct WorkbookReading {
    std::vector<std::string> rows;
    std::vector<std::string> issues;
    std::vector<Table> tables;
    std::string format;
    std::string decisions;
    std::string refusal; ///< the rule of the Malformed that ended the reading
    std::string message;
    std::string remedy;
};
/// The name decides: .xls is read as a legacy workbook, all else as a new one.
WorkbookReading read_workbook(const std::string& bytes, const std::string& name, Options options = {});
WorkbookReading read_workbook_file(const std::string& path, Options options = {});
WorkbookReading read_xlsx(const Parts& parts, const Options& options = {});

} // namespace pilotage::importers::test
