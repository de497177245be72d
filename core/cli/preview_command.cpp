#include "core/cli/commands.hpp"
#include "core/cli/finding_text.hpp"
#include "core/cli/json_text.hpp"
#include "core/cli/output.hpp"
#include "core/cli/preview_table.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/reading_options.hpp"
#include "core/cli/terminal.hpp"
#include "core/tables/table_check.hpp"
#include "importers/reader.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <system_error>

namespace pilotage::cli {
namespace {

constexpr std::int64_t rows_for_people = 20;
constexpr std::uint64_t issues_for_people = 10; ///< of one rule, before they are only counted
constexpr std::size_t rows_in_one_table = 500;  ///< column widths are found from these at most

class PreviewCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"FILE", &files_, "Files to look into", "FILE", true},
                {"--json", &json_, "One JSON object for each row"},
                {"--sheet", &sheet_, "Only this sheet of a workbook", "NAME"},
                {"--delimiter", &delimiter_, "What stands between the cells: a sign, or comma, semicolon, tab, pipe, space", "SIGN"},
                {"--encoding", &encoding_, "The encoding of a text file, instead of recognising it", "NAME"},
                {"--record-path", &record_path_, "The elements of an XML file that are records: File/Contract/Visit", "PATH"},
                {"--layout", &layout_, "The layout of a fixed-width report, a CSV file", "FILE"},
                {"--rows", &rows_, "Rows to show of each sheet (20 for people, all with --json)", "N"},
                {"--from", &from_, "The number of the first row to show", "N"}};
    }

    ExitCode run() override {
        if (rows_ < -1 || from_ < 1) throw UsageError("--rows and --from take whole numbers that are not negative.");
        most_ = rows_ >= 0 ? static_cast<std::uint64_t>(rows_) : json_ ? UINT64_MAX : rows_for_people;
        auto code = ExitCode::done;
        for (const auto& file : files_)
            if (!preview(file)) code = ExitCode::findings;
        return code;
    }

private:
    bool preview(const std::string& file);
    void show(importers::Reader& reader, Progress& progress);
    void show_json(importers::Reader& reader, Progress& progress);
    void show_table(importers::Reader& reader, Progress& progress);
    void report(const importers::Issue& issue);
    void close_reports();

    std::vector<std::string> files_;
    bool json_ = false;
    std::string sheet_, delimiter_, encoding_, record_path_, layout_;
    std::int64_t rows_ = -1, from_ = 1;
    std::uint64_t most_ = 0;
    Output out_;
    std::string name_; ///< of the file at hand
    std::map<std::string, std::uint64_t> reported_; ///< issues by rule
};

bool PreviewCommand::preview(const std::string& file) {
    name_ = std::filesystem::path(file).filename().string();
    reported_.clear();
    auto options = reading_options(sheet_, delimiter_, encoding_);
    options.record_path = record_path_;
    options.layout = layout_;
    options.issues = [this](const importers::Issue& issue) { report(issue); };
    bool good = true;
    try {
        Progress progress("Reading " + name_);
        const auto reader = importers::open(file, options);
        json_ ? show_json(*reader, progress) : show_table(*reader, progress);
    } catch (const importers::Malformed& e) {
        report(e.issue);
        good = false;
    } catch (const std::invalid_argument& e) { // a layout, or a path of records, that is none
        throw UsageError(e.what());
    } catch (const std::system_error& e) {
        out_.flush();
        throw EnvironmentError("The file \"" + file + "\" cannot be read: " + e.code().message() + ".");
    }
    out_.flush();
    close_reports();
    return good;
}

void PreviewCommand::show_json(importers::Reader& reader, Progress& progress) {
    importers::Row row;
    std::string table;
    std::uint64_t shown = 0;
    while (reader.next(row)) {
        progress.update(reader.bytes_done(), reader.bytes_all());
        if (row.table != table) table = row.table, shown = 0;
        if (row.number < static_cast<std::uint64_t>(from_) && !row.header) continue;
        if (shown == most_) {
            if (!sheet_.empty() || reader.tables().size() < 2) return; // the list may cost a reading of the whole file
            continue;
        }
        ++shown;
        append_json_line(out_.text(), row);
        if (!out_.pass_on()) return;
    }
}

void PreviewCommand::show_table(importers::Reader& reader, Progress& progress) {
    out_.text() += styled(stdout, Style::bold, printable(name_)) + ": " + std::string(reader.format());
    if (const auto decisions = reader.decisions(); !decisions.empty()) out_.text() += ", " + decisions;
    out_.text() += '\n';
    for (const auto& reason : reader.reasons()) out_.text() += "  " + printable(reason) + '\n';
    PreviewTable rows(is_terminal(stdout) ? terminal_width(stdout) : 0);
    importers::Row row;
    std::string table;
    std::uint64_t shown = 0, more = 0;
    bool begun = false;
    std::set<std::string, std::less<>> seen; // sheets
    const bool one_table = reader.tables().size() < 2 || !sheet_.empty();
    const auto finish = [&] {
        if (rows.size() > 0) rows.print(out_.text());
        if (begun && shown == 0) out_.text() += more == 0 ? "no rows\n" : "no rows shown; more follow\n";
        if (shown > 0 && more > 0) out_.text() += "more rows follow (--rows, --from)\n";
        progress.clear();
        return out_.pass_on();
    };
    const auto begin = [&](std::string_view name) {
        begun = true;
        seen.emplace(name);
        table = name;
        shown = more = 0;
        if (name.empty()) return;
        bool hidden = false;
        for (const auto& known : reader.tables()) hidden = hidden || (known.name == name && known.hidden);
        out_.text() += "\nSheet \"" + printable(name) + "\"" + (hidden ? ", hidden" : "") + "\n";
    };
    try {
        while (reader.next(row)) {
            progress.update(reader.bytes_done(), reader.bytes_all());
            if (!begun || row.table != table) {
                if (!finish()) return;
                begin(row.table);
            }
            if (row.number < static_cast<std::uint64_t>(from_) && !row.header) continue;
            if (shown == most_) {
                ++more;
                if (one_table) break;
                continue;
            }
            ++shown;
            rows.add(row);
            if (rows.size() == rows_in_one_table && (rows.print(out_.text()), !out_.pass_on())) return;
        }
    } catch (const importers::Malformed&) {
        finish(); // the rows so far are shown
        throw;
    }
    if (!finish()) return;
    for (const auto& known : reader.tables()) {
        if (seen.count(known.name) > 0 || (!sheet_.empty() && known.name != sheet_)) continue;
        begin(known.name);
        if (!finish()) return;
    }
}

void PreviewCommand::report(const importers::Issue& issue) {
    const auto finding = tables::finding_of(issue, name_);
    if (json_)
        std::fprintf(stderr, "%s\n", json_of(finding).c_str());
    else if (++reported_[issue.rule] <= issues_for_people)
        std::fprintf(stderr, "%s\n", line_of(finding).c_str());
}

void PreviewCommand::close_reports() {
    for (const auto& [rule, count] : reported_)
        if (count > issues_for_people)
            std::fprintf(stderr, "%s: %llu more of %s (--json lists all)\n", name_.c_str(),
                         static_cast<unsigned long long>(count - issues_for_people), rule.c_str());
}

} // namespace

std::unique_ptr<Command> make_preview() { return std::make_unique<PreviewCommand>(); }

} // namespace pilotage::cli
