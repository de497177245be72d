// The content of an OpenDocument spreadsheet, streamed row by row. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_ODS_CONTENT_HPP
#define PILOTAGE_IMPORTERS_ODS_CONTENT_HPP

#include "importers/archive/xml_part.hpp"
#include "importers/ods/document.hpp"
#include "importers/ods/cell_text.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers::ods {

class Content : private archive::XmlHandler {
public:
    Content(const Document& document, const Options& options);

    /// The next written row that is not blank; false at the end. Throws Malformed.
    bool next();
    /// Of that row: the sheet and how many have been before it, the first of its numbers, how often it stands there.
    const std::string& table() const { return table_; }
    std::uint64_t table_serial() const { return table_serial_; }
    std::uint64_t row() const { return row_; }
    std::uint64_t repeated() const { return row_repeated_; }
    /// Lays out the cells; their texts live until next().
    void lay_out(std::vector<Cell>& cells);

private:
    struct Pending {
        std::uint32_t column, repeated;
        CellType type;
        bool has_shown;
        std::size_t value, value_size, shown_size;
    };
    /// Attributes of the open cell that its end needs.
    struct OpenCell {
        std::string type, value, formula;
        bool has_string = false, error = false;
        std::uint64_t repeated = 1;
    };

    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override;
    void end(const archive::XmlName& name) override;
    void characters(std::string_view text) override;

    void start_cell(const archive::XmlAttributes& attributes);
    void start_in_cell(const archive::XmlName& name, const archive::XmlAttributes& attributes);
    void end_cell();
    void end_row();
    CellType put_value();
    std::uint64_t repetition(const archive::XmlAttributes& attributes, const archive::XmlName& name) const;
    void check_text(std::size_t more) const;
    void count_repeated(std::uint64_t cells);
    void doubt(const char* rule, const char* message, const char* remedy) const;
    [[noreturn]] void refuse(const char* rule, const std::string& message) const;

    enum class Inside : std::uint8_t { nothing, table, row, cell };

    const Options& options_;
    Inside inside_ = Inside::nothing;
    std::uint32_t passing_ = 0;   ///< depth inside an element that is passed over whole
    std::uint32_t paragraph_ = 0; ///< depth inside a paragraph
    std::string table_;
    std::uint64_t table_serial_ = 0;
    bool wanted_ = true;
    std::uint64_t row_ = 0, next_row_ = 1, row_repeated_ = 1;
    std::uint64_t column_ = 0; ///< 0-based, of the open or next cell
    OpenCell cell_;
    CellText text_;
    std::vector<Pending> cells_;
    std::string buffer_;
    std::uint64_t repeated_cells_ = 0;
    std::unique_ptr<archive::XmlPart> part_;
};

/// All sheets of the document, which is read through once for it; as many as can be read of a damaged one.
std::vector<Table> list_tables(const Document& document, const Limits& limits);

} // namespace pilotage::importers::ods

#endif
