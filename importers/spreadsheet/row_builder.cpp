#include "importers/spreadsheet/row_builder.hpp"

#include "importers/spreadsheet/decimal.hpp"

#include <algorithm>
#include <cmath>

namespace pilotage::importers::spreadsheet {
namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;

} // namespace

void RowBuilder::clear() {
    buffer_.clear();
    cells_.clear();
}

RowBuilder::Pending& RowBuilder::begin(std::uint32_t column, CellType type) {
    Pending& cell = cells_.emplace_back();
    cell.column = column;
    cell.type = type;
    cell.value = buffer_.size();
    return cell;
}

void RowBuilder::end_shown(Pending& cell) {
    cell.shown_size = buffer_.size() - cell.shown;
    const std::string_view all = buffer_;
    cell.has_shown = all.substr(cell.shown, cell.shown_size) != all.substr(cell.value, cell.value_size);
    if (!cell.has_shown) buffer_.resize(cell.shown);
}

// A carriage return is a part of the text that no program displays.
void RowBuilder::show_text(Pending& cell, std::string_view text, const NumberFormat& format) {
    cell.shown = buffer_.size();
    if (!format.is_general() && format.render_text(text, buffer_)) {
        cell.has_shown = true;
        cell.shown_size = buffer_.size() - cell.shown;
    }
    if (text.find('\r') == std::string_view::npos) return;
    if (!cell.has_shown) buffer_ += text;
    const auto end = std::remove(buffer_.begin() + static_cast<std::ptrdiff_t>(cell.shown), buffer_.end(), '\r');
    buffer_.erase(end, buffer_.end());
    cell.has_shown = true;
    cell.shown_size = buffer_.size() - cell.shown;
}

void RowBuilder::borrowed_text(std::uint32_t column, std::string_view text, const NumberFormat& format) {
    if (text.empty()) return;
    Pending& cell = begin(column, CellType::text);
    cell.borrowed = text.data();
    cell.value_size = text.size();
    show_text(cell, text, format);
}

void RowBuilder::text(std::uint32_t column, std::string_view text, const NumberFormat& format) {
    if (text.empty()) return;
    Pending& cell = begin(column, CellType::text);
    buffer_ += text;
    end_value(cell);
    show_text(cell, text, format);
}

void RowBuilder::put_time_value(Pending& cell, double value, const NumberFormat& format, DateSystem system) {
    DayTime split;
    CellType type = CellType::number;
    if (format.is_elapsed()) {
        if (split_serial(std::fabs(value), split)) {
            type = CellType::time;
            if (value < 0) buffer_ += '-';
            append_iso_time(buffer_, split.day * day_milliseconds + split.milliseconds);
        }
    } else if (split_serial(value, split)) {
        const bool clock = format.type() != CellType::date;
        if (split.day == 0 && clock && value >= 0 &&
            (system == DateSystem::from_1900 || format.type() == CellType::time)) {
            type = CellType::time;
            append_iso_time(buffer_, split.milliseconds);
        } else if (is_real_day(split.day, system)) {
            type = clock || split.milliseconds != 0 ? CellType::datetime : CellType::date;
            append_iso_date(buffer_, calendar_of(split.day, system));
            if (type == CellType::datetime) {
                buffer_ += 'T';
                append_iso_time(buffer_, split.milliseconds);
            }
        }
    }
    cell.type = type;
    if (type == CellType::number) append_canonical(buffer_, value);
}

void RowBuilder::number(std::uint32_t column, double value, const NumberFormat& format, DateSystem system) {
    Pending& cell = begin(column, format.type());
    switch (format.type()) {
    case CellType::date:
    case CellType::time:
    case CellType::datetime:
        put_time_value(cell, value, format, system);
        break;
    default:
        append_canonical(buffer_, value);
        break;
    }
    end_value(cell);
    cell.shown = buffer_.size();
    if (format.render(value, system, buffer_))
        end_shown(cell);
    else
        buffer_.resize(cell.shown);
}

void RowBuilder::plain_number(std::uint32_t column, std::string_view digits) {
    Pending& cell = begin(column, CellType::number);
    buffer_ += digits;
    end_value(cell);
}

void RowBuilder::boolean(std::uint32_t column, bool value) {
    Pending& cell = begin(column, CellType::boolean);
    buffer_ += value ? "true" : "false";
    end_value(cell);
    cell.shown = buffer_.size();
    buffer_ += value ? "TRUE" : "FALSE";
    end_shown(cell);
}

void RowBuilder::error(std::uint32_t column, std::string_view code) {
    Pending& cell = begin(column, CellType::error);
    buffer_ += code;
    end_value(cell);
}

std::uint32_t RowBuilder::finish(Row& row) {
    auto& cells = row.cells();
    std::uint32_t width = 0;
    for (const auto& cell : cells_) width = std::max(width, cell.column + 1);
    cells.assign(width, Cell{});
    std::uint32_t twice = 0;
    const std::string_view all = buffer_;
    for (const auto& pending : cells_) {
        Cell& cell = cells[pending.column];
        if (cell.type != CellType::empty) twice = pending.column + 1;
        cell.type = pending.type;
        cell.value = pending.borrowed != nullptr ? std::string_view(pending.borrowed, pending.value_size)
                                                 : all.substr(pending.value, pending.value_size);
        // A display of nothing is still a display: its pointer must not be null.
        cell.shown = pending.has_shown ? std::string_view(buffer_.data() + pending.shown, pending.shown_size)
                                       : std::string_view();
    }
    return twice;
}

} // namespace pilotage::importers::spreadsheet
