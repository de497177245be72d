#include "core/plugin/elf_section.hpp"

#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <vector>

namespace pilotage::plugin {
namespace {

#if defined(__x86_64__)
constexpr std::uint16_t this_machine = EM_X86_64;
constexpr const char* machine_name = "x86-64";
#elif defined(__aarch64__)
constexpr std::uint16_t this_machine = EM_AARCH64;
constexpr const char* machine_name = "AArch64";
#else
#error "Pilotage's plugins are built for x86-64 and AArch64"
#endif

const std::string rebuild = "; build it again with pilotage_plugin(), or take it out of the folder";
const std::string cut_short =
    "is cut short or damaged: parts that its own tables name are not in the file; copy or build it again";

/// Reads of one file; every offset is checked against its size.
class File {
public:
    explicit File(const std::filesystem::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
        struct stat status {};
        if (fd_ < 0 || ::fstat(fd_, &status) != 0) {
            const int error = errno;
            if (fd_ >= 0) ::close(fd_);
            throw NotALibrary("cannot be read: " + std::generic_category().message(error) +
                              "; give the user who runs Pilotage the right to read it, or take it out of the folder");
        }
        if (S_ISREG(status.st_mode)) size_ = static_cast<std::uint64_t>(status.st_size);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { ::close(fd_); }

    bool holds(std::uint64_t offset, std::uint64_t size) const { return offset <= size_ && size <= size_ - offset; }
    void read(std::uint64_t offset, void* to, std::size_t size) const {
        if (!holds(offset, size)) throw NotALibrary(cut_short);
        for (std::size_t done = 0; done < size;) {
            const auto got =
                ::pread(fd_, static_cast<char*>(to) + done, size - done, static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) throw NotALibrary(cut_short);
            done += static_cast<std::size_t>(got);
        }
    }
    template <typename T>
    T get(std::uint64_t offset) const {
        T value;
        read(offset, &value, sizeof value);
        return value;
    }

private:
    int fd_;
    std::uint64_t size_ = 0;
};

Elf64_Ehdr checked_header(const File& file) {
    if (!file.holds(0, SELFMAG))
        throw NotALibrary("is not a shared library, or is empty; a plugin is an ELF library" + rebuild);
    unsigned char start[SELFMAG];
    file.read(0, start, sizeof start);
    if (std::memcmp(start, ELFMAG, SELFMAG) != 0)
        throw NotALibrary("is not a shared library; a plugin is an ELF library" + rebuild);
    const auto header = file.get<Elf64_Ehdr>(0);
    if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != ELFDATA2LSB ||
        header.e_machine != this_machine)
        throw NotALibrary("is a library for another machine; this Pilotage runs on " + std::string(machine_name) +
                          " and needs a plugin built for it" + rebuild);
    if (header.e_type != ET_DYN) throw NotALibrary("is an ELF file but not a shared library" + rebuild);
    return header;
}

/// All that the loader would map must be in the file: a shortened one kills the process inside dlopen.
void check_segments(const File& file, const Elf64_Ehdr& header) {
    if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phnum == 0) throw NotALibrary(cut_short);
    for (std::uint16_t i = 0; i < header.e_phnum; ++i) {
        if (!file.holds(header.e_phoff, (i + 1ull) * sizeof(Elf64_Phdr))) throw NotALibrary(cut_short);
        const auto segment = file.get<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr));
        if (segment.p_type == PT_LOAD && !file.holds(segment.p_offset, segment.p_filesz)) throw NotALibrary(cut_short);
    }
}

std::vector<Elf64_Shdr> sections_of(const File& file, const Elf64_Ehdr& header) {
    if (header.e_shoff == 0) return {};
    if (header.e_shentsize != sizeof(Elf64_Shdr)) throw NotALibrary(cut_short);
    const auto first = file.get<Elf64_Shdr>(header.e_shoff);
    const std::uint64_t count = header.e_shnum != 0 ? header.e_shnum : first.sh_size;
    if (count > 0xffff || !file.holds(header.e_shoff, count * sizeof(Elf64_Shdr))) throw NotALibrary(cut_short);
    std::vector<Elf64_Shdr> sections(count);
    file.read(header.e_shoff, sections.data(), count * sizeof(Elf64_Shdr));
    return sections;
}

} // namespace

std::string read_elf_section(const std::filesystem::path& path, std::string_view name, std::size_t most) {
    const File file(path);
    const auto header = checked_header(file);
    check_segments(file, header);
    const auto sections = sections_of(file, header);
    const std::uint32_t names_index = header.e_shstrndx != SHN_XINDEX ? header.e_shstrndx
                                      : sections.empty()              ? 0
                                                                      : sections[0].sh_link;
    if (names_index >= sections.size()) return {};
    const auto& names = sections[names_index];
    if (!file.holds(names.sh_offset, names.sh_size)) throw NotALibrary(cut_short);

    std::string found(name.size() + 1, '\0');
    for (const auto& section : sections) {
        if (section.sh_name > names.sh_size || names.sh_size - section.sh_name < found.size()) continue;
        file.read(names.sh_offset + section.sh_name, found.data(), found.size());
        if (found.back() != '\0' || found.compare(0, name.size(), name) != 0) continue;
        if (section.sh_type != SHT_PROGBITS || !file.holds(section.sh_offset, section.sh_size))
            throw NotALibrary(cut_short);
        std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(section.sh_size, most)), '\0');
        file.read(section.sh_offset, bytes.data(), bytes.size());
        return bytes;
    }
    return {};
}

} // namespace pilotage::plugin
