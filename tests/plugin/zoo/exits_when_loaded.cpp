// Ends the process while it is being loaded.
#include "tests/plugin/zoo/zoo.hpp"

#include <unistd.h>

namespace {

[[maybe_unused]] const bool ended = [] {
    ::_exit(0);
    return true;
}();

} // namespace

ZOO_PLUGIN = zoo::named("exits_when_loaded");
