#include "core/release/record_export.hpp"

#include "core/release/analysis_files.hpp"

namespace pilotage::release {

std::string record_level_risk() {
    return "Record-level data is about single people. Names, numbers and addresses are not in it, but a person may be\n"
           "known from a few facts together: a site, a date, a rare service. It has no disclosure control and is not "
           "for\n"
           "publication. Give it to named researchers only, under an agreement, to be used where it cannot be copied.";
}

std::vector<ReleaseFile> record_files(const std::vector<RecordTable>& tables, const Release& study) {
    std::string about =
        "NOT FOR PUBLICATION\n\n" + record_level_risk() + "\n\n" + study.study_name + ", data of " + study.data_date +
        "\n\n"
        "One table for each type of record, in three forms: CSV, SPSS (.sav) and Stata (.dta). In the last\n"
        "two, codes are numbers with labels from the evaluation's code lists.\n"
        "\"person\", and references by which records belong together, are numbers, the same in all tables\n"
        "of this export; they are no site's numbers. Of birth and death only the year is here, of a postcode\n"
        "only its first half. Rows stand in no order of the site's file.\n\n";
    std::vector<ReleaseFile> files;
    for (const auto& table : tables) {
        about +=
            table.name + "  " + std::to_string(table.rows.size()) + (table.rows.size() == 1 ? " row\n" : " rows\n");
        files.push_back({table.name + ".csv", "text/csv", table.label, csv_of(table)});
        files.push_back(
            {table.name + ".sav", "application/x-spss-sav", table.label + " (SPSS)", sav_of(table, study.data_date)});
        files.push_back(
            {table.name + ".dta", "application/x-stata-dta", table.label + " (Stata)", dta_of(table, study.data_date)});
    }
    files.push_back({"NOT_FOR_PUBLICATION.txt", "text/plain", "What this is, and is not", about});
    return files;
}

} // namespace pilotage::release
