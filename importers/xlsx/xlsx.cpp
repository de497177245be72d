#include "importers/xlsx/xlsx.hpp"

#include "importers/archive/archive.hpp"
#include "importers/spreadsheet/blank_rows.hpp"
#include "importers/xlsx/package.hpp"
#include "importers/xlsx/shared_strings.hpp"
#include "importers/xlsx/workbook.hpp"
#include "importers/xlsx/worksheet.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace pilotage::importers {
namespace {

class XlsxReader : public Reader {
public:
    XlsxReader(std::shared_ptr<const File> file, Options options)
        : options_(std::move(options)), archive_(std::move(file), options_.limits, xlsx::remedy_for_damage),
          book_(options_.limits) {
        const std::string part = xlsx::find_workbook(archive_, options_.limits);
        std::map<std::string, xlsx::Relationship> relationships;
        for (auto& relationship : xlsx::read_relationships(archive_, part, options_.limits)) {
            if (relationship.type == "styles" && archive_.has(relationship.target))
                book_.styles = xlsx::read_styles(archive_, relationship.target, options_.limits);
            if (relationship.type == "sharedStrings" && archive_.has(relationship.target))
                xlsx::read_shared_strings(archive_, relationship.target, book_.strings, options_.limits);
            relationships.emplace(relationship.id, std::move(relationship));
        }
        const xlsx::Workbook workbook = xlsx::read_workbook(archive_, part, options_.limits);
        book_.dates = workbook.dates;
        for (const auto& sheet : workbook.sheets) {
            const auto found = relationships.find(sheet.relationship);
            if (found != relationships.end() && found->second.type != "worksheet")
                continue; // charts and dialogs hold no cells
            tables_.push_back(sheet.table);
            parts_.push_back(found == relationships.end() ? std::string() : found->second.target);
        }
        if (tables_.empty()) xlsx::refuse("format.malformed", "The workbook has no worksheet.");
        if (!options_.table.empty()) choose_table();
    }

    bool next(Row& row) override {
        while (true) {
            if (!sheet_) {
                if (next_table_ == tables_.size()) return false;
                open_sheet();
            }
            if (blanks_.next(row, [&] { return sheet_->next(row); })) return true;
            sheet_.reset();
        }
    }
    const std::vector<Table>& tables() const override { return tables_; }
    std::string_view format() const override { return "xlsx"; }
    std::string decisions() const override {
        return book_.dates == spreadsheet::DateSystem::from_1904 ? "dates count from 1904" : std::string();
    }
    std::uint64_t bytes_done() const override { return std::min(archive_.bytes_done(), archive_.file_size()); }
    std::uint64_t bytes_all() const override { return archive_.file_size(); }

private:
    void choose_table() {
        const auto found = std::find_if(tables_.begin(), tables_.end(),
                                        [&](const Table& table) { return table.name == options_.table; });
        if (found == tables_.end())
            xlsx::refuse("table.missing", "The workbook has no sheet \"" + options_.table + "\".",
                         "Name one of its sheets, as its tab shows it.");
        only_ = static_cast<std::size_t>(found - tables_.begin());
        next_table_ = *only_;
    }

    void open_sheet() {
        const Table& table = tables_[next_table_];
        const std::string& part = parts_[next_table_];
        if (part.empty() || !archive_.has(part)) {
            Issue issue;
            issue.rule = "format.malformed";
            issue.table = table.name;
            issue.message = "The workbook is damaged: the contents of this sheet are not in the file.";
            issue.remedy = "Open the workbook in a spreadsheet program, save it again and send that file.";
            throw Malformed(std::move(issue));
        }
        sheet_.emplace(archive_, part, table.name, book_, options_);
        blanks_.begin(table.name, options_.blank_rows);
        next_table_ = only_ ? tables_.size() : next_table_ + 1;
    }

    Options options_;
    archive::Archive archive_;
    xlsx::Book book_;
    std::vector<Table> tables_;
    std::vector<std::string> parts_;
    std::optional<std::size_t> only_;
    std::size_t next_table_ = 0;
    std::optional<xlsx::Worksheet> sheet_;
    spreadsheet::BlankRows blanks_;
};

} // namespace

std::unique_ptr<Reader> open_xlsx(std::shared_ptr<const File> file, const Options& options) {
    return std::make_unique<XlsxReader>(std::move(file), options);
}

} // namespace pilotage::importers
