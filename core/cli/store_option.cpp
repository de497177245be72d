#include "core/cli/store_option.hpp"

#include <cstdlib>

namespace pilotage::cli {

std::filesystem::path store_named(const std::string& option) {
    if (!option.empty()) return option;
    if (const char* given = std::getenv("PILOTAGE_STORE"); given != nullptr && *given != '\0') return given;
    return "evaluation.sqlite";
}

} // namespace pilotage::cli
