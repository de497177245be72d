#include "core/plugin/descriptor_file.hpp"

#include "core/abi/pilotage_abi.hpp"
#include "core/plugin/elf_section.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace pilotage::plugin {
namespace {

/// Thrown within this file with the rest of a sentence that begins with the file's name.
struct Refusal {
    std::string because;
};

template <std::size_t N>
std::string text_of(const char (&field)[N], const char* what) {
    const auto* end = static_cast<const char*>(std::memchr(field, '\0', N));
    if (end == nullptr)
        throw Refusal{std::string("has a descriptor whose ") + what + " is longer than its " + std::to_string(N - 1) +
                      " bytes; shorten it in PILOTAGE_PLUGIN and build the plugin again"};
    const std::string text(field, end);
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        throw Refusal{std::string("has a descriptor whose ") + what +
                      " holds control characters; mend it in PILOTAGE_PLUGIN and build the plugin again"};
    return text;
}

bool is_name(const std::string& name) {
    return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::string version_of(unsigned major, unsigned minor) {
    return std::to_string(major) + "." + std::to_string(minor);
}

void check_versions(const abi::Descriptor& descriptor) {
    const auto theirs = version_of(descriptor.abi_major, descriptor.abi_minor);
    const auto ours = version_of(abi::major_version, abi::minor_version);
    if (descriptor.abi_major != abi::major_version)
        throw Refusal{"was built for version " + theirs + " of the plugin interface and this Pilotage has " + ours +
                      ", whose first number differs; build the plugin again with this Pilotage's SDK"};
    if (descriptor.abi_minor > abi::minor_version)
        throw Refusal{"was built for version " + theirs + " of the plugin interface, newer than this Pilotage's " +
                      ours + "; update Pilotage, or build the plugin with this Pilotage's SDK"};
}

void fill(DescriptorText& text, const std::filesystem::path& file) {
    const auto bytes = read_elf_section(file, ".pilotage", sizeof(abi::Descriptor));
    if (bytes.empty())
        throw Refusal{"is a library without a Pilotage descriptor; a plugin has PILOTAGE_PLUGIN(...) in one of its "
                      "source files: add it, "
                      "or take the library out of the folder"};
    abi::Descriptor descriptor{};
    std::memcpy(&descriptor, bytes.data(), std::min(bytes.size(), sizeof descriptor));
    if (bytes.size() < offsetof(abi::Descriptor, name) ||
        std::memcmp(descriptor.magic, abi::magic, sizeof descriptor.magic) != 0)
        throw Refusal{"has a section .pilotage that does not begin with the word PILOTAGE; declare the descriptor with "
                      "PILOTAGE_PLUGIN and build "
                      "the plugin again"};
    text.abi_major = descriptor.abi_major;
    text.abi_minor = descriptor.abi_minor;
    check_versions(descriptor);
    if (descriptor.struct_size < sizeof descriptor || bytes.size() < sizeof descriptor)
        throw Refusal{"has a descriptor of " +
                      std::to_string(std::min<std::size_t>(bytes.size(), descriptor.struct_size)) + " bytes where " +
                      std::to_string(sizeof descriptor) +
                      " are needed; build the plugin again with this Pilotage's SDK"};

    text.name = text_of(descriptor.name, "name");
    text.version = text_of(descriptor.version, "version");
    text.schema = text_of(descriptor.schema, "schema");
    text.formats = text_of(descriptor.formats, "list of formats");
    text.title = text_of(descriptor.title, "title");
    if (!is_name(text.name))
        throw Refusal{"has a descriptor without a proper name; a name is a lower-case letter followed by lower-case "
                      "letters, digits and _: "
                      "mend it in PILOTAGE_PLUGIN and build the plugin again"};
    if (text.version.empty())
        throw Refusal{"has a descriptor without a version, which the store records with every return; give one in "
                      "PILOTAGE_PLUGIN and build the "
                      "plugin again"};
    if (text.schema.empty() || text.schema.find('/') != std::string::npos)
        throw Refusal{"has a descriptor without the plain file name of its schema; give one such as \"" + text.name +
                      ".xsd\" in PILOTAGE_PLUGIN and build the plugin again"};
}

} // namespace

DescriptorText read_descriptor(const std::filesystem::path& file) {
    DescriptorText text;
    const auto refuse = [&](const std::string& because) {
        text.refused = "\"" + file.filename().string() + "\" " + because + ".";
    };
    try {
        fill(text, file);
    } catch (const NotALibrary& e) {
        refuse(e.what());
    } catch (const Refusal& refusal) {
        refuse(refusal.because);
    }
    return text;
}

} // namespace pilotage::plugin
