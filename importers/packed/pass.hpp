// Reading at any place of what can only be unpacked from its beginning.
#ifndef PILOTAGE_IMPORTERS_PACKED_PASS_HPP
#define PILOTAGE_IMPORTERS_PACKED_PASS_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace pilotage::importers {

/// Reads up to `size` bytes at `offset`. `pass` has position() and read(into, size), which answers 0 at the end;
/// `begin` makes a new one where there is none, or where it is past the offset.
template <typename Pass, typename Begin>
std::size_t read_in_pass(std::unique_ptr<Pass>& pass, Begin begin, std::uint64_t offset, char* into, std::size_t size) {
    if (!pass || pass->position() > offset) pass = begin();
    while (pass->position() < offset) {
        char passed[4096];
        const std::uint64_t left = offset - pass->position();
        if (pass->read(passed, std::min<std::uint64_t>(left, sizeof passed)) == 0) return 0;
    }
    return pass->read(into, size);
}

} // namespace pilotage::importers

#endif
