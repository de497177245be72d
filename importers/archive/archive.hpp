// A ZIP archive of XML parts, opened for reading under the caps of Limits.
#ifndef PILOTAGE_IMPORTERS_ARCHIVE_ARCHIVE_HPP
#define PILOTAGE_IMPORTERS_ARCHIVE_ARCHIVE_HPP

#include "importers/archive/zip_directory.hpp"
#include "importers/file.hpp"
#include "importers/reader.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct zip;
struct zip_file;

namespace pilotage::importers::archive {

class ZipSource;

/// The part's name as office programs compare it: lower case, forward slashes, no leading slash, no "." or "..".
std::string plain_name(std::string_view name);

class Archive {
public:
    /// Throws Malformed for what no office program makes: too large, too many or overlapping entries, encryption,
    /// unknown compression. `remedy` is what mends damage to a file of its kind, for people.
    Archive(std::shared_ptr<const File> file, const Limits& limits, std::string remedy);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    bool has(std::string_view name) const { return parts_.count(plain_name(name)) != 0; }
    const std::map<std::string, std::uint64_t>& parts() const { return parts_; }
    const std::string& remedy() const { return remedy_; }
    std::uint64_t file_size() const;
    /// Packed bytes of the parts read so far; the part being read counts by its share.
    std::uint64_t bytes_done() const { return done_; }

    /// Reads one part from its beginning to its end. Throws Malformed for damage and for what passes the caps.
    class Part {
    public:
        Part(Archive& archive, std::string_view name);
        ~Part();
        Part(const Part&) = delete;
        Part& operator=(const Part&) = delete;
        /// At most `size` bytes; 0 at the end, when the check sum has been found right.
        std::size_t read(char* to, std::size_t size);

    private:
        Archive& archive_;
        std::string name_;
        ::zip_file* file_ = nullptr;
        const ZipEntry* entry_ = nullptr;
        std::uint64_t read_ = 0;
        std::uint64_t done_before_ = 0;
    };

private:
    void check(const ZipDirectory& directory) const;
    [[noreturn]] void refuse(const char* rule, std::string message) const;

    std::unique_ptr<ZipSource> source_;
    Limits limits_;
    std::string remedy_;
    ZipDirectory directory_;
    ::zip* zip_ = nullptr;
    std::map<std::string, std::uint64_t> parts_; // by plain name, the index of the entry
    std::uint64_t unpacked_ = 0;
    std::uint64_t done_ = 0;
};

} // namespace pilotage::importers::archive

#endif
