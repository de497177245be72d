#include "core/release/workbook/ods_writer.hpp"

#include "core/release/workbook/zip_package.hpp"
#include "core/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <map>

namespace pilotage::release::workbook {
namespace {

/// A figure of Arial at 12 points is 0.235 cm wide.
constexpr double figure_width = 0.2355;

/// Several spaces in a row are one unless they are written as elements.
std::string spaced(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find("  ", at), text.size());
        out += markup_text(text.substr(at, end - at));
        if (end == text.size()) break;
        at = std::min(text.find_first_not_of(' ', end), text.size());
        out += " <text:s text:c=\"" + std::to_string(at - end - 1) + "\"/>";
    }
    return out;
}

std::string attribute(const char* name, std::string_view value) {
    return " " + std::string(name) + "=\"" + markup_text(value) + "\"";
}

std::string element(const std::string& name, const std::string& attributes, const std::string& content) {
    return "<" + name + attributes + (content.empty() ? "/>" : ">" + content + "</" + name + ">");
}

std::string number_text(double number) {
    std::array<char, 64> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

std::string centimetres(double length) {
    std::array<char, 32> digits{};
    return std::string(
               digits.data(),
               std::to_chars(digits.data(), digits.data() + digits.size(), length, std::chars_format::fixed, 2).ptr) +
           "cm";
}

std::string two(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string document(const std::string& root, const std::string& content) {
    static constexpr std::array<std::array<const char*, 2>, 10> spaces{
        {{"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
         {"style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
         {"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
         {"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
         {"fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
         {"number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"},
         {"svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
         {"meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
         {"xlink", "http://www.w3.org/1999/xlink"},
         {"dc", "http://purl.org/dc/elements/1.1/"}}};
    std::string attributes;
    for (const auto& [prefix, name] : spaces) attributes += " xmlns:" + std::string(prefix) + "=\"" + name + "\"";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
           element("office:" + root, attributes + " office:version=\"1.3\"", content) + "\n";
}

std::string cell_style(const std::string& name, const std::string& more, const std::string& properties) {
    return element("style:style",
                   attribute("style:name", name) + " style:family=\"table-cell\" style:parent-style-name=\"Default\"" +
                       more,
                   properties);
}

constexpr const char* sides = R"( fo:padding-bottom="0.06cm" fo:padding-left="0.15cm" fo:padding-right="0.25cm")";

std::string cell_properties(bool wrap, const char* bottom) {
    return element("style:table-cell-properties",
                   std::string(R"( style:vertical-align="top" fo:padding-top="0.06cm")") + sides +
                       (wrap ? " fo:wrap-option=\"wrap\"" : "") +
                       (*bottom != '\0' ? attribute("fo:border-bottom", bottom) : ""),
                   "");
}

/// There is room over a heading instead of an empty row.
std::string heading_properties(bool wrap) {
    return element("style:table-cell-properties",
                   std::string(R"( style:vertical-align="bottom" fo:padding-top="0.5cm")") + sides +
                       (wrap ? " fo:wrap-option=\"wrap\"" : ""),
                   "");
}

std::string aligned(bool numbers) {
    return numbers ? R"(<style:paragraph-properties fo:text-align="end"/>)"
                   : R"(<style:paragraph-properties fo:text-align="start"/>)";
}

constexpr const char* body_line = "0.05pt solid #808080";
constexpr const char* head_line = "1.5pt solid #000000";
constexpr const char* link_text =
    R"(<style:text-properties fo:color="#0563c1" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"/>)";

std::string bold(int size) {
    const auto points = std::to_string(size) + "pt";
    return element("style:text-properties", attribute("fo:font-size", points) + " fo:font-weight=\"bold\"", "");
}

class Writer {
public:
    explicit Writer(const Workbook& book) : book_(book) {}

    std::string content() {
        std::string sheets, ranges;
        for (const auto& sheet : book_.sheets) {
            sheets += table_of(sheet);
            if (sheet.table) ranges += range_of(sheet);
        }
        const auto body = element("office:spreadsheet", "",
                                  sheets + (ranges.empty() ? "" : element("table:database-ranges", "", ranges)));
        return document("document-content",
                        element("office:automatic-styles", "", styles()) + element("office:body", "", body));
    }

    std::string styles_part() const {
        const auto font_face = element("style:font-face",
                                       attribute("style:name", font) + attribute("svg:font-family", font) +
                                           " style:font-family-generic=\"swiss\"",
                                       "");
        const auto text =
            element("style:text-properties",
                    attribute("style:font-name", font) + attribute("fo:font-size", std::to_string(text_size) + "pt") +
                        " fo:language=\"en\" fo:country=\"GB\"",
                    "");
        std::string pages, masters;
        for (const bool wide : {false, true}) {
            const std::string name = wide ? "Wide" : "High";
            pages += element(
                "style:page-layout", attribute("style:name", name + "Page"),
                element(
                    "style:page-layout-properties",
                    std::string(
                        wide ? R"( fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape")"
                             : R"( fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait")") +
                        R"( fo:margin="1.5cm" style:scale-to-X="1")",
                    ""));
            masters += element("style:master-page",
                               attribute("style:name", name) + attribute("style:page-layout-name", name + "Page"), "");
        }
        return document("document-styles",
                        element("office:font-face-decls", "", font_face) +
                            element("office:styles", "",
                                    element("style:default-style", " style:family=\"table-cell\"", text) +
                                        R"(<style:style style:name="Default" style:family="table-cell"/>)") +
                            element("office:automatic-styles", "", pages) +
                            element("office:master-styles", "", masters));
    }

    std::string meta_part() const {
        const auto date = book_.date + "T00:00:00Z";
        return document("document-meta",
                        element("office:meta", "",
                                element("meta:generator", "", markup_text(book_.creator)) +
                                    element("dc:title", "", markup_text(book_.title)) +
                                    element("dc:subject", "", markup_text(book_.subject)) +
                                    element("dc:description", "", markup_text(book_.description)) +
                                    element("meta:initial-creator", "", markup_text(book_.creator)) +
                                    element("dc:creator", "", markup_text(book_.creator)) +
                                    element("meta:creation-date", "", date) + element("dc:date", "", date) +
                                    element("dc:language", "", language)));
    }

private:
    std::string styles() const {
        std::string all;
        for (const auto& [width, name] : widths_)
            all += element("style:style", attribute("style:name", name) + " style:family=\"table-column\"",
                           element("style:table-column-properties",
                                   attribute("style:column-width", centimetres(width * figure_width + 0.25)), ""));
        all +=
            R"(<style:style style:name="Row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>)"
            R"(<style:style style:name="Page" style:family="table" style:master-page-name="High"><style:table-properties table:display="true"/></style:style>)"
            R"(<style:style style:name="Sheet" style:family="table" style:master-page-name="Wide"><style:table-properties table:display="true"/></style:style>)"
            R"(<number:date-style style:name="Days" number:language="en" number:country="GB"><number:day/><number:text> </number:text><number:month number:style="long" number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>)";
        for (const bool wrap : {false, true}) {
            const std::string end = wrap ? "Wrapped" : "";
            all += cell_style("Text" + end, "", cell_properties(wrap, "")) +
                   cell_style("Heading" + end, "", heading_properties(wrap) + bold(heading_size)) +
                   cell_style("Title" + end, "", cell_properties(wrap, "") + bold(title_size)) +
                   cell_style("Link" + end, "", cell_properties(wrap, "") + link_text);
        }
        for (const bool numbers : {false, true}) {
            const std::string end = numbers ? "Numbers" : "";
            all += cell_style("Head" + end, "", cell_properties(true, head_line) + aligned(numbers) + bold(text_size)) +
                   cell_style("Cell" + end, "", cell_properties(true, body_line) + aligned(numbers));
        }
        all += cell_style("CellLink", "", cell_properties(true, body_line) + aligned(false) + link_text) +
               cell_style("CellDate", " style:data-style-name=\"Days\"",
                          cell_properties(true, body_line) + aligned(false));
        for (const auto& [format, name] : numbers_) {
            const auto digits =
                element("number:number",
                        attribute("number:decimal-places", std::to_string(format.places)) +
                            attribute("number:min-decimal-places", std::to_string(format.places)) +
                            " number:min-integer-digits=\"1\"" + (format.percent ? "" : " number:grouping=\"true\""),
                        "");
            all += format.percent ? element("number:percentage-style", attribute("style:name", name + "Format"),
                                            digits + "<number:text>%</number:text>")
                                  : element("number:number-style", attribute("style:name", name + "Format"), digits);
            all += cell_style(name, attribute("style:data-style-name", name + "Format"),
                              cell_properties(false, body_line) + aligned(true));
        }
        return all;
    }

    const std::string& style_of(NumberFormat format) {
        auto& name = numbers_[format];
        if (name.empty()) name = (format.percent ? "Percent" : "Number") + std::to_string(format.places);
        return name;
    }

    static std::string string_cell(const std::string& style, const std::string& content) {
        return element("table:table-cell", attribute("table:style-name", style) + " office:value-type=\"string\"",
                       element("text:p", "", content));
    }
    static std::string link_to(const std::string& sheet, const std::string& text) {
        return element("text:a", " xlink:type=\"simple\"" + attribute("xlink:href", "#" + sheet + ".A1"), spaced(text));
    }

    std::string cell_of(const Cell& cell, bool numbers) {
        if (const auto* text = std::get_if<std::string>(&cell))
            return string_cell(numbers ? "CellNumbers" : "Cell", spaced(*text));
        if (const auto* link = std::get_if<Link>(&cell))
            return string_cell("CellLink", link_to(link->sheet, link->text));
        if (const auto* n = std::get_if<Number>(&cell))
            return element("table:table-cell",
                           attribute("table:style-name", style_of(n->format)) +
                               attribute("office:value-type", n->format.percent ? "percentage" : "float") +
                               attribute("office:value", number_text(n->value)),
                           element("text:p", "", text_of(*n)));
        if (const auto* d = std::get_if<Date>(&cell))
            return element(
                "table:table-cell",
                attribute("table:style-name", "CellDate") + " office:value-type=\"date\"" +
                    attribute("office:date-value", std::to_string(d->year) + "-" + two(d->month) + "-" + two(d->day)),
                element("text:p", "", text_of(*d)));
        return element("table:table-cell", attribute("table:style-name", numbers ? "CellNumbers" : "Cell"), "");
    }

    static std::string row_of(const std::string& cells) {
        return element("table:table-row", " table:style-name=\"Row\"", cells);
    }

    static std::string line_of(const Line& line, bool wrap) {
        const std::string end = wrap ? "Wrapped" : "";
        if (!line.sheet.empty()) return row_of(string_cell("Link" + end, link_to(line.sheet, line.text)));
        const std::string style = line.kind == Line::Kind::title     ? "Title"
                                  : line.kind == Line::Kind::heading ? "Heading"
                                                                     : "Text";
        return row_of(string_cell(style + end, spaced(line.text)));
    }

    std::string table_of(const Sheet& sheet) {
        std::string content;
        for (const auto width : widths_of(sheet)) {
            auto& name = widths_[width];
            if (name.empty()) name = "Width" + number_text(width);
            content += element("table:table-column", attribute("table:style-name", name), "");
        }
        for (const auto& line : sheet.lines) content += line_of(line, sheet.line_width > 0);
        if (sheet.table) {
            std::string head;
            for (const auto& column : sheet.table->columns)
                head += string_cell(column.numbers ? "HeadNumbers" : "Head", spaced(column.heading));
            content += element("table:table-header-rows", "", row_of(head));
            for (const auto& row : sheet.table->rows) {
                std::string cells;
                for (std::size_t i = 0; i < row.size(); ++i) cells += cell_of(row[i], sheet.table->columns[i].numbers);
                content += row_of(cells);
            }
        }
        return element("table:table",
                       attribute("table:name", sheet.name) +
                           attribute("table:style-name", sheet.table ? "Sheet" : "Page"),
                       content);
    }

    static std::string range_of(const Sheet& sheet) {
        const auto first = sheet.lines.size() + 1, last = first + sheet.table->rows.size();
        return element("table:database-range",
                       attribute("table:name", sheet.name) +
                           attribute("table:target-range-address",
                                     sheet.name + ".A" + std::to_string(first) + ":" + sheet.name + "." +
                                         column_letters(static_cast<std::uint32_t>(sheet.table->columns.size())) +
                                         std::to_string(last)) +
                           " table:contains-header=\"true\" table:display-filter-buttons=\"false\"",
                       "");
    }

    const Workbook& book_;
    std::map<NumberFormat, std::string> numbers_;
    std::map<double, std::string> widths_;
};

std::string manifest_part(const std::vector<Part>& parts) {
    const auto entry = [](const std::string& path, const char* type) {
        return element("manifest:file-entry",
                       attribute("manifest:full-path", path) + attribute("manifest:media-type", type), "");
    };
    auto entries = entry("/", ods_media_type);
    for (const auto& part : parts)
        if (part.packed) entries += entry(part.name, "text/xml");
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
           element("manifest:manifest",
                   R"( xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3")",
                   entries) +
           "\n";
}

} // namespace

std::string ods_of(const Workbook& book) {
    Writer writer(book);
    std::vector<Part> parts{{"mimetype", ods_media_type, false}}; // first and not packed, as the format asks for
    parts.push_back({"content.xml", writer.content()});
    parts.push_back({"styles.xml", writer.styles_part()});
    parts.push_back({"meta.xml", writer.meta_part()});
    parts.push_back({"META-INF/manifest.xml", manifest_part(parts)});
    return zipped(parts);
}

} // namespace pilotage::release::workbook
