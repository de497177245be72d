#include "core/release/report/figure_tables.hpp"

#include "core/release/comparison_files.hpp"
#include "core/release/report/words.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace pilotage::release::report {
namespace {

using measure::Kind;

std::string value_title(const ReleasedMeasure& m) {
    return m.kind == Kind::proportion ? "Percentage" : capitalised(m.unit);
}

/// Places where there is nothing have shorthand, so that no cell is blank.
std::string interval_text(const ReleasedMeasure& m, const ReleasedFigure& figure) {
    if (figure.interval) return interval_words(m, *figure.interval);
    return figure.value.number ? "none" : value_words(m, figure.value);
}

std::string count_or_sign(const ReleasedFigure& figure, const Shown& count) {
    return count.number || count.shorthand ? count_text(count)
                                           : count_text(figure.value.number ? Shown{} : figure.value);
}

bool opens_totals(const std::vector<ShownPlace>& places, std::size_t i) {
    return i > 0 && places[i].level != Level::site && places[i - 1].level == Level::site;
}

void write_comparability(Page& page, const ReleasedFigure& figure, Caveats& caveats) {
    auto& out = page.out;
    out.open("td");
    if (!figure.note.empty())
        out.text(capitalised(figure.note) + " ");
    else if (figure.value.shorthand)
        out.text(std::string(measure::meaning_of(*figure.value.shorthand)) + " ");
    if (figure.value.number && figure.comparability == measure::Comparability::comparable) out.text("comparable ");
    if (figure.value.number && figure.comparability == measure::Comparability::caveated) out.text("with a caveat: ");
    if (figure.comparability == measure::Comparability::withheld) out.text("withheld: ");
    caveats.write_beside(page, figure);
    out.close();
}

} // namespace

std::string count_text(const Shown& count) {
    return count.number      ? shortest(*count.number)
           : count.shorthand ? std::string(measure::code_of(*count.shorthand))
                             : "none";
}

void write_period_table(Page& page, const Figures& figures, const std::string& period, const std::string& caption,
                        Caveats& caveats) {
    const auto& m = figures.measure;
    auto& out = page.out;
    const bool numerators = m.kind == Kind::proportion || m.kind == Kind::rate || m.kind == Kind::ratio;
    const bool denominators = m.kind != Kind::count;
    std::vector<Page::Column> columns{{"Place"}, {value_title(m), true}, {"95% interval", true}};
    if (numerators) columns.emplace_back("Numerator", true);
    if (denominators) columns.emplace_back(numerators ? "Denominator" : "Cases", true);
    columns.emplace_back("Comparability");
    page.open_table(caption, "figures");
    page.header_row(columns);
    for (std::size_t i = 0; i < figures.places.size(); ++i) {
        const auto& place = figures.places[i];
        const auto* figure = figures.find(period, place.id, "");
        if (figure == nullptr) continue;
        out.open("tr", {{"id", anchor_of(figure->id)}, {"class", opens_totals(figures.places, i) ? "totals" : ""}});
        page.row_header(place.name);
        page.number_cell(value_words(m, figure->value));
        page.number_cell(interval_text(m, *figure));
        if (numerators) page.number_cell(count_or_sign(*figure, figure->numerator));
        if (denominators) page.number_cell(count_or_sign(*figure, figure->denominator));
        write_comparability(page, *figure, caveats);
        out.close();
    }
    page.close_table();
}

bool is_bare(const Figures& figures, const std::string& period) {
    return std::ranges::all_of(figures.measure.figures, [&](const ReleasedFigure& f) {
        return f.period != period || (f.part.empty() && f.value.shorthand &&
                                      f.value.shorthand != measure::Shorthand::confidential && f.reasons.empty());
    });
}

void write_bare_period(Page& page, const Figures& figures, const std::string& period) {
    std::vector<std::pair<std::string, std::vector<const ReleasedFigure*>>> whys;
    for (const auto& place : figures.places) {
        const auto* figure = figures.find(period, place.id, "");
        if (figure == nullptr) continue;
        const auto why = value_words(figures.measure, figure->value) + " " + figure->note;
        auto found = std::ranges::find(whys, why, &decltype(whys)::value_type::first);
        if (found == whys.end()) found = whys.insert(whys.end(), {why, {}});
        found->second.push_back(figure);
    }
    auto& out = page.out;
    out.open("ul", {{"class", "bare"}});
    for (const auto& [why, places] : whys) {
        out.open("li").text(why + ": ");
        for (std::size_t i = 0; i < places.size(); ++i) {
            out.text(i == 0 ? "" : i + 1 == places.size() ? " and " : ", ");
            out.element("span", places[i]->place_name, {{"id", anchor_of(places[i]->id)}});
        }
        out.close();
    }
    out.close();
}

void write_parts_table(Page& page, const Figures& figures, const std::string& period, const std::string& caption,
                       Caveats* caveats) {
    const auto& m = figures.measure;
    auto& out = page.out;
    std::vector<Page::Column> columns{{capitalised(m.dimension)}};
    for (const auto& place : figures.places) columns.emplace_back(place.name, true);
    page.open_table(caption, "parts");
    page.header_row(columns);
    for (const auto& part : figures.parts) {
        out.open("tr", {{"class", part.empty() ? "totals" : ""}});
        page.row_header(part.empty() ? "All" : part);
        for (const auto& place : figures.places) {
            const auto* figure = figures.find(period, place.id, part);
            const bool own = figure != nullptr && figure->part == part;
            out.open("td", {{"class", "n"}, {"id", own ? anchor_of(figure->id) : ""}});
            out.text(figure == nullptr ? "[x]" : value_words(m, figure->value));
            if (own && figure->interval)
                out.text(" ").element("span", interval_words(m, *figure->interval), {{"class", "under"}});
            if (own && caveats != nullptr && (!figure->reasons.empty() || !signs_of(*figure).empty())) {
                out.text(" ").open("span", {{"class", "under"}});
                caveats->write_beside(page, *figure);
                out.close();
            }
            out.close();
        }
        out.close();
    }
    page.close_table();
}

void write_values_table(Page& page, const Figures& figures, const std::string& part, const std::string& caption) {
    auto& out = page.out;
    std::vector<Page::Column> columns{{"Place"}};
    for (const auto& period : figures.periods) columns.emplace_back(period, true);
    page.open_table(caption, "narrow");
    page.header_row(columns);
    for (std::size_t i = 0; i < figures.places.size(); ++i) {
        const auto& place = figures.places[i];
        out.open("tr", {{"class", opens_totals(figures.places, i) ? "totals" : ""}});
        page.row_header(place.name);
        for (const auto& period : figures.periods) {
            const auto* figure = figures.find(period, place.id, part);
            auto text = figure == nullptr ? "[x]" : value_words(figures.measure, figure->value);
            if (figure != nullptr && figure->value.number && !figure->break_in_series.empty()) text += " [b]";
            page.number_cell(text);
        }
        out.close();
    }
    page.close_table();
}

} // namespace pilotage::release::report
