// Which store a command works on.
#pragma once

#include <filesystem>
#include <string>

namespace pilotage::cli {

/// What --store said, else PILOTAGE_STORE, else evaluation.sqlite in the folder at hand.
std::filesystem::path store_named(const std::string& option);

} // namespace pilotage::cli
