// Crashes while it is being loaded.
#include "tests/plugin/zoo/zoo.hpp"

#include <cstdlib>

namespace {

[[maybe_unused]] const bool ended = [] {
    std::abort();
    return true;
}();

} // namespace

ZOO_PLUGIN = zoo::named("crashes_when_loaded");
