#include "importers/plugin_support.hpp"

#include "core/sdk/importing.hpp"
#include "importers/heading_row.hpp"
#include "importers/table_run.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace pilotage::importers {
namespace {

constexpr std::uint64_t rows_between_progress = 1024;

struct Progress {
    std::uint64_t before = 0; ///< bytes of the files already read
    std::uint64_t all = 0;
};

std::size_t rank_of(const Table& table, const Plan& plan) {
    const auto found = std::find_if(plan.tables.begin(), plan.tables.end(), [&](const TableShape& shape) {
        return fold_heading(shape.called) == fold_heading(table.name);
    });
    return static_cast<std::size_t>(found - plan.tables.begin());
}

// The sheets in the plan's order, or nothing when the workbook has them so already.
std::vector<Table> other_order(std::vector<Table> tables, const Plan& plan) {
    const auto before = [&](const Table& a, const Table& b) { return rank_of(a, plan) < rank_of(b, plan); };
    std::vector<Table> known;
    std::copy_if(tables.begin(), tables.end(), std::back_inserter(known),
                 [&](const Table& table) { return rank_of(table, plan) < plan.tables.size(); });
    if (std::is_sorted(known.begin(), known.end(), before)) return {};
    std::stable_sort(tables.begin(), tables.end(), before);
    return tables;
}

// Which of the plan's tables the file holds, by its headings; as many as there are where it is none of them, or cannot
// be read: that is told when it is read.
std::size_t table_in(const sdk::File& file, const Plan& plan) {
    try {
        Options options = plan.options;
        options.issues = {};
        const auto reader = open(file.path, options);
        std::vector<HeadingRow> candidates(plan.tables.begin(), plan.tables.end());
        Row row;
        for (std::size_t tried = 0; tried < rows_tried_for_headings && reader->next(row); ++tried)
            if (const auto* best = best_fit(candidates, row))
                return static_cast<std::size_t>(&best->shape() - plan.tables.data());
    } catch (const Malformed&) {
    } catch (const std::system_error&) {
    }
    return plan.tables.size();
}

std::vector<sdk::File> in_order(std::vector<sdk::File> files, const Plan& plan) {
    if (!plan.tables_are_files || plan.tables.size() < 2 || files.size() < 2) return files;
    std::vector<std::pair<std::size_t, sdk::File>> ranked;
    for (auto& file : files) {
        const auto rank = table_in(file, plan);
        ranked.emplace_back(rank, std::move(file));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    files.clear();
    for (auto& [rank, file] : ranked) files.push_back(std::move(file));
    return files;
}

// Whether there was a row at all.
bool pull(Reader& reader, bool is_text, TableRun& run, sdk::LocalWriter& out, const Progress& progress) {
    Row row;
    const Table* table = nullptr;
    std::uint64_t pulled = 0;
    while (reader.next(row)) {
        if (table == nullptr || table->name != row.table) {
            if (table != nullptr) run.end();
            const auto& tables = reader.tables();
            table =
                &*std::find_if(tables.begin(), tables.end(), [&](const Table& one) { return one.name == row.table; });
            run.begin(*table, is_text);
        }
        run.take(row);
        if (++pulled % rows_between_progress == 0) out.progress(progress.before + reader.bytes_done(), progress.all);
    }
    if (table != nullptr) run.end();
    return pulled != 0;
}

void read_file(const sdk::File& file, sdk::LocalWriter& out, const Plan& plan, std::vector<bool>& seen,
               const Progress& progress) {
    Options options = plan.options;
    // A row of another length is told against the headings, which the reader of the text does not know.
    options.issues = [sink = sdk::issues_to(out, file.name)](const Issue& issue) {
        if (issue.rule != "table.ragged_row") sink(issue);
    };
    auto reader = open(file.path, options);
    const bool is_text = reader->tables().size() == 1 && reader->tables().front().name.empty();
    const auto order = other_order(reader->tables(), plan);
    TableRun run(file.name, out, plan, seen);
    if (order.empty()) {
        if (!pull(*reader, is_text, run, out, progress))
            out.finding({out.source(file.name)}, {sdk::Severity::error, "file.empty", "The file holds no rows.",
                                                  "Send the file again with its rows."});
        return;
    }
    for (const auto& table : order) {
        options.table = table.name;
        pull(*open(file.path, options), is_text, run, out, progress);
    }
}

std::uint64_t size_of(const sdk::File& file) {
    std::error_code gone;
    const auto size = std::filesystem::file_size(file.path, gone);
    return gone ? 0 : size;
}

} // namespace

void read_tables(const sdk::Submission& submission, sdk::LocalWriter& out, const Plan& plan) {
    std::vector<bool> seen(plan.tables.size());
    Progress progress;
    const auto files = in_order(submission.files, plan);
    for (const auto& file : files) progress.all += size_of(file);
    bool unreadable = false;
    for (const auto& file : files) {
        const auto source = out.source(file.name);
        try {
            read_file(file, out, plan, seen, progress);
        } catch (const Malformed& e) {
            unreadable = true;
            out.finding({out.source(file.name, e.issue.table), e.issue.row, e.issue.line, e.issue.column},
                        {sdk::Severity::fatal, e.issue.rule, e.issue.message, e.issue.remedy});
        } catch (const std::system_error& e) {
            unreadable = true;
            const std::string message = "The file cannot be opened: " + e.code().message() + ".";
            out.finding({source}, {sdk::Severity::fatal, "file.unreadable", message,
                                   "Check that the file is there and may be read, and send it again."});
        }
        progress.before += size_of(file);
        out.progress(progress.before, progress.all);
    }
    // A file that could not be read may be the one that seems to be missing.
    if (unreadable) return;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i] || plan.tables[i].needed == Needed::no) continue;
        const std::string message = "The return has no " + std::string(plan.tables[i].called) + ".";
        out.finding({}, {sdk::Severity::fatal, plan.tables_are_files ? "file.missing" : "table.missing", message,
                         "Send all of the return together.", plan.tables[i].called});
    }
}

} // namespace pilotage::importers
