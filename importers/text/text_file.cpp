#include "importers/text/text_file.hpp"

#include "importers/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace pilotage::importers {
namespace {

constexpr std::size_t block = 256 << 10;

} // namespace

TextFile::TextFile(std::shared_ptr<const File> file, const Options& options)
    : file_(std::move(file)), limit_(options.limits.file_bytes), decoder_(Charset{}, Decoder::none, stand_in), raw_(block) {
    if (file_->size() > limit_)
        throw Malformed({Issue::Severity::error, "limit.file_bytes", {}, 0, 0, 0,
                         "The file is larger than the limit of " + std::to_string(limit_) + " bytes.",
                         "Split the file."});
    auto found = detect_charset(*file_, options.encoding, options.issues);
    raw_offset_ = found.mark_bytes;
    charset_ = std::move(found.charset);
    charset_reason_ = std::move(found.reason);
    delimiter_ = options.delimiter;
    const auto byte = static_cast<unsigned char>(delimiter_);
    const char32_t sign = charset_.kind == Charset::Kind::single_byte ? charset_.signs[byte] : byte;
    if (byte >= 0x80) {
        delimiter_ = stand_in;
        append_utf8(delimiter_sign_, sign);
    }
    decoder_ = Decoder(charset_, byte >= 0x80 ? sign : Decoder::none, stand_in);
}

void TextFile::grow() {
    const std::size_t wanted = 2 * (end_ - begin_);
    do {
        const std::size_t got = file_->read_at(raw_offset_, raw_.data() + raw_kept_, raw_.size() - raw_kept_);
        raw_offset_ += got;
        if (raw_offset_ > limit_)
            throw Malformed({Issue::Severity::error, "limit.file_bytes", {}, 0, 0, 0,
                             "The file grew over the limit of " + std::to_string(limit_) + " bytes while it was read.",
                             "Split the file."});
        const std::size_t size = raw_kept_ + got;
        complete_ = size < raw_.size();
        make_room(size * Decoder::max_growth);
        const auto done = decoder_.decode({raw_.data(), size}, complete_, end(), offset_of(end()), flaws_);
        end_ += done.written;
        raw_kept_ = size - done.used;
        std::memmove(raw_.data(), raw_.data() + done.used, raw_kept_);
    } while (!complete_ && end_ - begin_ < wanted);
}

void TextFile::make_room(std::size_t bytes) {
    flaws_.erase(flaws_.begin(), flaws_.begin() + static_cast<std::ptrdiff_t>(next_flaw_));
    next_flaw_ = 0;
    const std::size_t kept = end_ - begin_;
    if (kept + bytes + 1 > capacity_) {
        capacity_ = std::max(kept + bytes + 1, 2 * capacity_);
        std::unique_ptr<char[]> larger(new char[capacity_]);
        if (kept > 0) std::memcpy(larger.get(), begin(), kept);
        window_ = std::move(larger);
    } else if (begin_ > 0) {
        std::memmove(window_.get(), begin(), kept);
    }
    base_ += begin_;
    begin_ = 0;
    end_ = kept;
}

void TextFile::consume(const char* to) { begin_ = static_cast<std::size_t>(to - window_.get()); }

std::uint64_t TextFile::bytes_done() const {
    const std::uint64_t waiting = end_ - begin_;
    return raw_offset_ - std::min(raw_offset_, waiting);
}

} // namespace pilotage::importers
