// What most plugins share: from a list of tables and their columns to local records, with every doubt as a finding.
// A plugin's read() is then one call, and what is left of the plugin is its columns and normalise():
//
//     void read(const sdk::Submission& submission, sdk::LocalWriter& out) override { importers::read_tables(submission,
//     out, plan()); }
#ifndef PILOTAGE_IMPORTERS_PLUGIN_SUPPORT_HPP
#define PILOTAGE_IMPORTERS_PLUGIN_SUPPORT_HPP

#include "core/sdk/site_importer.hpp"
#include "importers/reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers {

/// How the cells of a column become values of the local record. Outer white space is taken away in every case.
enum class Reads : std::uint8_t {
    text,   ///< as it stands
    code,   ///< in capitals: codes are matched without case
    date,   ///< a workbook's date as dd/mm/yyyy; text as it stands
    number, ///< without a leading £ and without commas between thousands
    share,  ///< as number; "45%" written as text becomes 0.45
};

enum class Needed : std::uint8_t {
    yes, ///< without the column the table cannot be used
    no,  ///< earlier forms of the table may lack it
};

/// What an empty cell says.
enum class Blank : std::uint8_t {
    nothing,
    as_above, ///< what the row above has: merged cells, and tables that state a value only where it changes
};

struct Column {
    std::string_view field;                 ///< of the local record
    std::vector<std::string_view> headings; ///< the usual one first, then others it is known by
    Reads reads = Reads::text;
    Needed needed = Needed::yes;
    Blank blank = Blank::nothing;
};

/// One kind of table of a return: a text file of its own, or a sheet.
struct TableShape {
    std::string_view record;     ///< the record type of the site's schema that its rows become
    std::string_view called;     ///< for people: "persons.csv", "Cases"
    std::vector<Column> columns; ///< in the order of the schema's fields
    Needed needed = Needed::yes; ///< whether a return without it is incomplete
    std::string_view closing;    ///< first word of a closing line that states the number of rows; empty: there is none
};

/// A record as it was handed over, for checks across the tables of a return. Texts live for the call only.
struct Handed {
    const TableShape& shape;
    sdk::Where where;                            ///< its row; with a column of `columns` it is the cell
    const std::vector<std::string_view>& values; ///< one for each column of the shape; empty where there is none
    const std::vector<std::uint32_t>& columns;   ///< where each stands, from 1; 0: the table does not have it
};

struct Plan {
    /// Tables are read in this order, sheets of a workbook and files of a return alike, so that a row can be looked up
    /// by those of later tables. A table is recognised by its headings.
    std::vector<TableShape> tables;
    bool tables_are_files = false; ///< each table is a text file of its own
    /// Sheets that belong to the return and hold no records.
    std::vector<std::string_view> passed_over;
    /// Words that mean an empty cell, such as "NULL" or "as above"; matched without case.
    std::vector<std::string_view> nulls;
    Options options;
    /// Asked about every row below the headings, before it becomes a record; a reason other than an empty one leaves
    /// the row out.
    std::function<std::string_view(const TableShape&, const Row&)> leave_out;
    /// Told about every record that was handed over. A record that passes the schema has been normalised by then.
    std::function<void(const Handed&)> handed;
};

/// Reads all files of a submission. Headings may stand below title rows, and are matched without case, white space,
/// line breaks and punctuation. Rows of totals and repeated headings are left out. What a reader doubts, a file that it
/// cannot read, missing, unknown and repeated columns, ragged rows and closing lines that disagree become findings.
/// Hidden sheets are not read. Only sdk::Stopped and faults of the plan (std::logic_error) are thrown.
void read_tables(const sdk::Submission& submission, sdk::LocalWriter& out, const Plan& plan);

/// A heading as it is matched: its ASCII letters, in small, and figures.
std::string fold_heading(std::string_view heading);

} // namespace pilotage::importers

#endif
