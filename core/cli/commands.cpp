#include "core/cli/command.hpp"

namespace pilotage::cli {

const std::vector<CommandEntry>& commands() {
    static const std::vector<CommandEntry> table = {};
    return table;
}

} // namespace pilotage::cli
