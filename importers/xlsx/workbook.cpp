#include "importers/xlsx/workbook.hpp"

#include "importers/xlsx/package.hpp"

#include <charconv>
#include <map>

namespace pilotage::importers::xlsx {
namespace {

constexpr std::size_t most_styles = 1 << 20;

bool is_true(std::string_view text) {
    return text == "1" || text == "true" || text == "on";
}

class WorkbookHandler : public archive::XmlHandler {
public:
    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override {
        if (!is_spreadsheet(name.space)) return;
        if (name.local == "workbookPr") {
            if (is_true(attributes["date1904"])) made.dates = spreadsheet::DateSystem::from_1904;
        } else if (name.local == "sheet") {
            SheetEntry sheet;
            sheet.table.name = attributes["name"];
            const auto state = attributes["state"];
            sheet.table.hidden = state == "hidden" || state == "veryHidden";
            for (const auto& attribute : attributes)
                if (attribute.name.local == "id" && !attribute.name.space.empty()) sheet.relationship = attribute.value;
            made.sheets.push_back(std::move(sheet));
        }
    }
    void end(const archive::XmlName&) override {}

    Workbook made;
};

class StyleHandler : public archive::XmlHandler {
public:
    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override {
        if (!is_spreadsheet(name.space)) return;
        if (name.local == "numFmts" || name.local == "cellXfs") {
            inside_ = name.local == "numFmts" ? Inside::formats : Inside::cell_styles;
        } else if (name.local == "numFmt" && inside_ == Inside::formats) {
            formats_[number(attributes["numFmtId"])] = spreadsheet::NumberFormat(attributes["formatCode"]);
        } else if (name.local == "xf" && inside_ == Inside::cell_styles) {
            if (made.size() == most_styles)
                refuse("limit.entries", "The workbook has more than a million cell styles.");
            made.push_back(format(number(attributes["numFmtId"])));
        }
    }
    void end(const archive::XmlName& name) override {
        if (name.local == "numFmts" || name.local == "cellXfs") inside_ = Inside::nothing;
    }

    std::vector<spreadsheet::NumberFormat> made;

private:
    enum class Inside { nothing, formats, cell_styles };

    static unsigned number(std::string_view text) {
        unsigned value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
    const spreadsheet::NumberFormat& format(unsigned id) {
        const auto found = formats_.find(id);
        if (found != formats_.end()) return found->second;
        return formats_.emplace(id, spreadsheet::NumberFormat::built_in(id)).first->second;
    }

    Inside inside_ = Inside::nothing;
    std::map<unsigned, spreadsheet::NumberFormat> formats_;
};

} // namespace

Workbook read_workbook(archive::Archive& archive, const std::string& part, const Limits& limits) {
    WorkbookHandler handler;
    archive::read_xml_part(archive, part, handler, limits);
    return std::move(handler.made);
}

std::vector<spreadsheet::NumberFormat> read_styles(archive::Archive& archive, const std::string& part,
                                                   const Limits& limits) {
    StyleHandler handler;
    archive::read_xml_part(archive, part, handler, limits);
    return std::move(handler.made);
}

} // namespace pilotage::importers::xlsx
