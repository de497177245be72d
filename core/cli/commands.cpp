#include "core/cli/commands.hpp"

namespace pilotage::cli {

const std::vector<CommandEntry>& commands() {
    static const std::vector<CommandEntry> table = {
        {"init", "Make the store of a study",
         "  # a store beside you, its key in your configuration folder\n"
         "  pilotage init evaluation.sqlite --study programme.toml\n"
         "  # the key on a volume of its own\n"
         "  pilotage init evaluation.sqlite --study programme.toml --key /media/keys/programme.key",
         &make_init},
        {"check", "Check a return without storing it; no store is needed",
         "  # before you send it\n"
         "  pilotage check --plugin riverside referrals.csv assessments.csv\n"
         "  # as the evaluation unit will see it, for a script\n"
         "  pilotage check --study programme.toml --site riverside --period 2012-13 --json returns/",
         &make_check},
        {"ingest", "Take returns into the store",
         "  # one return\n"
         "  pilotage ingest --store evaluation.sqlite --site riverside --period 2012-13 returns/\n"
         "  # all returns of a folder with SITE/PERIOD/files\n"
         "  pilotage ingest --store evaluation.sqlite inbox/",
         &make_ingest},
        {"withdraw", "Take a return out of account that should not have been taken in",
         "  # it was the file of another site\n"
         "  pilotage withdraw 19 --reason \"the file of another site\"",
         &make_withdraw},
        {"status", "Show which returns are due, here, accepted or missing",
         "  # the board\n"
         "  pilotage status --store evaluation.sqlite\n"
         "  # every submission, superseded ones too, for a script\n"
         "  pilotage status --json\n"
         "  # whether the store is whole\n"
         "  pilotage status --verify",
         &make_status},
        {"findings", "Show what is wrong with the returns, where, and how to mend it",
         "  # what the last return of each site and period left\n"
         "  pilotage findings\n"
         "  # every error of one site, as a page to send back\n"
         "  pilotage findings --site riverside --severity error --html > riverside.html\n"
         "  # what a rule means\n"
         "  pilotage findings --explain person.linked",
         &make_findings},
        {"compare", "Compare the sites: measures with their intervals, by site and period",
         "  # all measures of all returns that stand\n"
         "  pilotage compare --store evaluation.sqlite\n"
         "  # one measure of two sites, for a script\n"
         "  pilotage compare --measure direct_payment_share --site riverside --site hilltown --json\n"
         "  # comparison.csv and comparison.json, small counts withheld\n"
         "  pilotage compare --output tables\n"
         "  # with a measure of your own, my_measures/calls_answered.sql\n"
         "  pilotage compare --measures my_measures --measure calls_answered",
         &make_compare},
        {"measures", "List, explain and check the measures",
         "  # all measures\n"
         "  pilotage measures\n"
         "  # what one of them counts, how, and which returns carry it\n"
         "  pilotage measures direct_payment_share --store evaluation.sqlite\n"
         "  # a measure of your own before you use it\n"
         "  pilotage measures --check my_measures/calls_answered.sql",
         &make_measures},
        {"trace", "Lead from one figure back to its rows, files, plugin and crosswalk",
         "  # what the share rests on\n"
         "  pilotage trace --measure direct_payment_share --site riverside --period 2012-13\n"
         "  # one part of a measure that is split, every row, for a script\n"
         "  pilotage trace --measure requests_by_route --dimension \"Self-Funder\" --site riverside --period 2012-13 "
         "--all "
         "--json\n"
         "  # a released figure, by its id\n"
         "  pilotage trace --figure direct_payment_share:2012-13:arm-pilot --release releases/2014-06",
         &make_trace},
        {"release", "Write figures that may be published: protected, audited, with a manifest",
         "  # all measures of all returns that stand, by the rules of the outcomes framework\n"
         "  pilotage release releases/2014-06\n"
         "  # by other rules, reckoning with a release made elsewhere\n"
         "  pilotage release releases/2014-06 --profile safeguarding --earlier releases/2013-12\n"
         "  # by rules of your own\n"
         "  pilotage release releases/2014-06 --profile our_rules.toml\n"
         "  # what the next release will reckon with\n"
         "  pilotage release --list\n"
         "  # records of people for researchers, not for publication\n"
         "  pilotage release for_researchers --record-level",
         &make_release},
        {"verify", "Check that a release is whole and unchanged, or that a workbook is accessible",
         "  # before you use a copy\n"
         "  pilotage verify releases/2014-06\n"
         "  # whether a workbook that you made or changed can be read without seeing it\n"
         "  pilotage verify tables.xlsx",
         &make_verify},
        {"preview", "Show what an importer sees in a file, cell by cell",
         "  # the first 20 rows, with the types of the columns\n"
         "  pilotage preview referrals.csv\n"
         "  # every row of one sheet, for a script\n"
         "  pilotage preview --sheet Reviews --json returns.xlsx\n"
         "  # rows 500 to 509 of an extract cut by tabs\n"
         "  pilotage preview --delimiter tab --from 500 --rows 10 extract.txt",
         &make_preview},
        {"validate", "Check tables and XML documents against an XML schema alone",
         "  # every row of a table against the schema's record types; \"pilotage check\" also normalises and applies the rules\n"
         "  pilotage validate --schema return.xsd return.csv\n"
         "  # one schema, several documents\n"
         "  pilotage validate --schema return.xsd april.xml may.xml\n"
         "  # many schemas and documents in one run, for a script\n"
         "  pilotage validate --batch list.tsv --json",
         &make_validate},
        {"schema", "Print the data dictionary: records, fields, types and codes",
         "  # the evaluation's records and fields\n"
         "  pilotage schema\n"
         "  # every code of every list, for a spreadsheet\n"
         "  pilotage schema --code-lists --csv > codes.csv\n"
         "  # a site's own schema, for a script\n"
         "  pilotage schema --schema return.xsd --json\n"
         "  # what a plugin's returns hold\n"
         "  pilotage schema --plugin riverside\n"
         "  # which checks are compiled, and which are left to Xerces-C and why\n"
         "  pilotage schema --plugin riverside --explain",
         &make_schema},
        {"plugins", "List the importer plugins: what loaded, and what was refused and why",
         "  # all that this Pilotage finds\n"
         "  pilotage plugins\n"
         "  # one that was just built\n"
         "  pilotage plugins --plugin-dir build/plugins\n"
         "  # names of those that can be used\n"
         "  pilotage plugins --json | jq -r 'select(.usable) | .name'",
         &make_plugins},
    };
    return table;
}

} // namespace pilotage::cli
