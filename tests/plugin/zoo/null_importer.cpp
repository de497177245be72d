// The create function gives nothing.
#include "tests/plugin/zoo/zoo.hpp"

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("null_importer");
    descriptor.create = []() noexcept -> pilotage::abi::Importer* { return nullptr; };
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
