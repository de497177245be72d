// A schema in another folder.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("path_as_schema");
    descriptor.schema[3] = '/';
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
