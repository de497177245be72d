#include "core/release/comparison_files.hpp"

#include "core/error.hpp"
#include "core/measure/shorthand.hpp"
#include "core/release/harmless_text.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <fstream>

namespace pilotage::release {
namespace {

using measure::Cell;
using measure::Comparison;
using measure::Figure;
using measure::Suppressed;

constexpr std::string_view withheld = "[c]";

/// A number, a text, or nothing.
using Value = std::variant<std::monostate, double, std::string_view, std::string>;

constexpr std::array<std::string_view, 17> names{
    "measure",   "site",  "period", "numerator", "denominator", "value",         "lower",   "upper",    "method",
    "dimension", "state", "unit",   "note",      "arm",         "comparability", "reasons", "shorthand"};
using Row = std::array<Value, names.size()>;

std::optional<std::string_view> text_in(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* text = std::get_if<std::string_view>(&value)) return *text;
    return std::nullopt;
}

Value value_of(const std::optional<double>& number) {
    return number ? Value(*number) : Value();
}

/// An empty text is nothing in JSON where the column holds figures or names something that is not there.
Value name_or_nothing(std::string_view text) {
    return text.empty() ? Value() : Value(text);
}

std::string_view note_of(const Cell& cell) {
    if (const auto* none = std::get_if<measure::NoData>(&cell.state)) return none->reason;
    if (const auto* none = std::get_if<measure::NotApplicable>(&cell.state)) return none->reason;
    return {};
}

/// "coverage: the site served ...; crosswalk: ..."
Value reasons_of(const Cell& cell) {
    std::string text;
    for (const auto& reason : cell.reasons)
        text += (text.empty() ? "" : "; ") + std::string(name_of(reason.doubt)) + ": " + reason.text;
    return text.empty() ? Value() : Value(text);
}

/// "[b] [u]"
Value shorthand_of(const Cell& cell, measure::Kind kind) {
    std::string text;
    if (const auto sign = measure::instead_of_value(cell.state)) text = code_of(*sign);
    for (const auto sign : measure::beside_value(cell, kind, {}))
        text += (text.empty() ? "" : " ") + std::string(code_of(sign));
    return text.empty() ? Value() : Value(text);
}

/// Nothing of a cell that has no figure to be compared.
Value comparability_of(const Cell& cell) {
    const bool compared = std::holds_alternative<Figure>(cell.state) ||
                          std::holds_alternative<Suppressed>(cell.state) ||
                          std::holds_alternative<measure::Withheld>(cell.state) ||
                          std::holds_alternative<measure::ZeroDenominator>(cell.state);
    return compared ? Value(name_of(cell.comparability)) : Value();
}

Row row_of(const Comparison& comparison, const Cell& cell) {
    Value numerator, denominator, value, lower, upper, method;
    if (const auto* figure = std::get_if<Figure>(&cell.state)) {
        numerator = value_of(figure->numerator);
        denominator = value_of(figure->denominator);
        value = figure->value;
        method = name_or_nothing(figure->method);
        if (figure->interval) lower = figure->interval->lower, upper = figure->interval->upper;
    } else if (const auto* suppressed = std::get_if<Suppressed>(&cell.state)) {
        numerator = withheld;
        if (comparison.measure.kind != measure::Kind::count)
            denominator = suppressed->denominator ? Value(*suppressed->denominator) : Value(withheld);
    } else if (std::holds_alternative<measure::ZeroDenominator>(cell.state)) {
        denominator = 0.0;
    }
    return {comparison.measure.id,
            cell.site,
            cell.period,
            numerator,
            denominator,
            value,
            lower,
            upper,
            method,
            name_or_nothing(cell.dimension),
            name_of(cell.state),
            comparison.measure.unit,
            name_or_nothing(note_of(cell)),
            study::name_of(cell.arm),
            comparability_of(cell),
            reasons_of(cell),
            shorthand_of(cell, comparison.measure.kind)};
}

std::string json_text(const Value& value) {
    if (const auto* number = std::get_if<double>(&value)) return std::isfinite(*number) ? shortest(*number) : "null";
    if (const auto text = text_in(value))
        return nlohmann::json(*text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return "null";
}

template <class Visit>
void for_each_row(std::span<const Comparison> comparisons, Visit visit) {
    for (const auto& comparison : comparisons)
        for (const auto& cell : comparison.cells) visit(row_of(comparison, cell));
}

std::string json_object(const Row& row) {
    std::string out;
    for (std::size_t i = 0; i < row.size(); ++i)
        out += (i == 0 ? "{\"" : ",\"") + std::string(names[i]) + "\":" + json_text(row[i]);
    return out + "}";
}

void write_whole(const std::filesystem::path& file, const std::string& text) {
    auto part = file;
    part += ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(part, file, error);
    if (!out || error) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw EnvironmentError("The file \"" + file.string() + "\" cannot be written.",
                               "Check the folder's permissions and the room on the disk.");
    }
}

} // namespace

std::string shortest(double number) {
    std::array<char, 32> digits{};
    // Whole numbers in full: 1000000 rather than 1e+06.
    const bool whole = std::abs(number) < 1e15 && number == std::trunc(number);
    const auto end =
        whole ? std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<long long>(number)).ptr
              : std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
}

std::string csv_cell(std::string_view text) {
    const auto out = harmless(text);
    if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char c : out) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

std::string comparison_csv(std::span<const Comparison> comparisons) {
    std::string out;
    for (const auto name : names) out += (out.empty() ? "" : ",") + std::string(name);
    out += "\r\n";
    for_each_row(comparisons, [&](const Row& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            if (const auto* number = std::get_if<double>(&row[i])) out += shortest(*number);
            if (const auto text = text_in(row[i])) out += csv_cell(*text);
        }
        out += "\r\n";
    });
    return out;
}

std::string comparison_json_lines(std::span<const Comparison> comparisons) {
    std::string out;
    for_each_row(comparisons, [&](const Row& row) { out += json_object(row) + "\n"; });
    return out;
}

std::string comparison_json(std::span<const Comparison> comparisons) {
    std::string out;
    for_each_row(comparisons, [&](const Row& row) { out += (out.empty() ? "" : ",\n") + json_object(row); });
    return "[\n" + out + (out.empty() ? "]\n" : "\n]\n");
}

void write_comparison(const std::filesystem::path& folder, std::span<const Comparison> comparisons) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw EnvironmentError("The folder \"" + folder.string() + "\" cannot be made: " + error.message() + ".",
                               "Name a folder that you may write to.");
    write_whole(folder / "comparison.csv", comparison_csv(comparisons));
    write_whole(folder / "comparison.json", comparison_json(comparisons));
}

} // namespace pilotage::release
