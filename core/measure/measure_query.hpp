// The SQL of a measure, prepared and checked against the contract of measure.hpp, row by row.
#pragma once

#include "core/error.hpp"
#include "core/measure/database.hpp"
#include "core/measure/evaluation.hpp"

#include <array>
#include <optional>

namespace pilotage::measure {

/// All that is wrong with the columns of a measure's SQL; as an error it is the first of it.
class QueryFaults : public EnvironmentError {
public:
    explicit QueryFaults(std::vector<MeasureFault> all)
        : EnvironmentError(all.front().what, all.front().remedy), faults(std::move(all)) {}
    std::vector<MeasureFault> faults;
};

class MeasureQuery {
public:
    /// Throws EnvironmentError with the measure's file and line.
    MeasureQuery(Database& database, const Measure& measure, const Selection& selection);

    /// The next case, or nothing at the end; its views are valid until the next call.
    std::optional<Case> next();

    [[noreturn]] void fail(const std::string& what, const std::string& remedy) const;

private:
    enum Column {
        site,
        period,
        record,
        id,
        dimension,
        numerator,
        denominator,
        value,
        evidence_record,
        evidence_id,
        stratum,
        stratum_size,
        count
    };

    /// `shift`: from a place in the SQL that failed to one in the measure's file.
    [[noreturn]] void fail(const SqlFault& fault, std::ptrdiff_t shift) const;
    std::string sentence(const std::string& what) const;
    std::string place_at(std::size_t offset) const; ///< "file:line"
    std::size_t begin_of_sql(std::size_t from) const;
    std::string single_statement(Database& database);
    void find_columns(const Statement& statement);
    double number(Column column, const char* expected) const;

    const Measure* measure_;
    std::optional<Statement> statement_;
    std::array<int, count> columns_{};
};

} // namespace pilotage::measure
