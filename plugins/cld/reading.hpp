// From the rows of client-level files to local records.
#pragma once

#include "core/sdk/site_importer.hpp"

namespace pilotage::cld {

/// Reads each file twice, since which of equal rows is kept and whose number stands for a person is known at its end:
/// first for the numbers of persons and for events that stand there more than once, then for its rows. Left out with a
/// reason: rows that no number stands for, and the same event again. Refused: formula characters, an unknown event
/// type. Only sdk::Stopped is thrown.
void read_files(const sdk::Submission& submission, sdk::LocalWriter& out);

} // namespace pilotage::cld
