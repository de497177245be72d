// A file without a name, in the folder of temporary files (TMPDIR); gone when the object or the process is, however the
// process ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace pilotage::store {

class TemporaryFile {
public:
    /// Throws SQLite::Exception, as all functions do: SQLITE_FULL where there is no room, else SQLITE_IOERR.
    TemporaryFile();
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&& other) noexcept;
    ~TemporaryFile();

    /// Gives the file a name, once, for others to open it.
    const std::string& name();
    /// Takes the name away; whoever has the file open keeps it.
    void forget();

    void write(std::uint64_t offset, const void* bytes, std::size_t size);
    /// All of the bytes must be there.
    void read(std::uint64_t offset, void* bytes, std::size_t size) const;
    std::uint64_t size() const;

private:
    std::string name_; ///< empty: it has none
    int descriptor_ = -1;
};

} // namespace pilotage::store
