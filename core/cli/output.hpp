// Standard output for much text: buffered, and quiet when nobody reads it any more.
#pragma once

#include <string>

namespace pilotage::cli {

class Output {
public:
    Output() { text_.reserve(capacity); }

    /// Append here; then call pass_on().
    std::string& text() { return text_; }
    /// Writes what has gathered, if that is much. False when the reader has gone (`| head`): stop writing then. Throws
    /// EnvironmentError when writing fails otherwise.
    bool pass_on() { return text_.size() < threshold || flush(); }
    bool flush();

private:
    static constexpr std::size_t threshold = 64 << 10, capacity = 128 << 10;
    std::string text_;
    bool gone_ = false;
};

} // namespace pilotage::cli
