#include "importers/ods/ods.hpp"

#include "importers/ods/content.hpp"
#include "importers/spreadsheet/blank_rows.hpp"

#include <algorithm>
#include <optional>

namespace pilotage::importers {
namespace {

[[noreturn]] void refuse(const char* rule, const std::string& message, const std::string& remedy) {
    throw Malformed({Issue::Severity::error, rule, {}, 0, 0, 0, message, remedy});
}

class OdsReader final : public Reader {
public:
    OdsReader(std::shared_ptr<const File> file, const Options& options)
        : options_(options), document_(std::move(file), options_.limits), content_(document_, options_) {}

    bool next(Row& row) override {
        while (!blanks_.next(row, [&] { return read(row); })) {
            if (ended_) {
                if (!options_.table.empty()) check_table();
                return false;
            }
            serial_ = content_.table_serial();
            table_ = content_.table();
            blanks_.begin(table_, options_.blank_rows);
        }
        return true;
    }
    /// The document is read through for the list, when it is first asked for.
    const std::vector<Table>& tables() const override {
        if (!tables_) tables_ = ods::list_tables(document_, options_.limits);
        return *tables_;
    }
    std::string_view format() const override { return "ods"; }
    std::uint64_t bytes_done() const override { return document_.bytes_done(); }
    std::uint64_t bytes_all() const override { return document_.bytes_all(); }

private:
    /// The next row of the present sheet.
    bool read(Row& row) {
        if (given_ == repeated_) {
            if (ended_ || !content_.next()) {
                ended_ = true;
                return false;
            }
            given_ = 0;
            repeated_ = content_.repeated();
        }
        if (content_.table_serial() != serial_) return false;
        row.table = table_;
        row.number = content_.row() + given_++;
        row.line = 0;
        row.header = false;
        content_.lay_out(row.cells());
        return true;
    }

    void check_table() const {
        const auto& all = tables();
        if (std::any_of(all.begin(), all.end(), [&](const Table& table) { return table.name == options_.table; }))
            return;
        refuse("table.missing", "The workbook has no sheet \"" + options_.table + "\".",
               "Name one of its sheets, as its tab shows it.");
    }
    Options options_;
    ods::Document document_;
    ods::Content content_;
    mutable std::optional<std::vector<Table>> tables_;
    spreadsheet::BlankRows blanks_;
    std::string table_;
    std::uint64_t serial_ = 0;
    std::uint64_t given_ = 0, repeated_ = 0; ///< of the written row at hand
    bool ended_ = false;
};

} // namespace

std::unique_ptr<Reader> open_ods(std::shared_ptr<const File> file, const Options& options) {
    return std::make_unique<OdsReader>(std::move(file), options);
}

} // namespace pilotage::importers
