// A file read piece by piece: a view of its next bytes, never all of it. For core/validate only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <vector>

namespace pilotage::validate {

class ByteWindow {
public:
    /// Fills `to` with up to `most` bytes; 0 at the end.
    using Source = std::function<std::size_t(char* to, std::size_t most)>;

    static constexpr std::size_t least = 128 << 10;    ///< bytes in sight after fill(), if the file has as many
    static constexpr std::size_t capacity = 384 << 10; ///< what a core's second-level cache holds
    static constexpr std::size_t beyond = 1024;        ///< zero bytes behind the end, so that a comparison may run over

    explicit ByteWindow(const Source& source) : source_(source), buffer_(capacity + beyond) { fill(); }

    const char* at = nullptr; ///< the next byte; moved by the reader, up to end()
    const char* end() const { return end_; }

    /// Brings more bytes into sight when few are left. What pointed into the window does so no more.
    void fill() {
        if (ended_ || static_cast<std::size_t>(end_ - at) >= least) return;
        const auto left = static_cast<std::size_t>(end_ - at);
        if (left != 0) std::memmove(buffer_.data(), at, left);
        std::size_t size = left;
        while (size < capacity && !ended_) {
            const auto got = source_(buffer_.data() + size, capacity - size);
            ended_ = got == 0;
            size += got;
        }
        std::memset(buffer_.data() + size, 0, beyond);
        at = buffer_.data();
        end_ = at + size;
    }

    bool finished() const { return ended_ && at == end_; }

private:
    const Source& source_;
    std::vector<char> buffer_;
    const char* end_ = nullptr;
    bool ended_ = false;
};

} // namespace pilotage::validate
