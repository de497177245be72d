// What a line looks like: a pattern with place holders, in character columns.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_LINE_PATTERN_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_LINE_PATTERN_HPP

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers {

/// Compared with a line without the blanks at its end. '#' stands for one digit, '@' for one letter, '?' for any one
/// character, '*' for any number of characters, '\' takes the next character as it is; all else stands for itself.
class LinePattern {
public:
    LinePattern() = default;
    explicit LinePattern(std::string_view text);

    bool matches(std::string_view line) const;

private:
    struct Part {
        enum class Kind : unsigned char { character, digit, letter, any_one, any_run } kind;
        char32_t character;
    };
    std::vector<Part> parts_;
};

} // namespace pilotage::importers

#endif
