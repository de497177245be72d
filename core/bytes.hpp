// Plain bytes for the pipe: numbers as varints, texts with their length in front. Both ends are the same build, so the
// format may change with it.
#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pilotage {

/// What came over the pipe is not what the other end sends.
class FrameError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline void put_number(std::string& out, std::uint64_t value) {
    char bytes[10];
    std::size_t size = 0;
    for (; value >= 0x80; value >>= 7) bytes[size++] = static_cast<char>(value | 0x80);
    bytes[size++] = static_cast<char>(value);
    out.append(bytes, size);
}

inline void put_text(std::string& out, std::string_view text) {
    put_number(out, text.size());
    out.append(text);
}

/// The same, gathered on the stack: what is written goes out with flush(), in a few large pieces. A record is some
/// forty numbers of a byte or two, and appending each by itself takes five times the instructions of writing it.
class ByteWriter {
public:
    explicit ByteWriter(std::string& out) : out_(out) {}

    void number(std::uint64_t value) {
        if (end() - at_ < 10) flush();
        for (; value >= 0x80; value >>= 7) *at_++ = static_cast<char>(value | 0x80);
        *at_++ = static_cast<char>(value);
    }
    void text(std::string_view text) {
        number(text.size());
        if (static_cast<std::size_t>(end() - at_) < text.size()) flush();
        if (text.size() > sizeof bytes_) {
            out_.append(text);
            return;
        }
        if (!text.empty()) std::memcpy(at_, text.data(), text.size());
        at_ += text.size();
    }
    void flush() {
        out_.append(bytes_, static_cast<std::size_t>(at_ - bytes_));
        at_ = bytes_;
    }

private:
    const char* end() const { return bytes_ + sizeof bytes_; }

    std::string& out_;
    char bytes_[256];
    char* at_ = bytes_;
};

/// Reads what the functions above wrote; never past the end. Throws FrameError.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    bool at_end() const { return at_ == end_; }
    std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (at_ == end_) throw FrameError("a number is cut short");
            const auto byte = static_cast<unsigned char>(*at_++);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) {
                if (shift == 63 && byte > 1) break;
                return value;
            }
        }
        throw FrameError("a number is too large");
    }
    std::uint32_t number32() {
        const auto value = number();
        if (value > 0xffffffffu) throw FrameError("a number is too large");
        return static_cast<std::uint32_t>(value);
    }
    /// A number of things of which each takes at least `least` bytes: never more than there can be.
    std::size_t count(std::size_t least) {
        const auto value = number();
        if (value > left() / least) throw FrameError("a count is larger than its frame");
        return static_cast<std::size_t>(value);
    }
    std::string_view text() {
        const auto size = count(1);
        const std::string_view value(at_, size);
        at_ += size;
        return value;
    }

    const char* at() const { return at_; }
    /// Passes over these very bytes if they come next.
    bool skip(std::string_view bytes) {
        if (bytes.size() > left() || std::memcmp(at_, bytes.data(), bytes.size()) != 0) return false;
        at_ += bytes.size();
        return true;
    }

private:
    const char* at_;
    const char* end_;
};

} // namespace pilotage
