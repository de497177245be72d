// A small release written by hand, with every kind of table, sign and unit, and with texts that are meant to do harm.
#pragma once

#include "core/release/release_model.hpp"

namespace pilotage::testing {

release::Release sample_release();

} // namespace pilotage::testing
