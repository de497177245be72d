// LastAnswer: what was worked out of a text, kept for as long as the same text comes again. A column's value is mostly
// that of the row before (nine cells in ten of a client-level file).
#ifndef PILOTAGE_SDK_LAST_ANSWER_HPP
#define PILOTAGE_SDK_LAST_ANSWER_HPP

#include <string>
#include <string_view>

namespace pilotage::sdk {

template <typename Answer>
class LastAnswer {
public:
    /// What `ask(text)` says, which must depend on the text alone; valid until the next call.
    template <typename Ask>
    const Answer& of(std::string_view text, Ask ask) {
        if (!asked_ || text != text_) {
            answer_ = ask(text);
            text_.assign(text);
            asked_ = true;
        }
        return answer_;
    }

private:
    std::string text_;
    Answer answer_{};
    bool asked_ = false;
};

} // namespace pilotage::sdk

#endif
