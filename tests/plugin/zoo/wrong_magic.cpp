// The descriptor does not begin with PILOTAGE.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("wrong_magic");
    descriptor.magic[0] = 'p';
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
