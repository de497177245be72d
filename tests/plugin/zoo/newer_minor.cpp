// Built for a minor version of the plugin interface that this host does not have yet.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("newer_minor");
    ++descriptor.abi_minor;
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
