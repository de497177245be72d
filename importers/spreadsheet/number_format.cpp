#include "importers/spreadsheet/number_format.hpp"

#include "importers/spreadsheet/decimal.hpp"
#include "importers/spreadsheet/format_section.hpp"

#include <cmath>

namespace pilotage::importers::spreadsheet {
namespace {

constexpr std::size_t longest_code = 1024;

std::string_view built_in_code(unsigned id) {
    switch (id) {
    case 1: return "0";
    case 2: return "0.00";
    case 3: return "#,##0";
    case 4: return "#,##0.00";
    case 5: return "£#,##0;-£#,##0";
    case 6: return "£#,##0;[Red]-£#,##0";
    case 7: return "£#,##0.00;-£#,##0.00";
    case 8: return "£#,##0.00;[Red]-£#,##0.00";
    case 9: return "0%";
    case 10: return "0.00%";
    case 11: return "0.00E+00";
    case 12: return "# ?/?";
    case 13: return "# ?" "?/?" "?";
    case 14: return "dd/mm/yyyy";
    case 15: return "dd-mmm-yy";
    case 16: return "dd-mmm";
    case 17: return "mmm-yy";
    case 18: return "h:mm AM/PM";
    case 19: return "h:mm:ss AM/PM";
    case 20: return "hh:mm";
    case 21: return "hh:mm:ss";
    case 22: return "dd/mm/yyyy hh:mm";
    case 37: return "#,##0;-#,##0";
    case 38: return "#,##0;[Red]-#,##0";
    case 39: return "#,##0.00;-#,##0.00";
    case 40: return "#,##0.00;[Red]-#,##0.00";
    case 41: return "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-";
    case 42: return "_-£* #,##0_-;-£* #,##0_-;_-£* \"-\"_-;_-@_-";
    case 43: return "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"?" "?_-;_-@_-";
    case 44: return "_-£* #,##0.00_-;-£* #,##0.00_-;_-£* \"-\"?" "?_-;_-@_-";
    case 45: return "mm:ss";
    case 46: return "[h]:mm:ss";
    case 47: return "mm:ss.0";
    case 48: return "##0.0E+0";
    case 49: return "@";
    // Numbers that only East Asian and Thai programs use; others fall back to the nearest of their own.
    case 27: case 28: case 29: case 30: case 31: case 36: case 50: case 51: case 52: case 53: case 54: case 55: case 56:
    case 57: case 58: case 71: case 72: return built_in_code(14);
    case 32: case 33: case 34: case 35: case 77: return built_in_code(21);
    case 59: case 60: case 61: case 62: case 63: case 64: case 65: case 66: case 67: case 68: return built_in_code(id - 58);
    case 69: case 70: return built_in_code(id - 57);
    case 73: case 74: case 75: return built_in_code(id - 58);
    case 76: return built_in_code(20);
    case 78: return built_in_code(22);
    case 79: case 80: case 81: return built_in_code(id - 34);
    default: return "General";
    }
}

CellType type_of(const FormatSection& section) {
    if (section.kind == FormatSection::Kind::date) {
        if (section.elapsed || !section.has_day) return CellType::time;
        return section.has_clock ? CellType::datetime : CellType::date;
    }
    if (section.has_percent) return CellType::percentage;
    return section.has_currency ? CellType::currency : CellType::number;
}

bool is_plain_general(const std::vector<FormatSection>& sections) {
    if (sections.size() != 1) return false;
    const auto& only = sections.front();
    if (only.tokens.empty()) return true;
    if (only.tokens.size() != 1 || only.condition != FormatSection::Condition::none) return false;
    return only.kind == FormatSection::Kind::general || only.kind == FormatSection::Kind::text;
}

} // namespace

NumberFormat::NumberFormat() = default;

NumberFormat::NumberFormat(std::string_view code) {
    if (code.empty() || code.size() > longest_code) return;
    auto sections = parse_format(code);
    if (is_plain_general(sections)) return;
    general_ = false;
    if (sections.size() > 4) sections.resize(4);
    text_section_ = sections.size() == 4 || sections.back().has_text;
    const auto& first = sections.front();
    type_ = type_of(first);
    elapsed_ = first.elapsed;
    sections_ = std::make_shared<const std::vector<FormatSection>>(std::move(sections));
}

NumberFormat NumberFormat::built_in(unsigned id) { return NumberFormat(built_in_code(id)); }

const FormatSection& NumberFormat::section_for(double value, bool& drop_sign) const {
    const auto& all = *sections_;
    const std::size_t count = all.size() - (text_section_ ? 1 : 0);
    const auto picked = [&](std::size_t index) -> const FormatSection& {
        drop_sign = all[index].only_negative();
        return all[index];
    };
    if (count <= 1) return picked(0);
    const bool conditions = all[0].condition != FormatSection::Condition::none || all[1].condition != FormatSection::Condition::none;
    if (!conditions) {
        drop_sign = value < 0;
        return all[value < 0 ? 1 : value == 0 && count > 2 ? 2 : 0];
    }
    const auto passes = [&](std::size_t index) {
        if (all[index].condition != FormatSection::Condition::none) return all[index].holds(value);
        return index == 0 ? (count > 2 ? value > 0 : value >= 0) : count > 2 ? value < 0 : true;
    };
    if (passes(0)) return picked(0);
    if (passes(1)) {
        const auto& section = picked(1);
        const bool rest_is_negative = (all[0].condition == FormatSection::Condition::greater ||
                                       all[0].condition == FormatSection::Condition::greater_equal) && all[0].limit == 0;
        if (section.condition == FormatSection::Condition::none && (rest_is_negative || count > 2)) drop_sign = value < 0;
        return section;
    }
    return picked(count > 2 ? 2 : 1);
}

bool NumberFormat::render(double value, DateSystem system, std::string& out) const {
    if (general_) {
        append_general(out, value);
        return true;
    }
    bool drop_sign = false;
    const FormatSection& section = section_for(value, drop_sign);
    if (drop_sign) value = std::fabs(value);
    switch (section.kind) {
    case FormatSection::Kind::date: return render_date(section, value, system, out);
    case FormatSection::Kind::text: append_general(out, value); return true;
    case FormatSection::Kind::number:
    case FormatSection::Kind::general: render_number(section, value, out); return true;
    }
    return false;
}

bool NumberFormat::render_text(std::string_view text, std::string& out) const {
    if (!text_section_) return false;
    const auto& tokens = sections_->back().tokens;
    if (tokens.size() == 1 && tokens[0].kind == FormatToken::Kind::text) return false;
    for (const auto& token : tokens) {
        if (token.kind == FormatToken::Kind::text)
            out += text;
        else if (token.kind == FormatToken::Kind::general)
            out += text;
        else if (token.kind == FormatToken::Kind::literal)
            out += token.text;
    }
    return true;
}

} // namespace pilotage::importers::spreadsheet
