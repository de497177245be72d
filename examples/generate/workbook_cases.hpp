// The cases of a site that sends one workbook, and those of them that go wrong with any workbook.
#pragma once

#include "examples/generate/case_list.hpp"

namespace pilotage::generate {

class WorkbookCases : public CaseList {
public:
    /// `headings` is the row of the headings, from 0, on every sheet.
    WorkbookCases(const Tables& base, std::string file, std::size_t headings)
        : CaseList(base), file_(std::move(file)), headings_(headings) {}

    std::size_t column_of(std::size_t sheet, const std::string& heading) const {
        return generate::column_of(base_[sheet], headings_, heading);
    }
    std::string place(std::size_t sheet, std::size_t row) const;
    std::string place(std::size_t sheet, std::size_t row, std::size_t column) const;

    /// The first sheet stands last.
    void sheets_in_another_order(std::string what);
    /// Of each of the sheets the rows above the headings were deleted.
    void no_title_rows(std::vector<std::size_t> sheets);
    /// The heading stands again at that column.
    void heading_twice(std::string what, std::size_t sheet, const std::string& heading, std::size_t column);
    void headings_missing(std::string what, std::size_t sheet);
    /// The sheet's headings stand again at that row.
    void headings_repeated(std::size_t sheet, std::size_t row);
    void unknown_column(std::size_t sheet, std::string heading);
    void unknown_sheet(std::string what, std::string name);
    /// A copy of the sheet is there and hidden.
    void hidden_copy(std::string name, std::string what, std::size_t sheet);
    void file_cut_off();
    void wrong_kind_of_file();
    void protected_by_a_password(std::function<std::string()> bytes);

private:
    std::string file_;
    std::size_t headings_;
};

} // namespace pilotage::generate
