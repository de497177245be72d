#include "importers/spreadsheet/format_section.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::importers::spreadsheet {
namespace {

using Kind = FormatToken::Kind;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with(std::string_view text, std::string_view lower_word) {
    if (text.size() < lower_word.size()) return false;
    for (std::size_t i = 0; i < lower_word.size(); ++i)
        if (lower(text[i]) != lower_word[i]) return false;
    return true;
}

std::size_t code_point_size(std::string_view text, std::size_t at) {
    std::size_t size = 1;
    while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) ++size;
    return size;
}

class Parser {
public:
    explicit Parser(std::string_view code) : code_(code) {}

    std::vector<FormatSection> sections() {
        std::vector<FormatSection> all;
        do {
            all.push_back(section());
        } while (at_++ < code_.size()); // over the semicolon
        return all;
    }

private:
    FormatSection section() {
        made_ = {};
        while (at_ < code_.size() && code_[at_] != ';') token();
        analyse(made_);
        return std::move(made_);
    }

    void add(Kind kind, int width = 0, char symbol = 0) {
        FormatToken token;
        token.kind = kind;
        token.width = width;
        token.symbol = symbol;
        made_.tokens.push_back(std::move(token));
    }
    void literal(std::string_view text) {
        if (made_.tokens.empty() || made_.tokens.back().kind != Kind::literal) add(Kind::literal);
        made_.tokens.back().text += text;
    }

    void token() {
        const char c = code_[at_];
        switch (lower(c)) {
        case '"': {
            const auto end = std::min(code_.find('"', at_ + 1), code_.size());
            literal(code_.substr(at_ + 1, end - at_ - 1));
            at_ = std::min(end + 1, code_.size());
            return;
        }
        case '\\':
            ++at_;
            if (at_ < code_.size()) plain();
            return;
        case '_':
        case '*':
            ++at_;
            if (at_ < code_.size()) at_ += code_point_size(code_, at_);
            if (c == '_') literal(" ");
            return;
        case '[':
            bracket();
            return;
        case '0':
        case '#':
        case '?':
            add(Kind::digit, 0, c);
            break;
        case '.':
            if (ends_in_seconds() && at_ + 1 < code_.size() && code_[at_ + 1] == '0') {
                ++at_;
                add(Kind::subsecond, run());
                return;
            }
            add(Kind::point);
            break;
        case ',':
            add(Kind::comma);
            break;
        case '%':
            add(Kind::percent);
            break;
        case '/':
            add(Kind::slash);
            break;
        case '@':
            add(Kind::text);
            break;
        case 'e':
            if (at_ + 1 < code_.size() && (code_[at_ + 1] == '+' || code_[at_ + 1] == '-')) {
                const char sign = code_[at_ + 1];
                at_ += 2;
                int digits = 0;
                while (at_ < code_.size() && (code_[at_] == '0' || code_[at_] == '#' || code_[at_] == '?'))
                    ++at_, ++digits;
                add(Kind::exponent, digits, sign);
                return;
            }
            run();
            add(Kind::year, 4);
            return;
        case 'g':
            if (starts_with(code_.substr(at_), "general")) {
                add(Kind::general);
                at_ += 7;
                return;
            }
            plain();
            return;
        case 'a':
            if (starts_with(code_.substr(at_), "am/pm")) {
                add(Kind::half_day, 2, code_[at_]);
                at_ += 5;
                return;
            }
            if (starts_with(code_.substr(at_), "a/p")) {
                add(Kind::half_day, 1, code_[at_]);
                at_ += 3;
                return;
            }
            plain();
            return;
        case 'y':
            add(Kind::year, run());
            return;
        case 'b':
            add(Kind::buddhist_year, run());
            return;
        case 'm':
            add(Kind::month, run());
            return;
        case 'd':
            add(Kind::day, run());
            return;
        case 'h':
            add(Kind::hour, run());
            return;
        case 's':
            add(Kind::second, run());
            return;
        default:
            plain();
            return;
        }
        ++at_;
    }

    void plain() {
        const std::size_t size = code_point_size(code_, at_);
        literal(code_.substr(at_, size));
        at_ += size;
    }

    int run() {
        const char letter = lower(code_[at_]);
        int count = 0;
        while (at_ < code_.size() && lower(code_[at_]) == letter) ++at_, ++count;
        return count;
    }

    bool ends_in_seconds() const {
        if (made_.tokens.empty()) return false;
        const Kind kind = made_.tokens.back().kind;
        return kind == Kind::second || kind == Kind::elapsed_seconds;
    }

    // [h] [<=100] [$£-809] [Red] [DBNum1]
    void bracket() {
        const auto end = std::min(code_.find(']', at_), code_.size());
        const std::string_view inner = code_.substr(at_ + 1, end - at_ - 1);
        at_ = std::min(end + 1, code_.size());
        if (inner.empty()) return;
        const auto all = [&](char letter) {
            return std::all_of(inner.begin(), inner.end(), [&](char c) { return lower(c) == letter; });
        };
        const int width = static_cast<int>(inner.size());
        if (all('h')) {
            add(Kind::elapsed_hours, width);
        } else if (all('m')) {
            add(Kind::elapsed_minutes, width);
        } else if (all('s')) {
            add(Kind::elapsed_seconds, width);
        } else if (inner[0] == '$') {
            const std::string_view tag = inner.substr(1);
            const auto dash = tag.find('-');
            if (dash == 0) {
                locale(tag.substr(1));
            } else {
                literal(tag.substr(0, dash));
                made_.has_currency = true;
            }
        } else if (inner[0] == '<' || inner[0] == '>' || inner[0] == '=') {
            condition(inner);
        }
    }

    // The system's long date and its time stand for whole formats.
    void locale(std::string_view tag) {
        if (starts_with(tag, "f800")) whole_section("dddd d mmmm yyyy");
        if (starts_with(tag, "f400")) whole_section("hh:mm:ss");
    }
    void whole_section(std::string_view code) {
        while (at_ < code_.size() && code_[at_] != ';') ++at_;
        made_.tokens = Parser(code).section().tokens;
    }

    void condition(std::string_view text) {
        using Condition = FormatSection::Condition;
        static constexpr struct {
            std::string_view sign;
            Condition condition;
        } signs[] = {{"<=", Condition::less_equal}, {"<>", Condition::not_equal}, {">=", Condition::greater_equal},
                     {"<", Condition::less},        {">", Condition::greater},    {"=", Condition::equal}};
        for (const auto& entry : signs) {
            if (text.substr(0, entry.sign.size()) != entry.sign) continue;
            text.remove_prefix(entry.sign.size());
            while (!text.empty() && (text.front() == ' ' || text.front() == '+')) text.remove_prefix(1);
            if (std::from_chars(text.data(), text.data() + text.size(), made_.limit).ec == std::errc())
                made_.condition = entry.condition;
            return;
        }
    }

    std::string_view code_;
    std::size_t at_ = 0;
    FormatSection made_;
};

} // namespace

std::vector<FormatSection> parse_format(std::string_view code) {
    return Parser(code).sections();
}

} // namespace pilotage::importers::spreadsheet
