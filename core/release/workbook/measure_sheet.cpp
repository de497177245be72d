#include "core/release/workbook/measure_sheet.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace pilotage::release::workbook {
namespace {

Cell sign_cell(measure::Shorthand sign) {
    return std::string(measure::code_of(sign));
}

/// What stands where there is no number: what stands for the figure, or that this part of it is not available.
Cell instead(const ReleasedFigure& figure) {
    return sign_cell(figure.value.shorthand.value_or(measure::Shorthand::not_available));
}

Cell shown(const Shown& value, NumberFormat format, const ReleasedFigure& figure) {
    if (value.number) return Number{*value.number, format};
    return value.shorthand ? sign_cell(*value.shorthand) : instead(figure);
}

NumberFormat format_for(const ReleasedMeasure& measure, Shown ReleasedFigure::*of) {
    std::vector<double> numbers;
    for (const auto& f : measure.figures)
        if (const auto& value = f.*of; value.number) numbers.push_back(*value.number);
    return workbook::format_for(numbers);
}

/// A count has nothing below the line; a mean's sum is never shown.
bool has(const ReleasedMeasure& measure, Shown ReleasedFigure::*of) {
    return measure.kind != measure::Kind::count && std::ranges::any_of(measure.figures, [&](const ReleasedFigure& f) {
               return (f.*of).number || (f.*of).shorthand;
           });
}

std::string marks_of(const ReleasedFigure& figure, std::size_t table, Notes& notes) {
    auto texts = figure.reasons;
    if (!figure.break_in_series.empty()) texts.push_back("break in the series: " + figure.break_in_series);
    if (!figure.note.empty()) texts.push_back(figure.note);
    std::string marks;
    for (const auto& text : texts) marks += (marks.empty() ? "" : " ") + notes.note(text, table);
    return marks;
}

Cell text_cell(std::string_view text) {
    return text.empty() ? Cell() : Cell(plain_text(text));
}

const char* words_for(measure::Direction direction) {
    switch (direction) {
    case measure::Direction::higher_is_better:
        return "Higher is better.";
    case measure::Direction::lower_is_better:
        return "Lower is better.";
    case measure::Direction::neither:
        break;
    }
    return "Neither higher nor lower is better in itself.";
}

} // namespace

NumberFormat format_of(const ReleasedMeasure& measure) {
    return {measure.places, measure.kind == measure::Kind::proportion};
}

std::string unit_of(const ReleasedMeasure& measure, bool difference) {
    if (measure.kind != measure::Kind::proportion) return plain_text(measure.unit);
    return difference ? "percentage points" : "percentage";
}

NumberFormat format_for(const std::vector<double>& numbers) {
    NumberFormat format;
    for (const auto number : numbers)
        while (format.places < 4) {
            const auto scaled = number * std::pow(10, format.places);
            if (std::abs(scaled - std::round(scaled)) < 1e-6) break;
            ++format.places;
        }
    return format;
}

void add_sentences(Sheet& sheet, std::string_view lead, std::string_view text) {
    auto plain = plain_text(text);
    if (plain.empty()) return;
    if (plain.back() != '.') plain += '.';
    plain = std::string(lead) + (lead.empty() ? capitalised(plain) : plain);
    for (std::size_t at = 0; at < plain.size();) {
        auto end = plain.find(". ", at);
        while (end != std::string::npos && end + 2 < plain.size() && plain[end + 2] >= 'a' && plain[end + 2] <= 'z')
            end = plain.find(". ", end + 2); // an abbreviation
        if (end == std::string::npos) end = plain.size() - 1;
        sheet.lines.push_back(
            {Line::Kind::text, with_minus(plain_text(std::string_view(plain).substr(at, end + 1 - at)))});
        at = end + 2;
    }
}

void add_ways(Sheet& sheet, bool notes) {
    bool blank = false;
    for (const auto& row : sheet.table->rows)
        blank = blank || std::ranges::any_of(row, [](const Cell& c) { return c.index() == 0; });
    sheet.lines.push_back({Line::Kind::text, blank ? "This sheet has one table. A blank cell means that there is "
                                                     "nothing to say in its column."
                                                   : "This sheet has one table."});
    if (notes)
        sheet.lines.push_back(
            {Line::Kind::text, "Marks in square brackets are explained on the sheet of notes", Notes::name});
    sheet.lines.push_back({Line::Kind::text, "Back to the contents", "Contents"});
}

void tidy(Table& table) {
    for (std::size_t i = table.columns.size(); i-- > 0;) {
        if (std::ranges::any_of(table.rows, [&](const auto& row) { return row[i].index() != 0; })) continue;
        table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(i));
        for (auto& row : table.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
    }
    std::set<std::string> taken; // a spreadsheet program tells headings apart without case
    for (auto& column : table.columns) {
        const auto heading = column.heading;
        for (int i = 2; !taken.insert(lower_case(column.heading)).second; ++i)
            column.heading = heading + " (" + std::to_string(i) + ")";
    }
}

Sheet measure_sheet(const ReleasedMeasure& measure, const ReleasedProfile& profile, std::size_t number, Notes& notes) {
    const bool numerators = has(measure, &ReleasedFigure::numerator),
               denominators = has(measure, &ReleasedFigure::denominator);
    const bool intervals = std::ranges::any_of(measure.figures, [](const auto& f) { return f.interval.has_value(); });
    Table table;
    table.columns = {{"Period"}, {"Site or total"}};
    if (!measure.dimension.empty()) table.columns.push_back({capitalised(plain_text(measure.dimension))});
    if (numerators) table.columns.push_back({"Numerator", true});
    if (denominators) table.columns.push_back({"Denominator", true});
    table.columns.push_back({"Value (" + unit_of(measure, false) + ")", true});
    if (intervals)
        for (const auto* heading : {"Lower end of 95% interval", "Upper end of 95% interval"})
            table.columns.push_back({heading, true});
    table.columns.insert(
        table.columns.end(),
        {{"Interval method"}, {"Signs"}, {"Sites added up", true}, {"Comparability"}, {"Notes", false, 24}});

    const auto value = format_of(measure);
    const auto above = format_for(measure, &ReleasedFigure::numerator),
               below = format_for(measure, &ReleasedFigure::denominator);
    for (const auto& f : measure.figures) {
        std::vector<Cell> row{plain_text(f.period), plain_text(f.place_name)};
        if (!measure.dimension.empty()) row.push_back(f.part.empty() ? "All" : plain_text(f.part));
        if (numerators) row.push_back(shown(f.numerator, above, f));
        if (denominators) row.push_back(shown(f.denominator, below, f));
        row.push_back(shown(f.value, value, f));
        if (intervals)
            for (const auto end : {&measure::Interval::lower, &measure::Interval::upper})
                row.push_back(f.interval ? Cell(Number{(*f.interval).*end, value}) : instead(f));
        row.push_back(text_cell(f.method));
        row.push_back(text_cell(signs_of(f)));
        row.push_back(Number{static_cast<double>(f.sites), {}});
        row.push_back(f.sites == 0 ? Cell() : Cell(std::string(name_of(f.comparability))));
        row.push_back(text_cell(marks_of(f, number, notes)));
        table.rows.push_back(std::move(row));
    }
    tidy(table);

    Sheet sheet{table_name(number), {{Line::Kind::title, table_title(number, measure.title)}}, std::move(table)};
    if (const auto all = all_withheld({&measure, 1}, profile); !all.empty())
        sheet.lines.push_back({Line::Kind::text, plain_text(all)});
    const bool count = measure.kind == measure::Kind::count;
    add_sentences(sheet, count ? "Counted: " : numerators ? "Numerator: " : "Value: ", measure.numerator);
    if (!count) add_sentences(sheet, "Denominator: ", measure.denominator);
    add_sentences(sheet, "", words_for(measure.direction));
    add_sentences(sheet, "", measure.comparability);
    if (!measure.source.empty())
        sheet.lines.push_back(
            {Line::Kind::text, "Source: " + plain_text(measure.source) + " " + notes.source(measure.source, number)});
    const bool marks = std::ranges::any_of(measure.figures, [](const ReleasedFigure& f) {
        return !f.reasons.empty() || !f.break_in_series.empty() || !f.note.empty();
    });
    add_ways(sheet, marks || !measure.source.empty());
    return sheet;
}

} // namespace pilotage::release::workbook
