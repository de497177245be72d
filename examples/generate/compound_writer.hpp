// Writes the container of legacy Office files (OLE2 compound file, version 3) for samples and tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::generate {

struct CompoundStream {
    std::string name; ///< ASCII, at most 31 characters
    std::string bytes;
};

/// The bytes of a compound file with these streams in its root. Streams under 4096 bytes go to the mini stream, as the
/// format asks. The same streams always give the same bytes: no times, no random class ids.
std::string compound_file(const std::vector<CompoundStream>& streams);

/// Appends `value` in little-endian order, `bytes` wide.
void append_little(std::string& out, unsigned long long value, int bytes);

} // namespace pilotage::generate
