// A text file as one stream of UTF-8, seen through a window that slides over it.
#ifndef PILOTAGE_IMPORTERS_TEXT_TEXT_FILE_HPP
#define PILOTAGE_IMPORTERS_TEXT_TEXT_FILE_HPP

#include "importers/text/decoder.hpp"

namespace pilotage::importers {

class TextFile {
public:
    /// Throws std::system_error, or Malformed (limits, an encoding that is not read).
    TextFile(std::shared_ptr<const File> file, const Options& options);

    /// The text that was read and not consumed. One byte behind end() may be written to.
    char* begin() { return window_.get() + begin_; }
    char* end() { return window_.get() + end_; }
    /// end() is the end of the file.
    bool complete() const { return complete_; }
    /// Reads on: at least doubles what is between begin() and end(), unless the file ends. Moves the window.
    void grow();
    /// Gives up the text before `to`.
    void consume(const char* to);

    /// The earliest flaw that stands before `to`, or nullptr.
    const Flaw* flaw_before(const char* to) const {
        return next_flaw_ == flaws_.size() || flaws_[next_flaw_].offset >= offset_of(to) ? nullptr : &flaws_[next_flaw_];
    }
    void next_flaw() { ++next_flaw_; }
    const char* position(const Flaw& flaw) const { return window_.get() + (flaw.offset - base_); }

    const Charset& charset() const { return charset_; }
    const std::string& charset_reason() const { return charset_reason_; }
    /// The asked-for delimiter as it stands in the text: a sign beyond ASCII takes several bytes in UTF-8, so the byte
    /// `stand_in`, which UTF-8 never has, stands in for it.
    char delimiter() const { return delimiter_; }
    bool delimiter_stands_in() const { return delimiter_ == stand_in; }
    const std::string& delimiter_sign() const { return delimiter_sign_; }
    static constexpr char stand_in = '\xff';

    std::uint64_t bytes_done() const;
    std::uint64_t bytes_all() const { return file_->size(); }

private:
    std::uint64_t offset_of(const char* at) const { return base_ + static_cast<std::uint64_t>(at - window_.get()); }
    void make_room(std::size_t bytes);

    std::shared_ptr<const File> file_;
    std::uint64_t limit_;
    Charset charset_;
    std::string charset_reason_;
    Decoder decoder_;
    char delimiter_ = '\0';
    std::string delimiter_sign_;
    std::vector<char> raw_;
    std::size_t raw_kept_ = 0;    ///< bytes at the front of raw_ that the decoder left over
    std::uint64_t raw_offset_ = 0; ///< of the next byte to read
    std::unique_ptr<char[]> window_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0, end_ = 0;
    std::uint64_t base_ = 0; ///< offset of window_[0] in the decoded text
    bool complete_ = false;
    std::vector<Flaw> flaws_;
    std::size_t next_flaw_ = 0;
};

} // namespace pilotage::importers

#endif
