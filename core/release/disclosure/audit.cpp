#include "core/release/disclosure/audit.hpp"

#include "core/release/disclosure/linear_program.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace pilotage::release {
namespace {

using Sense = LinearProgram::Sense;
using Status = LinearProgram::Status;

LinearProgram program_of(const Publication& publication) {
    LinearProgram program;
    for (const auto& known : publication.counts)
        program.add_variable(static_cast<double>(known.least),
                             known.most < 0 ? LinearProgram::infinite : static_cast<double>(known.most), true);
    for (const auto& sum : publication.sums) {
        std::vector<Term> terms{{sum.total, -1}};
        for (const auto part : sum.parts) terms.push_back({part, 1});
        program.add_row(terms, 0, 0);
    }
    for (const auto& ratio : publication.ratios) {
        const Term least[] = {{ratio.numerator, ratio.scale}, {ratio.denominator, -ratio.least}};
        const Term most[] = {{ratio.numerator, ratio.scale}, {ratio.denominator, -ratio.most}};
        program.add_row(least, 0, LinearProgram::infinite);
        program.add_row(most, -LinearProgram::infinite, 0);
    }
    return program;
}

std::int64_t end(const LinearProgram& program, Sense sense, std::int64_t when_unbounded) {
    const auto solution = program.solve(sense, 60);
    if (solution.status == Status::unbounded) return when_unbounded;
    if (solution.status == Status::infeasible)
        throw std::runtime_error("What is published contradicts itself: no counts fit it.");
    if (solution.status != Status::optimal) throw std::runtime_error("An attack could not be solved in time.");
    return std::llround(solution.objective);
}

} // namespace

Interval feasible(const Publication& publication, std::uint32_t count) {
    auto program = program_of(publication);
    program.set_cost(count, 1);
    return {end(program, Sense::minimise, 0), end(program, Sense::maximise, INT64_MAX)};
}

std::vector<std::int64_t> feasible_values(const Publication& publication, std::uint32_t count, std::size_t limit) {
    const auto interval = feasible(publication, count);
    std::vector<std::int64_t> values;
    auto program = program_of(publication);
    for (auto value = interval.least; value <= interval.most && values.size() < limit; ++value) {
        program.set_bounds(count, static_cast<double>(value), static_cast<double>(value));
        const auto status = program.solve(Sense::minimise, 60).status;
        if (status == Status::optimal || status == Status::unbounded) values.push_back(value);
        if (value == INT64_MAX) break;
    }
    return values;
}

Known rounded_to(std::int64_t shown, std::int64_t base) {
    return {std::max<std::int64_t>(0, shown - (base / 2)), shown + (base - 1) / 2};
}

PublishedRatio published_ratio(std::uint32_t numerator, std::uint32_t denominator, double shown, int places,
                               double scale) {
    const double half = 0.5 * std::pow(10.0, -places);
    return {numerator, denominator, scale, shown - half, shown + half};
}

} // namespace pilotage::release
