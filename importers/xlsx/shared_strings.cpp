#include "importers/xlsx/shared_strings.hpp"

#include "importers/xlsx/package.hpp"
#include "importers/xlsx/rich_text.hpp"

namespace pilotage::importers::xlsx {
namespace {

class StringHandler : public archive::XmlHandler {
public:
    StringHandler(spreadsheet::TextTable& table, const Limits& limits) : table_(table), text_(limits.cell_bytes) {}
    void start(const archive::XmlName& name, const archive::XmlAttributes&) override {
        if (!is_spreadsheet(name.space)) return;
        if (name.local == "si") {
            inside_ = true;
            text_.begin();
        } else if (inside_) {
            text_.start(name.local);
        }
    }
    void end(const archive::XmlName& name) override {
        if (!inside_ || !is_spreadsheet(name.space)) return;
        if (name.local == "si") {
            inside_ = false;
            table_.add(text_.text());
        } else {
            text_.end(name.local);
        }
    }
    void characters(std::string_view text) override {
        if (inside_) text_.characters(text);
    }

private:
    spreadsheet::TextTable& table_;
    RichText text_;
    bool inside_ = false;
};

} // namespace

void read_shared_strings(archive::Archive& archive, const std::string& part, spreadsheet::TextTable& table,
                         const Limits& limits) {
    StringHandler handler(table, limits);
    archive::read_xml_part(archive, part, handler, limits);
}

} // namespace pilotage::importers::xlsx
