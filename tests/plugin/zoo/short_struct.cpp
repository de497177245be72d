// A descriptor that ends before its create function.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("short_struct");
    descriptor.struct_size = 64;
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
