// The words of the command line that say how a file is to be read.
#pragma once

#include "importers/reader.hpp"

namespace pilotage::cli {

/// Empty words leave the choice to the importer. Throws UsageError.
importers::Options reading_options(const std::string& sheet, const std::string& delimiter, const std::string& encoding);

} // namespace pilotage::cli
