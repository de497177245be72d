#include "examples/generate/nested_xml.hpp"

#include "examples/generate/xml_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace pilotage::generate {
namespace {

struct Level {
    const char* element;
    std::size_t first, end; ///< of its columns
};
constexpr std::array<Level, 4> levels{
    {{"File", 0, 3}, {"ProviderContract", 3, 5}, {"ServiceDeliveryHeader", 5, 12}, {"HomeCareVisit", 12, 19}}};
constexpr std::size_t visit = levels.size() - 1;

} // namespace

void NestedXml::line(std::string& out, std::size_t depth) const {
    out += "\r\n";
    if (style_ != Style::plain) out.append(depth * 2, ' ');
}

void NestedXml::open(std::string& out, std::size_t level) {
    line(out, level);
    out += "<" + named(levels[level].element);
    if (level == 0 && style_ == Style::prefixed) out += " xmlns:hc=\"urn:example:home-care-actuals\"";
    if (level == 0 && style_ == Style::default_namespace) out += " xmlns=\"urn:example:home-care-actuals\"";
    out += ">";
    open_ = level + 1;
}

void NestedXml::shut(std::string& out, std::size_t level) {
    if (level != visit || style_ == Style::prefixed) line(out, level);
    out += "</" + named(levels[level].element) + ">";
    open_ = level;
}

void NestedXml::values(std::string& out, const Cells& row, std::size_t level) {
    for (std::size_t i = levels[level].first; i < levels[level].end; ++i) {
        if (level != visit || style_ == Style::prefixed) line(out, level + 1);
        const auto name = named(headings_[i].text);
        out += row[i].text.empty() ? "<" + name + "/>" : "<" + name + ">" + xml_text(row[i].text) + "</" + name + ">";
    }
}

void NestedXml::append(std::string& out, const Cells& row) {
    if (headings_.empty()) {
        headings_ = row;
        return;
    }
    if (open_ == 0) out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    std::size_t shared = 0;
    const auto same = [&](const Level& level) {
        for (auto i = level.first; i < level.end; ++i)
            if (last_.empty() || last_[i].text != row[i].text) return false;
        return true;
    };
    while (shared < open_ && same(levels[shared])) ++shared;
    while (open_ > shared) shut(out, open_ - 1);
    for (auto level = open_; level < visit; ++level) {
        open(out, level);
        values(out, row, level);
    }
    last_ = row;
    const auto said = [](const Cell& cell) { return !cell.text.empty(); };
    if (std::none_of(row.begin() + levels[visit].first, row.end(), said)) return;
    open(out, visit);
    values(out, row, visit);
    shut(out, visit);
}

void NestedXml::close(std::string& out) {
    while (open_ > 0) shut(out, open_ - 1);
    if (!last_.empty()) out += "\r\n";
}

NestedXml::Style style_of(const std::string& file) {
    constexpr std::array styles{NestedXml::Style::plain, NestedXml::Style::prefixed,
                                NestedXml::Style::default_namespace};
    return styles[static_cast<std::size_t>(file[file.size() - 5]) % styles.size()];
}

} // namespace pilotage::generate
