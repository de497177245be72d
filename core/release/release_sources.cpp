#include "core/release/release_sources.hpp"

#include "core/measure/database.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace pilotage::release {
namespace {

/// Counts of parts by site and period, as they come from the store.
using Counts = std::map<std::tuple<std::string, std::string, std::string>, std::int64_t>; ///< site, period, part

measure::Measure count_measure(const char* id, const char* title, const char* what, const char* dimension,
                               const char* unit, const char* source) {
    measure::Measure m;
    m.id = id;
    m.title = title;
    m.kind = measure::Kind::count;
    m.numerator = what;
    m.denominator = "none";
    m.unit = unit;
    m.dimension = dimension;
    m.source = source;
    return m;
}

/// Counts of whole returns as a table: each part of a site's return is a set of rows of its own.
TrueTable table_of(measure::Measure measure, const Counts& counts, const measure::Evaluation& evaluation,
                   const study::Study& study) {
    TrueTable table;
    std::set<std::string> parts;
    for (const auto& [key, count] : counts) parts.insert(std::get<2>(key));
    table.parts.assign(parts.begin(), parts.end());
    const auto places = places_of(study);
    std::map<std::pair<std::string, std::string>, const measure::SitePeriod*> returns;
    for (const auto& where : evaluation.site_periods()) returns[{where.site, where.period}] = &where;

    for (std::size_t period = 0; period < study.periods.size(); ++period)
        for (std::size_t place = 0; place < places.size(); ++place)
            for (std::size_t part = 0; part <= table.parts.size(); ++part) {
                TrueFigure figure;
                figure.place = place;
                figure.period = period;
                if (part < table.parts.size()) figure.part = table.parts[part];
                bool due = false;
                std::string reason;
                for (const auto site : places[place].sites) {
                    const auto& id = study.sites[site].id;
                    const auto* where = returns.at({id, study.periods[period].id});
                    due = due || where->due;
                    if (where->submission == 0) {
                        if (!where->due) reason = where->reason.empty() ? "no return is due" : where->reason;
                        continue;
                    }
                    ++figure.sites;
                    for (const auto& name : table.parts) {
                        if (!figure.part.empty() && name != figure.part) continue;
                        const auto found = counts.find({id, study.periods[period].id, name});
                        if (found == counts.end()) continue;
                        RowSet rows;
                        rows.add(measure.id + ":" + name, where->submission);
                        figure.cases.hash += rows.hash;
                        figure.cases.count += found->second;
                    }
                }
                if (figure.sites > 0) {
                    const auto n = static_cast<double>(figure.cases.count);
                    figure.state = measure::Figure{n, std::nullopt, n, std::nullopt, {}};
                } else if (due) {
                    figure.state = measure::NoData{places[place].sites.size() > 1 ? "no return stands at any site"
                                                                                  : "no return stands"};
                } else {
                    figure.state = measure::NotApplicable{places[place].sites.size() > 1 ? "no return is due" : reason};
                }
                table.figures.push_back(std::move(figure));
            }
    table.measure = std::move(measure);
    return table;
}

} // namespace

std::vector<ReleasedSubmission> submissions_of(measure::Evaluation& evaluation, const study::Study& study) {
    std::vector<ReleasedSubmission> all;
    auto& database = evaluation.database();
    auto rows = database.prepare("SELECT s.id, s.site, s.period, s.received_at, s.verdict, s.plugin, s.plugin_version, "
                                 "s.plugin_sha256, s.schema_sha256, s.crosswalk_sha256, s.evaluation_sha256, "
                                 "s.rows_sha256, s.program_version FROM submission s "
                                 "JOIN current_submission c ON c.submission = s.id");
    while (rows.step()) {
        ReleasedSubmission s;
        s.id = rows.integer(0);
        int column = 1;
        for (auto field :
             {&ReleasedSubmission::site, &ReleasedSubmission::period, &ReleasedSubmission::received_at,
              &ReleasedSubmission::verdict, &ReleasedSubmission::plugin, &ReleasedSubmission::plugin_version,
              &ReleasedSubmission::plugin_sha256, &ReleasedSubmission::schema_sha256,
              &ReleasedSubmission::crosswalk_sha256, &ReleasedSubmission::evaluation_sha256,
              &ReleasedSubmission::rows_sha256, &ReleasedSubmission::program_version})
            s.*field = rows.text(column++);
        auto files = database.prepare("SELECT sha256 FROM submission_file WHERE submission = ? ORDER BY sha256");
        files.bind(1, s.id);
        while (files.step()) s.files.emplace_back(files.text(0));
        all.push_back(std::move(s));
    }
    const auto position = [&](const ReleasedSubmission& s) {
        return std::pair(std::ranges::find(study.sites, s.site, &study::Site::id) - study.sites.begin(),
                         std::ranges::find(study.periods, s.period, &study::Period::id) - study.periods.begin());
    };
    std::ranges::sort(all, {}, position);
    return all;
}

std::vector<TrueTable> quality_tables(measure::Evaluation& evaluation, const study::Study& study) {
    Counts records, findings;
    auto& database = evaluation.database();
    auto rows =
        database.prepare("SELECT site, period, accepted, rejected, duplicate, left_out FROM current_submission");
    while (rows.step()) {
        int column = 2;
        for (const auto* part : {"accepted", "rejected", "duplicate", "left out"})
            records[{std::string(rows.text(0)), std::string(rows.text(1)), part}] = rows.integer(column++);
    }
    rows = database.prepare("SELECT f.site, f.period, f.severity || ': ' || f.rule, count(*) FROM finding_detail f "
                            "JOIN current_submission c ON c.submission = f.submission GROUP BY 1, 2, 3");
    while (rows.step())
        findings[{std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2))}] = rows.integer(3);

    std::vector<TrueTable> tables;
    tables.push_back(
        table_of(count_measure(records_table, "Records received, by what became of them",
                               "records read in the files of the returns that stand", "what became of them", "records",
                               "the reading of the returns; read = accepted + rejected + duplicate + left out"),
                 records, evaluation, study));
    tables.push_back(table_of(
        count_measure("findings_noted", "Findings of the returns, by severity and rule",
                      "findings of the checks of the returns that stand", "severity and rule", "findings",
                      "the checks of the returns; \"pilotage findings --explain RULE\" says what a rule means"),
        findings, evaluation, study));
    return tables;
}

} // namespace pilotage::release
