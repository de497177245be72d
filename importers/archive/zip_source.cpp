#include "importers/archive/zip_source.hpp"

namespace pilotage::importers::archive {

zip_t* ZipSource::open() {
    zip_error_init(&error_);
    zip_source_t* const source = zip_source_function_create(&ZipSource::on_call, this, &error_);
    if (source == nullptr) return nullptr;
    zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, &error_);
    if (archive == nullptr) zip_source_free(source);
    return archive;
}

zip_int64_t ZipSource::on_call(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command) {
    return static_cast<ZipSource*>(self)->answer(data, size, command);
}

zip_int64_t ZipSource::answer(void* data, zip_uint64_t size, zip_source_cmd_t command) {
    switch (command) {
    case ZIP_SOURCE_OPEN:
        offset_ = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read(static_cast<char*>(data), size);
    case ZIP_SOURCE_SEEK: {
        const auto to = zip_source_seek_compute_offset(offset_, file_->size(), data, size, &error_);
        if (to < 0) return -1;
        offset_ = static_cast<std::uint64_t>(to);
        return 0;
    }
    case ZIP_SOURCE_TELL:
        return static_cast<zip_int64_t>(offset_);
    case ZIP_SOURCE_STAT: {
        auto& stat = *static_cast<zip_stat_t*>(data);
        zip_stat_init(&stat);
        stat.size = file_->size();
        stat.valid = ZIP_STAT_SIZE;
        return sizeof stat;
    }
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&error_, data, size);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE, -1);
    default:
        zip_error_set(&error_, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

// libzip is C: nothing may be thrown through it.
zip_int64_t ZipSource::read(char* to, zip_uint64_t size) {
    try {
        const std::size_t got = file_->read_at(offset_, to, size);
        offset_ += got;
        return static_cast<zip_int64_t>(got);
    } catch (...) {
        thrown_ = std::current_exception();
        zip_error_set(&error_, ZIP_ER_READ, 0);
        return -1;
    }
}

} // namespace pilotage::importers::archive
