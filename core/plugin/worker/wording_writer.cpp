#include "core/plugin/worker/wording_writer.hpp"

#include "core/plugin/bytes.hpp"

namespace pilotage::plugin {

std::uint32_t WordingWriter::number(const WordingItem& words, bool& added) {
    added = false;
    if (words.size() > Wordings::longest) return 0;
    key_.assign(1, static_cast<char>(words.severity));
    for (const auto text : {words.rule, words.field, words.expected, words.message, words.remedy}) put_text(key_, text);
    if (const auto found = numbers_.find(key_); found != numbers_.end()) return found->second;
    if (numbers_.size() >= Wordings::most) return 0;
    added = true;
    const auto next = static_cast<std::uint32_t>(numbers_.size() + 1);
    numbers_.emplace(key_, next);
    return next;
}

} // namespace pilotage::plugin
