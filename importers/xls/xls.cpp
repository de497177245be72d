#include "importers/xls/xls.hpp"

#include "importers/spreadsheet/blank_rows.hpp"
#include "importers/xls/sheet.hpp"

#include <algorithm>
#include <optional>

namespace pilotage::importers {
namespace {

xls::Stream workbook_stream(const xls::CompoundFile& container) {
    if (container.has("EncryptedPackage"))
        xls::refuse("format.encrypted", "The workbook is protected by a password, so nothing in it can be read.",
                    "Remove the password (File, Info, Protect Workbook, Encrypt with Password, leave it empty) and "
                    "send the file again.");
    for (const char* name : {"Workbook", "Book"})
        if (container.has(name)) return container.open(name);
    xls::refuse("format.unknown", "This is an office document, but not an Excel workbook.",
                "Send the workbook itself, as .xlsx or .xls.");
}

class XlsReader : public Reader {
public:
    XlsReader(std::shared_ptr<const File> file, Options options)
        : options_(std::move(options)), container_(std::move(file), options_.limits),
          stream_(container_.file(), workbook_stream(container_)), globals_(options_.limits) {
        xls::read_globals(stream_, globals_, options_.limits);
        for (const auto& sheet : globals_.sheets) tables_.push_back(sheet.table);
        if (tables_.empty()) xls::refuse("format.malformed", "The workbook has no worksheet.");
        if (!options_.table.empty()) choose_table();
    }

    bool next(Row& row) override {
        while (true) {
            if (!sheet_) {
                if (next_table_ == tables_.size()) return false;
                sheet_.emplace(stream_, globals_.sheets[next_table_], globals_, options_);
                blanks_.begin(tables_[next_table_].name, options_.blank_rows);
                next_table_ = only_ ? tables_.size() : next_table_ + 1;
            }
            if (blanks_.next(row, [&] { return sheet_->next(row); })) return true;
            sheet_.reset();
        }
    }
    const std::vector<Table>& tables() const override { return tables_; }
    std::string_view format() const override { return "xls"; }
    std::string decisions() const override {
        std::string text = globals_.biff8 ? "BIFF8" : "BIFF5, code page " + std::to_string(globals_.code_page);
        if (globals_.dates == spreadsheet::DateSystem::from_1904) text += ", dates count from 1904";
        return text;
    }
    std::uint64_t bytes_done() const override { return std::min(stream_.offset(), bytes_all()); }
    std::uint64_t bytes_all() const override { return container_.file().size(); }

private:
    void choose_table() {
        const auto found = std::find_if(tables_.begin(), tables_.end(),
                                        [&](const Table& table) { return table.name == options_.table; });
        if (found == tables_.end())
            xls::refuse("table.missing", "The workbook has no sheet \"" + options_.table + "\".",
                        "Name one of its sheets, as its tab shows it.");
        only_ = true;
        next_table_ = static_cast<std::size_t>(found - tables_.begin());
    }

    Options options_;
    xls::CompoundFile container_;
    xls::BiffStream stream_;
    xls::Globals globals_;
    std::vector<Table> tables_;
    bool only_ = false;
    std::size_t next_table_ = 0;
    std::optional<xls::Sheet> sheet_;
    spreadsheet::BlankRows blanks_;
};

} // namespace

std::unique_ptr<Reader> open_xls(std::shared_ptr<const File> file, const Options& options) {
    return std::make_unique<XlsReader>(std::move(file), options);
}

} // namespace pilotage::importers
