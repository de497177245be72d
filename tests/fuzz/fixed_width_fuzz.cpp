// A layout, a byte 0xff, and a report; a layout that is none is not read further.
#include "importers/fixed_width/fixed_width.hpp"
#include "importers/memory_file.hpp"
#include "tests/fuzz/drain.hpp"

#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::size_t border = input.find('\xff');
    if (border == std::string::npos) return 0;
    Layout layout;
    try {
        layout = Layout::parse(input.substr(0, border));
    } catch (const LayoutError&) {
        return 0;
    }
    fuzz::drain([&] {
        return open_fixed_width(std::make_shared<MemoryFile>(input.substr(border + 1)), layout, fuzz::options());
    });
    return 0;
}
