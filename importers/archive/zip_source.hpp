// A File as libzip reads it. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_ARCHIVE_ZIP_SOURCE_HPP
#define PILOTAGE_IMPORTERS_ARCHIVE_ZIP_SOURCE_HPP

#include "importers/file.hpp"

#include <exception>
#include <memory>
#include <zip.h>

namespace pilotage::importers::archive {

class ZipSource {
public:
    explicit ZipSource(std::shared_ptr<const File> file) : file_(std::move(file)) {}
    ZipSource(const ZipSource&) = delete;
    ZipSource& operator=(const ZipSource&) = delete;

    const File& file() const { return *file_; }
    /// The archive, or nullptr for what libzip does not take for one; the object must outlive it.
    zip_t* open();
    /// Throws what a read has thrown, if one has: libzip only knows that it failed.
    void rethrow() const {
        if (thrown_) std::rethrow_exception(thrown_);
    }

private:
    static zip_int64_t on_call(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command);
    zip_int64_t answer(void* data, zip_uint64_t size, zip_source_cmd_t command);
    zip_int64_t read(char* to, zip_uint64_t size);

    std::shared_ptr<const File> file_;
    std::uint64_t offset_ = 0;
    std::exception_ptr thrown_;
    zip_error_t error_{};
};

} // namespace pilotage::importers::archive

#endif
