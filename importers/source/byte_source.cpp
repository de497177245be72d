#include "importers/source/byte_source.hpp"

#include "importers/file.hpp"

#include <algorithm>
#include <cstring>

namespace pilotage::importers {
namespace {

class FileSource final : public ByteSource {
public:
    FileSource(const std::string& path, const Limits& limits) : limit_(limits.file_bytes), file_(path) { check(file_.size()); }

    std::size_t read(char* into, std::size_t size) override {
        const std::size_t got = file_.read_at(done_, into, size);
        done_ += got;
        check(done_);
        return got;
    }
    std::uint64_t bytes_done() const override { return done_; }
    std::uint64_t bytes_all() const override { return file_.size(); }

private:
    void check(std::uint64_t size) const {
        if (size > limit_)
            throw Malformed({Issue::Severity::error, "limit.file_bytes", {}, 0, 0, 0,
                             "The file is larger than the limit of " + std::to_string(limit_) + " bytes.", "Split the file."});
    }

    std::uint64_t limit_;
    File file_;
    std::uint64_t done_ = 0;
};

} // namespace

std::unique_ptr<ByteSource> open_bytes(const std::string& path, const Limits& limits) {
    return std::make_unique<FileSource>(path, limits);
}

std::string_view PeekedSource::peek(std::size_t size) {
    std::size_t have = head_.size();
    if (have < size) head_.resize(size);
    while (have < size) {
        const std::size_t got = source_->read(head_.data() + have, size - have);
        if (got == 0) break;
        have += got;
    }
    head_.resize(have);
    return std::string_view(head_).substr(0, size);
}

std::size_t PeekedSource::read(char* into, std::size_t size) {
    if (read_ == head_.size()) return source_->read(into, size);
    const std::size_t given = std::min(size, head_.size() - read_);
    std::memcpy(into, head_.data() + read_, given);
    read_ += given;
    if (read_ == head_.size()) {
        head_ = {};
        read_ = 0;
    }
    return given;
}

} // namespace pilotage::importers
