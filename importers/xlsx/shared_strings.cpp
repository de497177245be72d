#include "importers/xlsx/shared_strings.hpp"

#include "importers/xlsx/package.hpp"
#include "importers/xlsx/rich_text.hpp"

#include <algorithm>
#include <cstring>

namespace pilotage::importers::xlsx {
namespace {

constexpr std::size_t block_size = 1 << 20;

class StringHandler : public archive::XmlHandler {
public:
    StringHandler(SharedStrings& table, const Limits& limits) : table_(table), limits_(limits), text_(limits.cell_bytes) {}
    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override {
        if (!is_spreadsheet(name.space)) return;
        if (name.local == "si") {
            inside_ = true;
            text_.begin(attributes);
        } else if (inside_) {
            text_.start(name.local, attributes);
        }
    }
    void end(const archive::XmlName& name) override {
        if (!inside_ || !is_spreadsheet(name.space)) return;
        if (name.local == "si") {
            inside_ = false;
            table_.add(text_.text(), limits_.shared_string_bytes);
        } else {
            text_.end(name.local);
        }
    }
    void characters(std::string_view text) override {
        if (inside_) text_.characters(text);
    }

private:
    SharedStrings& table_;
    const Limits& limits_;
    RichText text_;
    bool inside_ = false;
};

} // namespace

void SharedStrings::add(std::string_view text, std::uint64_t most_bytes) {
    bytes_ += text.size() + sizeof(std::string_view);
    if (bytes_ > most_bytes)
        refuse("xlsx.shared_strings", "The workbook's table of strings is larger than " + std::to_string(most_bytes >> 20) + " MiB.",
               "Split the return into smaller workbooks.");
    if (text.size() > free_) {
        free_ = std::max(block_size, text.size());
        blocks_.push_back(std::make_unique<char[]>(free_));
        block_ = blocks_.back().get();
    }
    if (!text.empty()) std::memcpy(block_, text.data(), text.size());
    texts_.emplace_back(block_, text.size());
    block_ += text.size();
    free_ -= text.size();
}

void SharedStrings::read(archive::Archive& archive, const std::string& part, const Limits& limits) {
    StringHandler handler(*this, limits);
    archive::read_xml_part(archive, part, handler, limits);
}

} // namespace pilotage::importers::xlsx
