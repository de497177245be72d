// One worksheet, streamed row by row. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLSX_WORKSHEET_HPP
#define PILOTAGE_IMPORTERS_XLSX_WORKSHEET_HPP

#include "importers/archive/xml_part.hpp"
#include "importers/spreadsheet/row_builder.hpp"
#include "importers/spreadsheet/text_table.hpp"
#include "importers/xlsx/rich_text.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace pilotage::importers::xlsx {

/// What cells refer to; it outlives the worksheets.
struct Book {
    explicit Book(const Limits& limits) : strings(limits.shared_string_bytes) {}

    std::vector<spreadsheet::NumberFormat> styles;
    spreadsheet::TextTable strings;
    spreadsheet::DateSystem dates = spreadsheet::DateSystem::from_1900;
};

class Worksheet : private archive::XmlHandler {
public:
    Worksheet(archive::Archive& archive, const std::string& part, const std::string& table, const Book& book,
              const Options& options);

    /// The next row element, blank ones too; false at the end. Throws Malformed.
    bool next(Row& row);

private:
    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override;
    void end(const archive::XmlName& name) override;
    void characters(std::string_view text) override;

    void start_row(const archive::XmlAttributes& attributes);
    void start_cell(const archive::XmlAttributes& attributes);
    void end_cell();
    void put_number();
    void put_shared();
    void put_iso();
    void doubt(Issue::Severity severity, std::uint32_t column, const char* rule, const char* message) const;
    [[noreturn]] void refuse_at(const char* rule, const std::string& message) const;

    enum class Type : std::uint8_t { number, shared, text, inline_text, boolean, error, iso, unknown };
    enum class Inside : std::uint8_t { nothing, rows, row, cell, value, item };

    const Book& book_;
    const Options& options_;
    std::string table_;
    spreadsheet::RowBuilder builder_;
    RichText item_;
    std::string value_;
    std::uint64_t row_ = 0;
    std::uint64_t highest_row_ = 0;
    std::uint32_t column_ = 0; // 0-based, of the present cell
    std::uint32_t next_column_ = 0;
    const spreadsheet::NumberFormat* format_ = nullptr;
    const spreadsheet::NumberFormat general_;
    Type type_ = Type::number;
    Inside inside_ = Inside::nothing;
    bool has_value_ = false;
    bool has_formula_ = false;
    bool value_keeps_ = false;
    archive::XmlPart part_;
};

} // namespace pilotage::importers::xlsx

#endif
