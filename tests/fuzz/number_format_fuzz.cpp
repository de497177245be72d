// Eight bytes of a number, then a format code. What is shown of the number, and of the code as a text, is bounded.
#include "importers/spreadsheet/number_format.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers::spreadsheet;
    double value = 0;
    if (size < sizeof value) return 0;
    std::memcpy(&value, data, sizeof value);
    if (!std::isfinite(value)) return 0;
    const std::string_view code(reinterpret_cast<const char*>(data) + sizeof value, size - sizeof value);
    const NumberFormat format(code);
    for (const auto system : {DateSystem::from_1900, DateSystem::from_1904}) {
        std::string shown;
        format.render(value, system, shown);
        format.render_text(code, shown);
        if (shown.size() > (1 << 20) + code.size() * 1024) std::abort();
    }
    return 0;
}
