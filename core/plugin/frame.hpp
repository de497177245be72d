// The frames on the pipe between host and worker: four bytes of length, one of kind, then the payload.
#pragma once

#include "core/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::plugin {

enum class FrameKind : std::uint8_t {
    request = 1, ///< host to worker: what to read (Request)
    hello = 2,   ///< the worker is set up (Hello)
    items = 3,   ///< a batch of sources, records, findings and progress (items.hpp)
    end = 4,     ///< everything was read (End)
    trouble = 5, ///< the worker gives up: one sentence
};

inline constexpr std::size_t frame_head = 5;
inline constexpr std::size_t largest_payload = 64u << 20;

struct Frame {
    FrameKind kind;
    std::string_view payload; ///< valid until the decoder is given more bytes
};

/// Makes room for a head at the end of `out`; close_frame fills it in once the payload stands behind it.
std::size_t open_frame(std::string& out);
void close_frame(std::string& out, std::size_t start, FrameKind kind);

/// Takes bytes as they come and gives whole frames. Any bytes give either frames or a FrameError.
class FrameDecoder {
public:
    /// Room for the next bytes; taken(n) says how many of them were filled.
    char* room(std::size_t size);
    void taken(std::size_t size) { filled_ += size; }
    /// The next whole frame, false when more bytes are needed.
    bool next(Frame& frame);
    /// No unfinished frame is left.
    bool empty() const { return read_ == filled_; }

private:
    std::vector<char> buffer_;
    std::size_t read_ = 0;
    std::size_t filled_ = 0;
};

} // namespace pilotage::plugin
