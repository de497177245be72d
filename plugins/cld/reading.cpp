#include "plugins/cld/reading.hpp"

#include "core/sdk/importing.hpp"
#include "core/sdk/last_answer.hpp"
#include "plugins/cld/file_pass.hpp"
#include "plugins/cld/person_keys.hpp"
#include "plugins/cld/rules.hpp"
#include "plugins/cld/unique_events.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>

namespace pilotage::cld {
namespace {

using sdk::Severity;

constexpr std::uint64_t rows_between_progress = 4096;
constexpr auto nhs_number = column_of("nhs_number"), person_id = column_of("person_id"),
               client_type = column_of("client_type"), event_type = column_of("event_type"),
               period_start = column_of("period_start"), period_end = column_of("period_end");

// The record type that a row becomes; empty for an event type that the specification does not have.
std::string_view type_of(const PassRow& row) {
    const auto client = row[client_type];
    if (sdk::same_word(client, "Unpaid carer known by association") ||
        sdk::same_word(client, "Carer known by association"))
        return "associated_carer";
    const auto event = row[event_type];
    for (const std::string_view type : {"request", "assessment", "service", "review"})
        if (sdk::same_word(event, type)) return type;
    return {};
}

bool is_event(std::string_view type) {
    return !type.empty() && type != "associated_carer";
}

// What makes an event the same: council, person, start, client type, end (not of services), and what kind it is.
Key128 event_of(const PassRow& row, std::string_view type, std::string_view number) {
    constexpr auto la_code = column_of("la_code"), start = column_of("event_start_date"),
                   end = column_of("event_end_date"), route = column_of("route_of_access"),
                   assessment_type = column_of("assessment_type"), service_type = column_of("service_type"),
                   service_component = column_of("service_component");
    KeyMaker key(1);
    const auto add = [&](std::size_t column) { key.add_without_case(row[column]); };
    key.add(type).add(number);
    if (number.empty()) add(person_id);
    add(la_code), add(start), add(client_type);
    if (type != "service") add(end);
    if (type == "request") add(route);
    if (type == "assessment") add(assessment_type);
    if (type == "service") add(service_type), add(service_component);
    return key.key();
}

// About how many rows the files hold.
std::uint64_t rows_in(const sdk::Submission& submission) {
    constexpr std::uint64_t bytes_a_row = 400;
    std::uint64_t bytes = 0;
    for (const auto& file : submission.files) {
        std::error_code unreadable;
        const auto size = std::filesystem::file_size(file.path, unreadable);
        if (!unreadable) bytes += size;
    }
    return bytes / bytes_a_row;
}

class Reading {
public:
    Reading(const sdk::Submission& submission, sdk::LocalWriter& out)
        : submission_(submission), out_(out), events_(rows_in(submission)) {}

    void all() {
        for (const auto& file : submission_.files) survey(file);
        for (const auto& file : submission_.files) hand_over(file);
        if (submission_.files.empty())
            out_.finding({}, {Severity::fatal, "file.missing", "The return has no file.", "Send the client-level file.",
                              "client-level file"});
    }

private:
    // Rows of all files count on, so that the last of equals is one row.
    void survey(const sdk::File& file) {
        try {
            FilePass pass(file.path, {});
            if (!pass.empty() && pass.faults().empty())
                pass.each([&](const PassRow& row) {
                    ++surveyed_;
                    const auto& number = number_of(row);
                    keys_.see(number.digits(), row[person_id]);
                    const auto type = type_of(row);
                    if (is_event(type)) events_.see(event_of(row, type, number.digits()), candidate_of(row, surveyed_));
                });
        } catch (const importers::Malformed&) { // told when the rows are handed over
        } catch (const std::system_error&) {
        }
    }

    void hand_over(const sdk::File& file) {
        source_ = out_.source(file.name);
        layouts_.clear();
        try {
            FilePass pass(file.path, sdk::issues_to(out_, file.name));
            if (pass.empty())
                return out_.finding({source_}, {Severity::fatal, "file.empty", "The file holds no rows.",
                                                "Send the file again with its rows."});
            for (const auto& fault : pass.faults())
                out_.finding({source_, 1, 1, fault.column},
                             {Severity::fatal, fault.rule, fault.message, fault.remedy, fault.heading});
            if (!pass.faults().empty()) return;
            first_ = true;
            pass.each([&](const PassRow& row) {
                take(row);
                if (row.number() % rows_between_progress == 0)
                    out_.progress(pass.reader().bytes_done(), pass.reader().bytes_all());
            });
            if (!ends_a_line(file.path))
                out_.finding({source_}, {Severity::fatal, "cld.cut_off",
                                         "The last row has no line end, so the file may be cut off.",
                                         "Export the file again, and send it whole."});
        } catch (const importers::Malformed& e) {
            out_.finding({source_, e.issue.row, e.issue.line, e.issue.column},
                         {Severity::fatal, e.issue.rule, e.issue.message, e.issue.remedy});
        } catch (const std::system_error& e) {
            const std::string message = "The file cannot be opened: " + e.code().message() + ".";
            out_.finding({source_}, {Severity::fatal, "file.unreadable", message,
                                     "Check that the file is there and may be read, and send it again."});
        }
    }

    const NhsNumber& number_of(const PassRow& row) {
        return last_number_.of(row[nhs_number], [](std::string_view written) { return NhsNumber(written); });
    }

    Candidate candidate_of(const PassRow& row, std::uint64_t record) {
        constexpr auto end = column_of("event_end_date"), outcome = column_of("event_outcome");
        return {last_day_.of(row[period_end], day_as_number), row[end].empty(),
                last_rank_.of(row[outcome], outcome_rank), record};
    }

    // Packed files tell by themselves that they are cut off.
    static bool ends_a_line(const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        std::array<char, 2> head{};
        file.read(head.data(), head.size());
        if (head == std::array<char, 2>{'\x1f', '\x8b'} || head == std::array<char, 2>{'P', 'K'}) return true;
        file.seekg(-1, std::ios::end);
        return file.get() == '\n';
    }

    void take(const PassRow& row) {
        ++handed_;
        const sdk::Where where{source_, row.number(), row.line()};
        if (first_) check_period(row, where);
        first_ = false;
        const auto& number = number_of(row);
        // A wrong NHS number and nothing else goes on, to be refused at its cell.
        const bool wrong_alone = !row[nhs_number].empty() && row[person_id].empty();
        if (keys_.of(number.digits(), row[person_id]) == Key::none && !wrong_alone)
            return out_.leave_out(where, row[person_id].empty()
                                             ? "neither an NHS number nor a council's id of the person"
                                             : "no NHS number, and the council's id stands with one elsewhere");
        const auto type = type_of(row);
        if (is_event(type) && !events_.stands(event_of(row, type, number.digits()), candidate_of(row, handed_)))
            return out_.leave_out(where, "the same event again");
        write(row, where, type);
    }

    void check_period(const PassRow& row, sdk::Where where) {
        if (submission_.period_start.empty()) return;
        where.column = row.place(period_start);
        if (iso_day(row[period_start]) != submission_.period_start ||
            iso_day(row[period_end]) != submission_.period_end)
            out_.finding(where, {Severity::warning, "cld.period_differs",
                                 "The file's reporting period is not the period of the submission.",
                                 "Check that it is the right file; each covers twelve months.", "period_start"});
    }

    void write(const PassRow& row, sdk::Where where, std::string_view type) {
        auto& [type_id, draft] = layout_of(type.empty() ? "request" : type, row);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto text = row[i];
            draft.change(i, text);
            if (!formula_character(text)) continue;
            auto cell = where;
            cell.column = row.place(i);
            out_.finding(cell, {Severity::error,
                                "cld.formula_character",
                                "The value begins with a character that is refused: = + @, or - without a number.",
                                "Remove the character.",
                                columns[i].field,
                                {},
                                "a value that begins otherwise (result code -5)"});
        }
        if (type.empty()) {
            auto cell = where;
            cell.column = row.place(event_type);
            out_.finding(cell, {Severity::error,
                                "cld.event_type",
                                "The event type is not one of the specification, so the row cannot be read.",
                                "Give the event its type.",
                                "event_type",
                                {},
                                "Request, Assessment, Service or Review (result code -2)"});
        }
        out_.write(type_id, where, draft);
    }

    /// A record type with its columns as they stand in the file at hand.
    struct Layout {
        std::uint32_t type;
        sdk::LocalDraft draft;
    };
    Layout& layout_of(std::string_view type, const PassRow& row) {
        const auto found = layouts_.find(type);
        if (found != layouts_.end()) return found->second;
        Layout layout{out_.type(type), {}};
        for (std::size_t i = 0; i < columns.size(); ++i)
            layout.draft.set(out_.field(layout.type, columns[i].field), row.place(i), {});
        return layouts_.emplace(type, std::move(layout)).first->second;
    }

    const sdk::Submission& submission_;
    sdk::LocalWriter& out_;
    PersonKeys keys_;
    UniqueEvents events_;
    std::map<std::string_view, Layout> layouts_;
    sdk::LastAnswer<NhsNumber> last_number_;
    sdk::LastAnswer<std::int32_t> last_day_;
    sdk::LastAnswer<int> last_rank_;
    std::uint64_t surveyed_ = 0, handed_ = 0;
    std::uint32_t source_ = 0;
    bool first_ = true;
};

} // namespace

void read_files(const sdk::Submission& submission, sdk::LocalWriter& out) {
    Reading(submission, out).all();
}

} // namespace pilotage::cld
