// Writes a legacy Excel workbook (BIFF8 in a compound file) for samples and tests: values and number formats, no looks.
//
//     XlsWriter book;
//     book.sheet("2011-12");
//     book.text(0, 0, "Ref");
//     book.date(1, 0, 40634);
//     book.save("register.xls");
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::generate {

/// Rows and columns count from 0: at most 65536 rows and 256 columns, else std::out_of_range. Cells may come in any
/// order; a later one replaces an earlier one. The same calls always give the same bytes.
class XlsWriter {
public:
    /// The codes that a legacy workbook has for errors.
    enum class Error : std::uint8_t { null = 0, div0 = 7, value = 15, ref = 23, name = 29, num = 36, na = 42 };

    /// Serials count from 1 January 1904 instead of 1900.
    void date_1904(bool on) { date_1904_ = on; }
    /// Begins a sheet; what follows goes into it. At least one sheet must not be hidden.
    void sheet(const std::string& name, bool hidden = false);

    void text(std::uint32_t row, std::uint32_t column, std::string_view utf8);
    /// `format` is a number format such as "0.0%"; empty means General.
    void number(std::uint32_t row, std::uint32_t column, double value, const std::string& format = {});
    void date(std::uint32_t row, std::uint32_t column, double serial, const std::string& format = "dd/mm/yyyy");
    void boolean(std::uint32_t row, std::uint32_t column, bool value);
    void error(std::uint32_t row, std::uint32_t column, Error code);
    void blank(std::uint32_t row, std::uint32_t column);
    /// The value that a formula had when it was saved; the formula itself is a constant.
    void formula_number(std::uint32_t row, std::uint32_t column, double value, const std::string& format = {});
    void formula_text(std::uint32_t row, std::uint32_t column, std::string_view utf8);
    /// Both corners belong to the merged range.
    void merge(std::uint32_t row, std::uint32_t column, std::uint32_t last_row, std::uint32_t last_column);

    /// The stream "Workbook", and the whole file.
    std::string workbook() const;
    std::string file() const;
    /// Throws std::runtime_error when the file cannot be written.
    void save(const std::string& path) const;

private:
    enum class Kind : std::uint8_t { text, number, boolean, error, blank, formula_number, formula_text };
    struct Cell {
        Kind kind = Kind::blank;
        std::uint16_t format = 0;
        std::uint32_t string = 0;
        double number = 0;
    };
    struct Sheet {
        std::string name;
        bool hidden = false;
        std::map<std::uint32_t, Cell> cells; // by row * 256 + column
        std::vector<std::uint16_t> merged;   // four numbers each
    };

    Cell& cell(std::uint32_t row, std::uint32_t column, Kind kind);
    std::uint16_t format(const std::string& code);
    std::uint32_t string(std::string_view utf8);
    std::string sheet_stream(const Sheet& sheet) const;

    bool date_1904_ = false;
    std::vector<Sheet> sheets_;
    std::vector<std::string> formats_;
    std::vector<std::u16string> strings_;
    std::map<std::u16string, std::uint32_t> string_index_;
    std::uint32_t string_uses_ = 0;
};

} // namespace pilotage::generate
