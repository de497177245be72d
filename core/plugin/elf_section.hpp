// Finds one section of an ELF64 shared library by bounds-checked reads of the file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pilotage::plugin {

/// The file cannot be a library of this machine; what() continues a sentence that begins with the file's name.
class NotALibrary : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The section's first bytes, at most `most`; empty when there is no such section. Throws NotALibrary.
std::string read_elf_section(const std::filesystem::path& file, std::string_view name, std::size_t most);

} // namespace pilotage::plugin
