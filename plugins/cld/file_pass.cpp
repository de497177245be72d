#include "plugins/cld/file_pass.hpp"

namespace pilotage::cld {

FilePass::FilePass(const std::string& path, importers::IssueSink issues) {
    importers::Options options;
    options.delimiter = ',';
    options.encoding = "windows-1252";
    options.limits.file_bytes = 4ull << 30;
    options.issues = std::move(issues);
    reader_ = importers::open(path, options);
    importers::Row row;
    if (reader_->format() != "delimited")
        throw importers::Malformed({importers::Issue::Severity::error,
                                    "format.unknown",
                                    {},
                                    0,
                                    0,
                                    0,
                                    "The file is not CSV.",
                                    "Send the client-level file as CSV, or as gzip of CSV."});
    empty_ = !reader_->next(row);
    if (!empty_) bind(row);
}

void FilePass::bind(const importers::Row& headings) {
    for (std::size_t cell = 0; cell < headings.cells().size(); ++cell) {
        const auto at = static_cast<std::uint32_t>(cell + 1);
        const auto heading = headings.cells()[cell].value;
        std::size_t column = 0;
        while (column < columns.size() && columns[column].heading != heading) ++column;
        if (column == columns.size())
            faults_.push_back({at,
                               "cld.heading",
                               "This heading is not one of the specification, to the letter.",
                               "Give the column the heading of the specification, or remove it.",
                               {}});
        else if (places_[column] != 0)
            faults_.push_back({at, "table.duplicate_heading", "Another column has the same heading.",
                               "Remove one of the two columns.", columns[column].heading});
        else
            places_[column] = at;
    }
    for (std::size_t column = 0; column < columns.size(); ++column)
        if (places_[column] == 0)
            faults_.push_back({0, "table.missing_column", "A column of the specification is not there.",
                               "Add the column; it may be empty where it is not mandatory.", columns[column].heading});
}

void FilePass::each(const std::function<void(const PassRow&)>& take) {
    importers::Row row;
    while (reader_->next(row)) take(PassRow(row, places_));
}

} // namespace pilotage::cld
