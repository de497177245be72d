#include "core/validate/pattern_lint.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <vector>

namespace pilotage::validate {
namespace {

constexpr std::uint64_t many = 16;            // up to so many repeats of a varying part are harmless
constexpr std::uint64_t most_copies = 10'000; // Xerces copies a counted part so many times
constexpr std::uint64_t unbounded = ~std::uint64_t{0};

/// Which characters a part can begin with; one bit for each ASCII character, the last for all others.
using First = std::bitset<129>;

struct Part {
    First first;
    bool empty = true;   ///< can match nothing
    bool varies = false; ///< holds a quantifier whose counts differ
    std::uint64_t copies = 1;
};

struct Danger {
    const char* reason;
};

constexpr const char* nested =
    "It repeats a part that varies in length itself, so that one value can be read in very many ways.";
constexpr const char* alike =
    "It repeats alternatives that can begin alike, so that one value can be read in very many ways.";
constexpr const char* copied = "Its counts multiply to more than 10,000.";
constexpr const char* deep = "Its brackets are nested more than 50 deep.";

class Reader {
public:
    explicit Reader(std::string_view pattern) : pattern_(pattern) {}

    /// Alternatives up to the closing bracket. What is no pattern at all is Xerces' to report.
    Part alternatives(int depth, bool& overlap) {
        if (depth > 50) throw Danger{deep};
        Part all = sequence(depth);
        while (at_ < pattern_.size() && pattern_[at_] == '|') {
            ++at_;
            const Part next = sequence(depth);
            overlap = overlap || (all.first & next.first).any();
            all.first |= next.first;
            all.empty = all.empty || next.empty;
            all.varies = all.varies || next.varies;
            all.copies = std::min(all.copies + next.copies, most_copies + 1);
        }
        return all;
    }

private:
    Part sequence(int depth) {
        Part all;
        all.copies = 0;
        while (at_ < pattern_.size() && pattern_[at_] != '|' && pattern_[at_] != ')') {
            const Part next = piece(depth);
            if (all.empty) all.first |= next.first;
            all.empty = all.empty && next.empty;
            all.varies = all.varies || next.varies;
            all.copies = std::min(all.copies + next.copies, most_copies + 1);
        }
        all.copies = std::max<std::uint64_t>(all.copies, 1);
        return all;
    }

    Part piece(int depth) {
        Part part;
        bool overlap = false;
        const bool group = pattern_[at_] == '(';
        if (group) {
            ++at_;
            part = alternatives(depth + 1, overlap);
            if (at_ < pattern_.size()) ++at_;
        } else {
            part.first = atom();
            part.empty = false;
        }
        std::uint64_t least = 1, most = 1;
        if (!quantifier(least, most)) return part;
        if (group && most > many && part.varies) throw Danger{nested};
        if (group && most > many && overlap) throw Danger{alike};
        const std::uint64_t times = most == unbounded ? std::max<std::uint64_t>(least, 1) : most;
        if (times > most_copies || part.copies * std::max<std::uint64_t>(times, 1) > most_copies) throw Danger{copied};
        part.copies *= std::max<std::uint64_t>(times, 1);
        part.empty = part.empty || least == 0;
        part.varies = part.varies || least != most;
        return part;
    }

    bool quantifier(std::uint64_t& least, std::uint64_t& most) {
        if (at_ >= pattern_.size()) return false;
        const char c = pattern_[at_];
        if (c == '*' || c == '+' || c == '?') {
            ++at_;
            least = c == '+' ? 1 : 0;
            most = c == '?' ? 1 : unbounded;
            return true;
        }
        if (c != '{') return false;
        ++at_;
        least = most = number();
        if (at_ < pattern_.size() && pattern_[at_] == ',') {
            ++at_;
            most = at_ < pattern_.size() && pattern_[at_] == '}' ? unbounded : number();
        }
        while (at_ < pattern_.size() && pattern_[at_] != '}') ++at_;
        if (at_ < pattern_.size()) ++at_;
        return true;
    }

    std::uint64_t number() {
        std::uint64_t n = 0;
        for (; at_ < pattern_.size() && pattern_[at_] >= '0' && pattern_[at_] <= '9'; ++at_)
            n = std::min<std::uint64_t>(n * 10 + static_cast<std::uint64_t>(pattern_[at_] - '0'), 1'000'000'000);
        return n;
    }

    static void put(First& first, char32_t code) { first.set(std::min<std::size_t>(code, 128)); }
    static void put(First& first, char32_t from, char32_t to) {
        for (char32_t c = from; c <= std::min<char32_t>(to, 128); ++c) put(first, c);
        if (to >= 128) put(first, 128);
    }

    /// One escape, the backslash already passed. Categories and names count as any character.
    First escape() {
        First first;
        if (at_ >= pattern_.size()) return first;
        const char32_t c = next_code_point(pattern_, at_);
        switch (c) {
        case 'n':
            put(first, '\n');
            break;
        case 'r':
            put(first, '\r');
            break;
        case 't':
            put(first, '\t');
            break;
        case 'd':
            put(first, '0', '9'), put(first, 128);
            break;
        case 'D':
            put(first, '0', '9'), first.flip(), put(first, 128);
            break;
        case 's':
            put(first, ' '), put(first, '\t'), put(first, '\n'), put(first, '\r');
            break;
        case 'S':
            first = escape_of_space().flip(), put(first, 128);
            break;
        case 'w':
            put(first, '0', '9'), put(first, 'A', 'Z'), put(first, 'a', 'z'), put(first, '$'), put(first, '+'),
                put(first, '<', '>'), put(first, '^'), put(first, '`'), put(first, '|'), put(first, '~'),
                put(first, 128);
            break;
        case 'p':
        case 'P':
            while (at_ < pattern_.size() && pattern_[at_] != '}') ++at_;
            if (at_ < pattern_.size()) ++at_;
            first.set();
            break;
        case 'W':
        case 'i':
        case 'I':
        case 'c':
        case 'C':
            first.set();
            break;
        default:
            put(first, c);
        }
        return first;
    }

    static First escape_of_space() {
        First first;
        put(first, ' '), put(first, '\t'), put(first, '\n'), put(first, '\r');
        return first;
    }

    First atom() {
        First first;
        const char32_t c = next_code_point(pattern_, at_);
        if (c == '\\') return escape();
        if (c == '[') return character_class();
        if (c == '.') return first.set();
        put(first, c);
        return first;
    }

    First character_class() {
        First first;
        bool negated = false;
        if (at_ < pattern_.size() && pattern_[at_] == '^') negated = true, ++at_;
        while (at_ < pattern_.size() && pattern_[at_] != ']') {
            if (pattern_[at_] == '-' && at_ + 1 < pattern_.size() &&
                pattern_[at_ + 1] == '[') { // subtraction: the whole is taken
                at_ += 2;
                character_class();
                continue;
            }
            char32_t from = next_code_point(pattern_, at_);
            if (from == '\\') {
                first |= escape();
                continue;
            }
            char32_t to = from;
            if (at_ + 1 < pattern_.size() && pattern_[at_] == '-' && pattern_[at_ + 1] != ']' &&
                pattern_[at_ + 1] != '[') {
                ++at_;
                to = next_code_point(pattern_, at_);
                if (to == '\\' && at_ < pattern_.size()) to = next_code_point(pattern_, at_);
            }
            put(first, from, to);
        }
        if (at_ < pattern_.size()) ++at_;
        if (negated) {
            first.flip();
            put(first, 128); // some other character is always left
        }
        return first;
    }

    std::string_view pattern_;
    std::size_t at_ = 0;
};

} // namespace

std::string pattern_danger(std::string_view pattern) {
    try {
        bool overlap = false;
        Reader(pattern).alternatives(0, overlap);
    } catch (const Danger& danger) {
        return danger.reason;
    }
    return {};
}

} // namespace pilotage::validate
