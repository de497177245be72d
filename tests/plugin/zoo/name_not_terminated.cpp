// A name that fills its field without a final zero.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("name_not_terminated");
    for (char& c : descriptor.name) c = 'n';
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
