// The stream "Workbook" of a legacy workbook, in a container made here; or a container, where the input begins as one.
#include "examples/generate/compound_writer.hpp"
#include "importers/memory_file.hpp"
#include "importers/xls/xls.hpp"
#include "tests/fuzz/drain.hpp"

#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage;
    std::string input(reinterpret_cast<const char*>(data), size);
    if (input.compare(0, 4, "\xd0\xcf\x11\xe0") != 0) input = generate::compound_file({{"Workbook", input}});
    importers::fuzz::drain([&] {
        return importers::open_xls(std::make_shared<importers::MemoryFile>(input), importers::fuzz::options());
    });
    return 0;
}
