#include "core/plugin/worker/outbox.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace pilotage::plugin {
namespace {

constexpr std::size_t batch_bytes = 128u << 10;
constexpr auto oldest = std::chrono::milliseconds(200);

} // namespace

template <typename Put>
void Outbox::single(FrameKind kind, Put put_payload) {
    flush();
    const auto start = open_frame(buffer_);
    put_payload();
    close_frame(buffer_, start, kind);
    send();
}

void Outbox::hello(const Hello& hello) {
    single(FrameKind::hello, [&] { put(buffer_, hello); });
}

void Outbox::end(const End& end) {
    single(FrameKind::end, [&] { put(buffer_, end); });
}

void Outbox::trouble(std::string_view sentence) {
    single(FrameKind::trouble, [&] { buffer_.append(sentence); });
}

std::string& Outbox::items() {
    if (!open_) {
        open_frame(buffer_);
        open_ = true;
    }
    return buffer_;
}

void Outbox::done() {
    if (buffer_.size() >= batch_bytes || std::chrono::steady_clock::now() - sent_ >= oldest) flush();
}

void Outbox::flush() {
    if (!open_) return;
    open_ = false;
    close_frame(buffer_, 0, FrameKind::items);
    send();
}

void Outbox::send() {
    for (std::string_view left = buffer_; !left.empty();) {
        const auto written = ::write(fd_, left.data(), left.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw std::system_error(errno, std::generic_category(), "the pipe to the host");
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
    sent_ = std::chrono::steady_clock::now();
}

} // namespace pilotage::plugin
