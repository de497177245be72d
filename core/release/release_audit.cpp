#include "core/release/release_audit.hpp"

#include "core/release/disclosure/audit.hpp"
#include "core/release/earlier_counts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace pilotage::release {
namespace {

using measure::Kind;

Known both(const Known& a, const Known& b) {
    return {std::max(a.least, b.least), a.most < 0 ? b.most : b.most < 0 ? a.most : std::min(a.most, b.most)};
}

/// Counts of which n are known to make a mean of whole values that is shown as `mean`: a mean of 2.7 is not of 2.
Known narrowed(Known known, double mean, int places) {
    const double half = 0.5 * std::pow(10.0, -places) + 1e-9;
    const auto can_be = [&](std::int64_t n) {
        const double size = static_cast<double>(n);
        return std::floor((mean + half) * size) >= std::ceil((mean - half) * size);
    };
    while (known.most >= 0 && known.least < known.most && !can_be(known.least)) ++known.least;
    while (known.most > known.least && !can_be(known.most)) --known.most;
    return known;
}

/// The groups of counts that sums and ratios connect, each as a publication of its own.
class Groups {
public:
    explicit Groups(const Publication& all) : all_(all), parent_(all.counts.size()) {
        std::iota(parent_.begin(), parent_.end(), 0U);
        for (const auto& sum : all.sums)
            for (const auto part : sum.parts) join(sum.total, part);
        for (const auto& ratio : all.ratios) join(ratio.numerator, ratio.denominator);
        for (std::uint32_t i = 0; i < parent_.size(); ++i) members_[root(i)].push_back(i);
    }

    struct Group {
        Publication publication;
        std::map<std::uint32_t, std::uint32_t> own; ///< number in all -> in the group
    };
    Group of(std::uint32_t count) {
        Group group;
        for (const auto i : members_.at(root(count))) {
            group.own.emplace(i, static_cast<std::uint32_t>(group.publication.counts.size()));
            group.publication.counts.push_back(all_.counts[i]);
        }
        for (const auto& sum : all_.sums) {
            if (!group.own.contains(sum.total)) continue;
            Sum mine{group.own.at(sum.total), {}};
            for (const auto part : sum.parts) mine.parts.push_back(group.own.at(part));
            group.publication.sums.push_back(std::move(mine));
        }
        for (auto ratio : all_.ratios) {
            if (!group.own.contains(ratio.numerator)) continue;
            ratio.numerator = group.own.at(ratio.numerator);
            ratio.denominator = group.own.at(ratio.denominator);
            group.publication.ratios.push_back(ratio);
        }
        return group;
    }
    std::uint32_t root(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }

private:
    void join(std::uint32_t a, std::uint32_t b) {
        a = root(a), b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }
    const Publication& all_;
    std::vector<std::uint32_t> parent_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> members_;
};

class Auditor {
public:
    Auditor(MadeRelease& made, const ReleaseCounts& counts, const std::vector<std::vector<std::string>>& ids,
            const ProtectedCounts& protected_counts, const ReleaseOptions& options)
        : made_(made), counts_(counts), cells_(cells_by_id(counts, ids)), protected_(protected_counts),
          options_(options) {}

    void run() {
        start();
        for (const auto* list : {&made_.release.measures, &made_.release.quality})
            for (const auto& m : *list) add(m);
        const auto own_sums = publication_.sums.size();
        add_earlier(publication_, made_.release, counts_.system, cells_, options_.earlier);
        attack(own_sums);
    }

private:
    /// Before anything is shown, a count may be anything.
    void start() {
        publication_.counts.resize(counts_.system.size());
        publication_.sums = counts_.system.tables().sums;
    }

    void learn(std::uint32_t cell, const Shown& shown) {
        if (!shown.number) return;
        auto& known = publication_.counts[cell];
        known = both(known, known_by(shown, options_.profile, protected_.reach));
        if (const auto value = counts_.system.value(cell);
            value < known.least || (known.most >= 0 && value > known.most))
            throw std::logic_error("A count is shown as what it is not: " + counts_.system.names(cell).front() + ".");
    }

    void add(const ReleasedMeasure& measure) {
        for (const auto& figure : measure.figures) {
            const auto& own = *cells_.at(figure.id);
            if (own.above) learn(*own.above, figure.numerator);
            if (own.cases) learn(*own.cases, measure.kind == Kind::count ? figure.numerator : figure.denominator);
            if (!figure.value.number || !own.cases) continue;
            for (const auto& stratum : own.strata) // who knows the weights may find out what it was worked out from
                for (const auto cell : {stratum.cases, stratum.above})
                    learn(cell, {static_cast<double>(protected_.shown[cell]), std::nullopt});
            if (figure.method == measure::stratified_margin) continue;
            const double value = *figure.value.number;
            if (own.above && !options_.profile.percentages_from_rounded &&
                options_.profile.rounding != RoundingRule::none) {
                const bool share = measure.kind == Kind::proportion;
                publication_.ratios.push_back(published_ratio(*own.above, *own.cases, share ? 100 * value : value,
                                                              measure.places, share ? 100 : measure.multiplier));
            }
            if (measure.whole_values && (measure.kind == Kind::mean || measure.kind == Kind::score))
                publication_.counts[*own.cases] = narrowed(publication_.counts[*own.cases], value, measure.places);
        }
    }

    void attack(std::size_t own_sums) {
        Groups groups(publication_);
        std::map<std::uint32_t, Groups::Group> made;
        for (std::uint32_t cell = 0; cell < counts_.system.size(); ++cell) {
            const bool withheld = counts_.system.shown(cell) && protected_.withheld[cell];
            if (!withheld && !protected_.primary[cell]) continue;
            const auto root = groups.root(cell);
            auto group = made.find(root);
            if (group == made.end()) {
                group = made.emplace(root, groups.of(cell)).first;
                ensure_consistent(group->second, own_sums);
            }
            attack_one(cell, group->second);
        }
    }

    /// An earlier count that changed though what was shown of it still fits can make earlier sums contradict this
    /// release; then they say nothing of it.
    void ensure_consistent(Groups::Group& group, std::size_t own_sums) {
        try {
            feasible(group.publication, 0);
        } catch (const std::runtime_error&) {
            auto alone = publication_;
            alone.sums.resize(own_sums);
            Groups groups(alone);
            group = groups.of(group.own.begin()->first);
        }
    }

    /// Who attacks a count takes it for a small one if it is.
    void attack_one(std::uint32_t cell, const Groups::Group& group) {
        auto publication = group.publication;
        const auto own = group.own.at(cell);
        if (protected_.primary[cell] && counts_.system.shown(cell))
            publication.counts[own] = both(publication.counts[own], small_by_rule(options_.profile));
        LogEntry entry;
        entry.shown_as = counts_.system.names(cell);
        entry.primary = protected_.primary[cell];
        entry.rule = !entry.primary ? "to protect others"
                     : counts_.system.shown(cell)
                         ? "under " + std::to_string(options_.profile.threshold)
                         : "under " + std::to_string(options_.profile.threshold) + ", not shown itself";
        entry.group = group_number(cell);
        try {
            entry.feasible = feasible(publication, own);
            if (entry.primary) {
                entry.asked = protected_.must_have[cell];
                entry.values = static_cast<std::int64_t>(
                    feasible_values(publication, own, static_cast<std::size_t>(entry.asked)).size());
                if (entry.values < entry.asked)
                    made_.faults.push_back(entry.shown_as.front() +
                                           ": a reader who puts together all that is published "
                                           "finds it to be one of " +
                                           std::to_string(entry.values) + " values; the profile asks for " +
                                           std::to_string(entry.asked) + ".");
            }
        } catch (const std::runtime_error& e) {
            made_.faults.push_back(entry.shown_as.front() + ": it could not be audited. " + e.what());
        }
        made_.log.entries.push_back(std::move(entry));
    }

    std::size_t group_number(std::uint32_t cell) const {
        for (std::size_t g = 0; g < protected_.groups.size(); ++g)
            if (std::ranges::binary_search(protected_.groups[g].cells, cell)) return g + 1;
        return 0;
    }

    MadeRelease& made_;
    const ReleaseCounts& counts_;
    std::map<std::string, const FigureCells*> cells_;
    const ProtectedCounts& protected_;
    const ReleaseOptions& options_;
    Publication publication_;
};

} // namespace

Known known_by(const Shown& shown, const Profile& profile, std::int64_t reach) {
    if (!shown.number) return {};
    const auto n = std::llround(*shown.number);
    if (profile.rounding == RoundingRule::nearest) return rounded_to(n, profile.base);
    if (profile.rounding == RoundingRule::none) return {n, n};
    if (reach == 0) reach = profile.base - 1;
    return {std::max<std::int64_t>(0, n - reach), n + reach};
}

void audit_release(MadeRelease& made, const ReleaseCounts& counts, const std::vector<std::vector<std::string>>& ids,
                   const ProtectedCounts& protected_counts, const ReleaseOptions& options) {
    Auditor(made, counts, ids, protected_counts, options).run();
    made.log.groups = protected_counts.groups;
}

} // namespace pilotage::release
