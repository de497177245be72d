#include "importers/json/json.hpp"
#include "importers/memory_file.hpp"
#include "tests/fuzz/drain.hpp"

#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    fuzz::drain([&] {
        return open_json(std::make_shared<MemoryFile>(std::string(reinterpret_cast<const char*>(data), size)),
                         fuzz::options());
    });
    return 0;
}
