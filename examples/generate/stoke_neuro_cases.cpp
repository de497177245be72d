#include "examples/generate/case_list.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

constexpr std::size_t persons = 0, prefixed = 1, plain = 3; // tables
constexpr std::size_t reference = 0, description = 1, provider = 3, person = 5, week_ending = 7, payment = 10,
                      kind = 11, visit_date = 12, planned_start = 13, planned = 14, actual_start = 15, actual = 16,
                      second = 17, carers = 18;

/// Lines and cells as the importer sees them.
std::string place(const Table& table, std::size_t row, std::size_t column) {
    std::size_t line = row + 1;
    if (table.name.ends_with(".xml")) {
        NestedXml xml(style_of(table.name));
        std::string text;
        for (std::size_t i = 0; i <= row; ++i) xml.append(text, table.rows[i]);
        text.resize(text.rfind("<HomeCareVisit>"));
        line = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    }
    return table.name + ":" + std::to_string(line) + ":" + std::to_string(column + 1);
}

// A visit that took place, in the middle of its person's weeks.
std::size_t visit_of(const Table& table) {
    for (std::size_t row = table.rows.size() / 2; row < table.rows.size(); ++row)
        if (!table.rows[row][visit_date].text.empty() && !table.rows[row][actual_start].text.empty()) return row;
    throw std::logic_error("the file has no visit");
}

class Cases : public CaseList {
public:
    explicit Cases(const Tables& base) : CaseList(base), visit(visit_of(base[plain])) {}

    /// Changes one row, and promises the finding at one of its cells.
    void row(std::string kind_of, std::string name, std::string what, std::size_t table, std::size_t at,
             std::size_t column, std::function<void(Cells&)> change, Promise promise, Change counts) {
        auto edited = base_;
        change(edited[table].rows[at]);
        promise.place = place(edited[table], at, column);
        taken(std::move(kind_of), std::move(name), std::move(what), {std::move(promise)}, counts,
              [=](Tables& tables) { change(tables[table].rows[at]); });
    }
    void bad_visit(std::string name, std::string what, std::size_t column, std::string text, Promise promise) {
        row("fails", std::move(name), std::move(what), plain, visit, column,
            [=](Cells& cells) { cells[column] = text; }, std::move(promise), {0, 1});
    }
    void odd_visit(std::string name, std::string what, std::size_t column, std::string text, Promise promise) {
        row("warns", std::move(name), std::move(what), plain, visit, column,
            [=](Cells& cells) { cells[column] = text; }, std::move(promise), {});
    }
    void of_list(std::string kind_of, std::string name, std::string what, std::size_t column, std::string text,
                 Promise promise) {
        const bool bad = kind_of == "fails";
        row(std::move(kind_of), std::move(name), std::move(what), persons, 7, column,
            [=](Cells& cells) { cells[column] = text; }, std::move(promise), {0, bad ? 1 : 0});
    }

    const std::size_t visit; ///< row of the plain file
};

void good(Cases& cases) {
    cases.good("as-agreed", "A list, and three files of two names of the provider, with a namespace or none.");
    cases.good("elements-empty", "Elements that need not be filled in are empty.", [](Tables& tables) {
        for (std::size_t row = 1; row < tables[plain].rows.size(); ++row)
            for (const std::size_t column : {std::size_t{6}, std::size_t{9}, payment, second, carers})
                tables[plain].rows[row][column] = "";
    });
    cases.good(
        "elements-absent", "A program leaves out what is not filled in, and writes all on one line.",
        [](Tables& tables) {
            for (std::size_t row = 1; row < tables[plain].rows.size(); ++row) tables[plain].rows[row][6] = "";
        },
        [](Files& files) {
            auto& text = files["visits-3.xml"];
            for (const std::string empty : {"<ServiceUserDetails/>", "<ActualStartTime/>", "<ActualDuration/>"})
                for (auto at = text.find(empty); at != std::string::npos; at = text.find(empty))
                    text.erase(at, empty.size());
            std::erase(text, '\r');
            std::erase(text, '\n');
        });
}

void bad_values(Cases& cases) {
    cases.bad_visit("other-provider", "A contract of a provider that is not the practice's.", provider, "Sunrise Care",
                    {"error", "schema.enumeration", "", "provider_ref"});
    cases.bad_visit("service-user-missing", "A person-week of nobody.", person, "",
                    {"error", "schema.missing", "", "service_user_ref"});
    cases.bad_visit("service-user-malformed", "The number of a person has letters of another system.", person, "P-0077",
                    {"error", "schema.pattern", "", "service_user_ref"});
    cases.bad_visit("week-ending-month-first", "The week ends on a day written with the month first.", week_ending,
                    "03/24/2013", {"error", "schema.pattern", "", "week_ending"});
    cases.bad_visit("payment-negative", "Money paid back in a week's claim.", payment, "-13.60",
                    {"error", "schema.range", "", "payment_claimed"});
    cases.bad_visit("visit-on-31-november", "A visit on a day that no calendar has.", visit_date, "31/11/2012",
                    {"error", "schema.pattern", "", "visit_date"});
    cases.bad_visit("time-after-midnight", "A planned start at 25:10.", planned_start, "25:10",
                    {"error", "schema.pattern", "", "start_time_claimed"});
    cases.bad_visit("duration-in-words", "A planned duration in words.", planned, "half an hour",
                    {"error", "schema.pattern", "", "duration_claimed"});
    cases.bad_visit("duration-missing", "A visit that was to take no time at all.", planned, "",
                    {"error", "schema.missing", "", "duration_claimed"});
    cases.bad_visit("actual-start-in-words", "A carer's remark where the actual start should be.", actual_start,
                    "no reply", {"error", "schema.pattern", "", "actual_start_time"});
    cases.bad_visit("nobody-came", "A visit of no carers.", carers, "0",
                    {"error", "schema.range", "", "number_of_carers"});
    cases.bad_visit("secondary-unclear", "A visit that may be a secondary one.", second, "maybe",
                    {"error", "schema.enumeration", "", "secondary_visit"});
    cases.of_list("fails", "birth-date-impossible", "Born on 31 February.", 4, "31/02/1950",
                  {"error", "schema.pattern", "", "date_of_birth"});
    cases.of_list("fails", "role-unknown", "A person who is neither service user nor carer.", 8, "Friend",
                  {"error", "schema.enumeration", "", "role"});
}

void bad_files(Cases& cases) {
    cases.refused("file-reference-given-twice", "The provider's system was set back, and gave a reference again.",
                  {{"fatal", "file.reference_repeated", "visits-3.xml:2:1", "file_reference"}}, [](Tables& tables) {
                      const auto first = tables[prefixed].rows[1][reference];
                      for (std::size_t row = 1; row < tables[plain].rows.size(); ++row)
                          tables[plain].rows[row][reference] = first;
                  });
    cases.refused("file-sent-twice", "The same file under two names.",
                  {{"fatal", "file.reference_repeated", "visits-9.xml:2:1", "file_reference"}},
                  [](Files& files) { files["visits-9.xml"] = files["visits-3.xml"]; });
    cases.refused("file-reference-missing", "A file whose reference is empty.",
                  {{"fatal", "stoke_neuro.no_reference", "visits-3.xml:2:1", "file_reference"},
                   {"error", "schema.missing", "visits-3.xml:2:1", "file_reference"}},
                  [](Tables& tables) {
                      for (std::size_t row = 1; row < tables[plain].rows.size(); ++row)
                          tables[plain].rows[row][reference] = "";
                  });
    cases.refused("list-missing", "Only the files of visits were sent.",
                  {{"fatal", "file.missing", "", "list of persons"}}, [](Files& files) { files.erase("persons.csv"); });
    cases.refused(
        "visits-missing", "Only the list of persons was sent.", {{"fatal", "file.missing", "", "file of visits"}},
        [](Files& files) { std::erase_if(files, [](const auto& file) { return file.first != "persons.csv"; }); });
    cases.refused("file-cut-off", "A file of visits ends in the middle of a line.",
                  {{"fatal", "format.truncated", "visits-3.xml:6:1", ""}},
                  [](Files& files) { files["visits-3.xml"].resize(files["visits-3.xml"].find("erContract>")); });
    cases.refused("entity-declared", "A file with a document type declaration.",
                  {{"fatal", "format.doctype", "visits-3.xml:2:16", ""}}, [](Files& files) {
                      replace(files["visits-3.xml"], "<File>", "<!DOCTYPE File [<!ENTITY who \"nobody\">]>\r\n<File>");
                  });
    cases.refused(
        "other-xml", "XML of another kind.", {{"fatal", "file.not_recognised", "visits-3.xml", ""}},
        [](Files& files) { files["visits-3.xml"] = "<Invoices>\r\n<Invoice><No>1</No></Invoice>\r\n</Invoices>\r\n"; });
    cases.refused("list-without-roles", "The list has no column of roles.",
                  {{"fatal", "table.missing_column", "persons.csv:1", "Role"}},
                  [](Files& files) { replace(files["persons.csv"], ",Role,", ",Standing,"); });
    cases.last().promises.push_back({"warning", "table.unknown_column", "persons.csv:1:9", ""});
}

void warned(Cases& cases, const Tables& base) {
    cases.odd_visit("person-not-on-the-list", "A visit of a person whom the list does not have.", person, "SN99001",
                    {"warning", "stoke_neuro.not_on_list", "", "service_user_ref"});
    cases.odd_visit("kind-of-care-not-in-the-crosswalk", "A kind of care that the crosswalk has no row for.", kind,
                    "Companionship", {"warning", "crosswalk.unmapped", "", "service_type"});
    cases.odd_visit("visit-outside-its-week", "A visit of another week than its header's.", visit_date, "12/12/2012",
                    {"warning", "stoke_neuro.outside_week", "", "visit_date"});
    cases.row("warns", "minutes-without-a-start", "A visit with minutes that nobody began.", plain, cases.visit, actual,
              [](Cells& cells) { cells[actual_start] = ""; },
              {"warning", "record.contradiction", "", "actual_duration"}, {});
    cases.row("warns", "visit-after-the-period", "A visit of the week after the period.", plain, cases.visit,
              visit_date,
              [](Cells& cells) {
                  cells[week_ending] = "07/04/2013";
                  cells[visit_date] = "02/04/2013";
              },
              {"warning", "event.outside_period", "", "visit_date"}, {0, 0, 0, 1});
    cases.taken("warns", "description-of-another-provider", "The description of a file names another provider.",
                {{"warning", "stoke_neuro.other_provider", "visits-3.xml:2:2", "description"}}, Change{},
                [](Tables& tables) {
                    for (std::size_t row = 1; row < tables[plain].rows.size(); ++row)
                        tables[plain].rows[row][description] = "Sunrise Care, visits to 31/03/2013";
                });
    cases.taken("warns", "file-without-person-weeks", "A file that was made when there was nothing to send.",
                {{"warning", "file.empty", "visits-4.xml", ""}}, Change{1}, [](Files& files) {
                    files["visits-4.xml"] =
                        "<File><FileReference>SNV-2012-99</FileReference><Description/><Created/>"
                        "<ProviderContract><ProviderRef>JMS Homecare</ProviderRef></ProviderContract>"
                        "</File>\n";
                });
    cases.taken("warns", "unknown-element", "Visits have an element that is not part of the return.",
                {{"warning", "table.unknown_column", "visits-3.xml", ""}}, Change{}, [](Files& files) {
                    replace(files["visits-3.xml"], "</HomeCareVisit>", "<Mileage>3</Mileage></HomeCareVisit>");
                });
    cases.taken("warns", "visit-given-twice", "A visit stands in the file twice.",
                {{"note", "record.duplicate", "", ""}}, Change{1, 0, 1, 0}, [row = cases.visit](Tables& tables) {
                    auto& rows = tables[plain].rows;
                    auto again = rows[row];
                    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(row) + 1, std::move(again));
                });
    auto edited = base;
    cases.last().edit(edited);
    cases.last().promises.front().place = place(edited[plain], cases.visit + 1, 0);
    auto& twice = cases.last().promises.front().place;
    twice.resize(twice.rfind(':'));
    cases.of_list("warns", "need-said-by-the-diagnosis", "A need that says no more than the diagnosis.", 9, "Neuro",
                  {"warning", "crosswalk.unmapped", "", "need"});
}

} // namespace

std::vector<Case> stoke_neuro_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_values(cases);
    bad_files(cases);
    warned(cases, base);
    return cases.take();
}

} // namespace pilotage::generate
