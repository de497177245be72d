// Names a schema that is not beside it.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("missing_schema");
    descriptor.schema[0] = 'a';
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
