// Measures applied to a store, read only. SQLite stays behind it.
#pragma once

#include "core/measure/figure.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::measure {

class Database;

/// A site and period of the study.
struct SitePeriod {
    std::string site, site_name, period;
    bool due = true;
    std::string reason;          ///< why no return is due, or what the study says of it
    std::int64_t submission = 0; ///< the current one; 0: no return stands
};

/// Which figures. An empty list means all, of sites and periods where a return stands; a site or period named is shown
/// whether or not one does. A site may be named by an alias, and without regard to case.
struct Selection {
    std::vector<std::string> sites, periods;
};

/// One case of a measure, as its SQL yields it. Views are valid during the call.
struct Case {
    std::string_view site, period, dimension, record, evidence_record;
    std::int64_t id = 0, evidence_id = 0; ///< evidence_record empty: none
    double numerator = 1, denominator = 1, value = 0;
};

class Evaluation {
public:
    /// Throws EnvironmentError where the file is no store.
    explicit Evaluation(const std::filesystem::path& store);
    ~Evaluation();

    /// All sites and periods of the study, in its order.
    const std::vector<SitePeriod>& site_periods() const { return site_periods_; }

    /// Throws UsageError for a site or period that the study does not have, EnvironmentError (file, line, what, remedy)
    /// for a measure whose SQL fails or breaks its contract.
    Comparison compare(const Measure& measure, const Selection& wanted);

    /// What the measure reads of the store: (table or view, column), in the words of its SQL.
    using Columns = std::set<std::pair<std::string, std::string>>;

    /// Hands each case of the selection to `visit`, in no order. Returns the columns that the SQL reads.
    Columns cases(const Measure& measure, const Selection& selection, const std::function<void(const Case&)>& visit);

    Database& database() { return *database_; }

private:
    bool carries(std::int64_t submission, const std::string& record);
    /// Why there can be no figure, whatever the cases; nothing where there can.
    std::optional<State> obstacle(const Measure& measure, const SitePeriod& where);
    /// Aliases of sites become their ids. Throws UsageError for what the study does not have.
    Selection resolved(Selection selection) const;

    std::unique_ptr<Database> database_;
    std::vector<SitePeriod> site_periods_;
    std::map<std::pair<std::int64_t, std::string>, bool> carried_;
};

} // namespace pilotage::measure
