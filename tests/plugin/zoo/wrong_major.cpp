// Built for the next major version of the plugin interface.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("wrong_major");
    ++descriptor.abi_major;
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
