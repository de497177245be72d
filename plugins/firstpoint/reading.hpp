// From the files of a return to local records.
#pragma once

#include "core/sdk/site_importer.hpp"

namespace pilotage::firstpoint {

/// Reports first, whatever the order of the files, so that contacts find their persons. Only sdk::Stopped is thrown.
void read_files(const sdk::Submission& submission, sdk::LocalWriter& out);

} // namespace pilotage::firstpoint
