// Any bytes as a file of which nothing is known; the first byte chooses its name. Finds faults of the detection, and of
// the containers: gzip, ZIP, compound files.
#include "importers/memory_file.hpp"
#include "tests/fuzz/drain.hpp"

#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    if (size == 0) return 0;
    const char* const names[] = {"a.csv", "a.zip", "a.gz", "a.xlsx", "a.xls", "a.ods", "a.json", "a"};
    fuzz::drain([&] {
        return open_bytes(std::make_shared<MemoryFile>(std::string(reinterpret_cast<const char*>(data + 1), size - 1)),
                    names[data[0] & 7], fuzz::options());
    });
    return 0;
}
