// Says that it handed over ten rows more than it did. The SDK counts for an author, so this one goes past it.
#include "core/sdk/plugin.hpp"

namespace {

namespace abi = pilotage::abi;

class Lies final : public abi::Importer {
    std::int32_t read(const abi::Submission&, abi::ReadHost& host, std::uint64_t* rows_read) noexcept override {
        const auto source = host.source(pilotage::sdk::text("things.csv"), pilotage::sdk::text(""));
        const abi::LocalField field{0, 1, pilotage::sdk::text("7")};
        *rows_read = 11;
        return host.record({sizeof(abi::LocalRecord), 0, source, 1, &field, 2, 2});
    }
    std::int32_t normalise(const abi::LocalRecord&, abi::NormaliseHost&) noexcept override { return abi::ok; }
    void destroy() noexcept override { delete this; }
};

abi::Importer* create() noexcept {
    return new Lies;
}

} // namespace

extern "C" __attribute__((visibility("default"), used, section(".pilotage")))
const abi::Descriptor pilotage_plugin = {{'P', 'I', 'L', 'O', 'T', 'A', 'G', 'E'},
                                         sizeof(abi::Descriptor),
                                         abi::major_version,
                                         abi::minor_version,
                                         "lies",
                                         "1.0.0",
                                         "things.xsd",
                                         "csv",
                                         "misbehaves",
                                         &create};
