// A part of a workbook as a tree of elements, by local names: what checks of a whole document need.
#pragma once

#include "importers/archive/archive.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::release::accessibility {

struct Element {
    std::string name; ///< empty: a run of text
    std::string text; ///< of such a run, or of an element that stands for a space
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Element> children;

    /// Empty where there is none.
    std::string_view operator[](std::string_view attribute) const;
    bool is(std::string_view attribute, std::string_view value) const { return (*this)[attribute] == value; }
    /// The first child with this name; an empty element where there is none.
    const Element& child(std::string_view child_name) const&;
    const Element& child(std::string_view child_name) const&& = delete; // what it would give is gone
    /// All below it with this name, in their order.
    std::vector<const Element*> all(std::string_view below) const&;
    std::vector<const Element*> all(std::string_view below) const&& = delete;
    /// All text in it.
    std::string all_text() const;
};

/// The number that the text begins with; zero where it begins with none.
double number_of(std::string_view text);

/// The root of the part; an empty element where the archive has no such part. Throws importers::Malformed.
Element read_tree(importers::archive::Archive& archive, const std::string& part);

} // namespace pilotage::release::accessibility
