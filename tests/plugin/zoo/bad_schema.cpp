// Names a schema that is there and is no schema.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("bad_schema");
    for (char& c : descriptor.schema) c = '\0';
    const char name[] = "bad_schema.xsd";
    for (unsigned i = 0; name[i] != '\0'; ++i) descriptor.schema[i] = name[i];
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
