#include "plugins/firstpoint/contact_log.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::firstpoint {
namespace {

constexpr std::string_view nobodys = "an enquiry by somebody who is no client";

std::uint64_t whole_number(std::string_view text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace

ContactLog::ContactLog(std::string_view file, sdk::LocalWriter& out)
    : file_(file), out_(out), contacts_(contacts(), Section::Found::by_name, out, file),
      follow_ups_(follow_ups(), Section::Found::by_name, out, file) {}

void ContactLog::take(const importers::Row& row) {
    if (row.table == contacts_path)
        row.header ? contacts_.bind(row) : contact(row);
    else if (row.table == follow_ups_path)
        row.header ? follow_ups_.bind(row) : follow_up(row);
    else if (!row.table.empty())
        unknown_array(row);
    else if (!row.header)
        about_itself(row);
    else
        for (const auto& cell : row.cells())
            if (std::find(names_.begin(), names_.end(), cell.value) == names_.end()) names_.emplace_back(cell.value);
}

void ContactLog::contact(const importers::Row& row) {
    ++counted_;
    const auto& values = contacts_.read(row);
    const std::string id(values[contact_id]), client(values[contact_client]);
    // A caller who is no client has no record that the contact could belong to.
    const bool left_out = client.empty() && values[contact_caller] == "PUBLIC";
    if (left_out)
        out_.leave_out(contacts_.where(row), nobodys);
    else
        contacts_.write(contacts_.where(row));
    std::uint64_t number = 0;
    for (const auto& one : waiting_) {
        const auto nth = std::to_string(++number);
        if (left_out) {
            out_.leave_out(one.where, nobodys);
            continue;
        }
        std::vector<std::string_view> texts(one.values.begin(), one.values.end());
        texts[follow_up_contact] = id;
        texts[follow_up_number] = nth;
        texts[follow_up_client] = client;
        follow_ups_.write(one.where, texts);
    }
    waiting_.clear();
}

void ContactLog::follow_up(const importers::Row& row) {
    const auto& values = follow_ups_.read(row);
    waiting_.push_back({follow_ups_.where(row), {values.begin(), values.end()}});
}

void ContactLog::unknown_array(const importers::Row& row) {
    if (!unknown_.emplace(row.table).second) return;
    out_.finding({out_.source(file_, row.table), row.number, row.line},
                 {sdk::Severity::warning,
                  "table.unknown_column",
                  "This array is not part of the return; it was not read.",
                  "Remove it, or check how it is spelt.",
                  {},
                  row.table});
}

void ContactLog::about_itself(const importers::Row& row) {
    const sdk::Where where{out_.source(file_), row.number, row.line};
    for (std::size_t i = 0; i < row.cells().size() && i < names_.size(); ++i) {
        const auto& cell = row.cells()[i];
        if (names_[i] == "log") {
            is_log_ = true;
        } else if (names_[i] == "from") {
            days_.first = day(cell, where);
        } else if (names_[i] == "to") {
            days_.last = day(cell, where);
        } else if (names_[i] == "count") {
            stated_ = true;
            if (cell.type == importers::CellType::number && whole_number(cell.value) == counted_) continue;
            const std::string message =
                "The log states " + std::string(cell.value) + " contacts, but holds " + std::to_string(counted_) + ".";
            fatal("table.trailer_disagrees", where, message,
                  "Export the log again; contacts were lost or added after the export.");
        }
    }
}

std::string ContactLog::day(const importers::Cell& cell, const sdk::Where& where) {
    const auto day = sdk::Value(cell.value).date("yyyy-mm-dd");
    if (day.good()) return std::string(day.text());
    out_.finding(where, {sdk::Severity::warning,
                         "value.unreadable",
                         "The log does not say in a date which days it covers.",
                         "Write the date as it was agreed.",
                         {},
                         cell.value,
                         day.expected()});
    return {};
}

bool ContactLog::end() {
    if (!is_log_ && counted_ == 0) {
        out_.finding({out_.source(file_)},
                     {sdk::Severity::error, "file.not_recognised", "This file is JSON, but no log of contacts.",
                      "Check that it is the right file."});
        return false;
    }
    if (!stated_)
        fatal("table.trailer_missing", {out_.source(file_)},
              "The log does not state how many contacts it holds, so it may have been shortened.",
              "Export the log again and send it whole.");
    return true;
}

} // namespace pilotage::firstpoint
