#include "importers/packed/gzip_file.hpp"

#include "importers/little_endian.hpp"
#include "importers/packed/pass.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace pilotage::importers {
namespace {

constexpr std::size_t piece = 64 << 10;
constexpr std::uint64_t ratio_counts_from = 16 << 20;

[[noreturn]] void refuse(const char* rule, const std::string& message, const std::string& remedy) {
    throw Malformed({Issue::Severity::error, rule, {}, 0, 0, 0, message, remedy});
}

} // namespace

/// One pass over the file.
class GzipFile::Stream {
public:
    Stream(const File& packed, const Limits& limits) : packed_(packed), limits_(limits), input_(piece) {
        if (inflateInit2(&state_, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc();
    }
    ~Stream() { inflateEnd(&state_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    std::uint64_t position() const { return given_; }

    std::size_t read(char* into, std::size_t size) {
        std::size_t got = 0;
        while (got < size && !ended_) {
            if (state_.avail_in == 0 && !fill()) break;
            const std::size_t wanted = std::min<std::size_t>(size - got, 1 << 30);
            state_.next_out = reinterpret_cast<Bytef*>(into + got);
            state_.avail_out = static_cast<uInt>(wanted);
            const int result = inflate(&state_, Z_NO_FLUSH);
            const std::size_t made = wanted - state_.avail_out;
            got += made;
            given_ += made;
            check_limits();
            if (result == Z_STREAM_END)
                next_member();
            else if (result != Z_OK && result != Z_BUF_ERROR)
                damaged();
        }
        return got;
    }

private:
    bool fill() {
        const std::size_t got = packed_.read_at(taken_, input_.data(), input_.size());
        if (got == 0 && in_member_)
            refuse("format.truncated", "The gzip file ends before its content does.",
                   "Send the file again; it was cut off.");
        taken_ += got;
        state_.next_in = reinterpret_cast<Bytef*>(input_.data());
        state_.avail_in = static_cast<uInt>(got);
        return got > 0;
    }

    // Members follow each other; zeros may fill the file up behind the last one.
    void next_member() {
        in_member_ = false;
        while (state_.avail_in > 0 || fill()) {
            if (*state_.next_in != 0) break;
            ++state_.next_in;
            --state_.avail_in;
        }
        ended_ = state_.avail_in == 0;
        in_member_ = !ended_;
        if (!ended_ && inflateReset(&state_) != Z_OK) damaged();
    }

    void check_limits() const {
        if (given_ > limits_.unpacked_bytes)
            refuse("format.archive_limit",
                   "The gzip file unpacks to more than " + std::to_string(limits_.unpacked_bytes >> 20) + " MiB.",
                   "Split the file.");
        if (given_ > ratio_counts_from && given_ / limits_.ratio > taken_)
            refuse("format.archive_limit",
                   "The gzip file unpacks to more than " + std::to_string(limits_.ratio) + " times its size.",
                   "Send the file unpacked.");
    }

    [[noreturn]] static void damaged() {
        refuse("format.malformed", "The gzip file is damaged: it cannot be unpacked, or its check sum is wrong.",
               "Send the file again.");
    }

    const File& packed_;
    const Limits& limits_;
    std::vector<char> input_;
    z_stream state_{};
    std::uint64_t taken_ = 0;
    std::uint64_t given_ = 0;
    bool in_member_ = true;
    bool ended_ = false;
};

GzipFile::GzipFile(std::shared_ptr<const File> packed, const Limits& limits)
    : packed_(std::move(packed)), limits_(limits) {
    if (packed_->size() > limits_.file_bytes)
        refuse("limit.file_bytes",
               "The file is larger than the limit of " + std::to_string(limits_.file_bytes) + " bytes.",
               "Split the file.");
    const std::string tail = packed_->size() < 4 ? std::string(4, '\0') : packed_->read_at(packed_->size() - 4, 4);
    size_ = std::min(little_endian(tail, 0, 4), limits_.unpacked_bytes);
}

GzipFile::~GzipFile() = default;

std::size_t GzipFile::read_at(std::uint64_t offset, char* into, std::size_t size) const {
    return read_in_pass(
        stream_, [&] { return std::make_unique<Stream>(*packed_, limits_); }, offset, into, size);
}

} // namespace pilotage::importers
