#include "core/release/workbook/release_workbook.hpp"

#include "core/release/release_tables.hpp"
#include "core/release/workbook/measure_sheet.hpp"
#include "core/release/workbook/table_sheet.hpp"

#include <algorithm>

namespace pilotage::release::workbook {
namespace {

constexpr double page_width = 73; // of A4, upright

void add(Sheet& sheet, Line::Kind kind, std::string_view text, const char* leads_to = "") {
    sheet.lines.push_back({kind, plain_text(text), leads_to});
}

Sheet cover_of(const Release& release, bool notes) {
    using Kind = Line::Kind;
    Sheet cover{"Cover", {}, std::nullopt, page_width};
    add(cover, Kind::title, release.study_name + ": comparison of the sites");
    add(cover, Kind::text,
        "Figures after disclosure control, from the returns received up to " + release.data_date +
            ". Made by Pilotage " + release.program_version + ".");
    add(cover, Kind::text, "All tables are listed, with links, on the sheet of contents", "Contents");
    if (notes) add(cover, Kind::text, "What is to be minded of single figures is on the sheet of notes", Notes::name);

    add(cover, Kind::heading, "How to read the figures");
    for (const auto& note : release.notes) add(cover, Kind::text, note);
    add(cover, Kind::text,
        "Every figure is marked comparable, caveated (compare with care: its notes say why) or withheld (it must not "
        "stand beside the others).");
    add(cover, Kind::text, "Arms are groups of sites: pilots, host councils and comparison councils.");

    add(cover, Kind::heading, "Signs");
    for (const auto& [sign, meaning] : legend()) add(cover, Kind::text, sign + " means: " + meaning + ".");
    add(cover, Kind::text, "Signs stand in place of a number, or in a column of their own beside it.");

    add(cover, Kind::heading, "Rules of disclosure control: " + release.profile.title);
    for (const auto& rule : release.profile.rules) add(cover, Kind::text, rule);

    add(cover, Kind::heading, "Other forms of the same figures");
    add(cover, Kind::text,
        "The release that this workbook belongs to has them as CSV and JSON too, and its manifest, "
        "ro-crate-metadata.json, says what they were made from. The ids of figures.csv lead back to the sites' "
        "returns.");
    return cover;
}

Sheet contents_of(const std::vector<Sheet>& sheets) {
    Table table{{{"Sheet"}, {"What it holds", false, 90}}, {}};
    for (const auto& sheet : sheets) table.rows.push_back({sheet.name, Link{sheet.lines.front().text, sheet.name}});
    Sheet contents{"Contents", {{Line::Kind::title, "Contents"}}, std::move(table)};
    add(contents, Line::Kind::text, "This sheet has one table: the sheets of the workbook, with links to them.");
    return contents;
}

class Builder {
public:
    explicit Builder(const Release& release) : release_(release), names_(names_of(release)) {}

    std::vector<Sheet> build() {
        add_measures(release_.measures);
        const auto tables = tables_of(release_);
        for (const auto& table : tables)
            if (table.name == "quality")
                add_measures(release_.quality);
            else if (table.name != "figures")
                sheets_.push_back(table_sheet(table, names_, number(), notes_));
        return std::move(sheets_);
    }
    const Notes& notes() const { return notes_; }

private:
    void add_measures(const std::vector<ReleasedMeasure>& measures) {
        for (const auto& measure : measures)
            if (!measure.figures.empty()) sheets_.push_back(measure_sheet(measure, release_.profile, number(), notes_));
    }
    std::size_t number() const { return sheets_.size() + 1; }

    const Release& release_;
    Names names_;
    Notes notes_;
    std::vector<Sheet> sheets_;
};

} // namespace

Workbook workbook_of(const Release& release) {
    Builder builder(release);
    auto tables = builder.build();
    const bool notes = !builder.notes().empty();

    Workbook book;
    book.title = plain_text(release.study_name + ": comparison of the sites");
    book.subject = "Figures by site and period after disclosure control, with their intervals";
    book.description = plain_text("Data received up to " + release.data_date + "; rules: " + release.profile.title);
    book.creator = "Pilotage " + release.program_version;
    book.date = release.data_date;
    book.sheets.push_back(cover_of(release, notes));
    if (notes) tables.insert(tables.begin(), builder.notes().sheet());
    book.sheets.push_back(contents_of(tables));
    std::ranges::move(tables, std::back_inserter(book.sheets));
    return book;
}

} // namespace pilotage::release::workbook
