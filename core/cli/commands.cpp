#include "core/cli/commands.hpp"

namespace pilotage::cli {

const std::vector<CommandEntry>& commands() {
    static const std::vector<CommandEntry> table = {
        {"preview", "Show what an importer sees in a file, cell by cell",
         "  # the first 20 rows, with the types of the columns\n"
         "  pilotage preview referrals.csv\n"
         "  # every row of one sheet, for a script\n"
         "  pilotage preview --sheet Reviews --json returns.xlsx\n"
         "  # rows 500 to 509 of an extract cut by tabs\n"
         "  pilotage preview --delimiter tab --from 500 --rows 10 extract.txt",
         &make_preview},
    };
    return table;
}

} // namespace pilotage::cli
