// The first byte chooses whether the records are found or named.
#include "importers/memory_file.hpp"
#include "importers/xml/xml.hpp"
#include "tests/fuzz/drain.hpp"

#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    if (size == 0) return 0;
    auto options = fuzz::options();
    if (data[0] % 2 == 1) options.record_path = "l/r|l/r/v";
    fuzz::drain([&] {
        return open_xml(std::make_shared<MemoryFile>(std::string(reinterpret_cast<const char*>(data + 1), size - 1)),
                        options);
    });
    return 0;
}
