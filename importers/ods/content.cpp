#include "importers/ods/content.hpp"

#include "importers/ods/names.hpp"
#include "importers/ods/value.hpp"
#include "importers/spreadsheet/currency.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::importers::ods {
namespace {

bool is(const archive::XmlName& name, std::string_view space, std::string_view local) {
    return name.local == local && name.space == space;
}

/// Whose text is no text of the cell.
bool is_beside(const archive::XmlName& name) {
    if (name.space == text_space) return name.local == "note";
    return is(name, office_space, "annotation") || is(name, office_space, "annotation-end") ||
           is(name, table_space, "table") || is(name, table_space, "detective") ||
           is(name, table_space, "cell-range-source") || name.space.find(":drawing:") != std::string_view::npos;
}

/// Of what stands where sheets do: stored copies of other documents, and what was changed.
bool is_no_sheet(const archive::XmlName& name, const archive::XmlAttributes& attributes) {
    if (name.space != table_space) return false;
    return name.local == "dde-links" || name.local == "tracked-changes" ||
           (name.local == "table" && attributes[table_style] == "ta_extref");
}

} // namespace

Content::Content(const Document& document, const Options& options)
    : options_(options), part_(document.content(*this, options.limits)) {}

bool Content::next() {
    return part_->run();
}

void Content::start(const archive::XmlName& name, const archive::XmlAttributes& attributes) {
    if (passing_ > 0) {
        ++passing_;
        return;
    }
    switch (inside_) {
    case Inside::nothing:
        if (is_no_sheet(name, attributes)) passing_ = 1;
        if (passing_ > 0 || !is(name, table_space, "table")) return;
        inside_ = Inside::table;
        table_ = attributes[table_name];
        ++table_serial_;
        next_row_ = 1;
        wanted_ = options_.table.empty() || options_.table == table_;
        return;
    case Inside::table:
        if (is(name, table_space, "table-row")) {
            inside_ = Inside::row;
            row_ = next_row_;
            row_repeated_ = repetition(attributes, rows_repeated);
            column_ = 0;
            cells_.clear();
            buffer_.clear();
        } else if (is_beside(name) || is(name, table_space, "shapes")) {
            passing_ = 1;
        }
        return;
    case Inside::row:
        if (is(name, table_space, "table-cell") || is(name, table_space, "covered-table-cell"))
            start_cell(attributes);
        else
            passing_ = 1;
        return;
    case Inside::cell:
        start_in_cell(name, attributes);
        return;
    }
}

void Content::start_cell(const archive::XmlAttributes& attributes) {
    inside_ = Inside::cell;
    paragraph_ = 0;
    text_.clear();
    cell_.repeated = repetition(attributes, columns_repeated);
    cell_.type = attributes[value_type];
    cell_.has_string = false;
    cell_.error = attributes[extended_value_type] == "error";
    cell_.formula = attributes[formula];
    std::string_view value_text;
    if (cell_.type == "date")
        value_text = attributes[date_value];
    else if (cell_.type == "time")
        value_text = attributes[time_value];
    else if (cell_.type == "boolean")
        value_text = attributes[boolean_value];
    else if (cell_.type == "string") {
        value_text = attributes[string_value];
        cell_.has_string = value_text.data() != nullptr;
    } else {
        value_text = attributes[value];
    }
    if (value_text.size() > options_.limits.cell_bytes) check_text(value_text.size());
    cell_.value = value_text;
}

void Content::start_in_cell(const archive::XmlName& name, const archive::XmlAttributes& attributes) {
    if (is_beside(name)) {
        passing_ = 1;
        return;
    }
    if (paragraph_ > 0) {
        ++paragraph_;
        if (name.space != text_space) return;
        if (name.local == "s") {
            std::uint64_t count = 1;
            const auto text = attributes.local("c");
            if (!text.empty()) std::from_chars(text.data(), text.data() + text.size(), count);
            check_text(count);
            text_.add_fixed(' ', count);
        } else if (name.local == "tab") {
            text_.add_fixed('\t', 1);
        } else if (name.local == "line-break") {
            text_.add_fixed('\n', 1);
        }
    } else if (name.space == text_space && (name.local == "p" || name.local == "h")) {
        paragraph_ = 1;
        check_text(1);
        text_.begin_paragraph();
    }
}

void Content::characters(std::string_view text) {
    if (passing_ > 0 || paragraph_ == 0) return;
    check_text(text.size());
    text_.add(text);
}

void Content::end(const archive::XmlName& name) {
    if (passing_ > 0) {
        --passing_;
        return;
    }
    switch (inside_) {
    case Inside::nothing:
        return;
    case Inside::table:
        if (is(name, table_space, "table")) inside_ = Inside::nothing;
        return;
    case Inside::row:
        inside_ = Inside::table;
        end_row();
        return;
    case Inside::cell:
        if (paragraph_ > 0) {
            --paragraph_;
        } else if (name.space == table_space && (name.local == "table-cell" || name.local == "covered-table-cell")) {
            inside_ = Inside::row;
            end_cell();
        }
    }
}

void Content::end_cell() {
    const std::uint64_t begin = column_;
    column_ += cell_.repeated;
    if (!wanted_) return;
    Pending pending{0, 0, CellType::empty, false, buffer_.size(), 0, 0};
    pending.type = put_value();
    if (pending.type == CellType::empty) return;
    if (column_ > options_.limits.columns)
        refuse("limit.columns",
               "A row has more cells than the limit of " + std::to_string(options_.limits.columns) + ".");
    pending.column = static_cast<std::uint32_t>(begin);
    pending.repeated = static_cast<std::uint32_t>(cell_.repeated);
    pending.value_size = buffer_.size() - pending.value;
    if (text_.has_paragraphs() && text_.text() != std::string_view(buffer_).substr(pending.value)) {
        pending.has_shown = true;
        pending.shown_size = text_.text().size();
        buffer_ += text_.text();
    }
    if (buffer_.size() > options_.limits.row_bytes)
        refuse("limit.row_bytes",
               "A row is larger than the limit of " + std::to_string(options_.limits.row_bytes) + " bytes.");
    count_repeated(cell_.repeated - 1);
    cells_.push_back(pending);
}

/// Appends the canonical value of the open cell to the buffer.
CellType Content::put_value() {
    const std::string& type = cell_.type;
    bool good = true;
    CellType found = CellType::text;
    if (cell_.error) {
        buffer_ += text_.text();
        return text_.text().empty() ? CellType::empty : CellType::error;
    }
    if (type == "float" || type == "percentage" || type == "currency") {
        good = append_number(buffer_, cell_.value);
        // LibreOffice writes some formats with a sign of a currency as plain numbers.
        const bool money = type == "currency" || (type == "float" && spreadsheet::is_currency(text_.text()));
        found = money ? CellType::currency : type == "float" ? CellType::number : CellType::percentage;
    } else if (type == "date") {
        good = append_date(buffer_, cell_.value, found);
    } else if (type == "time") {
        good = append_duration(buffer_, cell_.value);
        found = CellType::time;
    } else if (type == "boolean") {
        good = cell_.value == "true" || cell_.value == "false";
        if (good) buffer_ += cell_.value;
        found = CellType::boolean;
    } else if (cell_.has_string) {
        buffer_ += cell_.value;
        return cell_.value.empty() ? CellType::empty : CellType::text;
    }
    if (good && found != CellType::text) return found;
    if (!good)
        doubt("ods.bad_value",
              "The value that the cell stores is not of the cell's type; the cell is read as the text it shows.",
              "Type the value into the cell again.");
    else if (type.empty() && !cell_.formula.empty() && !text_.has_paragraphs())
        doubt("ods.formula_without_value",
              "The cell has a formula, but the file does not hold what it gives; the cell is read as empty.",
              "Open the workbook in a spreadsheet program, let it calculate, save it and send that file.");
    buffer_ += text_.text();
    return text_.text().empty() ? CellType::empty : CellType::text;
}

void Content::end_row() {
    if (row_repeated_ > options_.limits.rows - std::min(options_.limits.rows, row_ - 1)) {
        if (!cells_.empty())
            refuse("limit.rows",
                   "The sheet has more rows than the limit of " + std::to_string(options_.limits.rows) + ".");
        row_repeated_ = options_.limits.rows - std::min(options_.limits.rows, row_ - 1);
    }
    next_row_ = row_ + row_repeated_;
    if (cells_.empty()) return;
    count_repeated((row_repeated_ - 1) * (cells_.back().column + cells_.back().repeated));
    part_->pause();
}

void Content::lay_out(std::vector<Cell>& cells) {
    const Pending& last = cells_.back();
    cells.assign(last.column + last.repeated, Cell{});
    const std::string_view all = buffer_;
    for (const Pending& pending : cells_) {
        Cell cell{pending.type, all.substr(pending.value, pending.value_size), {}};
        // A display of nothing is still a display: its pointer must not be null.
        if (pending.has_shown) cell.shown = all.substr(pending.value + pending.value_size, pending.shown_size);
        std::fill_n(cells.begin() + pending.column, pending.repeated, cell);
    }
}

std::uint64_t Content::repetition(const archive::XmlAttributes& attributes, const archive::XmlName& name) const {
    const auto text = attributes[name];
    if (text.data() == nullptr) return 1;
    std::uint32_t count = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (fault != std::errc() || stop != text.data() + text.size() || count == 0)
        refuse("format.malformed", "The number of times that a cell or row is repeated is no number.");
    return count;
}

void Content::check_text(std::size_t more) const {
    const auto limit = options_.limits.cell_bytes;
    if (more > limit || text_.text().size() + more > limit)
        refuse("limit.cell_bytes", "A cell is longer than the limit of " + std::to_string(limit) + " bytes.");
}

void Content::count_repeated(std::uint64_t cells) {
    repeated_cells_ += cells;
    if (repeated_cells_ > options_.limits.repeated_cells)
        refuse("limit.repeated_cells", "Repeated cells make more cells than the limit of " +
                                           std::to_string(options_.limits.repeated_cells) + ".");
}

void Content::doubt(const char* rule, const char* message, const char* remedy) const {
    if (options_.issues)
        options_.issues({Issue::Severity::warning, rule, table_, row_, 0,
                         static_cast<std::uint32_t>(column_ - cell_.repeated + 1), message, remedy});
}

void Content::refuse(const char* rule, const std::string& message) const {
    throw Malformed({Issue::Severity::error, rule, table_, row_, 0, static_cast<std::uint32_t>(column_ + 1), message,
                     "Open the document in a spreadsheet program, check it, save it again and send that file."});
}

namespace {

class TableLister final : public archive::XmlHandler {
public:
    std::vector<Table> tables;

private:
    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override {
        if (passing_ > 0 || is_no_sheet(name, attributes)) {
            ++passing_;
        } else if (is(name, style_space, "style")) {
            style_ = attributes[style_name];
        } else if (is(name, style_space, "table-properties")) {
            if (attributes[table_display] == "false") hidden_styles_.push_back(style_);
        } else if (is(name, table_space, "table") && depth_++ == 0) {
            const bool hidden = std::find(hidden_styles_.begin(), hidden_styles_.end(), attributes[table_style]) !=
                                hidden_styles_.end();
            tables.push_back({std::string(attributes[table_name]), hidden});
        }
    }
    void end(const archive::XmlName& name) override {
        if (passing_ > 0)
            --passing_;
        else if (is(name, table_space, "table"))
            --depth_;
    }

    std::string style_;
    std::vector<std::string> hidden_styles_;
    std::uint32_t passing_ = 0;
    std::uint32_t depth_ = 0; ///< of tables in each other
};

} // namespace

std::vector<Table> list_tables(const Document& document, const Limits& limits) {
    TableLister lister;
    try {
        document.again(limits).content(lister, limits)->run();
    } catch (const Malformed&) { // is told where the rows are read
    }
    return std::move(lister.tables);
}

} // namespace pilotage::importers::ods
