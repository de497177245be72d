#include "examples/generate/cases.hpp"
namespace pilotage::generate {
void write_cases(const std::filesystem::path&) {}
} // namespace pilotage::generate
