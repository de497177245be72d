#include "importers/spreadsheet/number_format.hpp"

#include "importers/spreadsheet/decimal.hpp"
#include "importers/spreadsheet/format_section.hpp"

#include <cmath>

namespace pilotage::importers::spreadsheet {
namespace {

constexpr std::size_t longest_code = 1024;

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

NumberFormat NumberFormat::built_in(unsigned id) {
    return NumberFormat(built_in_code(id));
}

const FormatSection& NumberFormat::section_for(double value, bool& drop_sign) const {
    const auto& all = *sections_;
    const std::size_t count = all.size() - (text_section_ ? 1 : 0);
    const auto picked = [&](std::size_t index) -> const FormatSection& {
        drop_sign = all[index].only_negative();
        return all[index];
    };
    if (count <= 1) return picked(0);
    const bool conditions =
        all[0].condition != FormatSection::Condition::none || all[1].condition != FormatSection::Condition::none;
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
                                       all[0].condition == FormatSection::Condition::greater_equal) &&
                                      all[0].limit == 0;
        if (section.condition == FormatSection::Condition::none && (rest_is_negative || count > 2))
            drop_sign = value < 0;
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
    case FormatSection::Kind::date:
        return render_date(section, value, system, out);
    case FormatSection::Kind::text:
        append_general(out, value);
        return true;
    case FormatSection::Kind::number:
    case FormatSection::Kind::general:
        render_number(section, value, out);
        return true;
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
