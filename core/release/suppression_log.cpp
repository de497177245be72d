#include "core/release/suppression_log.hpp"

#include "core/release/comparison_files.hpp"

#include <array>
#include <limits>

namespace pilotage::release {
namespace {

std::string line(const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
    return out + "\r\n";
}

std::string number(std::int64_t n) {
    return n == std::numeric_limits<std::int64_t>::max() ? "any" : std::to_string(n);
}

} // namespace

std::string suppression_log_csv(const SuppressionLog& log) {
    std::string out = line({"withheld", "also_shown_as", "rule", "primary", "possible_from", "possible_to",
                            "possible_values_at_least", "asked", "group"});
    for (const auto& e : log.entries) {
        std::string also;
        for (std::size_t i = 1; i < e.shown_as.size(); ++i) also += (i == 1 ? "" : "; ") + e.shown_as[i];
        const bool audited = e.feasible.has_value();
        out += line({e.shown_as.front(), also, e.rule,
                     e.follows   ? "follows"
                     : e.primary ? "primary"
                                 : "secondary",
                     audited ? number(e.feasible->least) : "", audited ? number(e.feasible->most) : "",
                     e.asked > 0 ? number(e.values) : "", e.asked > 0 ? number(e.asked) : "",
                     e.group > 0 ? std::to_string(e.group) : ""});
    }
    return out;
}

std::string suppression_groups_csv(const SuppressionLog& log) {
    std::string out = line({"group", "counts", "primary", "secondary", "loss", "loss_at_least", "gap", "optimal"});
    for (std::size_t i = 0; i < log.groups.size(); ++i) {
        const auto& g = log.groups[i];
        out += line({std::to_string(i + 1), std::to_string(g.cells.size()), std::to_string(g.primary),
                     std::to_string(g.secondary), shortest(g.loss), shortest(g.bound),
                     shortest(g.optimal ? 0 : g.loss - g.bound), g.optimal ? "yes" : "no"});
    }
    return out;
}

} // namespace pilotage::release
