// An importer that does nothing, for plugins whose fault lies in their descriptor.
#pragma once

#include "core/abi/pilotage_abi.hpp"

namespace zoo {

namespace abi = pilotage::abi;

class Idle final : public abi::Importer {
    std::int32_t read(const abi::Submission&, abi::ReadHost&, std::uint64_t*) noexcept override { return abi::ok; }
    std::int32_t normalise(const abi::LocalRecord&, abi::NormaliseHost&) noexcept override { return abi::ok; }
    void destroy() noexcept override { delete this; }
};

inline abi::Importer* create() noexcept {
    return new Idle;
}

/// Without a fault; each plugin of the zoo changes one thing.
constexpr abi::Descriptor good = {{'P', 'I', 'L', 'O', 'T', 'A', 'G', 'E'},
                                  sizeof(abi::Descriptor),
                                  abi::major_version,
                                  abi::minor_version,
                                  "idle",
                                  "1.0.0",
                                  "zoo.xsd",
                                  "csv",
                                  "does nothing",
                                  &create};

constexpr abi::Descriptor named(const char* name) {
    abi::Descriptor descriptor = good;
    for (char& c : descriptor.name) c = *name == '\0' ? '\0' : *name++;
    return descriptor;
}

} // namespace zoo

#define ZOO_PLUGIN                                                                                                     \
    extern "C" __attribute__((visibility("default"), used,                                                             \
                              section(".pilotage"))) constinit const pilotage::abi::Descriptor pilotage_plugin
