// Measures applied to a store, read only. SQLite stays behind it.
#pragma once

#include "core/measure/figure.hpp"
#include "core/measure/site_facts.hpp"

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
class Groups;

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
    std::string_view stratum;
    double stratum_size = 0; ///< 0: not known
};

class Evaluation {
public:
    /// Throws EnvironmentError where the file is no store.
    explicit Evaluation(const std::filesystem::path& store);
    ~Evaluation();

    /// All sites and periods of the study, in its order.
    const std::vector<SitePeriod>& site_periods() const { return site_periods_; }

    /// All of a comparison among the chosen sites and periods, but the reports that withholding is for: figures that
    /// are withheld as not comparable are so already, small counts are not. Totals, tests and funnels are of several
    /// sites: there are none where sites are named, and differences need a site of the comparison arm among them.
    /// Throws UsageError for a site or period that the study does not have, EnvironmentError (file, line, what, remedy)
    /// for a measure whose SQL fails or breaks its contract.
    Comparison compare(const Measure& measure, const Selection& wanted);

    /// The same figures with their marks, none of them withheld, and nothing worked out from them.
    std::vector<Cell> figures(const Measure& measure, const Selection& wanted);

    /// Aliases of sites become their ids. Throws UsageError for what the study does not have.
    Selection resolved(Selection selection) const;

    /// The selection and, where it names sites, those of the comparison arm.
    Selection with_comparison_arm(Selection selection) const;

    /// In what the measure breaks its contract on this store: its SQL, its columns, its cases, and the record types
    /// that it names. What stops its SQL hides what would come after; none: it is good.
    std::vector<MeasureFault> faults(const Measure& measure);

    /// What the measure reads of the store: (table or view, column), in the words of its SQL.
    using Columns = std::set<std::pair<std::string, std::string>>;

    /// Hands each case of the selection to `visit`, in no order. Returns the columns that the SQL reads.
    Columns cases(const Measure& measure, const Selection& selection, const std::function<void(const Case&)>& visit);

    Database& database() { return *database_; }

private:
    std::vector<Cell> figures(const Measure& measure, const Selection& selection, Groups& groups);
    /// Else trace would lead to other rows, or to none. Only cases tell.
    void check_record_types(const Measure& measure, std::vector<MeasureFault>& faults);
    bool carries(std::int64_t submission, const std::string& record);
    /// Why there can be no figure, whatever the cases; nothing where there can.
    std::optional<State> obstacle(const Measure& measure, const SitePeriod& where);
    std::unique_ptr<Database> database_;
    std::vector<SitePeriod> site_periods_;
    std::map<std::pair<std::int64_t, std::string>, bool> carried_;
};

} // namespace pilotage::measure
