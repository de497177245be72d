#include "core/release/report/caveats.hpp"

#include "core/release/report/words.hpp"

#include <algorithm>

namespace pilotage::release::report {
namespace {

/// a, b, ... z, aa, ab
std::string letters(std::size_t index) {
    std::string text;
    for (auto i = index + 1; i > 0; i = (i - 1) / 26) text.insert(text.begin(), static_cast<char>('a' + (i - 1) % 26));
    return text;
}

} // namespace

std::string Caveats::letter_of(const std::string& caveat) {
    const auto found = std::ranges::find(caveats_, caveat);
    const auto index = static_cast<std::size_t>(found - caveats_.begin());
    if (found == caveats_.end()) caveats_.push_back(caveat);
    return letters(index);
}

void Caveats::write_beside(Page& page, const ReleasedFigure& figure) {
    auto texts = figure.reasons;
    if (!figure.break_in_series.empty()) texts.push_back("break in the series: " + figure.break_in_series);
    const auto signs = signs_of(figure);
    auto& out = page.out;
    if (!signs.empty()) out.text(signs + " ");
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto letter = letter_of(texts[i]);
        out.text(i == 0 ? "" : ", ");
        out.element("a", i == 0 ? "note " + letter : letter, {{"href", "#" + anchor(letter)}});
    }
}

void Caveats::write_list(Page& page, int number) const {
    if (caveats_.empty()) return;
    auto& out = page.out;
    out.element("h4", "Notes to the figures of measure " + std::to_string(number));
    out.open("ol", {{"class", "caveats"}});
    for (std::size_t i = 0; i < caveats_.size(); ++i)
        out.element("li", sentence(caveats_[i]), {{"id", anchor(letters(i))}});
    out.close();
}

} // namespace pilotage::release::report
