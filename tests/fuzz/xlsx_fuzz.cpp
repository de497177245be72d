// Up to five parts of a workbook, with a byte 0xff between them: the sheet, its strings, its styles, the workbook and the
// relationships of the workbook. What is left out is as Excel writes it.
#include "importers/xlsx/xlsx.hpp"
#include "tests/fuzz/drain.hpp"
#include "tests/fuzz/stored_archive.hpp"

namespace {

const std::string relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relationships(const std::vector<std::pair<std::string, std::string>>& parts) {
    std::string out = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    for (const auto& [type, target] : parts)
        out += "<Relationship Id=\"" + type + "\" Type=\"" + relationship + "/" + type + "\" Target=\"" + target + "\"/>";
    return out + "</Relationships>";
}

std::vector<std::string> split(const std::string& input) {
    std::vector<std::string> parts(1);
    for (const char c : input)
        if (c == '\xff')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    const auto given = split({reinterpret_cast<const char*>(data), size});
    const auto part = [&](std::size_t index, const std::string& usual = {}) {
        return index < given.size() ? given[index] : usual;
    };
    const std::string workbook =
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" + relationship +
        "\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"worksheet\"/></sheets></workbook>";
    fuzz::drain([&] {
        return open_xlsx(fuzz::stored_archive(
                             {{"_rels/.rels", relationships({{"officeDocument", "xl/workbook.xml"}})},
                              {"xl/workbook.xml", part(3, workbook)},
                              {"xl/_rels/workbook.xml.rels", part(4, relationships({{"worksheet", "sheet1.xml"},
                                                                                   {"sharedStrings", "strings.xml"},
                                                                                   {"styles", "styles.xml"}}))},
                              {"xl/sheet1.xml", part(0)},
                              {"xl/strings.xml", part(1, "<sst/>")},
                              {"xl/styles.xml", part(2, "<styleSheet/>")}}),
                         fuzz::options());
    });
    return 0;
}
