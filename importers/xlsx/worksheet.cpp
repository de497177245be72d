#include "importers/xlsx/worksheet.hpp"

#include "importers/xlsx/package.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace pilotage::importers::xlsx {
namespace {

constexpr std::uint64_t most_rows = 1048576;
constexpr std::uint32_t most_columns = 16384;
constexpr std::size_t exact_digits = 15;
const char* const save_again =
    "Open the workbook in a spreadsheet program, look at this cell, and save the workbook again.";

// The 0-based column of "B17"; false when there is no column in it. Columns beyond any sheet come out as the largest
// number.
bool parse_column(std::string_view reference, std::uint32_t& column) {
    std::uint64_t number = 0;
    std::size_t at = 0;
    while (at < reference.size() && reference[at] == '$') ++at;
    const std::size_t begin = at;
    for (; at < reference.size(); ++at) {
        const char c = static_cast<char>(reference[at] & ~0x20);
        if (c < 'A' || c > 'Z') break;
        number = std::min<std::uint64_t>(number * 26 + static_cast<std::uint64_t>(c - 'A' + 1), 1u << 30);
    }
    if (at == begin) return false;
    column = static_cast<std::uint32_t>(number - 1);
    return true;
}

void trim(std::string& text) {
    const char* const spaces = " \t\r\n";
    text.erase(text.find_last_not_of(spaces) + 1);
    text.erase(0, text.find_first_not_of(spaces));
}

bool is_plain_integer(std::string_view text) {
    if (text.empty() || text.size() > exact_digits || (text[0] == '0' && text.size() > 1)) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Worksheet::Worksheet(archive::Archive& archive, const std::string& part, const std::string& table, const Book& book,
                     const Options& options)
    : book_(book), options_(options), table_(table), item_(options.limits.cell_bytes),
      part_(archive, part, *this, options.limits) {}

bool Worksheet::next(Row& row) {
    if (!part_.run()) return false;
    row.table = table_;
    row.number = row_;
    row.line = 0;
    if (const std::uint32_t twice = builder_.finish(row); twice != 0)
        doubt(Issue::Severity::warning, twice, "table.cell_twice",
              "The file holds two values for this cell; the later one is used.");
    return true;
}

void Worksheet::start(const archive::XmlName& name, const archive::XmlAttributes& attributes) {
    if (!is_spreadsheet(name.space)) return;
    const std::string_view local = name.local;
    switch (inside_) {
    case Inside::nothing:
        if (local == "sheetData") inside_ = Inside::rows;
        break;
    case Inside::rows:
        if (local == "row") start_row(attributes);
        break;
    case Inside::row:
        if (local == "c") start_cell(attributes);
        break;
    case Inside::cell:
        if (local == "v") {
            inside_ = Inside::value;
            has_value_ = true;
            value_keeps_ = attributes[archive::XmlName{"http://www.w3.org/XML/1998/namespace", "space"}] == "preserve";
        } else if (local == "f") {
            has_formula_ = true;
        } else if (local == "is") {
            inside_ = Inside::item;
            item_.begin();
        }
        break;
    case Inside::item:
        item_.start(local);
        break;
    case Inside::value:
        break;
    }
}

void Worksheet::end(const archive::XmlName& name) {
    if (!is_spreadsheet(name.space)) return;
    const std::string_view local = name.local;
    switch (inside_) {
    case Inside::value:
        if (local == "v") inside_ = Inside::cell;
        break;
    case Inside::item:
        if (local == "is")
            inside_ = Inside::cell;
        else
            item_.end(local);
        break;
    case Inside::cell:
        if (local == "c") {
            end_cell();
            inside_ = Inside::row;
        }
        break;
    case Inside::row:
        if (local == "row") {
            inside_ = Inside::rows;
            part_.pause();
        }
        break;
    case Inside::rows:
        if (local == "sheetData") inside_ = Inside::nothing;
        break;
    case Inside::nothing:
        break;
    }
}

void Worksheet::characters(std::string_view text) {
    if (inside_ == Inside::value) {
        if (value_.size() + text.size() > options_.limits.cell_bytes)
            refuse_at("limit.cell_bytes",
                      "A cell holds more than " + std::to_string(options_.limits.cell_bytes) + " bytes of text.");
        value_ += text;
    } else if (inside_ == Inside::item) {
        item_.characters(text);
    }
}

void Worksheet::start_row(const archive::XmlAttributes& attributes) {
    inside_ = Inside::row;
    builder_.clear();
    next_column_ = 0;
    const auto number = attributes["r"];
    std::uint64_t row = row_ + 1;
    if (!number.empty()) {
        const auto read = std::from_chars(number.data(), number.data() + number.size(), row);
        if (read.ec != std::errc() || row == 0) {
            row_ = row_ + 1;
            refuse_at("format.malformed", "A row of the sheet has a number that is none.");
        }
    }
    row_ = row;
    if (row_ > std::min(most_rows, options_.limits.rows))
        refuse_at("limit.rows", "The sheet has a row beyond number " +
                                    std::to_string(std::min(most_rows, options_.limits.rows)) + ".");
    if (row_ <= highest_row_)
        doubt(Issue::Severity::warning, 0, "table.odd_place",
              "This row stands behind a later one in the file, or is there twice.");
    highest_row_ = std::max(highest_row_, row_);
}

void Worksheet::start_cell(const archive::XmlAttributes& attributes) {
    inside_ = Inside::cell;
    value_.clear();
    has_value_ = has_formula_ = false;
    type_ = Type::number;
    format_ = &general_;
    item_.clear();
    column_ = next_column_;
    for (const auto& attribute : attributes) {
        if (!attribute.name.space.empty()) continue;
        const auto key = attribute.name.local;
        const std::string_view text = attribute.value;
        if (key == "r") {
            if (!parse_column(text, column_))
                doubt(Issue::Severity::warning, column_ + 1, "table.odd_place",
                      "A cell has a reference that cannot be read; it is taken as the next one.");
        } else if (key == "s") {
            std::size_t style = 0;
            std::from_chars(text.data(), text.data() + text.size(), style);
            if (style < book_.styles.size()) format_ = &book_.styles[style];
        } else if (key == "t") {
            type_ = text == "s"           ? Type::shared
                    : text == "n"         ? Type::number
                    : text == "str"       ? Type::text
                    : text == "b"         ? Type::boolean
                    : text == "inlineStr" ? Type::inline_text
                    : text == "e"         ? Type::error
                    : text == "d"         ? Type::iso
                                          : Type::unknown;
        }
    }
    if (column_ >= std::min(most_columns, options_.limits.columns))
        refuse_at("limit.columns", "The sheet has a cell beyond column " +
                                       std::to_string(std::min(most_columns, options_.limits.columns)) + ".");
    next_column_ = column_ + 1;
}

void Worksheet::end_cell() {
    if (!item_.text().empty()) {
        builder_.text(column_, item_.text(), *format_);
        return;
    }
    if (!has_value_) {
        if (has_formula_)
            doubt(Issue::Severity::warning, column_ + 1, "table.formula_without_value",
                  "The cell has a formula, but the file does not hold what it gives; the cell is read as empty.");
        return;
    }
    if (!value_keeps_) trim(value_);
    switch (type_) {
    case Type::number:
        put_number();
        break;
    case Type::shared:
        put_shared();
        break;
    case Type::boolean:
        builder_.boolean(column_, value_ == "1" || value_ == "true");
        break;
    case Type::error:
        builder_.error(column_, value_);
        break;
    case Type::iso:
        put_iso();
        break;
    case Type::unknown:
        doubt(Issue::Severity::warning, column_ + 1, "table.odd_cell",
              "The cell is of a type that is not known; it is read as text.");
        [[fallthrough]];
    case Type::text:
    case Type::inline_text:
        unescape(value_, 0);
        builder_.text(column_, value_, *format_);
        break;
    }
}

void Worksheet::put_number() {
    if (value_.empty()) return;
    if (format_->is_general() && is_plain_integer(value_)) {
        builder_.plain_number(column_, value_);
        return;
    }
    double number = 0;
    const char* begin = value_.data() + (value_[0] == '+' ? 1 : 0);
    const char* end = value_.data() + value_.size();
    const auto read = std::from_chars(begin, end, number);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number)) {
        doubt(Issue::Severity::warning, column_ + 1, "table.odd_cell",
              "The cell is marked as a number, but holds none; it is read as text.");
        builder_.text(column_, value_, general_);
        return;
    }
    builder_.number(column_, number, *format_, book_.dates);
}

void Worksheet::put_shared() {
    std::size_t index = 0;
    const auto read = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (read.ec != std::errc() || index >= book_.strings.size()) {
        doubt(Issue::Severity::error, column_ + 1, "table.text_missing",
              "The cell's text is missing: it points beyond the workbook's table of strings.");
        return;
    }
    builder_.borrowed_text(column_, book_.strings[index], *format_);
}

void Worksheet::put_iso() {
    static const auto date = spreadsheet::NumberFormat::built_in(14);
    static const auto time = spreadsheet::NumberFormat::built_in(21);
    static const auto datetime = spreadsheet::NumberFormat("dd/mm/yyyy hh:mm:ss");
    using spreadsheet::IsoKind;
    double serial = 0;
    const IsoKind kind = spreadsheet::parse_iso(value_, book_.dates, serial);
    if (kind == IsoKind::none) {
        doubt(Issue::Severity::warning, column_ + 1, "table.odd_cell",
              "The cell is marked as a date, but holds none; it is read as text.");
        builder_.text(column_, value_, general_);
        return;
    }
    const bool dated =
        format_->type() == CellType::date || format_->type() == CellType::time || format_->type() == CellType::datetime;
    builder_.number(column_, serial,
                    dated                   ? *format_
                    : kind == IsoKind::date ? date
                    : kind == IsoKind::time ? time
                                            : datetime,
                    book_.dates);
}

void Worksheet::doubt(Issue::Severity severity, std::uint32_t column, const char* rule, const char* message) const {
    if (!options_.issues) return;
    Issue issue;
    issue.severity = severity;
    issue.rule = rule;
    issue.table = table_;
    issue.row = row_;
    issue.column = column;
    issue.message = message;
    issue.remedy = save_again;
    options_.issues(issue);
}

void Worksheet::refuse_at(const char* rule, const std::string& message) const {
    Issue issue;
    issue.rule = rule;
    issue.table = table_;
    issue.row = row_;
    issue.message = message;
    issue.remedy = save_again;
    throw Malformed(std::move(issue));
}

} // namespace pilotage::importers::xlsx
