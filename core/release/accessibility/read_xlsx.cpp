#include "core/release/accessibility/read_parts.hpp"
#include "core/release/accessibility/read_workbook.hpp"
#include "core/release/accessibility/xml_tree.hpp"

#include <algorithm>
#include <map>

namespace pilotage::release::accessibility {
namespace {

using importers::archive::Archive;

/// Far off where the text is no index.
std::size_t index_of(std::string_view text) {
    const auto number = number_of(text);
    return number >= 0 && number < 1e9 ? static_cast<std::size_t>(number) : std::size_t(-1);
}

bool is_true(std::string_view flag) {
    return flag == "1" || flag == "true";
}

struct Style {
    double size = 0;
    bool filled = false, wraps = false;
};

std::vector<Style> styles_of(const Element& sheet) {
    std::vector<double> sizes;
    for (const auto* font : sheet.child("fonts").all("font")) sizes.push_back(number_of(font->child("sz")["val"]));
    std::vector<bool> fills;
    for (const auto* fill : sheet.child("fills").all("fill")) {
        const auto& pattern = fill->child("patternFill");
        fills.push_back(!fill->child("gradientFill").name.empty() ||
                        (!pattern["patternType"].empty() && !pattern.is("patternType", "none") &&
                         !pattern.is("patternType", "gray125")));
    }
    std::vector<Style> styles;
    const auto at = [](const auto& list, std::string_view index) {
        const auto i = index_of(index);
        using Item = typename std::decay_t<decltype(list)>::value_type;
        return i < list.size() ? list[i] : Item();
    };
    for (const auto* xf : sheet.child("cellXfs").all("xf"))
        styles.push_back(
            {at(sizes, (*xf)["fontId"]), at(fills, (*xf)["fillId"]), is_true(xf->child("alignment")["wrapText"])});
    return styles;
}

class Reader {
public:
    explicit Reader(Archive& archive) : archive_(archive) {}

    WrittenWorkbook read() {
        WrittenWorkbook book;
        add_properties(read_tree(archive_, "docProps/core.xml"), book);
        book.macros = archive_.has("xl/vbaProject.bin");
        styles_ = styles_of(read_tree(archive_, "xl/styles.xml"));
        const auto strings = read_tree(archive_, "xl/sharedStrings.xml");
        for (const auto* string : strings.all("si")) strings_.push_back(text_in(*string));
        const auto root = read_tree(archive_, "xl/workbook.xml");
        book.first_shown = index_of(root.child("bookViews").child("workbookView")["activeTab"]);
        const auto parts = targets("xl/", "workbook.xml");
        for (const auto* sheet : root.child("sheets").all("sheet")) {
            auto& written = book.sheets.emplace_back();
            written.name = (*sheet)["name"];
            written.hidden = !(*sheet)["state"].empty() && !sheet->is("state", "visible");
            if (const auto part = parts.find((*sheet)["id"]); part != parts.end()) read(part->second, written);
        }
        return book;
    }

private:
    /// Of a part's relationships, by their ids.
    std::map<std::string, std::string, std::less<>> targets(const std::string& folder, const std::string& name) {
        std::map<std::string, std::string, std::less<>> found;
        const auto relationships = read_tree(archive_, folder + "_rels/" + name + ".rels");
        for (const auto* r : relationships.all("Relationship")) {
            const auto target = std::string((*r)["Target"]);
            found[std::string((*r)["Id"])] = target.starts_with('/') ? target.substr(1) : folder + target;
        }
        return found;
    }

    /// Text of a string, without what is said of its pronunciation.
    static std::string text_in(const Element& string) {
        std::string text;
        for (const auto& child : string.children) {
            if (child.name == "t") text += child.all_text();
            if (child.name == "r") text += child.child("t").all_text();
        }
        return text;
    }

    void read(const std::string& part, WrittenSheet& sheet) {
        const auto root = read_tree(archive_, part);
        const auto slash = part.rfind('/') + 1;
        const auto parts = targets(part.substr(0, slash), part.substr(slash));
        for (const auto* pane : root.all("pane")) sheet.frozen = sheet.frozen || !pane->name.empty();
        sheet.filtered = !root.child("autoFilter").name.empty();
        sheet.objects = !root.child("drawing").name.empty() || !root.child("legacyDrawing").name.empty();
        for (const auto* col : root.child("cols").all("col")) {
            sheet.hidden_lines = sheet.hidden_lines || is_true((*col)["hidden"]);
            const auto last = std::min(number_of((*col)["max"]), 1000.0);
            if (last > static_cast<double>(sheet.widths.size()))
                sheet.widths.resize(static_cast<std::size_t>(last), number_of((*col)["width"]));
        }
        for (const auto* row : root.child("sheetData").all("row")) {
            sheet.hidden_lines = sheet.hidden_lines || is_true((*row)["hidden"]);
            for (const auto& cell : row->children) add(cell, sheet);
        }
        for (const auto* merged : root.all("mergeCell"))
            if (const auto area = parse_area((*merged)["ref"])) sheet.merged.push_back(*area);
        for (const auto* link : root.child("hyperlinks").all("hyperlink"))
            if (const auto area = parse_area((*link)["ref"])) {
                const auto target = parts.find((*link)["id"]);
                auto to = target != parts.end() ? target->second : std::string((*link)["location"]);
                if (const auto end = to.find('!'); end != std::string::npos) to.resize(end);
                std::erase(to, '\'');
                sheet.cells[area->first].leads_to = to;
            }
        for (const auto* table : root.child("tableParts").all("tablePart"))
            if (const auto target = parts.find((*table)["id"]); target != parts.end()) add_table(target->second, sheet);
    }

    void add(const Element& from, WrittenSheet& sheet) {
        const auto at = parse_area(from["r"]);
        if (!at) return;
        WrittenCell cell;
        const auto value = from.child("v").all_text();
        if (from.is("t", "s")) {
            const auto index = index_of(value);
            if (index < strings_.size()) cell.text = strings_[index];
        } else if (from.is("t", "inlineStr")) {
            cell.text = text_in(from.child("is"));
        } else {
            cell.text = value;
            cell.number = !value.empty() && (from["t"].empty() || from.is("t", "n"));
        }
        cell.formula = !from.child("f").name.empty();
        const auto style = index_of(from["s"]);
        if (style < styles_.size()) {
            cell.size = styles_[style].size;
            cell.filled = styles_[style].filled;
            cell.wraps = styles_[style].wraps;
        }
        if (!cell.text.empty() || cell.formula || cell.filled) sheet.cells[at->first] = std::move(cell);
    }

    void add_table(const std::string& part, WrittenSheet& sheet) {
        const auto root = read_tree(
            archive_, part.find("..") == std::string::npos ? part : "xl/" + part.substr(part.find("../") + 3));
        const auto area = parse_area(root["ref"]);
        if (!area) return;
        const auto& style = root.child("tableStyleInfo");
        sheet.tables.push_back({std::string(root["displayName"]), *area, !root.is("headerRowCount", "0"),
                                !root.child("autoFilter").name.empty(),
                                !style["name"].empty() && is_true(style["showRowStripes"])});
    }

    Archive& archive_;
    std::vector<Style> styles_;
    std::vector<std::string> strings_;
};

} // namespace

WrittenWorkbook read_xlsx(Archive& archive) {
    return Reader(archive).read();
}

} // namespace pilotage::release::accessibility
