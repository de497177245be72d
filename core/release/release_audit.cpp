#include "core/release/release_audit.hpp"

#include "core/release/disclosure/audit.hpp"
#include "core/release/earlier_counts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
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
        alone_ = publication_;
        add_earlier(publication_, made_.release, counts_.system, cells_, options_.earlier);
        attack();
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
        for (const auto& s : measure.strata) {
            const auto& own = cells_.at(figure_id(measure.id, s.period, s.site, s.part))->stratum(s.site, s.name);
            if (own == nullptr || !own->people) throw std::logic_error("A stratum is shown that there is not.");
            learn(*own->people, s.people);
            learn(own->cases, s.cases);
            learn(own->above, s.above);
        }
    }

    void attack() {
        Groups groups(publication_);
        std::map<std::uint32_t, Groups::Group> made;
        for (std::uint32_t cell = 0; cell < counts_.system.size(); ++cell) {
            const bool withheld = counts_.system.shown(cell) && protected_.withheld[cell];
            if (!withheld && !protected_.primary[cell]) continue;
            const auto root = groups.root(cell);
            auto group = made.find(root);
            if (group == made.end()) {
                group = made.emplace(root, groups.of(cell)).first;
                ensure_consistent(group->second);
            }
            attack_one(cell, group->second);
        }
    }

    /// An earlier count that changed though what was shown of it still fits can make earlier sums contradict this
    /// release; those that do say nothing of it. The sums of earlier releases come last.
    void ensure_consistent(Groups::Group& group) const {
        if (is_consistent(group.publication)) return;
        auto& sums = group.publication.sums;
        const auto own =
            std::ranges::count_if(alone_.sums, [&](const Sum& sum) { return group.own.contains(sum.total); });
        const std::vector<Sum> earlier(sums.begin() + own, sums.end());
        sums.resize(static_cast<std::size_t>(own));
        for (const auto& sum : earlier) {
            sums.push_back(sum);
            if (!is_consistent(group.publication)) sums.pop_back();
        }
    }
    static bool is_consistent(const Publication& publication) {
        try {
            feasible(publication, 0);
            return true;
        } catch (const std::runtime_error&) {
            return false;
        }
    }

    /// Who attacks a count takes it for a small one if it is.
    Publication as_attacked(std::uint32_t cell, const Groups::Group& group) const {
        auto publication = group.publication;
        const auto own = group.own.at(cell);
        if (protected_.primary[cell] && counts_.system.shown(cell))
            publication.counts[own] = both(publication.counts[own], small_by_rule(options_.profile));
        return publication;
    }

    std::int64_t values_left(std::uint32_t cell, const Publication& attacked, std::uint32_t own) const {
        return static_cast<std::int64_t>(
            feasible_values(attacked, own, static_cast<std::size_t>(protected_.must_have[cell])).size());
    }

    void attack_one(std::uint32_t cell, const Groups::Group& group) {
        const auto publication = as_attacked(cell, group);
        const auto own = group.own.at(cell);
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
                entry.values = values_left(cell, publication, own);
                if (entry.values < entry.asked)
                    made_.faults.push_back(entry.shown_as.front() +
                                           ": a reader who puts together all that is published "
                                           "finds it to be one of " +
                                           std::to_string(entry.values) + " values; the profile asks for " +
                                           std::to_string(entry.asked) + "." + told_by(cell));
            }
        } catch (const std::runtime_error& e) {
            made_.faults.push_back(entry.shown_as.front() + ": it could not be audited. " + e.what());
        }
        made_.log.entries.push_back(std::move(entry));
    }

    /// A sentence that names the earlier releases without which the count were safe; none where it is not safe anyway.
    std::string told_by(std::uint32_t cell) const {
        if (options_.earlier.empty() || !is_safe(cell, {})) return {};
        std::vector<std::string> names;
        for (const auto& earlier : options_.earlier)
            if (!is_safe(cell, {&earlier, 1})) names.push_back(earlier.name);
        if (names.empty())
            for (const auto& earlier : options_.earlier) names.push_back(earlier.name);
        return " Without " + named(names) +
               " it would be safe: leave out the measures that show it (--measure), or, if readers never got that "
               "release, forget it (--list, --forget).";
    }
    bool is_safe(std::uint32_t cell, std::span<const EarlierRelease> earlier) const {
        auto all = alone_;
        add_earlier(all, made_.release, counts_.system, cells_, earlier);
        auto group = Groups(all).of(cell);
        ensure_consistent(group);
        return values_left(cell, as_attacked(cell, group), group.own.at(cell)) >= protected_.must_have[cell];
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
    Publication alone_; ///< without earlier releases
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
