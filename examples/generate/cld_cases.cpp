#include "examples/generate/case_list.hpp"
#include "examples/generate/formats.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

const char* const file = "client_level_data.csv";

template <typename Fits>
std::size_t row_with(const Table& table, Fits fits) {
    for (std::size_t row = 1; row < table.rows.size(); ++row)
        if (fits(table.rows[row])) return row;
    throw std::logic_error("the file has no such row");
}

class Cases : public CaseList {
public:
    using CaseList::CaseList;

    std::size_t column(const std::string& heading) const { return column_of(base_[0], 0, heading); }
    std::size_t first(const std::string& event) const {
        return row_with(base_[0], [&](const Cells& row) { return row[column("Event Type")].text == event; });
    }
    std::string place(std::size_t row, const std::string& heading = {}) const {
        return std::string(file) + ":" + std::to_string(row + 1) +
               (heading.empty() ? "" : ":" + std::to_string(column(heading) + 1));
    }
    /// Changes a cell of the first row of an event type, and promises the finding there.
    void cell(std::string kind, std::string name, std::string what, const std::string& event,
              const std::string& heading, std::string text, Promise promise, Change change = {0, 1}) {
        const auto row = first(event);
        const auto at = column(heading);
        promise.place = place(row, heading);
        changed(std::move(kind), std::move(name), std::move(what), {0, row, at}, std::move(text), std::move(promise),
                change);
    }
};

void good(Cases& cases) {
    cases.good("as-specified", "A file as the specification asks for it.");
    cases.good("columns-in-another-order", "The columns stand in another order.", [](Tables& tables) {
        for (auto& row : tables[0].rows) std::reverse(row.begin(), row.end());
    });
    cases.good("codes-in-capitals", "Codes are written in capitals.",
               [at = cases.column("Accommodation Status")](Tables& tables) {
                   for (std::size_t row = 1; row < tables[0].rows.size(); ++row)
                       for (char& c : tables[0].rows[row][at].text)
                           c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
               });
}

void bad_cells(Cases& cases) {
    cases.cell("fails", "start-on-31-june", "An event that starts on 31 June.", "Assessment", "Event Start Date",
               "31/06/2012", {"error", "schema.pattern", "", "event_start_date"});
    cases.cell("fails", "start-missing", "An event without its start.", "Service", "Event Start Date", "NULL",
               {"error", "schema.missing", "", "event_start_date"});
    cases.cell("fails", "birth-date-without-century", "A date of birth with a year of two figures.", "Request",
               "Date of Birth", "25/11/42", {"error", "schema.pattern", "", "date_of_birth"});
    cases.cell("fails", "formula", "A value that begins with =.", "Request", "Event Description", "=HYPERLINK(1)",
               {"error", "cld.formula_character", "", "event_description"});
    cases.cell("fails", "minus-before-words", "A name that begins with a minus.", "Request", "Last Name", "-Unknown",
               {"error", "cld.formula_character", "", "last_name"});
    cases.cell("fails", "event-type-unknown", "An event type that the specification does not have.", "Review",
               "Event Type", "Safeguarding", {"error", "cld.event_type", "", "event_type"});
    cases.cell("fails", "cost-in-words", "A unit cost in words.", "Service", "Unit Cost (18,2)", "about 20",
               {"error", "schema.type", "", "unit_cost"});
    cases.cell("fails", "assessment-ends-before-it-starts", "An assessment that ends before it starts.", "Assessment",
               "Event End Date", "01/04/2011", {"error", "event.end_before_start", "", "end_date"});
    cases.cell("fails", "review-in-the-future", "A review that ended in 2031.", "Review", "Event End Date",
               "01/04/2031", {"error", "event.in_future", "", "end_date"});
    cases.cell("fails", "council-code-in-words", "The council's name instead of its code.", "Request", "LA Code",
               "Comparison", {"error", "schema.pattern", "", "la_code"});
    cases.cell("fails", "nhs-number-cut-short", "An NHS number of nine figures.", "Request", "NHS Number", "999012345",
               {"error", "schema.pattern", "", "nhs_number"});
}

void bad_files(Cases& cases, const Table& base) {
    cases.refused("heading-in-capitals", "A heading is spelt otherwise than the specification has it.",
                  {{"fatal", "cld.heading", cases.place(0, "LA Code"), ""},
                   {"fatal", "table.missing_column", cases.place(0), "LA Code"}},
                  [](Tables& tables) { tables[0].rows[0][0] = "LA CODE"; });
    cases.refused("column-missing", "A column of the specification is not there.",
                  {{"fatal", "table.missing_column", cases.place(0), "Provider CQC Location ID"}},
                  [at = cases.column("Provider CQC Location ID")](Tables& tables) {
                      for (auto& row : tables[0].rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(at));
                  });
    cases.refused("heading-twice", "Two columns have the heading Gender.",
                  {{"fatal", "table.duplicate_heading", std::string(file) + ":1:51", "Gender"}}, [](Tables& tables) {
                      for (auto& row : tables[0].rows) row.push_back(&row == &tables[0].rows.front() ? "Gender" : "");
                  });
    cases.taken("fails", "row-cut-short", "A row with a cell too few.",
                {{"error", "table.ragged_row", cases.place(2), ""}}, Change{0, 1},
                [](Tables& tables) { tables[0].rows[2].pop_back(); });
    cases.refused(
        "file-cut-off", "The last row ends in the middle.",
        {{"error", "table.ragged_row", cases.place(base.rows.size() - 1), ""}, {"fatal", "cld.cut_off", file, ""}},
        [](Files& files) { files[file].resize(files[file].size() - 25); });
    cases.refused("file-empty", "The file has no byte.", {{"fatal", "file.empty", file, ""}},
                  [](Files& files) { files[file].clear(); });
    cases.refused("workbook", "A workbook instead of CSV.",
                  {{"fatal", "format.unknown", file, ""}, {"warning", "format.disagrees", file, ""}},
                  [base](Files& files) { files[file] = xlsx_bytes({base}); });
}

void warned(Cases& cases, const Table& base) {
    cases.cell("warns", "gender-blank", "A mandatory field is blank.", "Request", "Gender", "",
               {"warning", "cld.blank_mandatory", "", "gender"}, Change{});
    cases.cell("warns", "cost-blank", "A long-term service without its unit cost.", "Service", "Unit Cost (18,2)",
               "NULL", {"warning", "cld.blank_mandatory", "", "unit_cost"}, Change{});
    cases.last().promises.front().place = [&] {
        const auto row = row_with(
            base, [&](const Cells& one) { return one[cases.column("Delivery Mechanism")].text == "Direct Payment"; });
        cases.last().edit = [row, at = cases.column("Unit Cost (18,2)")](Tables& tables) {
            tables[0].rows[row][at] = "NULL";
        };
        return cases.place(row, "Unit Cost (18,2)");
    }();
    cases.cell("warns", "accommodation-not-in-the-list", "An accommodation status that the code list does not have.",
               "Request", "Accommodation Status", "Caravan",
               {"warning", "crosswalk.unmapped", "", "accommodation_status"}, Change{});
    cases.cell("warns", "value-of-release-1", "A value that only release 1 has.", "Request", "Event Outcome",
               "Not mapped", {"note", "cld.release_1_value", "", "event_outcome"}, Change{});
    cases.cell("warns", "field-not-applicable", "A request with a review reason.", "Request", "Review Reason",
               "Planned", {"note", "cld.not_applicable", "", "review_reason"}, Change{});
    cases.cell("warns", "event-outside-the-period", "An assessment that ended after the period.", "Assessment",
               "Event End Date", "02/05/2013", {"warning", "event.outside_period", "", "end_date"}, Change{0, 0, 0, 1});
    cases.taken(
        "warns", "byte-order-mark", "The file begins with a UTF-8 byte-order mark.",
        {{"warning", "encoding.disagrees", std::string(file) + ":1", ""}}, Change{},
        [](Tables& tables) {
            for (auto& row : tables[0].rows)
                for (auto& cell : row)
                    std::erase_if(cell.text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        },
        [](Files& files) { files[file].insert(0, "\xEF\xBB\xBF"); });
    cases.taken("warns", "file-of-another-period", "The file's reporting period is the year before.",
                {{"warning", "cld.period_differs", cases.place(1, "Reporting Period Start Date"), "period_start"}},
                Change{}, [](Tables& tables) {
                    for (std::size_t row = 1; row < tables[0].rows.size(); ++row) {
                        tables[0].rows[row][1] = "01/04/2011";
                        tables[0].rows[row][2] = "31/03/2012";
                    }
                });
    cases.taken("warns", "same-event-twice", "An event stands in the file twice; the last row is kept.",
                {{"note", "record.left_out", cases.place(1), ""}}, Change{1, 0, 0, 1},
                [](Tables& tables) { tables[0].rows.push_back(tables[0].rows[1]); });
    const auto again = row_with(base, [&, id = cases.column("LA Person Unique Identifier")](const Cells& row) {
        return !row[3].text.empty() && std::count_if(base.rows.begin(), base.rows.end(), [&](const Cells& other) {
                                           return other[id].text == row[id].text;
                                       }) > 1;
    });
    cases.taken("warns", "nhs-number-missing-once", "A person's row without the NHS number that their other rows have.",
                {{"note", "record.left_out", cases.place(again), ""}}, Change{0, 0, 0, 1},
                [again](Tables& tables) { tables[0].rows[again][3] = ""; });
}

} // namespace

std::vector<Case> cld_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_files(cases, base[0]);
    warned(cases, base[0]);
    return cases.take();
}

} // namespace pilotage::generate
