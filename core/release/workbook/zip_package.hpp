// A ZIP archive in memory whose bytes depend on nothing but its parts: no clock, no machine's zone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release::workbook {

struct Part {
    std::string name, bytes;
    bool packed = true;
};

/// The archive of these parts, in their order. Throws EnvironmentError.
std::string zipped(const std::vector<Part>& parts);

/// The parts of an archive, in their order. Throws EnvironmentError.
std::vector<Part> unzipped(std::string_view archive);

} // namespace pilotage::release::workbook
