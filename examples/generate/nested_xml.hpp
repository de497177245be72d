// Rows of a table as XML in three levels: a file, the groups of its rows, the rows. The headings are the elements'
// names.
#pragma once

#include "examples/generate/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace pilotage::generate {

class NestedXml {
public:
    /// How the program that wrote the file did it.
    enum class Style : std::uint8_t {
        plain,    ///< no namespace, a visit on a line
        prefixed, ///< a namespace with a prefix, an element on a line
        default_namespace
    };

    explicit NestedXml(Style style) : style_(style) {}

    /// The first row is the headings. A row opens what it does not share with the one before; one whose last cells are
    /// all empty is a group without rows.
    void append(std::string& out, const Cells& row);
    /// Nothing where there was no row.
    void close(std::string& out);

private:
    void open(std::string& out, std::size_t level);
    void shut(std::string& out, std::size_t level);
    void values(std::string& out, const Cells& row, std::size_t level);
    void line(std::string& out, std::size_t depth) const;
    std::string named(const std::string& name) const { return style_ == Style::prefixed ? "hc:" + name : name; }

    Style style_;
    Cells headings_, last_;
    std::size_t open_ = 0; ///< levels that are open
};

/// Of a table of that name: each program has its own.
NestedXml::Style style_of(const std::string& file);

} // namespace pilotage::generate
