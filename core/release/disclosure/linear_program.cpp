#include "core/release/disclosure/linear_program.hpp"

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>

#include <algorithm>
#include <cfloat>
#include <memory>
#include <string>

namespace pilotage::release {
namespace {

/// The solvers take DBL_MAX for "no bound".
std::vector<double> finite(const std::vector<double>& bounds) {
    std::vector<double> out = bounds;
    for (auto& b : out) b = std::clamp(b, -DBL_MAX, DBL_MAX);
    return out;
}

/// Rows as columns, the form both solvers load.
struct Columns {
    std::vector<std::int32_t> start, index;
    std::vector<double> factor;
};

Columns columns_of(std::size_t variables, const std::vector<std::int32_t>& row_start,
                   const std::vector<std::int32_t>& row_index, const std::vector<double>& row_factor) {
    Columns c;
    c.start.assign(variables + 1, 0);
    for (const auto v : row_index) ++c.start[static_cast<std::size_t>(v) + 1];
    for (std::size_t v = 0; v < variables; ++v) c.start[v + 1] += c.start[v];
    c.index.resize(row_index.size());
    c.factor.resize(row_index.size());
    auto next = c.start;
    for (std::size_t row = 0; row + 1 < row_start.size(); ++row)
        for (auto k = static_cast<std::size_t>(row_start[row]); k < static_cast<std::size_t>(row_start[row + 1]); ++k) {
            const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(row_index[k])]++);
            c.index[at] = static_cast<std::int32_t>(row);
            c.factor[at] = row_factor[k];
        }
    return c;
}

} // namespace

std::uint32_t LinearProgram::add_variable(double lower, double upper, bool integer, double cost) {
    lower_.push_back(lower);
    upper_.push_back(upper);
    integer_.push_back(integer);
    cost_.push_back(cost);
    return static_cast<std::uint32_t>(cost_.size() - 1);
}

std::uint32_t LinearProgram::add_row(std::span<const Term> terms, double lower, double upper) {
    for (const auto& term : terms) {
        row_index_.push_back(static_cast<std::int32_t>(term.variable));
        row_factor_.push_back(term.factor);
    }
    row_start_.push_back(static_cast<std::int32_t>(row_index_.size()));
    row_lower_.push_back(lower);
    row_upper_.push_back(upper);
    return static_cast<std::uint32_t>(row_lower_.size() - 1);
}

void LinearProgram::set_bounds(std::uint32_t variable, double lower, double upper) {
    lower_[variable] = lower;
    upper_[variable] = upper;
}

LinearProgram::Solution LinearProgram::solve(Sense sense, double seconds) const {
    const auto c = columns_of(variables(), row_start_, row_index_, row_factor_);
    const std::unique_ptr<Cbc_Model, void (*)(Cbc_Model*)> model(Cbc_newModel(), Cbc_deleteModel);
    Cbc_setParameter(model.get(), "log", "0");
    Cbc_setParameter(model.get(), "slog", "0"); // the solver beneath, which tells of its own
    Cbc_setParameter(model.get(), "sec", std::to_string(seconds).c_str());
    const auto lower = finite(lower_), upper = finite(upper_), row_lower = finite(row_lower_),
               row_upper = finite(row_upper_);
    Cbc_loadProblem(model.get(), static_cast<int>(variables()), static_cast<int>(row_lower.size()), c.start.data(),
                    c.index.data(), c.factor.data(), lower.data(), upper.data(), cost_.data(), row_lower.data(),
                    row_upper.data());
    for (std::size_t v = 0; v < variables(); ++v)
        if (integer_[v]) Cbc_setInteger(model.get(), static_cast<int>(v));
    Cbc_setObjSense(model.get(), static_cast<double>(sense));
    Cbc_solve(model.get());

    Solution solution;
    if (Cbc_isProvenInfeasible(model.get()) != 0 || Cbc_isInitialSolveProvenPrimalInfeasible(model.get()) != 0) {
        solution.status = Status::infeasible;
        return solution;
    }
    if (Cbc_isContinuousUnbounded(model.get()) != 0) {
        solution.status = Status::unbounded;
        return solution;
    }
    const double* values = Cbc_getColSolution(model.get());
    const bool proven = Cbc_isProvenOptimal(model.get()) != 0;
    if (values == nullptr || (!proven && Cbc_getObjValue(model.get()) * static_cast<double>(sense) >= 1e49))
        return solution;
    solution.status = proven ? Status::optimal : Status::feasible;
    solution.objective = Cbc_getObjValue(model.get());
    solution.bound = proven ? solution.objective : Cbc_getBestPossibleObjValue(model.get());
    solution.values.assign(values, values + variables());
    return solution;
}

LinearProgram::Relaxed LinearProgram::solve_relaxed(Sense sense) const {
    const auto c = columns_of(variables(), row_start_, row_index_, row_factor_);
    const std::unique_ptr<Clp_Simplex, void (*)(Clp_Simplex*)> model(Clp_newModel(), Clp_deleteModel);
    Clp_setLogLevel(model.get(), 0);
    const auto lower = finite(lower_), upper = finite(upper_), row_lower = finite(row_lower_),
               row_upper = finite(row_upper_);
    Clp_loadProblem(model.get(), static_cast<int>(variables()), static_cast<int>(row_lower.size()), c.start.data(),
                    c.index.data(), c.factor.data(), lower.data(), upper.data(), cost_.data(), row_lower.data(),
                    row_upper.data());
    Clp_setObjSense(model.get(), static_cast<double>(sense));
    Clp_initialSolve(model.get());

    Relaxed relaxed;
    auto& solution = relaxed.solution;
    if (Clp_isProvenOptimal(model.get()) != 0) {
        solution.status = Status::optimal;
        solution.objective = solution.bound = Clp_getObjValue(model.get());
        const double* values = Clp_getColSolution(model.get());
        solution.values.assign(values, values + variables());
        const double* duals = Clp_getRowPrice(model.get());
        relaxed.duals.assign(duals, duals + row_lower.size());
    } else {
        solution.status = Clp_isProvenDualInfeasible(model.get()) != 0 ? Status::unbounded : Status::infeasible;
    }
    return relaxed;
}

} // namespace pilotage::release
