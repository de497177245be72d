#include "core/release/disclosure/rounding.hpp"

#include "core/release/disclosure/linear_program.hpp"

#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace pilotage::release {
namespace {

using Sense = LinearProgram::Sense;
using Status = LinearProgram::Status;

/// One variable a cell: how many multiples above the lower neighbour. Without `restricted` each may go one further,
/// both ways, at the price of the distance it then has.
LinearProgram program_of(const TableSystem& system, std::int64_t base, bool restricted) {
    LinearProgram program;
    for (const auto& cell : system.cells) {
        const auto floor = cell.value / base * base;
        const bool multiple = cell.value == floor;
        const auto rise = static_cast<double>(
            base - 2 * (cell.value - floor)); // change of the distance from lower to upper neighbour
        if (restricted || multiple) {
            program.add_variable(0, multiple ? 0 : 1, true, multiple ? 0 : rise);
        } else {
            // step = near + up - down; up and down cost a whole base each
            program.add_variable(0, 1, true, rise);
        }
    }
    if (!restricted)
        for (std::uint32_t i = 0; i < system.cells.size(); ++i) {
            const bool zero = system.cells[i].value == 0;
            program.add_variable(0, zero ? 0 : 1, true, static_cast<double>(base));                          // up
            program.add_variable(0, system.cells[i].value >= base ? 1 : 0, true, static_cast<double>(base)); // down
        }
    const auto cells = static_cast<std::uint32_t>(system.cells.size());
    for (const auto& sum : system.sums) {
        std::vector<Term> terms;
        std::int64_t floors = 0;
        const auto add = [&](std::uint32_t cell, double sign) {
            terms.push_back({cell, sign});
            if (!restricted) {
                terms.push_back({cells + 2 * cell, sign});
                terms.push_back({cells + 2 * cell + 1, -sign});
            }
            floors += static_cast<std::int64_t>(sign) * (system.cells[cell].value / base);
        };
        add(sum.total, -1);
        for (const auto part : sum.parts) add(part, 1);
        program.add_row(terms, static_cast<double>(-floors), static_cast<double>(-floors));
    }
    return program;
}

} // namespace

Rounding round_controlled(const TableSystem& system, std::int64_t base, double seconds) {
    for (const auto& sum : system.sums) {
        std::int64_t value = 0;
        for (const auto part : sum.parts) value += system.cells[part].value;
        if (value != system.cells[sum.total].value)
            throw std::invalid_argument("A total does not equal the sum of its parts.");
    }
    Rounding out;
    auto solution = program_of(system, base, true).solve(Sense::minimise, seconds);
    if (solution.status == Status::infeasible) {
        out.restricted = false;
        solution = program_of(system, base, false).solve(Sense::minimise, seconds);
    }
    if (solution.values.empty()) throw std::runtime_error("No controlled rounding was found in the time given.");
    out.optimal = solution.status == Status::optimal;
    const auto cells = system.cells.size();
    for (std::size_t i = 0; i < cells; ++i) {
        auto steps = std::llround(solution.values[i]);
        if (!out.restricted)
            steps += std::llround(solution.values[cells + 2 * i]) - std::llround(solution.values[cells + 2 * i + 1]);
        out.values.push_back((system.cells[i].value / base + steps) * base);
        out.change += std::llabs(out.values.back() - system.cells[i].value);
    }
    return out;
}

std::int64_t round_nearest(std::int64_t value, std::int64_t base) {
    return (2 * value + base) / (2 * base) * base;
}

} // namespace pilotage::release
