// A linear or mixed-integer program, solved by Clp and CBC; nobody else includes them.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace pilotage::release {

struct Term {
    std::uint32_t variable;
    double factor;
};

class LinearProgram {
public:
    static constexpr double infinite = std::numeric_limits<double>::infinity();

    std::uint32_t add_variable(double lower, double upper, bool integer, double cost = 0);
    /// lower <= sum of the terms <= upper; returns the row's number.
    std::uint32_t add_row(std::span<const Term> terms, double lower, double upper);
    void set_cost(std::uint32_t variable, double cost) { cost_[variable] = cost; }
    void set_bounds(std::uint32_t variable, double lower, double upper);
    std::size_t variables() const { return cost_.size(); }

    enum class Status : std::uint8_t {
        optimal,
        feasible, ///< the time ran out: `values` is the best found, `bound` how good one could be at most
        infeasible,
        unbounded,
        unsolved, ///< the time ran out before anything was found
    };
    struct Solution {
        Status status = Status::unsolved;
        double objective = 0;
        double bound = 0;           ///< no solution is better than this
        std::vector<double> values; ///< empty unless optimal or feasible
    };
    enum class Sense : std::int8_t { minimise = 1, maximise = -1 };

    /// Solves with the integer variables as integers.
    Solution solve(Sense sense, double seconds) const;

    struct Relaxed {
        Solution solution;
        std::vector<double> duals; ///< of the rows, for the given sense
    };
    /// Solves with all variables continuous.
    Relaxed solve_relaxed(Sense sense) const;

private:
    std::vector<double> lower_, upper_, cost_;
    std::vector<bool> integer_;
    std::vector<std::int32_t> row_start_{0}, row_index_;
    std::vector<double> row_factor_, row_lower_, row_upper_;
};

} // namespace pilotage::release
