// A descriptor without a name.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("empty_name");
    descriptor.name[0] = '\0';
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
