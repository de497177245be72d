#include "core/release/protection.hpp"

#include "core/release/disclosure/audit.hpp"
#include "core/release/disclosure/rounding.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <stdexcept>

namespace pilotage::release {
namespace {

Known both(const Known& a, const Known& b) {
    const auto least = std::max(a.least, b.least);
    const auto most = a.most < 0 ? b.most : b.most < 0 ? a.most : std::min(a.most, b.most);
    return {least, most};
}

/// One group as a table system of its own; cell i is counts' cell `cells[i]`.
TableSystem part_of(const CountSystem& counts, const std::vector<std::uint32_t>& cells) {
    std::map<std::uint32_t, std::uint32_t> own;
    TableSystem part;
    for (const auto cell : cells) {
        own.emplace(cell, static_cast<std::uint32_t>(part.cells.size()));
        part.cells.push_back(counts.tables().cells[cell]);
    }
    for (const auto& sum : counts.tables().sums) {
        const auto total = own.find(sum.total);
        if (total == own.end()) continue;
        Sum mine{total->second, {}};
        for (const auto p : sum.parts) mine.parts.push_back(own.at(p));
        part.sums.push_back(std::move(mine));
    }
    return part;
}

class Protector {
public:
    Protector(const CountSystem& counts, const Profile& profile, double seconds,
              const std::map<std::uint32_t, KnownBefore>& before)
        : counts_(counts), profile_(profile), before_(before),
          end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds))) {
        result_.withheld.resize(counts.size());
        result_.primary.resize(counts.size());
        result_.shown.resize(counts.size());
        result_.known.resize(counts.size());
        result_.must_have.resize(counts.size());
    }

    ProtectedCounts run() {
        for (const auto& cells : counts_.groups()) protect_group(cells);
        return std::move(result_);
    }

private:
    using Clock = std::chrono::steady_clock;

    void protect_group(const std::vector<std::uint32_t>& cells) {
        auto part = part_of(counts_, cells);
        round(cells, part);
        for (std::uint32_t i = 0; i < cells.size(); ++i) set_rules(cells[i], part.cells[i], true);
        GroupResult group{cells, 0, 0, 0, 0, true};
        std::vector<bool> withheld(cells.size());
        if (std::ranges::any_of(part.cells, &Cell::sensitive)) {
            const auto pattern = solve(cells, part);
            withheld = pattern.suppressed;
            group.secondary = pattern.secondary();
            group.loss = pattern.loss;
            group.bound = pattern.bound;
            group.optimal = pattern.optimal;
        }
        for (std::uint32_t i = 0; i < cells.size(); ++i) {
            const auto& cell = part.cells[i];
            result_.withheld[cells[i]] = withheld[i] && !cell.implied;
            result_.primary[cells[i]] = cell.sensitive;
            result_.known[cells[i]] = withheld[i] || cell.implied ? *cell.withheld : *cell.shown;
            if (cell.sensitive && !cell.implied) ++group.primary;
        }
        if (std::ranges::any_of(part.cells, &Cell::sensitive)) result_.groups.push_back(std::move(group));
    }

    void round(const std::vector<std::uint32_t>& cells, TableSystem& part) {
        const auto base = profile_.base;
        std::vector<std::int64_t> shown;
        std::int64_t reach = 0;
        if (profile_.rounding == RoundingRule::controlled) {
            auto rounded = round_controlled(part, base, std::max(5.0, left()));
            shown = std::move(rounded.values);
            reach = rounded.restricted ? base - 1 : 2 * base - 1;
            result_.reach = std::max(result_.reach, reach);
        } else {
            for (const auto& cell : part.cells) shown.push_back(round_nearest(cell.value, base));
        }
        for (std::uint32_t i = 0; i < cells.size(); ++i) {
            result_.shown[cells[i]] = shown[i];
            part.cells[i].shown = profile_.rounding == RoundingRule::controlled
                                      ? Known{std::max<std::int64_t>(0, shown[i] - reach), shown[i] + reach}
                                      : rounded_to(shown[i], base);
        }
    }

    /// What the profile asks of a cell, and what a reader makes of it, who may have earlier releases too.
    void set_rules(std::uint32_t number, Cell& cell, bool with_earlier) {
        cell.sensitive = profile_.is_small(cell.value);
        // Who asks about this count takes it for a small one; of all others that are withheld nobody knows whether they
        // are small themselves or protect one.
        auto own = cell.sensitive && !cell.implied ? small_by_rule(profile_) : Known{};
        Known withheld;
        // The sums hold between rounded counts too, so a withheld one is known as well as if it were shown.
        if (profile_.rounding == RoundingRule::controlled) withheld = *cell.shown;
        own = both(own, withheld);
        const auto values =
            own.most < 0 ? profile_.possible_values : std::min(profile_.possible_values, own.most - own.least + 1);
        const auto earlier = with_earlier ? before_.find(number) : before_.end();
        if (earlier != before_.end()) {
            withheld = both(withheld, earlier->second.known);
            cell.shown = both(*cell.shown, earlier->second.known);
        }
        cell.withheld = withheld;
        if (cell.value == 0) cell.cost = static_cast<double>(largest()) + 1; // withheld last: many know where nobody is
        if (!cell.sensitive) return;
        result_.must_have[number] = values;
        own = both(own, withheld);
        const auto room_below = cell.value - own.least;
        auto above = own.most < 0 ? values - 1 : own.most - cell.value;
        const auto below = std::min(room_below, std::max((values - 1) / 2, values - 1 - above));
        above = std::min(above, values - 1 - below);
        if (above + below < values - 1)
            throw NotProtectable(capital(named(earlier->second.releases)) +
                                     (earlier->second.releases.size() == 1 ? " says" : " say") +
                                     " too much of the small count behind " + counts_.names(number).front() +
                                     " already; nothing was released.",
                                 "Leave out the measures that show it (--measure), use the profile of that release, "
                                 "or, if readers never got it, forget it (--list, --forget).");
        cell.distance = Known{below, above};
    }

    std::int64_t largest() {
        if (largest_ < 0)
            for (std::uint32_t i = 0; i < counts_.size(); ++i) largest_ = std::max(largest_, counts_.value(i));
        return largest_;
    }

    Suppression solve(const std::vector<std::uint32_t>& cells, const TableSystem& part) {
        try {
            return suppress(part, {}, left());
        } catch (const std::invalid_argument&) {
            std::vector<std::string> names;
            for (std::uint32_t i = 0; i < cells.size(); ++i)
                if (part.cells[i].sensitive && !part.cells[i].implied) names.push_back(counts_.names(cells[i]).front());
            if (names.empty()) names.push_back(counts_.names(cells.front()).front());
            if (const auto earlier = earlier_at_fault(cells, part); !earlier.empty())
                throw NotProtectable("Whatever is withheld, a reader who has " + named(earlier) +
                                         " can tell too much of a small count behind " + in_short(names) +
                                         "; nothing was released.",
                                     "Leave out the measures that show it (--measure), or, if readers never got that "
                                     "release, forget it (--list, --forget).");
            throw NotProtectable("Whatever is withheld, a reader can tell too much of a small count behind " +
                                     in_short(names) + "; nothing was released.",
                                 "Release fewer measures (--measure) or use a profile that rounds more.");
        }
    }

    /// The earlier releases that show any of the cells, if without them there is a pattern that protects.
    std::vector<std::string> earlier_at_fault(const std::vector<std::uint32_t>& cells, TableSystem part) {
        std::vector<std::string> releases;
        for (std::uint32_t i = 0; i < cells.size(); ++i) {
            const auto earlier = before_.find(cells[i]);
            if (earlier == before_.end()) continue;
            for (const auto& name : earlier->second.releases)
                if (std::ranges::find(releases, name) == releases.end()) releases.push_back(name);
        }
        if (releases.empty()) return {};
        round(cells, part);
        for (std::uint32_t i = 0; i < cells.size(); ++i) set_rules(cells[i], part.cells[i], false);
        try {
            suppress(part, {}, std::max(1.0, left()));
        } catch (const std::invalid_argument&) {
            return {};
        }
        return releases;
    }

    static std::string capital(std::string text) {
        text.front() = 'T';
        return text;
    }

    /// The first three, and how many more there are.
    static std::string in_short(const std::vector<std::string>& names) {
        constexpr std::size_t most = 3;
        std::string text;
        for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i == 0 ? "" : ", ") + names[i];
        return names.size() <= most ? text : text + " and " + std::to_string(names.size() - most) + " more";
    }

    double left() const { return std::chrono::duration<double>(end_ - Clock::now()).count(); }

    const CountSystem& counts_;
    const Profile& profile_;
    const std::map<std::uint32_t, KnownBefore>& before_;
    Clock::time_point end_;
    std::int64_t largest_ = -1;
    ProtectedCounts result_;
};

} // namespace

Known small_by_rule(const Profile& profile) {
    return {profile.withhold_zero ? 0 : 1, profile.threshold - 1};
}

std::uint32_t CountSystem::add(const std::string& name, std::int64_t value, std::uint64_t identity, bool shown) {
    const auto fresh = static_cast<std::uint32_t>(tables_.cells.size());
    const auto cell = identity == 0 ? fresh : by_identity_.try_emplace(identity, fresh).first->second;
    if (cell == fresh) {
        tables_.add(value);
        tables_.cells.back().implied = true;
        names_.emplace_back();
    }
    if (tables_.cells[cell].value != value) throw std::logic_error("One set of rows has two counts: " + name + ".");
    if (shown) tables_.cells[cell].implied = false;
    names_[cell].push_back(name);
    return cell;
}

void CountSystem::add_sum(std::uint32_t total, std::vector<std::uint32_t> parts) {
    if (parts.size() == 1 && parts.front() == total) return;
    std::ranges::sort(parts);
    if (sums_.emplace(total, parts).second) tables_.sums.push_back({total, std::move(parts)});
}

std::vector<std::vector<std::uint32_t>> CountSystem::groups() const {
    std::vector<std::uint32_t> parent(size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t cell) {
        while (parent[cell] != cell) cell = parent[cell] = parent[parent[cell]];
        return cell;
    };
    for (const auto& sum : tables_.sums)
        for (const auto part : sum.parts) {
            const auto a = root(sum.total), b = root(part);
            parent[std::max(a, b)] = std::min(a, b);
        }
    std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t cell = 0; cell < size(); ++cell) groups[root(cell)].push_back(cell);
    std::vector<std::vector<std::uint32_t>> out;
    for (auto& [first, cells] : groups) out.push_back(std::move(cells));
    return out;
}

std::string named(const std::vector<std::string>& earlier_releases) {
    const auto many = earlier_releases.size();
    std::string text = many == 1 ? "the earlier release " : "the earlier releases ";
    for (std::size_t i = 0; i < many; ++i) text += (i == 0 ? "" : i + 1 == many ? " and " : ", ") + earlier_releases[i];
    return many == 1 ? text : text + " together";
}

ProtectedCounts protect(const CountSystem& counts, const Profile& profile, double seconds,
                        const std::map<std::uint32_t, KnownBefore>& before) {
    return Protector(counts, profile, seconds, before).run();
}

} // namespace pilotage::release
