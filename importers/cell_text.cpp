#include "importers/cell_text.hpp"

#include <algorithm>

namespace pilotage::importers {
namespace {

constexpr std::string_view pound = "\xC2\xA3";

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view as_number(std::string_view text, std::string& scratch) {
    const bool signed_pound = text.substr(0, pound.size()) == pound;
    if (!signed_pound && text.find(',') == std::string_view::npos) return text;
    if (signed_pound) text = sdk::trimmed(text.substr(pound.size()));
    scratch.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        // Only a comma before three figures parts thousands; any other is left for the schema to refuse.
        const bool thousands = text[i] == ',' && i > 0 && i + 3 < text.size() && is_digit(text[i + 1]) &&
                               is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                               (i + 4 == text.size() || !is_digit(text[i + 4]));
        if (!thousands) scratch += text[i];
    }
    return scratch;
}

// "45%" -> "0.45", by moving the point two places: no rounding.
std::string_view as_share(std::string_view text, std::string& scratch) {
    if (text.empty() || text.back() != '%') return as_number(text, scratch);
    const auto percent = sdk::trimmed(text.substr(0, text.size() - 1));
    const auto point = std::min(percent.find('.'), percent.size());
    const auto whole = percent.substr(0, point);
    const auto rest = percent.substr(std::min(point + 1, percent.size()));
    const auto figures = [](std::string_view part) { return std::all_of(part.begin(), part.end(), is_digit); };
    if (whole.empty() || whole.size() > 3 || !figures(whole) || !figures(rest)) return text;
    std::string digits = std::string(3 - whole.size(), '0') + std::string(whole) + std::string(rest);
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    scratch = digits.substr(0, 1);
    if (digits.size() > 1) scratch += "." + digits.substr(1);
    return scratch;
}

std::string_view as_code(std::string_view text, std::string& scratch) {
    if (std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return text;
    scratch.assign(text);
    for (char& c : scratch) c = upper(c);
    return scratch;
}

// A canonical yyyy-mm-dd, with or without a time behind it.
std::string_view as_date(const Cell& cell, std::string& scratch) {
    if ((cell.type != CellType::date && cell.type != CellType::datetime) || cell.value.size() < 10)
        return sdk::trimmed(cell.value);
    scratch.assign(cell.value, 8, 2).append("/").append(cell.value, 5, 2).append("/").append(cell.value, 0, 4);
    return scratch;
}

} // namespace

std::string_view text_of(const Cell& cell, Reads reads, std::string& scratch) {
    const auto text = sdk::trimmed(cell.value);
    switch (reads) {
    case Reads::text:
        return text;
    case Reads::code:
        return as_code(text, scratch);
    case Reads::date:
        return as_date(cell, scratch);
    case Reads::number:
        return as_number(text, scratch);
    case Reads::share:
        return as_share(text, scratch);
    }
    return text;
}

} // namespace pilotage::importers
