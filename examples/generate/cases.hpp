// The good, warned and bad returns of tests/data: each is a small good return with one thing changed.
#pragma once

#include <filesystem>

namespace pilotage::generate {

/// Writes <site>/<good|warns|fails>/<what is wrong>/ with the files and expect.json into `folder`.
void write_cases(const std::filesystem::path& folder);

} // namespace pilotage::generate
