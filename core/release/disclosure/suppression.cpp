#include "core/release/disclosure/suppression.hpp"

#include "core/release/disclosure/linear_program.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>

namespace pilotage::release {
namespace {

using Sense = LinearProgram::Sense;
using Status = LinearProgram::Status;
constexpr double tolerance = 1e-6;

/// Where an attacker who knows no better stops counting: beyond anything that the table holds.
std::int64_t beyond(const TableSystem& system) {
    std::int64_t most = 0;
    for (const auto& cell : system.cells) most = std::max(most, cell.value);
    return 2 * most + 10;
}

double cost_of(const Cell& cell) {
    if (cell.implied) return 0;
    return cell.cost > 0 ? cell.cost : static_cast<double>(cell.value) + 1;
}

void check_sums(const TableSystem& system) {
    for (const auto& sum : system.sums) {
        std::int64_t value = 0;
        for (const auto part : sum.parts) value += system.cells[part].value;
        if (value != system.cells[sum.total].value)
            throw std::invalid_argument("A total does not equal the sum of its parts.");
    }
}

/// How far a cell may differ from its true value, in a reader's eyes.
struct Room {
    double below = 0, above = 0; ///< below <= 0 <= above
};

Room room_of(const Cell& cell, bool suppressed, std::int64_t beyond) {
    const auto known =
        suppressed ? cell.withheld.value_or(Known{}) : cell.shown.value_or(Known{cell.value, cell.value});
    const auto most = known.most < 0 ? beyond : known.most;
    return {std::min(0.0, static_cast<double>(known.least - cell.value)),
            std::max(0.0, static_cast<double>(most - cell.value))};
}

/// The attacker's view: how each cell may differ from its true value.
LinearProgram deviations(const TableSystem& system, const std::vector<bool>& suppressed, bool integer) {
    LinearProgram program;
    const auto most = beyond(system);
    for (std::size_t i = 0; i < system.cells.size(); ++i) {
        const auto room = room_of(system.cells[i], suppressed[i], most);
        program.add_variable(room.below, room.above, integer);
    }
    std::vector<Term> terms;
    for (const auto& sum : system.sums) {
        terms.assign({{sum.total, -1}});
        for (const auto part : sum.parts) terms.push_back({part, 1});
        program.add_row(terms, 0, 0);
    }
    return program;
}

/// One requirement: cell must be able to deviate by `distance` in direction `sense`.
struct Requirement {
    std::uint32_t cell;
    Sense sense;
    double distance;
};

std::vector<Requirement> requirements(const TableSystem& system, const Protection& protection) {
    std::vector<Requirement> out;
    for (std::uint32_t i = 0; i < system.cells.size(); ++i) {
        if (!system.cells[i].sensitive) continue;
        const auto value = system.cells[i].value;
        const auto relative =
            static_cast<std::int64_t>(std::ceil(protection.relative * static_cast<double>(value) - tolerance));
        const auto& own = system.cells[i].distance;
        const auto above = own ? own->most : std::max(protection.above, relative);
        const auto below = own ? own->least : std::min(value, std::max(protection.below, relative));
        if (above > 0) out.push_back({i, Sense::maximise, static_cast<double>(above)});
        if (below > 0) out.push_back({i, Sense::minimise, static_cast<double>(below)});
    }
    return out;
}

/// The cut that refutes a pattern which leaves a requirement unmet: with the duals of the attack as multipliers of the
/// sums, no pattern lets the cell deviate further than the weighted rooms of its cells allow, and a suppressed cell has
/// the greater room. `missing` is what suppression must add.
std::vector<Term> cut(const TableSystem& system, const Requirement& need, const std::vector<double>& duals,
                      double& missing) {
    std::vector<double> weight(system.cells.size(), 0);
    weight[need.cell] = 1;
    for (std::size_t row = 0; row < system.sums.size(); ++row) {
        weight[system.sums[row].total] += duals[row];
        for (const auto part : system.sums[row].parts) weight[part] -= duals[row];
    }
    const auto most = beyond(system);
    std::vector<Term> terms;
    missing = need.distance;
    for (std::uint32_t i = 0; i < weight.size(); ++i) {
        const auto& cell = system.cells[i];
        const double toward = need.sense == Sense::maximise ? weight[i] : -weight[i];
        const auto room = [&](bool suppressed) {
            const auto r = room_of(cell, suppressed, most);
            return toward > 0 ? toward * r.above : toward * r.below;
        };
        const double shown = cell.sensitive || cell.implied ? 0 : room(false), withheld = room(true);
        missing -= shown;
        if (withheld - shown > tolerance) terms.push_back({i, withheld - shown});
    }
    for (auto& term : terms) term.factor = std::min(term.factor, std::max(missing, 0.0));
    return terms;
}

/// Whether the attack leaves the requirement unmet, judged over whole numbers.
bool unmet_in_integers(const TableSystem& system, const std::vector<bool>& suppressed, const Requirement& need) {
    auto program = deviations(system, suppressed, true);
    program.set_cost(need.cell, 1);
    const auto solution = program.solve(need.sense, 60);
    return solution.status != Status::optimal || std::abs(solution.objective) + tolerance < need.distance;
}

/// Adds what refutes the pattern to the master program; false when nothing does.
bool refute(const TableSystem& system, const std::vector<Requirement>& needs, const std::vector<bool>& suppressed,
            LinearProgram& master) {
    bool refuted = false;
    auto attack = deviations(system, suppressed, false);
    for (const auto& need : needs) {
        attack.set_cost(need.cell, 1);
        const auto relaxed = attack.solve_relaxed(need.sense);
        attack.set_cost(need.cell, 0);
        if (std::abs(relaxed.solution.objective) + tolerance >= need.distance) continue;
        double missing = 0;
        const auto terms = cut(system, need, relaxed.duals, missing);
        master.add_row(terms, missing, LinearProgram::infinite);
        refuted = true;
    }
    if (refuted) return true;
    for (const auto& need : needs) {
        if (!unmet_in_integers(system, suppressed, need)) continue;
        // Fewer suppressed cells give an attacker more: a pattern within this one fails too, so some other cell must
        // go.
        std::vector<Term> terms;
        for (std::uint32_t i = 0; i < suppressed.size(); ++i)
            if (!suppressed[i]) terms.push_back({i, 1});
        master.add_row(terms, 1, LinearProgram::infinite);
        return true;
    }
    return false;
}

} // namespace

std::size_t Suppression::secondary() const {
    return secondary_cells.size();
}

Suppression suppress(const TableSystem& system, const Protection& protection, double seconds) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    const auto left = [&] { return std::chrono::duration<double>(end - Clock::now()).count(); };
    check_sums(system);
    const auto needs = requirements(system, protection);

    LinearProgram master;
    for (const auto& cell : system.cells) {
        const bool gone = cell.sensitive || cell.implied;
        master.add_variable(gone ? 1 : 0, cell.publish && !gone ? 0 : 1, true, gone ? 0 : cost_of(cell));
    }
    std::vector<bool> suppressed(system.cells.size());
    Suppression result;
    while (true) {
        const auto proposal = master.solve(Sense::minimise, std::max(1.0, left()));
        if (proposal.status == Status::infeasible)
            throw std::invalid_argument("No pattern of suppression protects this table: a sensitive cell stands alone, "
                                        "or too much must be published.");
        if (proposal.values.empty()) break;
        for (std::size_t i = 0; i < suppressed.size(); ++i) suppressed[i] = proposal.values[i] > 0.5;
        result.bound = std::max(result.bound, proposal.bound);
        if (!refute(system, needs, suppressed, master)) {
            result.optimal = proposal.status == Status::optimal;
            break;
        }
        if (left() <= 0) {
            // Out of time: suppress what the attacks still point at until nothing is refuted; safe, not the cheapest.
            LinearProgram greedy = master;
            do {
                for (std::uint32_t i = 0; i < suppressed.size(); ++i)
                    if (suppressed[i]) greedy.set_bounds(i, 1, 1);
                const auto next = greedy.solve(Sense::minimise, 10);
                if (next.values.empty())
                    std::fill(suppressed.begin(), suppressed.end(), true);
                else
                    for (std::size_t i = 0; i < suppressed.size(); ++i) suppressed[i] = next.values[i] > 0.5;
            } while (refute(system, needs, suppressed, greedy));
            break;
        }
    }
    result.suppressed = suppressed;
    for (std::uint32_t i = 0; i < suppressed.size(); ++i)
        if (suppressed[i] && !system.cells[i].sensitive && !system.cells[i].implied) {
            result.secondary_cells.push_back(i);
            result.loss += cost_of(system.cells[i]);
        }
    return result;
}

Interval attack(const TableSystem& system, const std::vector<bool>& suppressed, std::uint32_t cell) {
    auto program = deviations(system, suppressed, true);
    program.set_cost(cell, 1);
    const auto value = system.cells[cell].value;
    const auto below = program.solve(Sense::minimise, 60), above = program.solve(Sense::maximise, 60);
    if (below.status != Status::optimal || above.status != Status::optimal)
        throw std::runtime_error("An attack could not be solved in time.");
    return {value + std::llround(below.objective), value + std::llround(above.objective)};
}

} // namespace pilotage::release
