#include "core/release/harmless_text.hpp"

namespace pilotage::release {

std::string harmless(std::string_view text) {
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    return (formula ? "'" : "") + std::string(text);
}

} // namespace pilotage::release
