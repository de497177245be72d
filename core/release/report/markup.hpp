// Writes markup that is well-formed both as XML and as HTML: elements close in order, texts and attributes are escaped.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::release::report {

/// The text as it may stand in an element or in a quoted attribute; what XML cannot hold becomes U+FFFD.
std::string escaped(std::string_view text);

class Markup {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// An attribute without a value is left out.
    Markup& open(std::string_view tag, Attributes attributes = {});
    Markup& close(); ///< the innermost open element
    Markup& text(std::string_view text);
    Markup& element(std::string_view tag, std::string_view text, Attributes attributes = {});
    /// <meta .../>: only of elements that have no content, in HTML too.
    Markup& leaf(std::string_view tag, Attributes attributes);
    /// As it stands, unescaped: for the style sheet alone.
    Markup& verbatim(std::string_view text);

    /// The whole; every element is closed by then, else std::logic_error.
    std::string finish();

private:
    void start(std::string_view tag, const Attributes& attributes);

    std::string out_;
    std::vector<std::string> open_;
};

} // namespace pilotage::release::report
