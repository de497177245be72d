#include "importers/fixed_width/line_pattern.hpp"

#include "importers/utf8.hpp"

namespace pilotage::importers {

LinePattern::LinePattern(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t sign = decode_utf8(text, at).sign;
        switch (sign) {
        case U'#':
            parts_.push_back({Part::Kind::digit, 0});
            break;
        case U'@':
            parts_.push_back({Part::Kind::letter, 0});
            break;
        case U'?':
            parts_.push_back({Part::Kind::any_one, 0});
            break;
        case U'*':
            if (parts_.empty() || parts_.back().kind != Part::Kind::any_run) parts_.push_back({Part::Kind::any_run, 0});
            break;
        case U'\\':
            parts_.push_back({Part::Kind::character, at < text.size() ? decode_utf8(text, at).sign : sign});
            break;
        default:
            parts_.push_back({Part::Kind::character, sign});
        }
    }
}

// Of several runs only the last one needs to be tried again: no nesting, so no line takes long.
bool LinePattern::matches(std::string_view line) const {
    constexpr auto none = static_cast<std::size_t>(-1);
    std::size_t part = 0, at = 0, run_part = none, run_at = 0;
    while (at < line.size()) {
        if (part < parts_.size() && parts_[part].kind == Part::Kind::any_run) {
            run_part = part++;
            run_at = at;
            continue;
        }
        std::size_t next = at;
        const char32_t sign = decode_utf8(line, next).sign;
        bool fits = part < parts_.size();
        if (fits) {
            const Part& wanted = parts_[part];
            switch (wanted.kind) {
            case Part::Kind::digit:
                fits = sign >= U'0' && sign <= U'9';
                break;
            case Part::Kind::letter:
                fits = (sign >= U'A' && sign <= U'Z') || (sign >= U'a' && sign <= U'z') || sign >= 0xc0;
                break;
            case Part::Kind::any_one:
                break;
            default:
                fits = sign == wanted.character;
            }
        }
        if (fits) {
            ++part;
            at = next;
        } else if (run_part != none) {
            part = run_part + 1;
            decode_utf8(line, run_at);
            at = run_at;
        } else {
            return false;
        }
    }
    while (part < parts_.size() && parts_[part].kind == Part::Kind::any_run) ++part;
    return part == parts_.size();
}

} // namespace pilotage::importers
