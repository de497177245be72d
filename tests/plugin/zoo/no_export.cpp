// The descriptor stands in its section, but the library does not export it.
#include "core/abi/pilotage_abi.hpp"
#include "tests/plugin/zoo/zoo.hpp"

extern "C" __attribute__((visibility("hidden"), used,
                          section(".pilotage"))) constinit const pilotage::abi::Descriptor pilotage_plugin =
    zoo::named("no_export");
