// Reads a plugin's descriptor out of its file: section .pilotage of an ELF library. Nothing is loaded or mapped, and no
// byte of the file is trusted: a damaged file gives a refusal, never a crash.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace pilotage::plugin {

struct DescriptorText {
    std::string name, version, schema, formats, title;
    std::uint16_t abi_major = 0, abi_minor = 0;
    std::string refused; ///< one full sentence: what it is, what is needed, what to do; empty when it can be used
};

DescriptorText read_descriptor(const std::filesystem::path& file);

} // namespace pilotage::plugin
