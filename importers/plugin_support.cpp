#include "importers/plugin_support.hpp"

#include "core/sdk/importing.hpp"
#include "importers/cell_text.hpp"
#include "importers/heading_row.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace pilotage::importers {
namespace {

constexpr std::size_t rows_tried_for_headings = 40;
constexpr std::uint64_t rows_between_progress = 1024;

std::optional<std::uint64_t> stated_count(const Row& row) {
    for (const auto& cell : row.cells()) {
        const auto text = cell.value;
        const auto begin = text.find_first_of("0123456789");
        if (begin == std::string_view::npos) continue;
        std::uint64_t count = 0;
        for (std::size_t i = begin; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
            count = count * 10 + static_cast<std::uint64_t>(text[i] - '0');
        return count;
    }
    return std::nullopt;
}

bool is_blank(const Row& row) {
    return std::all_of(row.cells().begin(), row.cells().end(), [](const Cell& cell) { return sdk::trimmed(cell.value).empty(); });
}

const Cell* first_filled(const Row& row) {
    for (const auto& cell : row.cells())
        if (!sdk::trimmed(cell.value).empty()) return &cell;
    return nullptr;
}

bool is_total(const Row& row) {
    const auto* first = first_filled(row);
    if (first == nullptr || first->value.size() > 16) return false;
    const auto word = sdk::trimmed(first->value);
    return same_word(word, "total") || same_word(word, "totals") || same_word(word, "grand total") || same_word(word, "total:");
}

// One file of the submission being read, table after table.
class FileRun {
public:
    FileRun(const sdk::File& file, sdk::LocalWriter& out, const Plan& plan, std::vector<bool>& seen)
        : file_(file), out_(out), plan_(plan), seen_(seen), scratch_(most_columns(plan)) {}

    void read(std::uint64_t bytes_before, std::uint64_t bytes_all) {
        Options options = plan_.options;
        // A row of another length is told against the headings, which the reader of the text does not know.
        options.issues = [sink = sdk::issues_to(out_, file_.name)](const Issue& issue) {
            if (issue.rule != "table.ragged_row") sink(issue);
        };
        auto reader = open(file_.path, options);
        is_text_ = reader->tables().size() <= 1 && (reader->tables().empty() || reader->tables().front().name.empty());
        const auto order = reading_order(reader->tables());
        if (order.empty()) {
            pull(*reader, bytes_before, bytes_all);
        } else {
            reader.reset();
            for (const auto& table : order) {
                options.table = table;
                pull(*open(file_.path, options), bytes_before, bytes_all);
            }
        }
        if (is_text_ && !any_row_) report(sdk::Severity::error, "file.empty", {source_of({})}, "The file holds no rows.", "Send the file again with its rows.");
    }

private:
    enum class State : std::uint8_t { seeking, reading, passing };

    static std::size_t most_columns(const Plan& plan) {
        std::size_t most = 0;
        for (const auto& shape : plan.tables) most = std::max(most, shape.columns.size());
        return most;
    }

    // The sheets in the plan's order, or nothing when the workbook has them so already.
    std::vector<std::string> reading_order(const std::vector<Table>& tables) const {
        std::vector<std::pair<std::size_t, std::string>> ranked;
        for (const auto& table : tables) {
            std::size_t rank = 0;
            while (rank < plan_.tables.size() && fold_heading(plan_.tables[rank].called) != fold_heading(table.name)) ++rank;
            ranked.emplace_back(rank, table.name);
        }
        const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
        std::vector<std::string> order;
        const auto known = [&](const auto& entry) { return entry.first < plan_.tables.size(); };
        const auto last_known = std::stable_partition(ranked.begin(), ranked.end(), known);
        if (std::is_sorted(ranked.begin(), last_known, before)) return order;
        std::stable_sort(ranked.begin(), ranked.end(), before);
        for (auto& entry : ranked) order.push_back(std::move(entry.second));
        return order;
    }

    void pull(Reader& reader, std::uint64_t bytes_before, std::uint64_t bytes_all) {
        Row row;
        std::uint64_t pulled = 0;
        bool begun = false;
        while (reader.next(row)) {
            if (!begun || row.table != table_) {
                if (begun) end_table();
                begin_table(row.table, reader.tables());
                begun = true;
            }
            any_row_ = true;
            take(row);
            if (++pulled % rows_between_progress == 0) out_.progress(bytes_before + reader.bytes_done(), bytes_all);
        }
        if (begun) end_table();
    }

    std::uint32_t source_of(std::string_view table) { return out_.source(file_.name, table); }

    void begin_table(std::string_view name, const std::vector<Table>& tables) {
        table_ = name;
        source_ = source_of(name);
        state_ = State::seeking;
        tried_ = rows_ = data_rows_ = 0;
        closed_ = hidden_told_ = false;
        const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return table.name == name; });
        hidden_ = found != tables.end() && found->hidden;
        for (const auto known : plan_.passed_over)
            if (fold_heading(known) == fold_heading(name)) state_ = State::passing;
        candidates_.clear();
        for (const auto& shape : plan_.tables) candidates_.emplace_back(shape);
    }

    void end_table() {
        const sdk::Where where{source_};
        if (state_ == State::seeking && !hidden_) {
            if (is_text_)
                report(sdk::Severity::error, "file.not_recognised", where, "The headings of this file are not those of any file of the return.",
                       "Check that it is the right file, with its usual headings.");
            else
                unknown_sheet(where);
        }
        if (state_ != State::reading || hidden_) return;
        if (!heading_->shape().closing.empty() && !closed_)
            report(sdk::Severity::fatal, "table.trailer_missing", where, "The line that closes the extract is missing, so the file may be cut off.",
                   "Export the file again and send it whole.");
        if (rows_ == 0 && heading_->shape().needed == Needed::yes)
            report(sdk::Severity::warning, "file.empty", where, "There is no row below the headings.",
                   "Send the table again with its rows, unless there was nothing to report.");
    }

    void unknown_sheet(const sdk::Where& where) {
        for (const auto& shape : plan_.tables) {
            if (fold_heading(shape.called) != fold_heading(table_)) continue;
            seen_[static_cast<std::size_t>(&shape - plan_.tables.data())] = true;
            report(sdk::Severity::fatal, "table.heading_row", where, "The row of headings was not found.", "Keep the row of headings as it was agreed.");
            return;
        }
        report(sdk::Severity::warning, "table.unknown_sheet", where, "This sheet is not part of the return; it was not read.",
               "Remove it, or check its name and headings.");
    }

    void take(const Row& row) {
        switch (state_) {
        case State::seeking: seek(row); break;
        case State::reading: data(row); break;
        case State::passing: break;
        }
    }

    void seek(const Row& row) {
        HeadingRow* best = nullptr;
        int best_fit = 0;
        for (auto& candidate : candidates_) {
            const auto fit = candidate.fit(row);
            if (fit && (best == nullptr || *fit > best_fit)) {
                best = &candidate;
                best_fit = *fit;
            }
        }
        if (best == nullptr) {
            if (++tried_ == rows_tried_for_headings) {
                end_table();
                state_ = State::passing;
            }
            return;
        }
        heading_ = best;
        if (hidden_) {
            state_ = State::reading;
            return;
        }
        seen_[static_cast<std::size_t>(&heading_->shape() - plan_.tables.data())] = true;
        state_ = heading_->bind(row, {source_, row.number, row.line}, out_) ? State::reading : State::passing;
        if (state_ == State::reading) look_up_fields();
    }

    void look_up_fields() {
        const auto& shape = heading_->shape();
        type_ = out_.type(shape.record);
        fields_.clear();
        for (const auto& column : shape.columns) fields_.push_back(out_.field(type_, column.field));
    }

    void data(const Row& row) {
        if (is_blank(row)) return;
        if (hidden_) {
            if (!hidden_told_)
                report(sdk::Severity::warning, "table.hidden", {source_, row.number}, "A hidden sheet holds rows under the headings of the return; they were not read.",
                       "Unhide the sheet if its rows belong to the return.");
            hidden_told_ = true;
            return;
        }
        const sdk::Where where{source_, row.number, row.line};
        const auto& shape = heading_->shape();
        if (!shape.closing.empty() && is_closing(row, shape.closing)) return close(row, where);
        ++data_rows_;
        if (heading_->repeated_by(row)) {
            report(sdk::Severity::warning, "table.repeated_heading", where, "The row of headings stands again among the rows; it was passed over.",
                   "Join extracts without their headings.");
            return out_.leave_out(where, "the headings again");
        }
        if (is_total(row)) return out_.leave_out(where, "a row of totals");
        if (plan_.leave_out) {
            const auto reason = plan_.leave_out(shape, row);
            if (!reason.empty()) return out_.leave_out(where, reason);
        }
        ++rows_;
        write(row, where);
    }

    static bool is_closing(const Row& row, std::string_view word) {
        const auto text = sdk::trimmed(row.cells().front().value);
        return text.size() >= word.size() && same_word(text.substr(0, word.size()), word);
    }

    void close(const Row& row, const sdk::Where& where) {
        closed_ = true;
        const auto stated = stated_count(row);
        if (stated && *stated == data_rows_) return;
        const std::string expected = std::to_string(data_rows_) + ", the number of rows above it";
        const std::string value = stated ? std::to_string(*stated) : std::string();
        out_.finding(where, {sdk::Severity::fatal, "table.trailer_disagrees", "The closing line states another number of rows than the file holds.",
                             "Export the file again; rows were lost or added after the export.", {}, value, expected});
    }

    void write(const Row& row, const sdk::Where& where) {
        const auto& cells = row.cells();
        if (is_text_ && cells.size() != heading_->width()) ragged(cells, where);
        const auto& columns = heading_->shape().columns;
        auto& draft = out_.draft();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto at = heading_->cells()[i];
            if (at == HeadingRow::absent) continue;
            const auto column = static_cast<std::uint32_t>(at + 1);
            if (at >= cells.size()) {
                draft.set(fields_[i], column, {});
                continue;
            }
            const auto& cell = cells[at];
            auto text = text_of(cell, columns[i].reads, scratch_[i]);
            if (std::any_of(plan_.nulls.begin(), plan_.nulls.end(), [&](std::string_view null) { return same_word(text, null); })) text = {};
            doubt(cell, columns[i], {source_, row.number, row.line, column});
            draft.set(fields_[i], column, text);
        }
        out_.write(type_, where, draft);
    }

    void ragged(const std::vector<Cell>& cells, const sdk::Where& where) {
        const auto width = heading_->width();
        const bool surplus_empty = cells.size() > width && std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(width), cells.end(),
                                                                       [](const Cell& cell) { return cell.value.empty(); });
        const std::string expected = std::to_string(width) + " cells, as the headings have";
        out_.finding(where, {surplus_empty ? sdk::Severity::warning : sdk::Severity::error, "table.ragged_row",
                             surplus_empty ? "The row has more cells than the headings; the surplus ones are empty."
                                           : "The row has more or fewer cells than the headings.",
                             surplus_empty ? "Remove the surplus separators at the end of the row."
                                           : "Check the row for a missing or an extra separator; put values that contain one in quotes.",
                             {}, std::to_string(cells.size()), expected});
    }

    void doubt(const Cell& cell, const Column& column, const sdk::Where& where) {
        if (cell.type == CellType::error)
            out_.finding(where, {sdk::Severity::error, "table.error_value", "The cell holds the error value of a formula.",
                                 "Mend the formula, or clear the cell.", column.headings.front(), cell.value});
        else if (!is_text_ && cell.type == CellType::text && column.reads == Reads::date && !sdk::trimmed(cell.value).empty())
            out_.finding(where, {sdk::Severity::note, "value.date_as_text", "The cell holds a date as text; it was read as the date.",
                                 "Nothing needs mending.", column.headings.front()});
    }

    void report(sdk::Severity severity, std::string_view rule, const sdk::Where& where, std::string_view message, std::string_view remedy) {
        out_.finding(where, {severity, rule, message, remedy});
    }

    const sdk::File& file_;
    sdk::LocalWriter& out_;
    const Plan& plan_;
    std::vector<bool>& seen_;
    std::vector<std::string> scratch_;
    std::vector<HeadingRow> candidates_;
    HeadingRow* heading_ = nullptr;
    std::vector<std::uint32_t> fields_;
    std::string table_;
    std::uint32_t source_ = 0;
    std::uint32_t type_ = 0;
    std::size_t tried_ = 0;
    std::uint64_t rows_ = 0;      ///< records handed over
    std::uint64_t data_rows_ = 0; ///< rows since the headings that a closing line counts
    State state_ = State::seeking;
    bool is_text_ = false;
    bool hidden_ = false;
    bool hidden_told_ = false;
    bool closed_ = false;
    bool any_row_ = false;
};

std::uint64_t size_of(const sdk::File& file) {
    std::error_code gone;
    const auto size = std::filesystem::file_size(file.path, gone);
    return gone ? 0 : size;
}

} // namespace

void read_tables(const sdk::Submission& submission, sdk::LocalWriter& out, const Plan& plan) {
    std::vector<bool> seen(plan.tables.size());
    std::uint64_t all = 0;
    for (const auto& file : submission.files) all += size_of(file);
    std::uint64_t done = 0;
    bool unreadable = false;
    for (const auto& file : submission.files) {
        const auto source = out.source(file.name);
        try {
            FileRun(file, out, plan, seen).read(done, all);
        } catch (const Malformed& e) {
            unreadable = true;
            out.finding({out.source(file.name, e.issue.table), e.issue.row, e.issue.line, e.issue.column},
                        {sdk::Severity::fatal, e.issue.rule, e.issue.message, e.issue.remedy});
        } catch (const std::system_error& e) {
            unreadable = true;
            const std::string message = "The file cannot be opened: " + e.code().message() + ".";
            out.finding({source}, {sdk::Severity::fatal, "file.unreadable", message, "Check that the file is there and may be read, and send it again."});
        }
        done += size_of(file);
        out.progress(done, all);
    }
    // A file that could not be read may be the one that seems to be missing.
    if (unreadable) return;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i] || plan.tables[i].needed == Needed::no) continue;
        const std::string message = "The return has no " + std::string(plan.tables[i].called) + ".";
        out.finding({}, {sdk::Severity::fatal, plan.tables_are_files ? "file.missing" : "table.missing", message, "Send all of the return together.", plan.tables[i].called});
    }
}

} // namespace pilotage::importers
