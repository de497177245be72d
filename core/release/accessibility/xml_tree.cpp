#include "core/release/accessibility/xml_tree.hpp"

#include "importers/archive/xml_part.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::release::accessibility {
namespace {

namespace archive = importers::archive;

class Builder final : public archive::XmlHandler {
public:
    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override {
        auto& element = open_.emplace_back();
        element.name = name.local;
        for (const auto& attribute : attributes) element.attributes.emplace_back(attribute.name.local, attribute.value);
        if (name.local == "s" && element.attributes.size() <= 1) // OpenDocument's several spaces
            element.text = " ";
    }
    void end(const archive::XmlName&) override {
        auto done = std::move(open_.back());
        open_.pop_back();
        (open_.empty() ? root : open_.back().children.emplace_back()) = std::move(done);
    }
    void characters(std::string_view text) override {
        auto& children = open_.back().children;
        if (children.empty() || !children.back().name.empty()) children.emplace_back();
        children.back().text += text;
    }

    Element root;

private:
    std::vector<Element> open_;
};

} // namespace

double number_of(std::string_view text) {
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string_view Element::operator[](std::string_view attribute) const {
    const auto found = std::ranges::find(attributes, attribute, &std::pair<std::string, std::string>::first);
    return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

const Element& Element::child(std::string_view child_name) const& {
    static const Element none;
    const auto found = std::ranges::find(children, child_name, &Element::name);
    return found == children.end() ? none : *found;
}

std::vector<const Element*> Element::all(std::string_view below) const& {
    std::vector<const Element*> found;
    for (const auto& child : children) {
        if (child.name == below) found.push_back(&child);
        const auto deeper = child.all(below);
        found.insert(found.end(), deeper.begin(), deeper.end());
    }
    return found;
}

std::string Element::all_text() const {
    std::string all = text;
    for (const auto& child : children) all += child.all_text();
    return all;
}

Element read_tree(archive::Archive& from, const std::string& part) {
    if (!from.has(part)) return {};
    Builder builder;
    archive::read_xml_part(from, part, builder, importers::Limits());
    return std::move(builder.root);
}

} // namespace pilotage::release::accessibility
