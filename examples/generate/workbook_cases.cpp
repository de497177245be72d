#include "examples/generate/workbook_cases.hpp"

#include <algorithm>

namespace pilotage::generate {
namespace {

std::string letters(std::size_t column) {
    return column < 26 ? std::string(1, static_cast<char>('A' + column))
                       : std::string{'A', static_cast<char>('A' + column - 26)};
}

auto row_at(std::vector<Cells>& rows, std::size_t row) {
    return rows.begin() + static_cast<std::ptrdiff_t>(row);
}

} // namespace

std::string WorkbookCases::place(std::size_t sheet, std::size_t row) const {
    return base_[sheet].name + "!" + std::to_string(row + 1);
}

std::string WorkbookCases::place(std::size_t sheet, std::size_t row, std::size_t column) const {
    return base_[sheet].name + "!" + letters(column) + std::to_string(row + 1);
}

void WorkbookCases::sheets_in_another_order(std::string what) {
    good("sheets-in-another-order", std::move(what),
         [](Tables& tables) { std::rotate(tables.begin(), tables.begin() + 1, tables.end()); });
}

void WorkbookCases::no_title_rows(std::vector<std::size_t> sheets) {
    good("no-title-rows", "The headings stand in the first row.",
         [sheets = std::move(sheets), headings = headings_](Tables& tables) {
             for (const auto sheet : sheets) {
                 auto& rows = tables[sheet].rows;
                 rows.erase(rows.begin(), row_at(rows, headings));
                 tables[sheet].merged.clear();
             }
         });
}

void WorkbookCases::heading_twice(std::string what, std::size_t sheet, const std::string& heading, std::size_t column) {
    refused("heading-twice", std::move(what),
            {{"fatal", "table.duplicate_heading", place(sheet, headings_, column), heading}},
            [=, headings = headings_](Tables& tables) { tables[sheet].rows[headings][column] = heading; });
}

void WorkbookCases::headings_missing(std::string what, std::size_t sheet) {
    refused("headings-missing", std::move(what), {{"fatal", "table.heading_row", base_[sheet].name, ""}},
            [=, headings = headings_](Tables& tables) {
                auto& rows = tables[sheet].rows;
                rows.erase(row_at(rows, headings));
            });
}

void WorkbookCases::headings_repeated(std::size_t sheet, std::size_t row) {
    taken("warns", "headings-repeated", "The headings stand again among the rows.",
          {{"warning", "table.repeated_heading", place(sheet, row), ""}}, Change{1, 0, 0, 1},
          [=, headings = headings_](Tables& tables) {
              auto& rows = tables[sheet].rows;
              rows.insert(row_at(rows, row), rows[headings]);
          });
}

void WorkbookCases::unknown_column(std::size_t sheet, std::string heading) {
    taken("warns", "unknown-column", "A column that is not part of the return.",
          {{"warning", "table.unknown_column", place(sheet, headings_, base_[sheet].rows[headings_].size()), ""}},
          Change{}, [=, headings = headings_, heading = std::move(heading)](Tables& tables) {
              tables[sheet].rows[headings].push_back(heading);
          });
}

void WorkbookCases::unknown_sheet(std::string what, std::string name) {
    taken("warns", "unknown-sheet", std::move(what), {{"warning", "table.unknown_sheet", name, ""}}, Change{},
          [name](Tables& tables) {
              tables.push_back({name, false, {{"my sums"}, {Cell(Cell::Kind::number, 12)}}, {}});
          });
}

void WorkbookCases::hidden_copy(std::string name, std::string what, std::size_t sheet) {
    const auto copy_name = base_[sheet].name + " (2)";
    taken("warns", std::move(name), std::move(what),
          {{"warning", "table.hidden", copy_name + "!" + std::to_string(headings_ + 2), ""}}, Change{},
          [=](Tables& tables) {
              auto copy = tables[sheet];
              copy.name = copy_name;
              copy.hidden = true;
              tables.push_back(std::move(copy));
          });
}

void WorkbookCases::file_cut_off() {
    refused("file-cut-off", "Only the first half of the workbook arrived.", {{"fatal", "format.malformed", file_, ""}},
            [file = file_](Files& files) { files[file].resize(files[file].size() / 2); });
}

void WorkbookCases::wrong_kind_of_file() {
    refused("wrong-kind-of-file", "A PDF under the workbook's name.", {{"fatal", "format.unknown", file_, ""}},
            [file = file_](Files& files) { files[file] = pdf_bytes; });
}

void WorkbookCases::protected_by_a_password(std::function<std::string()> bytes) {
    refused("protected-by-a-password", "The workbook is encrypted.", {{"fatal", "format.encrypted", file_, ""}},
            [file = file_, bytes = std::move(bytes)](Files& files) { files[file] = bytes(); });
}

} // namespace pilotage::generate
