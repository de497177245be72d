#include "importers/table_run.hpp"

#include "importers/cell_text.hpp"

#include <algorithm>
#include <optional>

namespace pilotage::importers {
namespace {

std::optional<std::uint64_t> stated_count(const Row& row) {
    for (const auto& cell : row.cells()) {
        const auto begin = cell.value.find_first_of("0123456789");
        if (begin == std::string_view::npos) continue;
        std::uint64_t count = 0;
        for (std::size_t i = begin; i < cell.value.size() && cell.value[i] >= '0' && cell.value[i] <= '9'; ++i)
            count = count * 10 + static_cast<std::uint64_t>(cell.value[i] - '0');
        return count;
    }
    return std::nullopt;
}

const Cell* first_filled(const Row& row) {
    for (const auto& cell : row.cells())
        if (!sdk::trimmed(cell.value).empty()) return &cell;
    return nullptr;
}

// Programs that export a sheet write the error of a formula as a word.
bool is_error_word(std::string_view text) {
    if (text.size() < 4 || text.front() != '#') return false;
    for (const std::string_view word : {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
        if (text == word) return true;
    return false;
}

bool is_total(const Cell& first) {
    if (first.value.size() > 16) return false;
    const auto word = sdk::trimmed(first.value);
    return sdk::same_word(word, "total") || sdk::same_word(word, "totals") || sdk::same_word(word, "grand total") ||
           sdk::same_word(word, "total:");
}

bool is_closing(const Row& row, std::string_view word) {
    const auto text = sdk::trimmed(row.cells().front().value);
    return text.size() >= word.size() && sdk::same_word(text.substr(0, word.size()), word);
}

} // namespace

TableRun::TableRun(std::string_view file, sdk::LocalWriter& out, const Plan& plan, std::vector<bool>& seen)
    : file_(file), out_(out), plan_(plan), seen_(seen) {
    std::size_t most = 0;
    for (const auto& shape : plan.tables) {
        candidates_.emplace_back(shape);
        most = std::max(most, shape.columns.size());
    }
    scratch_.resize(most);
}

void TableRun::begin(const Table& table, bool is_text) {
    table_ = table.name;
    hidden_ = table.hidden;
    is_text_ = is_text;
    source_ = out_.source(file_, table_);
    state_ = State::seeking;
    for (const auto known : plan_.passed_over)
        if (fold_heading(known) == fold_heading(table_)) state_ = State::passing;
    tried_ = 0;
    counted_ = 0;
    closed_ = told_ = false;
}

void TableRun::end() {
    if (hidden_ || state_ == State::passing) return;
    if (state_ == State::seeking) return no_headings();
    const sdk::Where where{source_};
    const auto& shape = heading_->shape();
    if (!shape.closing.empty() && !closed_)
        report(sdk::Severity::fatal, "table.trailer_missing", where,
               "The line that closes the extract is missing, so the file may be cut off.",
               "Export the file again and send it whole.");
    else if (counted_ == 0 && shape.needed == Needed::yes)
        report(sdk::Severity::warning, "file.empty", where, "There is no row below the headings.",
               "Send the table again with its rows, unless there was nothing to report.");
}

void TableRun::take(const Row& row) {
    if (state_ == State::seeking)
        seek(row);
    else if (state_ == State::reading)
        data(row);
}

void TableRun::seek(const Row& row) {
    auto* best = best_fit(candidates_, row);
    if (best != nullptr) return headings_found(*best, row);
    if (++tried_ < rows_tried_for_headings) return;
    end();
    state_ = State::passing;
}

void TableRun::headings_found(HeadingRow& heading, const Row& row) {
    heading_ = &heading;
    state_ = State::reading;
    if (hidden_) return;
    const auto& shape = heading.shape();
    saw(shape);
    if (!heading.bind(row, {source_, row.number, row.line}, out_)) {
        state_ = State::passing;
        return;
    }
    type_ = out_.type(shape.record);
    fields_.clear();
    for (const auto& column : shape.columns) fields_.push_back(out_.field(type_, column.field));
    above_.assign(shape.columns.size(), {});
}

void TableRun::no_headings() {
    const sdk::Where where{source_};
    if (is_text_)
        return report(sdk::Severity::error, "file.not_recognised", where,
                      "The headings of this file are not those of any file of the return.",
                      "Check that it is the right file, with its usual headings.");
    for (const auto& shape : plan_.tables) {
        if (fold_heading(shape.called) != fold_heading(table_)) continue;
        saw(shape);
        return report(sdk::Severity::fatal, "table.heading_row", where, "The row of headings was not found.",
                      "Keep the row of headings as it was agreed.");
    }
    report(sdk::Severity::warning, "table.unknown_sheet", where,
           "This sheet is not part of the return; it was not read.", "Remove it, or check its name and headings.");
}

void TableRun::data(const Row& row) {
    const auto* first = first_filled(row);
    if (first == nullptr) return;
    if (hidden_) return told_hidden(row);
    const sdk::Where where{source_, row.number, row.line};
    const auto& shape = heading_->shape();
    if (!shape.closing.empty() && is_closing(row, shape.closing)) return close(row, where);
    ++counted_;
    if (heading_->repeated_by(row)) {
        report(sdk::Severity::warning, "table.repeated_heading", where,
               "The row of headings stands again among the rows; it was passed over.",
               "Join extracts without their headings.");
        return out_.leave_out(where, "the headings again");
    }
    if (is_total(*first)) return out_.leave_out(where, "a row of totals");
    if (plan_.leave_out) {
        const auto reason = plan_.leave_out(shape, row);
        if (!reason.empty()) return out_.leave_out(where, reason);
    }
    write(row, where);
}

void TableRun::told_hidden(const Row& row) {
    if (!told_)
        report(sdk::Severity::warning, "table.hidden", {source_, row.number},
               "A hidden sheet holds rows under the headings of the return; they were not read.",
               "Unhide the sheet if its rows belong to the return.");
    told_ = true;
}

void TableRun::close(const Row& row, const sdk::Where& where) {
    closed_ = true;
    const auto stated = stated_count(row);
    if (stated && *stated == counted_) return;
    const std::string expected = std::to_string(counted_) + ", the number of rows above it";
    const std::string value = stated ? std::to_string(*stated) : std::string();
    out_.finding(where, {sdk::Severity::fatal,
                         "table.trailer_disagrees",
                         "The closing line states another number of rows than the file holds.",
                         "Export the file again; rows were lost or added after the export.",
                         {},
                         value,
                         expected});
}

void TableRun::write(const Row& row, const sdk::Where& where) {
    const auto& cells = row.cells();
    if (is_text_ && cells.size() != heading_->width()) ragged(cells, where);
    const auto& columns = heading_->shape().columns;
    auto& draft = out_.draft();
    values_.assign(columns.size(), {});
    columns_.assign(columns.size(), 0);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto at = heading_->cells()[i];
        if (at == HeadingRow::absent) continue;
        const auto column = columns_[i] = static_cast<std::uint32_t>(at + 1);
        if (at >= cells.size()) {
            draft.set(fields_[i], column, {});
            continue;
        }
        const auto text = text_of(cells[at], columns[i].reads, scratch_[i]);
        doubt(cells[at], columns[i], {source_, row.number, row.line, column});
        values_[i] = is_null(text) ? std::string_view() : text;
        if (columns[i].blank == Blank::as_above) {
            if (!values_[i].empty()) above_[i] = values_[i];
            values_[i] = above_[i];
        }
        draft.set(fields_[i], column, values_[i]);
    }
    out_.write(type_, where, draft);
    if (plan_.handed) plan_.handed({heading_->shape(), where, values_, columns_});
}

bool TableRun::is_null(std::string_view text) const {
    return std::any_of(plan_.nulls.begin(), plan_.nulls.end(),
                       [&](std::string_view null) { return sdk::same_word(text, null); });
}

void TableRun::ragged(const std::vector<Cell>& cells, const sdk::Where& where) {
    const auto width = heading_->width();
    const bool surplus_empty =
        cells.size() > width && std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(width), cells.end(),
                                            [](const Cell& cell) { return cell.value.empty(); });
    const std::string expected = std::to_string(width) + " cells, as the headings have";
    out_.finding(where,
                 {surplus_empty ? sdk::Severity::warning : sdk::Severity::error,
                  "table.ragged_row",
                  surplus_empty ? "The row has more cells than the headings; the surplus ones are empty."
                                : "The row has more or fewer cells than the headings.",
                  surplus_empty
                      ? "Remove the surplus separators at the end of the row."
                      : "Check the row for a missing or an extra separator; put values that contain one in quotes.",
                  {},
                  std::to_string(cells.size()),
                  expected});
}

void TableRun::doubt(const Cell& cell, const Column& column, const sdk::Where& where) {
    if (cell.type == CellType::error || is_error_word(cell.value))
        out_.finding(where, {sdk::Severity::error, "table.error_value", "The cell holds the error value of a formula.",
                             "Mend the formula, or clear the cell.", column.headings.front(), cell.value});
    else if (!is_text_ && cell.type == CellType::text && column.reads == Reads::date &&
             !sdk::trimmed(cell.value).empty())
        out_.finding(where, {sdk::Severity::note, "value.date_as_text",
                             "The cell holds a date as text; it was read as the date.", "Nothing needs mending.",
                             column.headings.front()});
}

} // namespace pilotage::importers
