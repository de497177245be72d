#include "core/cli/store_option.hpp"

#include "core/error.hpp"

#include <cstdlib>

namespace pilotage::cli {

std::filesystem::path store_named(const std::string& option) {
    if (!option.empty()) return option;
    if (const char* given = std::getenv("PILOTAGE_STORE"); given != nullptr && *given != '\0') return given;
    throw UsageError("It is not said which store is meant.", "Name it with --store FILE, or set PILOTAGE_STORE.");
}

} // namespace pilotage::cli
