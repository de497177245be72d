#include "core/plugin/wordings.hpp"

#include "core/bytes.hpp"
#include "core/plugin/shown_words.hpp"

namespace pilotage::plugin {

Finding worded(const WordingItem& item) {
    Finding finding;
    finding.severity = item.severity;
    finding.rule = shown(item.rule);
    finding.field = shown(item.field);
    finding.expected = shown(item.expected);
    finding.message = shown(item.message);
    finding.remedy = shown(item.remedy);
    return finding;
}

void Wordings::add(const WordingItem& item) {
    if (known_.size() >= most) throw FrameError("more wordings than there may be");
    if (item.number != known_.size() + 1) throw FrameError("a wording out of turn");
    if (item.size() > longest) throw FrameError("a wording that is too long");
    known_.push_back(worded(item));
}

const Finding& Wordings::find(std::uint32_t number) const {
    if (number == 0 || number > known_.size()) throw FrameError("a wording that was not sent");
    return known_[number - 1];
}

} // namespace pilotage::plugin
