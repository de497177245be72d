#include "plugins/firstpoint/reading.hpp"

#include "core/sdk/importing.hpp"
#include "plugins/firstpoint/contact_log.hpp"
#include "plugins/firstpoint/report_layout.hpp"

#include <algorithm>
#include <memory>
#include <system_error>

namespace pilotage::firstpoint {
namespace {

using sdk::Severity;

constexpr std::uint64_t rows_between_progress = 1024;

// Rows are missing from a report whose total says so, and which ones cannot be told.
bool spoils_the_return(const importers::Issue& issue) {
    return issue.rule == "table.total_disagrees" || issue.rule == "table.total_missing" ||
           issue.rule == "table.heading_row";
}

std::string day_beside(const std::string& iso, bool after) {
    sdk::Date date;
    sdk::parse_date(iso, "yyyy-mm-dd", date);
    date.day += after ? 1 : -1;
    if (date.day == 0) {
        if (--date.month == 0) date = {date.year - 1, 12, 1};
        date.day = sdk::Date::days_in(date.year, date.month);
    } else if (date.day > sdk::Date::days_in(date.year, date.month)) {
        date.day = 1;
        if (++date.month == 13) date = {date.year + 1, 1, 1};
    }
    return date.iso();
}

class Reading {
public:
    Reading(const sdk::Submission& submission, sdk::LocalWriter& out) : submission_(submission), out_(out) {}

    void all() {
        std::vector<Opened> reports, logs;
        for (const auto& file : submission_.files) {
            auto opened = open(file);
            if (!opened.reader) continue;
            all_ += opened.reader->bytes_all();
            if (opened.reader->format() == "fixed width")
                reports.push_back(std::move(opened));
            else if (opened.reader->format() == "json")
                logs.push_back(std::move(opened));
            else
                not_recognised(file);
        }
        for (auto& report : reports) read_report(report);
        if (report_) // Without it there is no person that a contact could belong to.
            for (auto& log : logs) read_log(log);
        // A file that could not be read may be the one that seems to be missing.
        if (unreadable_) return;
        if (!report_) missing("report");
        if (!log_ && (report_ || logs.empty())) missing("log of contacts");
        tell_gaps();
    }

private:
    struct Opened {
        const sdk::File* file;
        std::unique_ptr<importers::Reader> reader;
    };

    // What stands in a log is told by its line: a number of a cell says nothing in an object.
    importers::IssueSink doubts(const sdk::File& file) {
        return [this, &file, sink = sdk::issues_to(out_, file.name)](importers::Issue issue) {
            if (issue.rule == "json.duplicate_name") issue.column = 0;
            if (!spoils_the_return(issue)) return sink(issue);
            out_.finding({out_.source(file.name, issue.table), issue.row, issue.line},
                         {Severity::fatal, issue.rule, issue.message, issue.remedy});
        };
    }

    template <typename Work>
    void guarded(const sdk::File& file, Work work) {
        try {
            work();
        } catch (const importers::Malformed& e) {
            unreadable_ = true;
            out_.finding({out_.source(file.name, e.issue.table), e.issue.row, e.issue.line, e.issue.column},
                         {Severity::fatal, e.issue.rule, e.issue.message, e.issue.remedy});
        } catch (const std::system_error& e) {
            unreadable_ = true;
            const std::string message = "The file cannot be opened: " + e.code().message() + ".";
            out_.finding({out_.source(file.name)},
                         {Severity::fatal, "file.unreadable", message,
                          "Check that the file is there and may be read, and send it again."});
        }
    }

    Opened open(const sdk::File& file) {
        Opened opened{&file, nullptr};
        importers::Options options;
        options.layout_text = report_layout();
        options.issues = doubts(file);
        guarded(file, [&] { opened.reader = importers::open(file.path, options); });
        return opened;
    }

    template <typename Take>
    std::uint64_t pull(const Opened& from, Take take) {
        importers::Row row;
        std::uint64_t pulled = 0;
        while (from.reader->next(row)) {
            take(row);
            if (++pulled % rows_between_progress == 0) out_.progress(before_ + from.reader->bytes_done(), all_);
        }
        return pulled;
    }

    void read_report(const Opened& report) {
        guarded(*report.file, [&] {
            std::vector<Section> sections;
            for (const auto& table : report_tables())
                sections.emplace_back(table, Section::Found::by_number, out_, report.file->name);
            const auto pulled = pull(report, [&](const importers::Row& row) {
                const auto& tables = report_tables();
                const auto found = std::find_if(tables.begin(), tables.end(),
                                                [&](const Table& table) { return table.name == row.table; });
                auto& section = sections[static_cast<std::size_t>(found - tables.begin())];
                if (row.header) return section.bind(row);
                section.read(row);
                section.write(section.where(row));
            });
            if (pulled == 0) return empty(*report.file);
            report_ = true;
        });
        before_ += report.reader->bytes_all();
    }

    void read_log(const Opened& opened) {
        guarded(*opened.file, [&] {
            ContactLog log(opened.file->name, out_);
            pull(opened, [&](const importers::Row& row) { log.take(row); });
            if (!log.end()) return;
            log_ = true;
            if (!log.days().first.empty() && !log.days().last.empty()) covered_.push_back(log.days());
        });
        before_ += opened.reader->bytes_all();
    }

    // Logs may overlap; a contact that stands in two of them is told as given twice.
    void tell_gaps() {
        if (covered_.empty() || submission_.period_start.empty()) return;
        std::sort(covered_.begin(), covered_.end(), [](const Days& a, const Days& b) { return a.first < b.first; });
        std::string next = submission_.period_start;
        for (const auto& log : covered_) {
            if (log.first > next)
                gap(next, day_beside(std::min(log.first, day_beside(submission_.period_end, true)), false));
            next = std::max(next, day_beside(log.last, true));
        }
        if (next <= submission_.period_end) gap(next, submission_.period_end);
    }

    void gap(const std::string& first, const std::string& last) {
        if (first > last) return;
        const std::string message = "No log of contacts covers the days from " + first + " to " + last + ".";
        out_.finding({}, {Severity::warning, "firstpoint.log_gap", message,
                          "Send the logs of all the period together; fewer contacts are counted without them."});
    }

    void not_recognised(const sdk::File& file) {
        out_.finding({out_.source(file.name)},
                     {Severity::error, "file.not_recognised", "This file is neither the report nor a log of contacts.",
                      "Send the report as the text file that is printed, and the logs as JSON."});
    }
    void empty(const sdk::File& file) {
        out_.finding({out_.source(file.name)},
                     {Severity::error, "file.empty", "The file holds no rows.", "Send the file again with its rows."});
    }
    void missing(const std::string& what) {
        const std::string message = "The return has no " + what + ".";
        out_.finding({}, {Severity::fatal, "file.missing", message, "Send all of the return together.", what});
    }

    const sdk::Submission& submission_;
    sdk::LocalWriter& out_;
    std::vector<Days> covered_;
    std::uint64_t before_ = 0, all_ = 0; ///< bytes
    bool unreadable_ = false, report_ = false, log_ = false;
};

} // namespace

void read_files(const sdk::Submission& submission, sdk::LocalWriter& out) {
    Reading(submission, out).all();
}

} // namespace pilotage::firstpoint
