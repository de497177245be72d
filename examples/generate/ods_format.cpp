// OpenDocument spreadsheets as LibreOffice writes them: equal cells and rows once with a count, covered cells under a
// merged one, a paragraph for each line of a cell, and an empty tail to the end of the sheet.
#include "examples/generate/calendar.hpp"
#include "examples/generate/formats.hpp"
#include "examples/generate/xml_text.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace pilotage::generate {
namespace {

constexpr std::size_t columns_of_a_sheet = 1024;
constexpr std::size_t rows_of_a_sheet = 1048576;
constexpr std::string_view mimetype = "application/vnd.oasis.opendocument.spreadsheet";

constexpr std::string_view spaces =
    R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
    R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
    R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
    R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
    R"( xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0")"
    R"( xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0")"
    R"( xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0")"
    R"( xmlns:dc="http://purl.org/dc/elements/1.1/")"
    R"( xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2")"
    R"( xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")"
    R"( office:version="1.2">)";

constexpr std::string_view styles =
    R"(<office:automatic-styles>)"
    R"(<style:style style:name="co1" style:family="table-column"/>)"
    R"(<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>)"
    R"(<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>)"
    R"(<number:date-style style:name="N1" number:language="en" number:country="GB"><number:day number:style="long"/><number:text>/</number:text>)"
    R"(<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>)"
    R"(<number:percentage-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="1"/>)"
    R"(<number:text>%</number:text></number:percentage-style>)"
    R"(<number:currency-style style:name="N3"><number:currency-symbol number:language="en" number:country="GB">£</number:currency-symbol>)"
    R"(<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:currency-style>)"
    R"(<number:time-style style:name="N4" number:truncate-on-overflow="false"><number:hours number:style="long"/>)"
    R"(<number:text>:</number:text><number:minutes number:style="long"/></number:time-style>)"
    R"(<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>)"
    R"(<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>)"
    R"(<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/>)"
    R"(<style:style style:name="ce4" style:family="table-cell" style:data-style-name="N4"/>)"
    R"(</office:automatic-styles>)";

/// White space within a paragraph is collapsed unless it is written as elements.
std::string paragraph(std::string_view line) {
    std::string out = "<text:p>";
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\t') {
            out += "<text:tab/>";
        } else if (line[i] == ' ' && (i == 0 || i + 1 == line.size() || line[i + 1] == ' ')) {
            const auto end = std::min(line.find_first_not_of(' ', i), line.size());
            out += "<text:s text:c=\"" + std::to_string(end - i) + "\"/>";
            i = end - 1;
        } else {
            out += xml_text(line.substr(i, 1));
        }
    }
    return out + "</text:p>";
}

std::string paragraphs(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        out += paragraph(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string shortest(double number) {
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

std::string pounds(double amount) {
    const auto pence = std::llround(amount * 100);
    auto whole = std::to_string(pence / 100);
    for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3)
        whole.insert(static_cast<std::size_t>(at), ",");
    return "£" + whole + "." + two(static_cast<int>(pence % 100));
}

/// What a cell is written as, but for the name of its element and its repetition.
struct Written {
    std::string attributes, content;
    bool operator==(const Written&) const = default;
};

std::string value(std::string_view type, std::string_view name, const std::string& text) {
    return " office:value-type=\"" + std::string(type) + "\" office:" + std::string(name) + "=\"" + text + "\"";
}

Written written(const Cell& cell) {
    // A number may be what a formula gives.
    const auto formula = cell.text.empty() || cell.kind == Cell::Kind::text
                             ? std::string()
                             : " table:formula=\"" + xml_text(cell.text) + "\"";
    switch (cell.kind) {
    case Cell::Kind::empty:
        break;
    case Cell::Kind::text:
        return {" office:value-type=\"string\"", paragraphs(cell.text)};
    case Cell::Kind::number:
    case Cell::Kind::formula: {
        const auto number = shortest(cell.number);
        return {formula + value("float", "value", number), paragraph(number)};
    }
    case Cell::Kind::date: {
        const auto uk = uk_date(static_cast<int>(cell.number - serial(0)));
        return {" table:style-name=\"ce1\"" + formula +
                    value("date", "date-value", uk.substr(6) + "-" + uk.substr(3, 2) + "-" + uk.substr(0, 2)),
                paragraph(uk)};
    }
    case Cell::Kind::share:
        return {" table:style-name=\"ce2\"" + formula + value("percentage", "value", shortest(cell.number)),
                paragraph(std::to_string(std::lround(cell.number * 100)) + "%")};
    case Cell::Kind::money:
        return {" table:style-name=\"ce3\"" + formula +
                    value("currency", "currency", "GBP\" office:value=\"" + shortest(cell.number)),
                paragraph(pounds(cell.number))};
    case Cell::Kind::duration: {
        const auto minutes = static_cast<int>(std::lround(cell.number * 24 * 60));
        return {" table:style-name=\"ce4\"" + formula +
                    value("time", "time-value", "PT" + two(minutes / 60) + "H" + two(minutes % 60) + "M00S"),
                paragraph(two(minutes / 60) + ":" + two(minutes % 60))};
    }
    case Cell::Kind::boolean:
        return {formula + value("boolean", "boolean-value", cell.number != 0 ? "true" : "false"),
                paragraph(cell.number != 0 ? "TRUE" : "FALSE")};
    case Cell::Kind::error:
        return {
            R"( table:formula="of:=[.#REF!]" office:value-type="string" office:string-value="" calcext:value-type="error")",
            paragraph("#REF!")};
    }
    return {};
}

void put(std::string& out, std::string_view element, const Written& cell, std::size_t repeated) {
    out += "<table:" + std::string(element) + cell.attributes;
    if (repeated > 1) out += " table:number-columns-repeated=\"" + std::to_string(repeated) + "\"";
    out += cell.content.empty() ? "/>" : ">" + cell.content + "</table:" + std::string(element) + ">";
}

std::string cells_of(const Cells& row, std::size_t number, const std::vector<Merged>& merged) {
    const auto area_at = [&](std::size_t column) {
        return std::find_if(merged.begin(), merged.end(),
                            [&](const Merged& area) { return area.row == number && area.column == column; });
    };
    std::string out;
    std::size_t column = 0;
    while (column < row.size()) {
        auto cell = written(row[column]);
        if (const auto area = area_at(column); area != merged.end()) {
            cell.attributes += " table:number-columns-spanned=\"" + std::to_string(area->last_column - column + 1) +
                               "\" table:number-rows-spanned=\"1\"";
            put(out, "table-cell", cell, 1);
            put(out, "covered-table-cell", {}, area->last_column - column);
            column = area->last_column + 1;
            continue;
        }
        auto end = column + 1;
        while (end < row.size() && area_at(end) == merged.end() && written(row[end]) == cell) ++end;
        put(out, "table-cell", cell, end - column);
        column = end;
    }
    if (column < columns_of_a_sheet) put(out, "table-cell", {}, columns_of_a_sheet - column);
    return out;
}

void put_row(std::string& out, const std::string& cells, std::size_t repeated) {
    out += "<table:table-row";
    if (repeated > 1) out += " table:number-rows-repeated=\"" + std::to_string(repeated) + "\"";
    out += ">" + cells + "</table:table-row>";
}

std::string sheet(const Table& table) {
    std::string out = "<table:table table:name=\"" + xml_text(table.name) + "\" table:style-name=\"" +
                      (table.hidden ? "ta2" : "ta1") +
                      "\"><table:table-column table:style-name=\"co1\" table:number-columns-repeated=\"" +
                      std::to_string(columns_of_a_sheet) + "\"/>";
    std::string last;
    std::size_t repeated = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        auto cells = cells_of(table.rows[i], i, table.merged);
        if (cells == last) {
            ++repeated;
            continue;
        }
        if (repeated > 0) put_row(out, last, repeated);
        last = std::move(cells);
        repeated = 1;
    }
    if (repeated > 0) put_row(out, last, repeated);
    if (table.rows.size() < rows_of_a_sheet) put_row(out, cells_of({}, 0, {}), rows_of_a_sheet - table.rows.size());
    return out + "</table:table>";
}

std::string document(std::string_view root, const std::string& content) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>)"
           "\n<office:" +
           std::string(root) + std::string(spaces) + content + "</office:" + std::string(root) + ">";
}

/// An archive in memory; the mimetype first and stored, as OpenDocument asks for.
class Package {
public:
    Package() {
        zip_error_t error;
        source_ = zip_source_buffer_create(nullptr, 0, 0, &error);
        if (source_ == nullptr) throw std::runtime_error("no archive can be made");
        zip_source_keep(source_);
        archive_ = zip_open_from_source(source_, ZIP_TRUNCATE, &error);
        if (archive_ == nullptr) throw std::runtime_error("no archive can be made");
    }
    ~Package() {
        if (archive_ != nullptr) zip_discard(archive_);
        zip_source_free(source_);
    }
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    /// The text must stay until bytes() is called.
    void add(const char* name, std::string_view text, bool packed = true) {
        auto* part = zip_source_buffer(archive_, text.data(), text.size(), 0);
        const auto at = zip_file_add(archive_, name, part, ZIP_FL_ENC_UTF_8);
        if (at < 0) throw std::runtime_error(std::string("the part cannot be packed: ") + name);
        const auto index = static_cast<zip_uint64_t>(at);
        zip_set_file_compression(archive_, index, packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 9);
        // 30 April 2014, so that the same tables give the same bytes; not by the machine's zone.
        zip_file_set_dostime(archive_, index, 0, (34 << 9) | (4 << 5) | 30, 0);
    }
    std::string bytes() {
        if (zip_close(archive_) != 0) throw std::runtime_error("the workbook cannot be packed");
        archive_ = nullptr;
        zip_stat_t about;
        if (zip_source_stat(source_, &about) != 0 || zip_source_open(source_) != 0)
            throw std::runtime_error("the packed workbook cannot be read");
        std::string bytes(about.size, '\0');
        const auto read = zip_source_read(source_, bytes.data(), bytes.size());
        zip_source_close(source_);
        if (read != static_cast<zip_int64_t>(bytes.size()))
            throw std::runtime_error("the packed workbook cannot be read");
        return bytes;
    }

private:
    zip_source_t* source_ = nullptr;
    zip_t* archive_ = nullptr;
};

} // namespace

std::string ods_bytes(const Tables& tables) {
    std::string sheets;
    for (const auto& table : tables) sheets += sheet(table);
    const auto content = document("document-content", std::string(styles) + "<office:body><office:spreadsheet>" +
                                                          sheets + "</office:spreadsheet></office:body>");
    const auto meta = document("document-meta", "<office:meta><dc:title>Synthetic data: no real person</dc:title>"
                                                "<dc:date>2014-04-30T00:00:00</dc:date></office:meta>");
    const auto style = document("document-styles", "<office:styles/>");
    const std::string manifest =
        R"(<?xml version="1.0" encoding="UTF-8"?>)"
        "\n"
        R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">)"
        R"(<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type=")" +
        std::string(mimetype) + R"("/>)" +
        R"(<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>)"
        R"(<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>)"
        R"(<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>)";
    Package package;
    package.add("mimetype", mimetype, false);
    package.add("content.xml", content);
    package.add("styles.xml", style);
    package.add("meta.xml", meta);
    package.add("META-INF/manifest.xml", manifest);
    return package.bytes();
}

} // namespace pilotage::generate
