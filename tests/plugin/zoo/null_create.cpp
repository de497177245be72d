// No create function.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("null_create");
    descriptor.create = nullptr;
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
