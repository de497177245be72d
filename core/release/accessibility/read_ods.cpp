#include "core/release/accessibility/read_parts.hpp"
#include "core/release/accessibility/read_workbook.hpp"
#include "core/release/accessibility/xml_tree.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace pilotage::release::accessibility {
namespace {

using importers::archive::Archive;

constexpr std::uint32_t largest = 100'000; ///< rows or columns further on have nothing that a check asks about

std::uint32_t times(const Element& element, std::string_view attribute) {
    return std::max(1U, static_cast<std::uint32_t>(std::clamp(number_of(element[attribute]), 1.0, 1e7)));
}

/// Figures of Arial at 12 points.
double width_of(std::string_view length) {
    const auto number = number_of(length);
    const double centimetre = length.ends_with("in")   ? 2.54
                              : length.ends_with("mm") ? 0.1
                              : length.ends_with("pt") ? 2.54 / 72
                                                       : 1;
    return number * centimetre / 0.2355;
}

struct Style {
    std::string parent;
    std::optional<double> size, width;
    std::optional<bool> filled, wraps;
    bool display = true;
};

class Reader {
public:
    explicit Reader(Archive& archive) : archive_(archive) {}

    WrittenWorkbook read() {
        WrittenWorkbook book;
        const auto meta = read_tree(archive_, "meta.xml");
        add_properties(meta.child("meta"), book);
        const auto named = read_tree(archive_, "styles.xml"), content = read_tree(archive_, "content.xml");
        add_styles(named.child("styles"));
        add_styles(content.child("automatic-styles"));
        book.macros = archive_.has("Basic/script-lc.xml");
        const auto& sheets = content.child("body").child("spreadsheet");
        for (const auto& table : sheets.children)
            if (table.name == "table") read(table, book.sheets.emplace_back());
        add_ranges(sheets.child("database-ranges"), book);
        add_settings(read_tree(archive_, "settings.xml"), book);
        return book;
    }

private:
    void add_styles(const Element& styles) {
        for (const auto& from : styles.children) {
            if (from.name != "style" && from.name != "default-style") continue;
            // The defaults of cells are a style that all others come from.
            const bool defaults = from.name == "default-style";
            if (defaults && !from.is("family", "table-cell")) continue;
            auto& style = styles_[defaults ? "" : std::string(from["name"])];
            if (!defaults) style.parent = from["parent-style-name"];
            const auto size = from.child("text-properties")["font-size"];
            if (!size.empty()) style.size = number_of(size);
            const auto& cell = from.child("table-cell-properties");
            if (const auto colour = cell["background-color"]; !colour.empty()) style.filled = colour != "transparent";
            if (const auto wrap = cell["wrap-option"]; !wrap.empty()) style.wraps = wrap == "wrap";
            const auto width = from.child("table-column-properties")["column-width"];
            if (!width.empty()) style.width = width_of(width);
            style.display = !from.child("table-properties").is("display", "false");
        }
    }

    template <class Value>
    Value inherited(std::string_view name, std::optional<Value> Style::*property, Value otherwise) const {
        for (int depth = 0; depth < 20; ++depth) {
            const auto found = styles_.find(name);
            if (found == styles_.end()) break;
            if (const auto& value = found->second.*property) return *value;
            if (name.empty()) break;
            name = found->second.parent;
        }
        return otherwise;
    }

    void read(const Element& table, WrittenSheet& sheet) {
        sheet.name = table["name"];
        if (const auto style = styles_.find(table["style-name"]); style != styles_.end())
            sheet.hidden = !style->second.display;
        sheet.objects = !table.all("frame").empty() || !table.all("annotation").empty();
        std::uint32_t row = 0;
        read_lines(table, sheet, row);
    }

    void read_lines(const Element& from, WrittenSheet& sheet, std::uint32_t& row) {
        for (const auto& line : from.children) {
            const auto hidden = line["visibility"];
            if (line.name == "table-column" || line.name == "table-row")
                sheet.hidden_lines = sheet.hidden_lines || (!hidden.empty() && hidden != "visible");
            if (line.name == "table-column") {
                const auto many = std::min(times(line, "number-columns-repeated"), largest);
                sheet.widths.insert(sheet.widths.end(), many, inherited(line["style-name"], &Style::width, 10.0));
            } else if (line.name == "table-row") {
                const auto many = times(line, "number-rows-repeated");
                std::uint32_t column = 0;
                for (const auto& cell : line.children) add(cell, sheet, row, many, column);
                row += many;
            } else if (line.name.starts_with("table-header-") || line.name == "table-row-group" ||
                       line.name == "table-rows" || line.name == "table-columns" || line.name == "table-column-group") {
                read_lines(line, sheet, row);
            }
        }
    }

    void add(const Element& from, WrittenSheet& sheet, std::uint32_t row, std::uint32_t rows, std::uint32_t& column) {
        const bool covered = from.name == "covered-table-cell";
        if (!covered && from.name != "table-cell") return;
        const auto columns = times(from, "number-columns-repeated");
        const auto wide = times(from, "number-columns-spanned"), high = times(from, "number-rows-spanned");
        if (wide > 1 || high > 1) sheet.merged.push_back({{row, column}, {row + high - 1, column + wide - 1}});
        WrittenCell cell;
        for (const auto& p : from.children) {
            if (p.name != "p") continue;
            cell.text += (cell.text.empty() ? "" : "\n") + p.all_text();
            for (const auto* link : p.all("a")) {
                cell.leads_to = (*link)["href"];
                if (cell.leads_to.starts_with('#')) {
                    cell.leads_to.erase(0, 1);
                    cell.leads_to.resize(std::min(cell.leads_to.rfind('.'), cell.leads_to.size()));
                    std::erase_if(cell.leads_to, [](char c) { return c == '$' || c == '\''; });
                }
            }
        }
        const auto type = from["value-type"];
        cell.number = !type.empty() && type != "string";
        cell.formula = !from["formula"].empty();
        cell.size = inherited(from["style-name"], &Style::size, 0.0);
        cell.filled = inherited(from["style-name"], &Style::filled, false);
        cell.wraps = inherited(from["style-name"], &Style::wraps, false);
        if (!cell.text.empty() || cell.formula || (cell.filled && rows * columns < largest))
            for (std::uint32_t r = row; r < std::min(row + rows, largest); ++r)
                for (std::uint32_t c = column; c < std::min(column + columns, largest); ++c) sheet.cells[{r, c}] = cell;
        column += columns;
    }

    static void add_ranges(const Element& ranges, WrittenWorkbook& book) {
        for (const auto& range : ranges.children) {
            const auto address = range["target-range-address"];
            const auto area = parse_area(address);
            if (!area) continue;
            auto name = std::string(address.substr(0, address.find('.')));
            std::erase_if(name, [](char c) { return c == '$' || c == '\''; });
            const bool filtered = range.is("display-filter-buttons", "true") || !range.child("filter").name.empty();
            for (auto& sheet : book.sheets)
                if (sheet.name == name)
                    sheet.tables.push_back(
                        {std::string(range["name"]), *area, !range.is("contains-header", "false"), filtered, false});
        }
    }

    static void add_settings(const Element& settings, WrittenWorkbook& book) {
        for (const auto* item : settings.all("config-item")) {
            if (!item->is("name", "ActiveTable")) continue;
            const auto found = std::ranges::find(book.sheets, item->all_text(), &WrittenSheet::name);
            if (found != book.sheets.end()) book.first_shown = static_cast<std::size_t>(found - book.sheets.begin());
        }
        for (const auto* entry : settings.all("config-item-map-entry"))
            for (const auto& item : entry->children)
                if (item["name"].ends_with("SplitMode") && item.all_text() == "2")
                    for (auto& sheet : book.sheets)
                        if (entry->is("name", sheet.name)) sheet.frozen = true;
    }

    Archive& archive_;
    std::map<std::string, Style, std::less<>> styles_;
};

} // namespace

WrittenWorkbook read_ods(Archive& archive) {
    return Reader(archive).read();
}

} // namespace pilotage::release::accessibility
