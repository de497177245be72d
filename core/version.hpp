#pragma once

#include <string>

namespace pilotage {

/// "0.1.0"
std::string program_version();

} // namespace pilotage
