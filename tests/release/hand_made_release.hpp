// Small releases made by hand, for tests of their forms.
#pragma once

#include "core/release/release_model.hpp"

namespace pilotage::testing {

/// Two pilots and a comparison site over two periods: a share with all states of a figure, a count by parts, a return.
release::Release small_release();
/// Twelve sites over eight periods: a share with funnels and charts of variation.
release::Release wide_release();

} // namespace pilotage::testing
