// The worker's end of the frames' pipe. Items are gathered into batches; one is sent when it is large enough or old
// enough.
#pragma once

#include "core/plugin/frame.hpp"
#include "core/plugin/items.hpp"
#include "core/plugin/messages.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace pilotage::plugin {

class Outbox {
public:
    explicit Outbox(int fd) : fd_(fd) {}

    void hello(const Hello& hello);
    /// The open batch, to put items into; call done() after each whole item.
    std::string& items();
    void done();
    void flush();
    void end(const End& end);
    void trouble(std::string_view sentence);

private:
    template <typename Put>
    void single(FrameKind kind, Put put);
    void send();

    int fd_;
    std::string buffer_;
    bool open_ = false; ///< a batch has been begun
    std::chrono::steady_clock::time_point sent_ = std::chrono::steady_clock::now();
};

} // namespace pilotage::plugin
