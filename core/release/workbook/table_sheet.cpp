#include "core/release/workbook/table_sheet.hpp"

#include "core/release/workbook/measure_sheet.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::release::workbook {
namespace {

/// How a column is shown.
enum class As : std::uint8_t {
    as_it_is,
    measure,    ///< an id: its title, and beside it the unit of its values
    site,       ///< an id: its name
    value,      ///< in the unit of the row's measure
    difference, ///< likewise
    percentage,
    words, ///< "higher_is_better": with spaces
    note,
    left_out, ///< for programs: they have the CSV files
};

struct Shape {
    std::string_view table, column; ///< no table: of all that have such a column
    const char* heading;
    As as = As::as_it_is;
    bool explained = false; ///< the column's description stands above the table
};

constexpr Shape shapes[] = {
    {"measures", "measure", "Id"},
    {"", "measure", "Measure", As::measure},
    {"sites", "site", "Id"},
    {"", "site", "Site", As::site},
    {"", "period", "Period"},
    {"", "earlier", "Earlier period"},
    {"", "part", "Part"},
    {"", "of", "Kind of difference", As::as_it_is, true},
    {"", "difference", "Difference", As::difference},
    {"differences", "lower", "Lower end of 95% interval", As::difference},
    {"differences", "upper", "Upper end of 95% interval", As::difference},
    {"charts", "lower", "Lower limit", As::value},
    {"charts", "upper", "Upper limit", As::value},
    {"differences", "method", "Interval method"},
    {"", "method", "Test"},
    {"differences", "comparability", "Comparability"},
    {"", "note", "Notes", As::note},
    {"", "pilots", "Pilot sites"},
    {"", "comparators", "Comparison sites"},
    {"", "p", "p-value", As::as_it_is, true},
    {"", "least_possible_p", "Least possible p-value", As::as_it_is, true},
    {"", "size", "Denominator"},
    {"", "value", "Value", As::value},
    {"", "target", "Value of all sites", As::value},
    {"", "mean", "Mean of the periods", As::value},
    {"", "lower95", "Lower limit at 0.025", As::value},
    {"", "upper95", "Upper limit at 0.025", As::value},
    {"", "lower998", "Lower limit at 0.001", As::value},
    {"", "upper998", "Upper limit at 0.001", As::value},
    {"", "rules", "Rules that it is a signal by", As::as_it_is, true},
    {"", "state", "State of the return"},
    {"", "read", "Records read", As::as_it_is, true},
    {"", "accepted", "Accepted", As::as_it_is, true},
    {"", "rejected", "Rejected", As::as_it_is, true},
    {"", "duplicate", "Duplicate", As::as_it_is, true},
    {"", "left_out", "Left out", As::as_it_is, true},
    {"", "accepted_share", "Share accepted", As::percentage},
    {"", "areas", "Areas served within the period"},
    {"", "title", "Title"},
    {"", "kind", "Kind"},
    {"strata", "stratum", "Stratum"},
    {"strata", "people", "People", As::as_it_is, true},
    {"strata", "numerator", "Numerator", As::as_it_is, true},
    {"strata", "denominator", "Denominator", As::as_it_is, true},
    {"", "numerator", "", As::left_out}, // these stand on the sheet of the measure
    {"", "denominator", "", As::left_out},
    {"", "unit", "Unit"},
    {"", "direction", "Direction", As::words},
    {"", "dimension", "Split by"},
    {"", "multiplier", "", As::left_out},
    {"", "places", "Decimal places", As::as_it_is, true},
    {"measures", "comparability", "", As::left_out},
    {"", "source", "", As::left_out},
    {"", "sha256", "", As::left_out},
    {"", "name", "Name"},
    {"", "arm", "Arm"},
    {"", "council", "Council"},
    {"", "ons", "Council's code of national statistics"},
    {"", "start", "First day"},
    {"", "end", "Last day"},
    {"", "coverage", "What it served, and when"},
};

Shape shape_of(const std::string& table, const TableColumn& column) {
    for (const auto& shape : shapes)
        if (shape.column == column.name && (shape.table.empty() || shape.table == table)) return shape;
    return {table, column.name, column.name.c_str()};
}

std::optional<Date> date_of(std::string_view iso) {
    Date date;
    if (iso.size() != 10) return std::nullopt;
    for (const auto& [at, size, part] : {std::tuple(0U, 4U, &date.year), {5U, 2U, &date.month}, {8U, 2U, &date.day}}) {
        const auto digits = iso.substr(at, size);
        if (std::from_chars(digits.data(), digits.data() + size, *part).ec != std::errc()) return std::nullopt;
    }
    return date.month >= 1 && date.month <= 12 ? std::optional(date) : std::nullopt;
}

class Builder {
public:
    Builder(const ReleaseTable& from, const Names& names, std::size_t number, Notes& notes)
        : from_(from), names_(names), number_(number), notes_(notes) {}

    Table build() {
        for (const auto& column : from_.columns) shapes_.push_back(shape_of(from_.name, column));
        for (std::size_t i = 0; i < shapes_.size(); ++i) {
            const auto as = shapes_[i].as;
            formats_.push_back(format_of_column(i));
            if (as == As::left_out) continue;
            table_.columns.push_back({shapes_[i].heading, is_number(i)});
            if (as == As::measure) table_.columns.push_back({"Unit"});
        }
        for (const auto& row : from_.rows) add(row);
        tidy(table_);
        return std::move(table_);
    }
    bool has_notes() const { return has_notes_; }

private:
    bool is_number(std::size_t i) const {
        return from_.columns[i].type == ColumnType::number || from_.columns[i].type == ColumnType::whole ||
               from_.columns[i].type == ColumnType::shown;
    }

    void add(const std::vector<TableCell>& row) {
        auto& out = table_.rows.emplace_back();
        const auto* measure = measure_of(row);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (shapes_[i].as == As::left_out) continue;
            out.push_back(cell(i, row, measure));
            if (shapes_[i].as == As::measure)
                out.push_back(measure == nullptr ? Cell() : unit_of(*measure, has_difference()));
        }
    }
    bool has_difference() const { return std::ranges::find(shapes_, As::difference, &Shape::as) != shapes_.end(); }

    const ReleasedMeasure* measure_of(const std::vector<TableCell>& row) const {
        const auto at = std::ranges::find(shapes_, As::measure, &Shape::as);
        if (at == shapes_.end()) return nullptr;
        const auto found =
            names_.measures.find(std::get<std::string>(row[static_cast<std::size_t>(at - shapes_.begin())]));
        return found == names_.measures.end() ? nullptr : found->second;
    }

    Cell cell(std::size_t i, const std::vector<TableCell>& row, const ReleasedMeasure* measure) {
        const auto as = shapes_[i].as;
        if (const auto* number = std::get_if<double>(&row[i])) return Number{*number, format(i, measure)};
        const auto* text = std::get_if<std::string>(&row[i]);
        if (text == nullptr && from_.columns[i].type == ColumnType::date) return "open";
        if (text == nullptr) return is_number(i) ? instead(row) : Cell();
        if (as == As::note) {
            has_notes_ = true;
            return notes_.note(*text, number_);
        }
        if (as == As::measure && measure != nullptr) return plain_text(measure->title);
        if (as == As::site)
            if (const auto site = names_.sites.find(*text); site != names_.sites.end()) return plain_text(site->second);
        if (from_.columns[i].type == ColumnType::date)
            if (const auto date = date_of(*text)) return *date;
        auto shown = plain_text(*text);
        if (as == As::words) std::ranges::replace(shown, '_', ' ');
        return shown;
    }

    NumberFormat format(std::size_t i, const ReleasedMeasure* measure) const {
        const auto as = shapes_[i].as;
        return measure != nullptr && (as == As::value || as == As::difference) ? format_of(*measure) : formats_[i];
    }

    /// Whatever measure the row is of.
    NumberFormat format_of_column(std::size_t i) const {
        if (shapes_[i].as == As::percentage) return {1, true};
        std::vector<double> numbers;
        for (const auto& row : from_.rows)
            if (const auto* number = std::get_if<double>(&row[i])) numbers.push_back(*number);
        return format_for(numbers);
    }

    /// Where a number is missing: the shorthand that the row has elsewhere, which says why; else not available.
    Cell instead(const std::vector<TableCell>& row) const {
        for (std::size_t i = 0; i < row.size(); ++i)
            if (from_.columns[i].type == ColumnType::shown)
                if (const auto* sign = std::get_if<std::string>(&row[i])) return *sign;
        return std::string(measure::code_of(measure::Shorthand::not_available));
    }

    const ReleaseTable& from_;
    const Names& names_;
    std::size_t number_;
    Notes& notes_;
    std::vector<Shape> shapes_;
    std::vector<NumberFormat> formats_;
    Table table_;
    bool has_notes_ = false;
};

} // namespace

Names names_of(const Release& release) {
    Names names;
    for (const auto* list : {&release.measures, &release.quality})
        for (const auto& measure : *list) names.measures.emplace(measure.id, &measure);
    for (const auto& site : release.sites) names.sites.emplace(site.id, site.name);
    return names;
}

Sheet table_sheet(const ReleaseTable& table, const Names& names, std::size_t number, Notes& notes) {
    Builder builder(table, names, number, notes);
    Sheet sheet{table_name(number), {{Line::Kind::title, table_title(number, table.title)}}, builder.build()};
    for (const auto& column : table.columns)
        if (const auto shape = shape_of(table.name, column); shape.explained)
            add_sentences(sheet, std::string(shape.heading) + ": ", column.description);
    add_ways(sheet, builder.has_notes());
    return sheet;
}

} // namespace pilotage::release::workbook
