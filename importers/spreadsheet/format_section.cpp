#include "importers/spreadsheet/format_section.hpp"

#include "importers/spreadsheet/currency.hpp"

#include <algorithm>
#include <cstdlib>

namespace pilotage::importers::spreadsheet {
namespace {

using Kind = FormatToken::Kind;

constexpr long most_denominator = 100000;

class Analysis {
public:
    explicit Analysis(FormatSection& made) : made_(made) {}

    void run() {
        const auto has = [&](auto test) { return std::any_of(made_.tokens.begin(), made_.tokens.end(), test); };
        const bool date = has([](const FormatToken& t) { return t.kind >= Kind::year; });
        made_.has_text = has([](const FormatToken& t) { return t.kind == Kind::text; });
        if (date) {
            finish_date();
        } else if (made_.has_text) {
            made_.kind = FormatSection::Kind::text;
            as_literals();
        } else {
            made_.kind = has([](const FormatToken& t) { return t.kind == Kind::general; })
                             ? FormatSection::Kind::general
                             : FormatSection::Kind::number;
            finish_number();
        }
    }

private:
    // Signs that mean something in numbers stand for themselves in dates and texts.
    void as_literals() {
        for (auto& token : made_.tokens) {
            const char* text = token.kind == Kind::point     ? "."
                               : token.kind == Kind::comma   ? ","
                               : token.kind == Kind::percent ? "%"
                               : token.kind == Kind::slash   ? "/"
                               : token.kind == Kind::digit   ? ""
                                                             : nullptr;
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
            case Kind::day:
                made_.has_day = true;
                break;
            case Kind::elapsed_hours:
            case Kind::elapsed_minutes:
            case Kind::elapsed_seconds:
                made_.elapsed = true;
                [[fallthrough]];
            case Kind::hour:
            case Kind::minute:
            case Kind::second:
                made_.has_clock = true;
                break;
            case Kind::half_day:
                made_.half_days = made_.has_clock = true;
                break;
            case Kind::subsecond:
                made_.subsecond_digits = std::max(made_.subsecond_digits, std::min(token.width, 6));
                break;
            default:
                break;
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
            case Kind::point:
                after_point = true;
                break;
            case Kind::percent:
                made_.has_percent = true;
                made_.tens += 2;
                break;
            case Kind::exponent:
                made_.scientific = true;
                break;
            case Kind::literal:
                if (is_currency(token.text)) made_.has_currency = true;
                break;
            default:
                break;
            }
        }
        // A comma between digits groups them; one behind the last digit divides by a thousand.
        bool behind_point = false;
        for (std::size_t i = 0; i < made_.tokens.size(); ++i) {
            auto& token = made_.tokens[i];
            if (token.kind == Kind::point) behind_point = true;
            if (token.kind != Kind::comma) continue;
            const bool next_ends = i + 1 >= made_.tokens.size() || made_.tokens[i + 1].kind != Kind::digit;
            const bool after_digit =
                i > 0 && (made_.tokens[i - 1].kind == Kind::digit || made_.tokens[i - 1].kind == Kind::comma);
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
            while (made_.numerator_begin > 0 && tokens[made_.numerator_begin - 1].kind == Kind::digit)
                --made_.numerator_begin;
            std::size_t end = i + 1;
            if (tokens[end].kind == Kind::literal) {
                made_.fixed_denominator =
                    static_cast<int>(std::min(std::strtol(tokens[end].text.c_str(), nullptr, 10), most_denominator));
                std::size_t width = 0;
                while (width < tokens[end].text.size() && tokens[end].text[width] >= '0' &&
                       tokens[end].text[width] <= '9')
                    ++width;
                if (made_.fixed_denominator < 1) break;
                const std::string rest = tokens[end].text.substr(width);
                tokens[end].text.resize(width);
                ++end;
                while (end < tokens.size() && tokens[end].kind == Kind::digit && tokens[end].symbol == '0') {
                    made_.fixed_denominator =
                        std::min(made_.fixed_denominator * 10, static_cast<int>(most_denominator));
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

    FormatSection& made_;
};

} // namespace

void analyse(FormatSection& section) {
    Analysis(section).run();
}

bool FormatSection::holds(double value) const {
    switch (condition) {
    case Condition::less:
        return value < limit;
    case Condition::less_equal:
        return value <= limit;
    case Condition::equal:
        return value == limit;
    case Condition::not_equal:
        return value != limit;
    case Condition::greater_equal:
        return value >= limit;
    case Condition::greater:
        return value > limit;
    case Condition::none:
        break;
    }
    return true;
}

bool FormatSection::only_negative() const {
    switch (condition) {
    case Condition::less:
        return limit <= 0;
    case Condition::less_equal:
    case Condition::equal:
        return limit < 0;
    default:
        return false;
    }
}

} // namespace pilotage::importers::spreadsheet
