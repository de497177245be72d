// The create function throws, against its promise.
#include "tests/plugin/zoo/zoo.hpp"

namespace {

pilotage::abi::Importer* fail() {
    throw 1;
}

} // namespace

constexpr auto descriptor_with_fault = [] {
    auto descriptor = zoo::named("throws_in_create");
    descriptor.create = []() noexcept -> pilotage::abi::Importer* { return fail(); };
    return descriptor;
}();

ZOO_PLUGIN = descriptor_with_fault;
