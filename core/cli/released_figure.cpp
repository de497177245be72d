#include "core/cli/released_figure.hpp"

#include "core/cli/terminal.hpp"
#include "core/error.hpp"
#include "core/release/comparison_files.hpp"
#include "core/release/earlier_release.hpp"
#include "core/release/release_model.hpp"

#include <algorithm>

namespace pilotage::cli {
namespace {

release::FigureName name_of(const std::string& id) {
    auto name = release::parse_figure_id(id);
    if (!name)
        throw UsageError("\"" + id + "\" is not the id of a figure.",
                         "An id is measure:period:place, and :part where there is one, as the column \"id\" of "
                         "figures.csv has it.");
    return *name;
}

std::string text_of(const release::Shown& shown) {
    if (shown.number) return release::shortest(*shown.number);
    return shown.shorthand ? std::string(measure::code_of(*shown.shorthand)) : "";
}

} // namespace

std::string measure_of(const std::string& id) {
    return name_of(id).measure;
}

std::vector<TracedPart> parts_of(measure::Evaluation& evaluation, const measure::Measure& measure,
                                 const std::string& id) {
    const auto name = name_of(id);
    measure::Selection wanted{{}, {name.period}};
    for (const auto& where : evaluation.site_periods())
        if (where.period == name.period && (name.place == where.site || name.place == "all-sites" ||
                                            name.place == "arm-" + std::string(study::name_of(where.arm))))
            wanted.sites.push_back(where.site);
    if (wanted.sites.empty()) wanted.sites.push_back(name.place); // the study says what it has
    std::vector<TracedPart> parts;
    for (const auto& cell : evaluation.figures(measure, wanted))
        if (std::holds_alternative<measure::Figure>(cell.state) && (name.part.empty() || cell.dimension == name.part))
            parts.push_back({cell.site, cell.period, cell.dimension});
    return parts;
}

std::string released_text(const std::filesystem::path& folder, const std::string& id,
                          const measure::Evaluation& evaluation) {
    const auto release = release::read_earlier(folder).release;
    const auto name = name_of(id);
    for (const auto& m : release.measures) {
        const auto figure = std::ranges::find(m.figures, id, &release::ReleasedFigure::id);
        if (m.id != name.measure || figure == m.figures.end()) continue;
        std::string out = "Released in " + printable(folder.string()) + ", data of " + release.data_date +
                          ", by the rules " + release.profile.id + ":\n  " + release::value_text(m, figure->value);
        const auto above = text_of(figure->numerator), below = text_of(figure->denominator);
        if (!below.empty()) out += above.empty() ? " of " + below : " = " + above + " / " + below;
        if (figure->interval)
            out += "  (95% " + release::value_text(m, figure->interval->lower) + " to " +
                   release::value_text(m, figure->interval->upper) + ", " + figure->method + ")";
        if (!figure->note.empty()) out += "  " + printable(figure->note);
        out += "\n";
        for (const auto& s : release.submissions) {
            if (s.period != figure->period) continue;
            if (figure->place != s.site && figure->level == release::Level::site) continue;
            const auto now = std::ranges::find_if(evaluation.site_periods(), [&](const auto& where) {
                return where.site == s.site && where.period == s.period;
            });
            if (now != evaluation.site_periods().end() && now->submission != s.id)
                out += "  Mind: submission " + std::to_string(s.id) + " of " + s.site + ", " + s.period +
                       " was superseded after this release; below is what stands now.\n";
        }
        return out + "What it was made from, before disclosure control:\n\n";
    }
    throw UsageError("The release in \"" + folder.string() + "\" has no figure \"" + id + "\".",
                     "The column \"id\" of its figures.csv lists them.");
}

} // namespace pilotage::cli
