#include "plugins/cld/reading.hpp"

#include "core/sdk/importing.hpp"
#include "plugins/cld/file_pass.hpp"
#include "plugins/cld/rules.hpp"

#include <array>
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
std::string_view type_of(const Texts& row) {
    if (same(row[client_type], "Unpaid carer known by association") ||
        same(row[client_type], "Carer known by association"))
        return "associated_carer";
    for (const std::string_view type : {"request", "assessment", "service", "review"})
        if (same(row[event_type], type)) return type;
    return {};
}

std::string number_of(const Texts& row) {
    std::string digits;
    for (const char c : row[nhs_number])
        if (c != ' ') digits += c;
    return valid_nhs_number(digits) ? digits : std::string();
}

// What makes an event the same: council, person, start, client type, end (not of services), and what kind it is.
std::string event_of(const Texts& row, std::string_view type, const std::string& number) {
    std::string key(type);
    const auto add = [&](std::string_view text) {
        key += '\x1f';
        for (const char c : text) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    const auto field = [&](std::string_view name) { add(row[column_of(name)]); };
    field("la_code");
    add(number.empty() ? "id" : "nhs");
    add(number.empty() ? row[person_id] : std::string_view(number));
    field("event_start_date");
    field("client_type");
    if (type != "service") field("event_end_date");
    if (type == "request") field("route_of_access");
    if (type == "assessment") field("assessment_type");
    if (type == "service") field("service_type"), field("service_component");
    return key;
}

class Reading {
public:
    Reading(const sdk::Submission& submission, sdk::LocalWriter& out) : submission_(submission), out_(out) {}

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
                    const auto type = type_of(row.texts);
                    const auto number = number_of(row.texts);
                    keys_.see(number, row.texts[person_id]);
                    if (type.empty() || type == "associated_carer") return;
                    events_.see(event_of(row.texts, type, number),
                                {iso_day(row.texts[period_end]), row.texts[column_of("event_end_date")].empty(),
                                 outcome_rank(row.texts[column_of("event_outcome")]), surveyed_});
                });
        } catch (const importers::Malformed&) { // told when the rows are handed over
        } catch (const std::system_error&) {
        }
    }

    void hand_over(const sdk::File& file) {
        source_ = out_.source(file.name);
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
                if (row.number % rows_between_progress == 0)
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
        const sdk::Where where{source_, row.number, row.line};
        if (first_) check_period(row, where);
        first_ = false;
        const auto number = number_of(row.texts);
        // A wrong NHS number and nothing else goes on, to be refused at its cell.
        const bool wrong_alone = !row.texts[nhs_number].empty() && row.texts[person_id].empty();
        if (keys_.of(number, row.texts[person_id]) == Key::none && !wrong_alone)
            return out_.leave_out(where, row.texts[person_id].empty()
                                             ? "neither an NHS number nor a council's id of the person"
                                             : "no NHS number, and the council's id stands with one elsewhere");
        const auto type = type_of(row.texts);
        if (!type.empty() && type != "associated_carer" && !events_.stands(event_of(row.texts, type, number), handed_))
            return out_.leave_out(where, "the same event again");
        write(row, where, type);
    }

    void check_period(const PassRow& row, sdk::Where where) {
        if (submission_.period_start.empty()) return;
        where.column = row.places[period_start];
        if (iso_day(row.texts[period_start]) != submission_.period_start ||
            iso_day(row.texts[period_end]) != submission_.period_end)
            out_.finding(where, {Severity::warning, "cld.period_differs",
                                 "The file's reporting period is not the period of the submission.",
                                 "Check that it is the right file; each covers twelve months.", "period_start"});
    }

    void write(const PassRow& row, sdk::Where where, std::string_view type) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!formula_character(row.texts[i])) continue;
            auto cell = where;
            cell.column = row.places[i];
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
            cell.column = row.places[event_type];
            out_.finding(cell, {Severity::error,
                                "cld.event_type",
                                "The event type is not one of the specification, so the row cannot be read.",
                                "Give the event its type.",
                                "event_type",
                                {},
                                "Request, Assessment, Service or Review (result code -2)"});
            type = "request";
        }
        const auto& ids = ids_of(type);
        auto& draft = out_.draft();
        for (std::size_t i = 0; i < columns.size(); ++i) draft.set(ids.fields[i], row.places[i], row.texts[i]);
        out_.write(ids.type, where, draft);
    }

    struct Ids {
        std::uint32_t type;
        std::array<std::uint32_t, columns.size()> fields;
    };
    const Ids& ids_of(std::string_view type) {
        const auto found = ids_.find(type);
        if (found != ids_.end()) return found->second;
        Ids ids{out_.type(type), {}};
        for (std::size_t i = 0; i < columns.size(); ++i) ids.fields[i] = out_.field(ids.type, columns[i].field);
        return ids_.emplace(type, ids).first->second;
    }

    const sdk::Submission& submission_;
    sdk::LocalWriter& out_;
    PersonKeys keys_;
    UniqueEvents events_;
    std::map<std::string_view, Ids> ids_;
    std::uint64_t surveyed_ = 0, handed_ = 0;
    std::uint32_t source_ = 0;
    bool first_ = true;
};

} // namespace

void read_files(const sdk::Submission& submission, sdk::LocalWriter& out) {
    Reading(submission, out).all();
}

} // namespace pilotage::cld
