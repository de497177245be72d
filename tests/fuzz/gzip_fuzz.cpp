// Any bytes as a gzip file of text; its check sums are those of the input, so that damage is found as damage.
#include "importers/delimited/delimited.hpp"
#include "importers/memory_file.hpp"
#include "importers/packed/gzip_file.hpp"
#include "tests/fuzz/drain.hpp"

#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    const auto options = fuzz::options();
    fuzz::drain([&] {
        auto packed = std::make_shared<MemoryFile>(std::string(reinterpret_cast<const char*>(data), size));
        return open_delimited(std::make_shared<GzipFile>(std::move(packed), options.limits), options);
    });
    return 0;
}
