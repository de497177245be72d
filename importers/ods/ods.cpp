#include "importers/ods/ods.hpp"

#include "importers/archive/xml_part.hpp"
#include "importers/ods/content.hpp"
#include "importers/spreadsheet/blank_rows.hpp"

#include <algorithm>
#include <optional>

namespace pilotage::importers {
namespace {

constexpr std::string_view manifest = "META-INF/manifest.xml";
constexpr std::string_view kinds[] = {"application/vnd.oasis.opendocument.spreadsheet",
                                      "application/vnd.oasis.opendocument.spreadsheet-template"};

[[noreturn]] void refuse(const char* rule, const std::string& message, const std::string& remedy) {
    throw Malformed({Issue::Severity::error, rule, {}, 0, 0, 0, message, remedy});
}

void check_kind(archive::Archive& archive) {
    std::string kind;
    if (archive.has("mimetype")) {
        archive::Archive::Part part(archive, "mimetype");
        char bytes[256];
        for (std::size_t got; kind.size() < sizeof bytes && (got = part.read(bytes, sizeof bytes)) > 0;)
            kind.append(bytes, got);
    }
    while (!kind.empty() && (kind.back() == '\n' || kind.back() == '\r')) kind.pop_back();
    if (std::find(std::begin(kinds), std::end(kinds), kind) == std::end(kinds))
        refuse("format.unknown", "The file is an archive, but its mimetype is not that of an OpenDocument spreadsheet.",
               "Open the file in a spreadsheet program, and save it as .ods.");
}

/// The manifest names the key of each part that is encrypted.
class EncryptionFinder final : public archive::XmlHandler {
public:
    bool found = false;

private:
    void start(const archive::XmlName& name, const archive::XmlAttributes&) override {
        if (name.local == "encryption-data") found = true;
    }
    void end(const archive::XmlName&) override {}
};

void check_encryption(archive::Archive& archive, const Limits& limits) {
    if (!archive.has(manifest)) return;
    EncryptionFinder finder;
    archive::read_xml_part(archive, std::string(manifest), finder, limits);
    if (finder.found)
        refuse("format.encrypted", "This is a workbook with a password, which cannot be read without it.",
               "Send the file without a password, by a safe way.");
}

class OdsReader final : public Reader {
public:
    OdsReader(const std::string& path, const Options& options)
        : path_(path), options_(options), archive_(path, options.limits) {
        check_kind(archive_);
        check_encryption(archive_, options_.limits);
        if (!archive_.has("content.xml"))
            refuse("format.malformed", "The workbook is damaged: it has no content.",
                   "Open it in a spreadsheet program, and save it again.");
        content_.emplace(archive_, options_);
    }

    bool next(Row& row) override {
        while (!blanks_.next(row, [&] { return read(row); })) {
            if (ended_) {
                if (!options_.table.empty()) check_table();
                return false;
            }
            serial_ = content_->table_serial();
            table_ = content_->table();
            blanks_.begin(table_, options_.blank_rows);
        }
        return true;
    }
    /// The document is read through for the list, when it is first asked for.
    const std::vector<Table>& tables() const override {
        if (!tables_) tables_ = ods::list_tables(path_, options_.limits);
        return *tables_;
    }
    std::string_view format() const override { return "ods"; }
    std::uint64_t bytes_done() const override { return std::min(archive_.bytes_done(), archive_.file_size()); }
    std::uint64_t bytes_all() const override { return archive_.file_size(); }

private:
    /// The next row of the present sheet.
    bool read(Row& row) {
        if (given_ == repeated_) {
            if (ended_ || !content_->next()) {
                ended_ = true;
                return false;
            }
            given_ = 0;
            repeated_ = content_->repeated();
        }
        if (content_->table_serial() != serial_) return false;
        row.table = table_;
        row.number = content_->row() + given_++;
        row.line = 0;
        row.header = false;
        content_->lay_out(row.cells());
        return true;
    }

    void check_table() const {
        const auto& all = tables();
        if (std::any_of(all.begin(), all.end(), [&](const Table& table) { return table.name == options_.table; }))
            return;
        refuse("table.missing", "The workbook has no sheet \"" + options_.table + "\".",
               "Name one of its sheets, as its tab shows it.");
    }
    std::string path_;
    Options options_;
    archive::Archive archive_;
    std::optional<ods::Content> content_;
    mutable std::optional<std::vector<Table>> tables_;
    spreadsheet::BlankRows blanks_;
    std::string table_;
    std::uint64_t serial_ = 0;
    std::uint64_t given_ = 0, repeated_ = 0; ///< of the written row at hand
    bool ended_ = false;
};

} // namespace

std::unique_ptr<Reader> open_ods(const std::string& path, const Options& options) {
    return std::make_unique<OdsReader>(path, options);
}

} // namespace pilotage::importers
