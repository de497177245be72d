#include "core/version.hpp"

namespace pilotage {

std::string program_version() { return PILOTAGE_VERSION; }

} // namespace pilotage
