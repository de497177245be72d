#include "examples/generate/case_list.hpp"
#include "examples/generate/firstpoint_return.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

using namespace firstpoint;

constexpr const char *report = "activity_return.txt", *first_log = "contacts_1.json", *second_log = "contacts_2.json";

std::size_t found(const std::string& text, const std::string& part, std::size_t from = 0) {
    const auto at = text.find(part, from);
    if (at == std::string::npos) throw std::logic_error("the return has no " + part);
    return at;
}

std::size_t line_at(const std::string& text, std::size_t at) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// Where a record stands: it begins a line of the report, or its object names it. What is in an object has no number.
std::string place(const Files& files, const std::string& id, std::size_t column = 0) {
    const bool in_log = id[0] == 'K';
    const auto needle = in_log ? "{\"id\":\"" + id + '"' : "\n" + id;
    for (const auto& [name, text] : files) {
        const auto at = text.find(needle);
        if (at == std::string::npos) continue;
        const auto line = line_at(text, at) + (in_log ? 0 : 1);
        return name + ":" + std::to_string(line) + (column == 0 || in_log ? "" : ":" + std::to_string(column));
    }
    throw std::logic_error("the return has no " + id);
}

std::string utf_8(const std::string& windows_1252) {
    std::string out;
    for (const char c : windows_1252) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else if (byte == 0x92) {
            out += "\u2019";
        } else {
            out += static_cast<char>(0xC0 | byte >> 6);
            out += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return out;
}

class Cases : public CaseList {
public:
    explicit Cases(const Tables& tables) : CaseList(tables), files(firstpoint_files(tables)) {}

    /// A row of the table, with what a case needs of it: the contact has no follow-up and a client.
    std::size_t row_of(Tab tab) const {
        const auto& rows = base_[tab].rows;
        for (std::size_t row = rows.size() / 3; row < rows.size(); ++row) {
            if (tab == contacts && (rows[row][1].text.empty() || follows(rows[row][0].text))) continue;
            if (tab == services && rows[row][6].text.empty()) continue;
            return row;
        }
        throw std::logic_error("the return has no row for the case");
    }
    /// Changes a cell, and promises the finding there.
    void cell(std::string kind, std::string name, std::string what, Tab tab, std::size_t column,
              const std::string& text, Promise promise, Change change = {0, 1}) {
        const auto row = row_of(tab);
        const auto edit = [=](Tables& tables) { tables[tab].rows[row][column] = text; };
        auto tables = base_;
        edit(tables);
        promise.place = place(firstpoint_files(tables), tables[tab].rows[row][0].text, column + 1);
        taken(std::move(kind), std::move(name), std::move(what), {std::move(promise)}, change, edit);
    }
    /// Adds a client of whom nothing else is known.
    void client(std::string kind, std::string name, std::string what, std::size_t column, const std::string& text,
                Promise promise, Change change) {
        const auto edit = [=](Tables& tables) {
            tables[clients].rows.push_back({"C0009999", "", "Pretendham", "Alda", "12/05/1950", "F", "A", "HOH",
                                            "ENGLISH", "ZZ99 1AA", "1 Sample Street, Nowhere"});
            tables[clients].rows.back()[column] = text;
        };
        auto tables = base_;
        edit(tables);
        promise.place = place(firstpoint_files(tables), "C0009999", column + 1);
        taken(std::move(kind), std::move(name), std::move(what), {std::move(promise)}, change, edit);
    }
    std::string at_line(const char* file, const std::string& part) const {
        return file + (":" + std::to_string(line_at(files.at(file), found(files.at(file), part))));
    }

    const Files files;

private:
    bool follows(const std::string& id) const {
        const auto& rows = base_[follow_ups].rows;
        return std::any_of(rows.begin(), rows.end(), [&](const Cells& row) { return row[0].text == id; });
    }
};

void good(Cases& cases) {
    cases.good("as-agreed", "A report and two logs as they were agreed.");
    cases.good("byte-order-marks", "Report and logs were saved as UTF-8 with byte-order marks.", nullptr,
               [](Files& files) {
                   files[report] = utf_8(files[report]);
                   for (auto& [name, bytes] : files) bytes.insert(0, "\xEF\xBB\xBF");
               });
    cases.good("page-break-inside-a-record",
               "A remark runs over more than a page, with headings and all between its lines.",
               [row = cases.row_of(referrals)](Tables& tables) {
                   std::string words = "Visits";
                   for (int i = 1; i <= 400; ++i) words += " no " + std::to_string(i);
                   tables[referrals].rows[row][8] = words;
               });
    cases.good("no-form-feeds", "The report went through a program that took form feeds and carriage returns out.",
               nullptr, [](Files& files) {
                   std::erase(files[report], '\f');
                   std::erase(files[report], '\r');
               });
}

void bad_cells(Cases& cases) {
    cases.cell("fails", "referral-of-unknown-client", "A referral of a client who is not in the register.", referrals,
               1, "C0008888", {"error", "record.unknown_reference", "", "client_number"});
    cases.cell("fails", "impossible-date", "A referral received on 31 November.", referrals, 2, "31/11/2012",
               {"error", "schema.pattern", "", "received"});
    cases.cell("fails", "assessment-reference-malformed", "An assessment whose number lost two figures.", assessments,
               0, "A12345", {"error", "schema.pattern", "", "reference"});
    cases.cell("fails", "completed-before-it-started", "An assessment completed before it started.", assessments, 2,
               "31/03/2013", {"error", "event.end_before_start", "", "end_date"});
    cases.last().promises.front().place =
        place(cases.files, cases.base()[assessments].rows[cases.row_of(assessments)][0].text, 4);
    cases.cell("fails", "more-hours-than-a-week-has", "A service of 400.5 hours a week.", services, 6, "400.5",
               {"error", "schema.range", "", "units"});
    cases.cell("fails", "headcount-in-words", "A headcount in words.", staff, 3, "six",
               {"error", "schema.type", "", "heads"});
    cases.client("fails", "hearing-not-in-the-list", "A word for hearing that the list does not have.", 7, "DEFA",
                 {"error", "schema.enumeration", "", "hearing"}, {1, 1});
    cases.client("fails", "birth-date-without-century", "A date of birth with a year of two figures.", 4, "12/05/50",
                 {"error", "schema.pattern", "", "born"}, {1, 1});
    cases.cell("fails", "value-wider-than-its-column",
               "An outcome of 29 signs in a column of 18 pushes the rest of the line.", referrals, 6,
               "ASSESSMENT OF NEEDS AND RISKS", {"error", "table.overflow", "", ""});
    cases.cell("fails", "overflow", "A cost that did not fit was printed as signs.", services, service_cost,
               "##########", {"error", "table.overflow", "", ""});

    cases.cell("fails", "contact-without-channel", "A contact that does not say how it took place.", contacts, 4, "",
               {"error", "schema.missing", "", "channel"});
    cases.cell("fails", "contact-without-client", "A client's contact without the client's number.", contacts, 1, "",
               {"error", "schema.missing", "", "client_number"});
    cases.cell("fails", "contact-of-unknown-client", "A contact of a client who is not in the register.", contacts, 1,
               "C0008888", {"error", "record.unknown_reference", "", "client_number"});
    cases.cell("fails", "contact-on-31-june", "A contact on 31 June.", contacts, 3, "2012-06-31T10:00",
               {"error", "schema.pattern", "", "at"});
    cases.cell("fails", "minutes-in-words", "The minutes of a contact in words.", contacts, 6, "ten",
               {"error", "schema.type", "", "minutes"});
}

void bad_report(Cases& cases) {
    const auto referral = cases.base()[referrals].rows[cases.row_of(referrals)];
    const auto again = [&] {
        auto row = referral;
        row[2] = row[5];
        row[7] = "0";
        return row;
    }();
    auto tables = cases.base();
    tables[referrals].rows.push_back(again);
    const auto twice = firstpoint_files(tables);
    const auto second =
        found(twice.at(report), "\n" + again[0].text, found(twice.at(report), "\n" + again[0].text) + 1);
    cases.taken("fails", "reference-given-to-two-referrals", "Two referrals have the same number.",
                {{"error", "event.reference_repeated",
                  report + (":" + std::to_string(line_at(twice.at(report), second) + 1)) + ":1", "event_reference"}},
                Change{1, 1}, [=](Tables& changed) { changed[referrals].rows.push_back(again); });

    // The line above its subtotal and its total goes away, and the places of both with it.
    const auto& text = cases.files.at(report);
    const auto gone = found(text, "\n" + referral[0].text) + 1;
    const auto next = text.find('\n', gone) + 1;
    const auto below = [&](const std::string& part) {
        return report + (":" + std::to_string(line_at(text, found(text, part, gone)) - 1));
    };
    cases.refused("row-lost-after-the-totals", "A referral was taken out of the printed report.",
                  {{"error", "table.subtotal_disagrees", below("SUBTOTAL"), ""},
                   {"fatal", "table.total_disagrees", below("TOTAL                            REFERRALS"), ""}},
                  [=](Files& files) { files[report].erase(gone, next - gone); });

    cases.refused(
        "total-wrong", "The cost of all services is a penny more than its rows.",
        {{"fatal", "table.total_disagrees", cases.at_line(report, "TOTAL                            SERVICES"), ""}},
        [](Files& files) {
            auto& bytes = files[report];
            const auto at = found(bytes, "\r\n", found(bytes, "\nTOTAL                            SERVICES")) - 1;
            bytes[at] = bytes[at] == '9' ? '8' : static_cast<char>(bytes[at] + 1);
        });
    cases.taken("fails", "subtotal-wrong", "A team's subtotal counts a referral too few; the total is right.",
                {{"error", "table.subtotal_disagrees", cases.at_line(report, "SUBTOTAL"), ""}}, Change{},
                [](Files& files) {
                    auto& bytes = files[report];
                    const auto at = found(bytes, "REFERRALS", found(bytes, "\nSUBTOTAL")) + 16;
                    bytes[at] = bytes[at] == '0' ? '1' : static_cast<char>(bytes[at] - 1);
                });
    cases.refused("page-missing", "The page with the assessments is not there.", {}, [](Files& files) {
        auto& bytes = files[report];
        const auto page = bytes.rfind('\f', found(bytes, "SECTION 3"));
        bytes.erase(page, bytes.find('\f', page + 1) - page);
    });
    {
        auto cut = cases.files;
        cases.last().spoil(cut);
        const auto& left = cut.at(report);
        const auto after = line_at(left, found(left, "SECTION 4")) - 2;
        cases.last().promises = {
            {"error", "table.page_missing", report + (":" + std::to_string(after)), ""},
            {"fatal", "table.total_missing", report + (":" + std::to_string(line_at(left, left.size()) - 1)), ""}};
    }
    const auto services_begin = found(text, "SECTION 4");
    const auto cut_at = text.find("\n", text.find("\nS0", services_begin) + 1) + 1;
    const auto last = report + (":" + std::to_string(line_at(text, cut_at) - 1));
    cases.refused("report-cut-off", "The report ends among the services.",
                  {{"error", "table.page_missing", last, ""}, {"fatal", "table.total_missing", last, ""}},
                  [=](Files& files) { files[report].resize(cut_at); });
    cases.taken("fails", "column-shifted-by-a-tab", "A tab stands for the blank behind a referral's number.",
                {{"warning", "table.tab", place(cases.files, referral[0].text), ""},
                 {"error", "table.overflow", place(cases.files, referral[0].text, 2), ""}},
                Change{0, 1}, [id = referral[0].text](Files& files) {
                    auto& bytes = files[report];
                    bytes[found(bytes, "\n" + id) + 1 + id.size()] = '\t';
                });
    cases.taken("fails", "lines-above-the-report", "Somebody wrote two lines above the first page.",
                {{"error", "table.unknown_line", std::string(report) + ":1", ""}}, Change{},
                [](Files& files) { files[report].insert(0, "Dear all,\r\nhere it is.\r\n"); });
    cases.refused("report-missing", "Only the logs were sent.", {{"fatal", "file.missing", "", "report"}},
                  [](Files& files) { files.erase(report); });
}

void bad_logs(Cases& cases) {
    cases.refused("logs-missing", "Only the report was sent.", {{"fatal", "file.missing", "", "log of contacts"}},
                  [](Files& files) {
                      files.erase(first_log);
                      files.erase(second_log);
                  });
    const auto& log = cases.files.at(second_log);
    const auto middle = found(log, "\"purpose\"", log.size() / 2);
    cases.refused("log-cut-off", "The second log ends in the middle of a contact.",
                  {{"fatal", "format.truncated",
                    second_log + (":" + std::to_string(line_at(log, middle))) + ":" +
                        std::to_string(middle - log.rfind('\n', middle)),
                    ""}},
                  [=](Files& files) { files[second_log].resize(middle); });
    cases.refused("log-counts-more", "A contact was taken out of a log, which still counts it.",
                  {{"fatal", "table.trailer_disagrees", std::string(first_log) + ":1", ""}},
                  [id = cases.base()[contacts].rows[cases.row_of(contacts)][0].text](Files& files) {
                      for (const auto* name : {first_log, second_log}) {
                          auto& bytes = files[name];
                          const auto at = bytes.find("  {\"id\":\"" + id);
                          if (at != std::string::npos) bytes.erase(at, bytes.find('\n', at) + 1 - at);
                      }
                  });
    cases.refused("log-without-count", "A log does not state how many contacts it holds.",
                  {{"fatal", "table.trailer_missing", first_log, ""}}, [](Files& files) {
                      auto& bytes = files[first_log];
                      const auto at = found(bytes, ",\n \"count\"");
                      bytes.erase(at, bytes.size() - 2 - at);
                  });
    cases.refused("log-as-csv", "The first log was saved as a table by a spreadsheet program.",
                  {{"warning", "format.disagrees", first_log, ""},
                   {"fatal", "format.unknown", std::string(first_log) + ":1", ""}},
                  [](Files& files) { files[first_log] = "id,client,channel\r\nK0000010,C0000101,sms\r\n"; });
    const auto id = cases.base()[contacts].rows[cases.row_of(contacts)][0].text;
    cases.taken("fails", "two-channels-in-one-contact", "A contact names its channel as an array of two.",
                {{"error", "schema.pattern", place(cases.files, id), "channel"}}, Change{0, 1}, [=](Files& files) {
                    for (const auto* name : {first_log, second_log}) {
                        auto& bytes = files[name];
                        const auto at = bytes.find("{\"id\":\"" + id + '"');
                        if (at == std::string::npos) continue;
                        const auto from = found(bytes, "\"channel\":", at) + 10;
                        bytes.replace(from, bytes.find(',', from) - from, "[\"sms\",\"webcam\"]");
                    }
                });
}

void warned(Cases& cases) {
    cases.cell("warns", "channel-not-in-the-crosswalk", "A channel that the crosswalk has no row for.", contacts, 4,
               "pigeon post", {"warning", "crosswalk.unmapped", "", "channel"}, Change{});
    cases.cell("warns", "channel-unmapped", "A channel that may be by video or in writing.", contacts, 4,
               "instant message", {"warning", "crosswalk.unmapped", "", "channel"}, Change{});
    cases.cell("warns", "outcome-pending", "A referral that has no outcome yet.", referrals, 6, "PENDING",
               {"warning", "crosswalk.unmapped", "", "outcome"}, Change{});
    cases.cell("warns", "service-unmapped", "Sundry items, which no service type fits.", services, 2, "SUNDRY",
               {"warning", "crosswalk.unmapped", "", "service"}, Change{});
    cases.cell("warns", "review-outside-the-period", "A review of the year before.", reviews, 2, "30/03/2012",
               {"warning", "event.outside_period", "", "end_date"}, {0, 0, 0, 1});
    cases.client("warns", "birth-date-implausible", "A client born in 1880.", 4, "01/05/1880",
                 {"warning", "person.birth_implausible", "", "birth_month"}, {1, 0});
    cases.client("warns", "nhs-number-check-digit-wrong", "A mistyped NHS number; the client number tells who it is.",
                 1, "999 000 1230", {"warning", "person.nhs_number_check_digit", "", "nhs_number"}, {1, 0});
    const auto id = cases.base()[contacts].rows[cases.row_of(contacts)][0].text;
    const auto in_object = [id](Files& files, const std::string& what, const std::string& with) {
        for (const auto* name : {first_log, second_log}) {
            auto& bytes = files[name];
            const auto at = bytes.find("{\"id\":\"" + id + '"');
            if (at != std::string::npos) bytes.replace(found(bytes, what, at), what.size(), with);
        }
    };
    cases.taken("warns", "name-given-twice", "A contact names its channel twice.",
                {{"warning", "json.duplicate_name", place(cases.files, id), ""}}, Change{},
                [=](Files& files) { in_object(files, "\"channel\":", "\"channel\":\"sms\",\"channel\":"); });
    cases.taken("warns", "name-not-known", "A contact has a name that is not part of the log.",
                {{"warning", "table.unknown_column", place(cases.files, id), ""}}, Change{},
                [=](Files& files) { in_object(files, "\"purpose\":", "\"mood\":\"good\",\"purpose\":"); });
    cases.taken("warns", "half-of-the-logs-missing", "The second log was not sent.",
                {{"warning", "firstpoint.log_gap", "", ""}}, std::nullopt,
                [](Files& files) { files.erase(second_log); });
    const auto& first = cases.files.at(first_log);
    const auto from = found(first, "  {\"id\"");
    const auto shared = first.substr(from, first.find('\n', from) + 1 - from);
    cases.taken("warns", "logs-overlap", "The second log begins with a contact that the first one holds too.",
                {{"note", "record.duplicate", std::string(second_log) + ":4", ""}}, Change{1, 0, 1, 0},
                [=](Files& files) {
                    auto& bytes = files[second_log];
                    bytes.insert(found(bytes, "  {\"id\""), shared);
                    const auto at = found(bytes, "\"count\": ") + 9;
                    const auto count = std::stoi(bytes.substr(at));
                    bytes.replace(at, bytes.size() - 2 - at, std::to_string(count + 1));
                });
    cases.taken("warns", "log-under-the-name-of-a-text", "A log came as contacts_1.txt.",
                {{"warning", "format.disagrees", "contacts_1.txt", ""}}, Change{}, [](Files& files) {
                    files["contacts_1.txt"] = files.at(first_log);
                    files.erase(first_log);
                });
    const auto assessment = cases.base()[assessments].rows[cases.row_of(assessments)][0].text;
    cases.taken("warns", "tab-for-a-blank", "A tab stands where one blank would; nothing is shifted.",
                {{"warning", "table.tab", place(cases.files, assessment), ""}}, Change{}, [=](Files& files) {
                    auto& bytes = files[report];
                    bytes[found(bytes, "\n" + assessment) + 40] = '\t';
                });
    auto tables = cases.base();
    const auto review = tables[reviews].rows[cases.row_of(reviews)];
    tables[reviews].rows.push_back(review);
    const auto twice = firstpoint_files(tables);
    const auto second =
        found(twice.at(report), "\n" + review[0].text, found(twice.at(report), "\n" + review[0].text) + 1);
    cases.taken(
        "warns", "review-given-twice", "The same review was printed twice.",
        {{"note", "record.duplicate", report + (":" + std::to_string(line_at(twice.at(report), second) + 1)), ""}},
        Change{1, 0, 1, 0}, [=](Tables& changed) { changed[reviews].rows.push_back(review); });
}

} // namespace

std::vector<Case> firstpoint_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_report(cases);
    bad_logs(cases);
    warned(cases);
    return cases.take();
}

} // namespace pilotage::generate
