// Prints a return of FirstPoint: a report as a line printer would, and two logs of contacts.
#include "examples/generate/firstpoint_return.hpp"
#include "examples/generate/formats.hpp"
#include "examples/generate/returns.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace pilotage::generate {
namespace {

using namespace firstpoint;

constexpr std::size_t lines_of_a_page = 54; // below the headings
constexpr std::size_t width = 132;

std::size_t signs(const std::string& utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}
std::string left(const std::string& text, std::size_t wide) {
    return text + std::string(wide - std::min(wide, signs(text)), ' ');
}
std::string right(const std::string& text, std::size_t wide) {
    return std::string(wide - std::min(wide, signs(text)), ' ') + text;
}

/// Hundredths, as a decimal with commas between thousands.
std::string money(std::int64_t hundredths) {
    auto whole = std::to_string(hundredths / 100);
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3)
        whole.insert(static_cast<std::size_t>(at), ",");
    const auto rest = hundredths % 100;
    return whole + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

/// What a cell adds to a total; what is no number adds nothing.
std::int64_t hundredths(const std::string& text) {
    const auto point = std::min(text.find('.'), text.size());
    const auto part = text.substr(0, point) + (text.substr(point) + "   ").substr(1, 2);
    std::string digits;
    for (const char c : part) digits += c == ' ' ? '0' : c;
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return 0;
    return std::stoll(digits);
}

struct Field {
    std::size_t start; ///< from 1
    std::size_t wide;
    bool number = false;
};
struct Printed {
    Tab tab;
    const char *title, *heading, *noun;
    std::vector<Field> fields;
    std::size_t wrapped; ///< the field whose rest stands on further lines; none: fields.size()
};

const std::vector<Printed>& sections() {
    static const std::vector<Printed> all{
        {clients,
         "CLIENT REGISTER",
         "CLIENT   NHS NUMBER   SURNAME          FORENAME       BORN       S E HEARING     LANGUAGE  POSTCODE ADDRESS",
         "CLIENTS",
         {{1, 8}, {10, 12}, {23, 16}, {40, 14}, {55, 10}, {66, 1}, {68, 1}, {70, 11}, {82, 9}, {92, 8}, {101, 32}},
         10},
        {referrals,
         "REFERRALS CLOSED, BY TEAM",
         "REF      CLIENT   RECEIVED   SOURCE       VIA      CLOSED     OUTCOME             DAYS  REMARKS",
         "REFERRALS",
         {{1, 8}, {10, 8}, {19, 10}, {30, 12}, {43, 8}, {52, 10}, {63, 18}, {82, 5, true}, {89, 40}},
         8},
        {assessments,
         "ASSESSMENTS COMPLETED",
         "REF      CLIENT   STARTED    COMPLETED  KIND           HOW        E BAND         OUTCOME",
         "ASSESSED",
         {{1, 8}, {10, 8}, {19, 10}, {30, 10}, {41, 14}, {56, 10}, {67, 1}, {69, 12}, {82, 18}},
         9},
        {services,
         "SERVICES, BY MONTH IN WHICH THEY BEGAN",
         "REF      CLIENT   SERVICE            START      END        HOW          UNITS        COST P NOTES",
         "SERVICES",
         {{1, 8}, {10, 8}, {19, 18}, {38, 10}, {49, 10}, {60, 12}, {73, 6, true}, {80, 10, true}, {91, 1}, {93, 36}},
         9},
        {reviews,
         "REVIEWS",
         "REF      CLIENT   DATE       WHY          RESULT     HOW",
         "REVIEWS",
         {{1, 8}, {10, 8}, {19, 10}, {30, 12}, {43, 10}, {54, 10}},
         6},
        {staff,
         "STAFF IN POST",
         "POST AS AT      TITLE                    HEADS     WTE  TUPE  VACANT",
         "POSTS",
         {{1, 4}, {6, 10}, {17, 24}, {42, 5, true}, {48, 7, true}, {56, 5, true}, {62, 7, true}},
         7},
    };
    return all;
}

/// Words on lines of at most that many signs.
std::vector<std::string> wrapped(const std::string& text, std::size_t wide) {
    std::vector<std::string> lines{""};
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        if (!lines.back().empty() && signs(lines.back()) + 1 + signs(word) > wide) lines.emplace_back();
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += word;
        at = end + 1;
    }
    return lines;
}

class Report {
public:
    explicit Report(const Tables& tables) : tables_(tables) {}

    std::string print() {
        for (const auto& section : sections()) print_section(section);
        std::string out;
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            const auto number = [](std::size_t n) { return right(std::to_string(n), 4); };
            out += i == 0 ? "" : "\f";
            out +=
                left("FIRSTPOINT CASE SYSTEM          CLIENT ACTIVITY RETURN          SYNTHETIC DATA: NO REAL PERSON",
                     width - 17) +
                "PAGE " + number(i + 1) + " OF " + number(pages_.size()) + "\r\n" + pages_[i];
            out += "PRINTED BY THE CASE SYSTEM          * * * CONFIDENTIAL * * *\r\n";
        }
        return out + "\r\n*** END OF REPORT ***\r\n";
    }

private:
    struct Sums {
        std::size_t count = 0;
        std::int64_t first = 0, second = 0;
    };

    void print_section(const Printed& section) {
        body_.clear();
        Sums all, group;
        std::string key, label;
        for (const auto& row : in_groups(section)) {
            const auto next = group_of(section.tab, row);
            if (next != key && !key.empty()) subtotal(section, label, group);
            if (next != key && section.tab == referrals) body_.push_back("TEAM: " + next);
            key = next;
            label = section.tab == services ? month_of(row) : key;
            print_row(section, row);
            for (auto* sums : {&all, &group}) {
                ++sums->count;
                if (section.tab == referrals) sums->first += hundredths(row[7].text);
                if (section.tab == services) sums->first += hundredths(row[service_cost].text);
                if (section.tab == staff) sums->first += hundredths(row[3].text);
                if (section.tab == staff) sums->second += hundredths(row[4].text);
            }
        }
        if (!key.empty()) subtotal(section, label, group);
        body_.push_back("");
        body_.push_back(total_line(section, "TOTAL", all));
        break_pages(section);
    }

    // Referrals stand by team, services by the month in which they began.
    std::vector<Cells> in_groups(const Printed& section) const {
        auto rows = tables_[section.tab].rows;
        std::stable_sort(rows.begin(), rows.end(), [&](const Cells& a, const Cells& b) {
            return group_of(section.tab, a) < group_of(section.tab, b);
        });
        return rows;
    }
    static std::string group_of(Tab tab, const Cells& row) {
        if (tab == referrals) return row[referral_team].text;
        const auto& start = row[service_start].text;
        if (tab == services && start.size() == 10) return start.substr(6) + start.substr(3, 2);
        return tab == services ? "999999" : "";
    }
    static std::string month_of(const Cells& row) {
        constexpr std::array<const char*, 13> names{"",    "JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                    "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
        const auto key = group_of(services, row);
        const auto month = static_cast<std::size_t>(std::stoi(key.substr(4)));
        return month < names.size() ? names[month] + (" " + key.substr(0, 4)) : "NO MONTH";
    }

    void subtotal(const Printed& section, const std::string& label, Sums& group) {
        body_.push_back(total_line(section, "SUBTOTAL " + label, group));
        body_.push_back("");
        group = {};
    }

    static std::string total_line(const Printed& section, const std::string& label, const Sums& sums) {
        auto line = left(label, 33) + left(section.noun, 9) + right(std::to_string(sums.count), 8);
        if (section.tab == referrals) line += "   DAYS OPEN" + right(std::to_string(sums.first / 100), 12);
        if (section.tab == services) line += "   COST     " + right(money(sums.first), 12);
        if (section.tab == staff)
            line += "   HEADCOUNT" + right(std::to_string(sums.first / 100), 12) + "   WTE      " +
                    right(money(sums.second), 12);
        return line;
    }

    void print_row(const Printed& section, const Cells& row) {
        std::string line;
        std::vector<std::string> rest;
        for (std::size_t i = 0; i < section.fields.size(); ++i) {
            const auto& field = section.fields[i];
            auto text = row[i].text;
            if (i == section.wrapped) {
                rest = wrapped(text, field.wide);
                text = rest.front();
            }
            line = left(line, field.start - 1) + (field.number ? right(text, field.wide) : left(text, field.wide));
        }
        body_.push_back(line);
        for (std::size_t i = 1; i < rest.size(); ++i)
            body_.push_back(std::string(section.fields[section.wrapped].start - 1, ' ') + rest[i]);
    }

    void break_pages(const Printed& section) {
        const auto number = static_cast<std::size_t>(&section - sections().data()) + 1;
        const auto& days = tables_[Tab::period].rows.front();
        const std::string ruler(width, '-');
        for (std::size_t from = 0; from < body_.size(); from += lines_of_a_page) {
            std::string page = "PERIOD " + days[0].text + " TO " + days[1].text + "\r\n";
            page += "SECTION " + std::to_string(number) + "  " + section.title + "\r\n\r\n";
            page += std::string(section.heading) + "\r\n" + ruler + "\r\n";
            for (std::size_t i = from; i < std::min(body_.size(), from + lines_of_a_page); ++i) {
                const auto& line = body_[i];
                append_windows_1252(page, line.substr(0, line.find_last_not_of(' ') + 1));
                page += "\r\n";
            }
            pages_.push_back(page + ruler + "\r\n");
        }
    }

    const Tables& tables_;
    std::vector<std::string> body_;
    std::vector<std::string> pages_;
};

std::string iso(const std::string& uk) {
    return uk.substr(6) + "-" + uk.substr(3, 2) + "-" + uk.substr(0, 2);
}

nlohmann::ordered_json number_or_text(const std::string& text) {
    if (text.find_first_not_of("0123456789") != std::string::npos) return text;
    return std::stoi(text);
}

/// One object on each line, as systems write that log as they go.
std::string log_of(const Tables& tables, const std::string& first, const std::string& last) {
    std::map<std::string, std::vector<const Cells*>> follow;
    for (const auto& row : tables[follow_ups].rows) follow[row[0].text].push_back(&row);
    std::string out =
        "{\"log\": \"FirstPoint contacts\", \"note\": \"SYNTHETIC DATA: no real person\",\n \"from\": \"" + first +
        "\", \"to\": \"" + last + "\",\n \"contacts\": [";
    std::size_t count = 0;
    for (const auto& row : tables[contacts].rows) {
        const auto day = row[contact_at].text.substr(0, 10);
        if (day < first || day > last) continue;
        nlohmann::ordered_json one;
        one["id"] = row[0].text;
        if (row[1].text.empty())
            one["client"] = nullptr;
        else
            one["client"] = row[1].text;
        one["caller"] = row[2].text;
        one["at"] = row[3].text;
        if (!row[4].text.empty()) one["channel"] = row[4].text;
        one["purpose"] = row[5].text;
        if (!row[6].text.empty()) one["minutes"] = number_or_text(row[6].text);
        if (!row[7].text.empty()) one["interpreter"] = {{"booked", true}, {"language", row[7].text}};
        for (const auto* later : follow[row[0].text])
            one["follow_ups"].push_back({{"at", (*later)[1].text},
                                         {"channel", (*later)[2].text},
                                         {"minutes", number_or_text((*later)[3].text)}});
        out += (count++ == 0 ? "\n  " : ",\n  ") + one.dump();
    }
    return out + "\n ],\n \"count\": " + std::to_string(count) + "}\n";
}

} // namespace

Files firstpoint_files(const Tables& tables) {
    const auto& days = tables[Tab::period].rows.front();
    const auto first = iso(days[0].text), last = iso(days[1].text), year = first.substr(0, 4);
    return {{"activity_return.txt", Report(tables).print()},
            {"contacts_1.json", log_of(tables, first, year + "-09-30")},
            {"contacts_2.json", log_of(tables, year + "-10-01", last)}};
}

} // namespace pilotage::generate
