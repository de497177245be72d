#include "importers/spreadsheet/format_section.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace pilotage::importers::spreadsheet {
namespace {

using Kind = FormatToken::Kind;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

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

bool is_currency(std::string_view text) {
    for (const std::string_view sign : {"£", "$", "€", "¥", "₹", "₽", "₺", "₩", "GBP", "EUR", "USD"})
        if (text.find(sign) != std::string_view::npos) return true;
    return false;
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
        finish();
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
        case '[': bracket(); return;
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
        case ',': add(Kind::comma); break;
        case '%': add(Kind::percent); break;
        case '/': add(Kind::slash); break;
        case '@': add(Kind::text); break;
        case 'e':
            if (at_ + 1 < code_.size() && (code_[at_ + 1] == '+' || code_[at_ + 1] == '-')) {
                const char sign = code_[at_ + 1];
                at_ += 2;
                int digits = 0;
                while (at_ < code_.size() && (code_[at_] == '0' || code_[at_] == '#' || code_[at_] == '?')) ++at_, ++digits;
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
        case 'y': add(Kind::year, run()); return;
        case 'b': add(Kind::buddhist_year, run()); return;
        case 'm': add(Kind::month, run()); return;
        case 'd': add(Kind::day, run()); return;
        case 'h': add(Kind::hour, run()); return;
        case 's': add(Kind::second, run()); return;
        default: plain(); return;
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

    void finish() {
        const auto has = [&](auto test) { return std::any_of(made_.tokens.begin(), made_.tokens.end(), test); };
        const bool date = has([](const FormatToken& t) { return t.kind >= Kind::year; });
        made_.has_text = has([](const FormatToken& t) { return t.kind == Kind::text; });
        if (date) {
            finish_date();
        } else if (made_.has_text) {
            made_.kind = FormatSection::Kind::text;
            as_literals();
        } else {
            made_.kind = has([](const FormatToken& t) { return t.kind == Kind::general; }) ? FormatSection::Kind::general
                                                                                           : FormatSection::Kind::number;
            finish_number();
        }
    }

    // Signs that mean something in numbers stand for themselves in dates and texts.
    void as_literals() {
        for (auto& token : made_.tokens) {
            const char* text = token.kind == Kind::point ? "." : token.kind == Kind::comma ? "," : token.kind == Kind::percent ? "%"
                             : token.kind == Kind::slash ? "/" : token.kind == Kind::digit ? "" : nullptr;
            if (text == nullptr) continue;
            token.text = token.kind == Kind::digit ? std::string(1, token.symbol) : text;
            token.kind = Kind::literal;
        }
    }

    void finish_date() {
        made_.kind = FormatSection::Kind::date;
        as_literals();
        FormatToken* last = nullptr;
        for (auto& token : made_.tokens) {
            if (token.kind < Kind::year || token.kind == Kind::half_day || token.kind == Kind::subsecond) continue;
            const bool seconds = token.kind == Kind::second || token.kind == Kind::elapsed_seconds;
            if (seconds && last != nullptr && last->kind == Kind::month && last->width <= 2) last->kind = Kind::minute;
            if (token.kind == Kind::month && token.width <= 2 && last != nullptr &&
                (last->kind == Kind::hour || last->kind == Kind::elapsed_hours))
                token.kind = Kind::minute;
            last = &token;
        }
        for (const auto& token : made_.tokens) {
            switch (token.kind) {
            case Kind::year:
            case Kind::buddhist_year:
            case Kind::month:
            case Kind::day: made_.has_day = true; break;
            case Kind::elapsed_hours:
            case Kind::elapsed_minutes:
            case Kind::elapsed_seconds: made_.elapsed = true; [[fallthrough]];
            case Kind::hour:
            case Kind::minute:
            case Kind::second: made_.has_clock = true; break;
            case Kind::half_day: made_.half_days = made_.has_clock = true; break;
            case Kind::subsecond: made_.subsecond_digits = std::max(made_.subsecond_digits, std::min(token.width, 6)); break;
            default: break;
            }
        }
    }

    void finish_number() {
        find_fraction();
        bool after_point = false;
        std::size_t last_digit = 0;
        for (std::size_t i = 0; i < made_.tokens.size(); ++i) {
            const auto& token = made_.tokens[i];
            switch (token.kind) {
            case Kind::digit:
                last_digit = i + 1;
                if (!after_point) {
                    ++made_.whole;
                    break;
                }
                ++made_.places;
                if (token.symbol == '0') made_.fixed_places = made_.places;
                if (token.symbol == '?') made_.padded_places = true;
                break;
            case Kind::point: after_point = true; break;
            case Kind::percent:
                made_.has_percent = true;
                made_.tens += 2;
                break;
            case Kind::exponent: made_.scientific = true; break;
            case Kind::literal:
                if (is_currency(token.text)) made_.has_currency = true;
                break;
            default: break;
            }
        }
        // A comma between digits groups them; one behind the last digit divides by a thousand.
        bool behind_point = false;
        for (std::size_t i = 0; i < made_.tokens.size(); ++i) {
            auto& token = made_.tokens[i];
            if (token.kind == Kind::point) behind_point = true;
            if (token.kind != Kind::comma) continue;
            const bool next_ends = i + 1 >= made_.tokens.size() || made_.tokens[i + 1].kind != Kind::digit;
            const bool after_digit = i > 0 && (made_.tokens[i - 1].kind == Kind::digit || made_.tokens[i - 1].kind == Kind::comma);
            if (last_digit == 0 || (!after_digit && next_ends)) {
                token.kind = Kind::literal;
                token.text = ",";
            } else if (i >= last_digit || (next_ends && !behind_point)) {
                made_.tens -= 3;
            } else {
                made_.grouped = true;
            }
        }
    }

    void find_fraction() {
        auto& tokens = made_.tokens;
        for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
            if (tokens[i].kind != Kind::slash || tokens[i - 1].kind != Kind::digit) continue;
            made_.slash = i;
            made_.numerator_begin = i;
            while (made_.numerator_begin > 0 && tokens[made_.numerator_begin - 1].kind == Kind::digit) --made_.numerator_begin;
            std::size_t end = i + 1;
            if (tokens[end].kind == Kind::literal) {
                made_.fixed_denominator = std::atoi(tokens[end].text.c_str());
                std::size_t width = 0;
                while (width < tokens[end].text.size() && tokens[end].text[width] >= '0' && tokens[end].text[width] <= '9') ++width;
                if (made_.fixed_denominator < 1) break;
                const std::string rest = tokens[end].text.substr(width);
                tokens[end].text.resize(width);
                ++end;
                while (end < tokens.size() && tokens[end].kind == Kind::digit && tokens[end].symbol == '0') {
                    made_.fixed_denominator = std::min(made_.fixed_denominator * 10, 100000);
                    ++end;
                }
                if (!rest.empty()) {
                    FormatToken behind;
                    behind.text = rest;
                    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(end), behind);
                }
            } else {
                while (end < tokens.size() && tokens[end].kind == Kind::digit) ++end, ++made_.denominator_digits;
            }
            made_.denominator_end = end;
            if (made_.fixed_denominator == 0 && made_.denominator_digits == 0) break;
            return;
        }
        made_.denominator_end = made_.slash = made_.numerator_begin = 0;
        for (auto& token : tokens) {
            if (token.kind != Kind::slash) continue;
            token.kind = Kind::literal;
            token.text = "/";
        }
    }

    std::string_view code_;
    std::size_t at_ = 0;
    FormatSection made_;
};

} // namespace

bool FormatSection::holds(double value) const {
    switch (condition) {
    case Condition::less: return value < limit;
    case Condition::less_equal: return value <= limit;
    case Condition::equal: return value == limit;
    case Condition::not_equal: return value != limit;
    case Condition::greater_equal: return value >= limit;
    case Condition::greater: return value > limit;
    case Condition::none: break;
    }
    return true;
}

bool FormatSection::only_negative() const {
    switch (condition) {
    case Condition::less: return limit <= 0;
    case Condition::less_equal:
    case Condition::equal: return limit < 0;
    default: return false;
    }
}

std::vector<FormatSection> parse_format(std::string_view code) { return Parser(code).sections(); }

} // namespace pilotage::importers::spreadsheet
