#include "core/plugin/frame.hpp"

#include <algorithm>
#include <cstring>

namespace pilotage::plugin {

std::size_t open_frame(std::string& out) {
    const auto start = out.size();
    out.append(frame_head, '\0');
    return start;
}

void close_frame(std::string& out, std::size_t start, FrameKind kind) {
    const auto size = out.size() - start - frame_head;
    if (size > largest_payload)
        throw FrameError("a frame would be larger than " + std::to_string(largest_payload) + " bytes");
    for (std::size_t i = 0; i < 4; ++i) out[start + i] = static_cast<char>(size >> (8 * i));
    out[start + 4] = static_cast<char>(kind);
}

char* FrameDecoder::room(std::size_t size) {
    if (read_ > 0 && (read_ == filled_ || buffer_.size() - filled_ < size)) {
        std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(read_),
                  buffer_.begin() + static_cast<std::ptrdiff_t>(filled_), buffer_.begin());
        filled_ -= read_;
        read_ = 0;
    }
    if (buffer_.size() - filled_ < size) buffer_.resize(std::max(filled_ + size, 2 * buffer_.size()));
    return buffer_.data() + filled_;
}

bool FrameDecoder::next(Frame& frame) {
    if (filled_ - read_ < frame_head) return false;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= static_cast<std::size_t>(static_cast<unsigned char>(buffer_[read_ + i])) << (8 * i);
    const auto kind = static_cast<unsigned char>(buffer_[read_ + 4]);
    if (kind < 1 || kind > 5) throw FrameError("a frame of no known kind");
    if (size > largest_payload) throw FrameError("a frame of " + std::to_string(size) + " bytes");
    if (filled_ - read_ - frame_head < size) return false;
    frame = {static_cast<FrameKind>(kind), {buffer_.data() + read_ + frame_head, size}};
    read_ += frame_head + size;
    return true;
}

} // namespace pilotage::plugin
