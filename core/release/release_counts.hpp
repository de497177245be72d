// The counts behind the figures of a release, as one system: sites add up to arms and arms to all, parts to totals,
// what is above the line and its complement to what is below it, and one count that several measures share is one.
#pragma once

#include "core/release/protection.hpp"
#include "core/release/true_figures.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release {

/// The cells of one figure in the CountSystem.
struct FigureCells {
    std::optional<std::uint32_t> above; ///< of a proportion or a rate: what stands above the line
    std::optional<std::uint32_t> rest;  ///< of a proportion: the complement, which is never shown
    std::optional<std::uint32_t> cases; ///< the count; what stands below the line, if it is a whole number; the values

    /// What a share that is weighted by strata is worked out from, and is shown beside it. Where it is not weighted
    /// they are not shown; an earlier release may have shown them.
    struct Stratum {
        std::string site, name;
        std::uint32_t cases = 0, above = 0, rest = 0;
        std::optional<std::uint32_t> people;
    };
    std::vector<Stratum> strata;

    /// Nothing where it has none of that name.
    const Stratum* stratum(std::string_view site, std::string_view name) const;
};

struct ReleaseCounts {
    CountSystem system;
    std::vector<std::vector<FigureCells>> cells; ///< by table and figure
};

/// The cells of each figure by its id. `ids`: of the figures, by table.
std::map<std::string, const FigureCells*> cells_by_id(const ReleaseCounts& counts,
                                                      const std::vector<std::vector<std::string>>& ids);

ReleaseCounts count_system(const std::vector<TrueTable>& tables, const std::vector<std::vector<std::string>>& ids,
                           const std::vector<Place>& places);

/// Of each figure of a table of means or scores, whether its value must be withheld: because it is dominated, its count
/// is withheld, or a mean could be worked out that is. Means of sites and their counts give the mean of an arm.
struct WithheldValues {
    std::vector<bool> withheld, dominated; ///< by figure; dominated: for that reason itself
};
WithheldValues withhold_values(const TrueTable& table, const std::vector<FigureCells>& cells,
                               const ProtectedCounts& counts, const std::vector<Place>& places, double seconds);

} // namespace pilotage::release
