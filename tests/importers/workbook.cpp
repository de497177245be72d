#include "tests/importers/workbook.hpp"

#include "importers/xls/xls.hpp"
#include "importers/xlsx/xlsx.hpp"
#include "tests/importers/reading.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <zip.h>

namespace pilotage::importers::test {
namespace {

const std::string main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const std::string relationship_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string text_of(const Issue& issue) {
    const char* const severities[] = {"note", "warning", "error"};
    return std::string(severities[static_cast<std::size_t>(issue.severity)]) + " " + issue.rule + " " + issue.table +
           "!" + std::to_string(issue.row) + ":" + std::to_string(issue.column);
}

} // namespace

std::string zipped(const Parts& parts) {
    const ScratchFile file("", "made.zip");
    std::remove(file.path().c_str());
    zip_t* archive = zip_open(file.path().c_str(), ZIP_CREATE | ZIP_EXCL, nullptr);
    if (archive == nullptr) throw std::runtime_error("cannot make an archive");
    for (const auto& [name, content] : parts) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 1322000000, 0);
    }
    if (zip_close(archive) != 0) throw std::runtime_error("cannot write an archive");
    std::ifstream in(file.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Parts workbook_parts(const std::string& rows, const std::string& styles, const std::string& strings) {
    const auto relationship = [](const std::string& id, const std::string& type, const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + relationship_space + "/" + type + "\" Target=\"" + target +
               "\"/>";
    };
    const std::string relationships =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    Parts parts{
        {"[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
        {"_rels/.rels", relationships + relationship("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml", "<workbook xmlns=\"" + main_space + "\" xmlns:r=\"" + relationship_space +
                                "\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", relationships + relationship("rId1", "worksheet", "worksheets/sheet1.xml") +
                                           relationship("rId2", "styles", "styles.xml") +
                                           relationship("rId3", "sharedStrings", "sharedStrings.xml") +
                                           "</Relationships>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet xmlns=\"" + main_space + "\"><sheetData>" + rows + "</sheetData></worksheet>"},
    };
    if (!styles.empty())
        parts.emplace_back("xl/styles.xml", "<styleSheet xmlns=\"" + main_space + "\">" + styles + "</styleSheet>");
    if (!strings.empty())
        parts.emplace_back("xl/sharedStrings.xml", "<sst xmlns=\"" + main_space + "\">" + strings + "</sst>");
    return parts;
}

void put(Parts& parts, const std::string& name, std::string content) {
    remove(parts, name);
    parts.emplace_back(name, std::move(content));
}

void remove(Parts& parts, const std::string& name) {
    parts.erase(std::remove_if(parts.begin(), parts.end(), [&](const auto& part) { return part.first == name; }),
                parts.end());
}

WorkbookReading read_workbook_file(const std::string& path, Options options) {
    WorkbookReading made;
    options.issues = [&](const Issue& issue) { made.issues.push_back(text_of(issue)); };
    try {
        const bool legacy = path.size() > 4 && path.compare(path.size() - 4, 4, ".xls") == 0;
        const auto file = std::make_shared<DiskFile>(path);
        const auto reader = legacy ? open_xls(file, options) : open_xlsx(file, options);
        made.tables = reader->tables();
        made.format = reader->format();
        made.decisions = reader->decisions();
        Row row;
        while (reader->next(row)) {
            std::string line = std::string(row.table) + "!" + std::to_string(row.number) + ":";
            for (const auto& cell : row.cells()) {
                line += " " + std::string(name_of(cell.type)) + "[" + std::string(cell.value) + "]";
                if (cell.shown.data() != nullptr) line += "{" + std::string(cell.shown) + "}";
            }
            made.rows.push_back(std::move(line));
        }
    } catch (const Malformed& e) {
        made.refusal = e.issue.rule;
        made.message = e.issue.message;
        made.remedy = e.issue.remedy;
    }
    return made;
}

WorkbookReading read_workbook(const std::string& bytes, const std::string& name, Options options) {
    const ScratchFile file(bytes, name);
    return read_workbook_file(file.path(), std::move(options));
}

WorkbookReading read_xlsx(const Parts& parts, const Options& options) {
    return read_workbook(zipped(parts), "data.xlsx", options);
}

} // namespace pilotage::importers::test
