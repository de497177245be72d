// Where a staged row came from.
#pragma once

#include "core/store/finding_log.hpp"
#include "core/store/stage.hpp"

#include <SQLiteCpp/Statement.h>

namespace pilotage::store {

/// From the columns source, row, line, of which the first is `first`.
Place staged_place(const Stage& stage, const Sources& sources, const SQLite::Statement& row, int first);

} // namespace pilotage::store
