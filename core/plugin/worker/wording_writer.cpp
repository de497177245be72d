#include "core/plugin/worker/wording_writer.hpp"

#include "core/bytes.hpp"

namespace pilotage::plugin {

std::uint32_t WordingWriter::number(const WordingItem& words, bool& added) {
    added = false;
    if (words.size() > Wordings::longest) return 0;
    key_.assign(1, static_cast<char>(words.severity));
    for (const auto text : {words.rule, words.field, words.expected, words.message, words.remedy}) put_text(key_, text);
    return numbers_.number(key_, Wordings::most, added);
}

} // namespace pilotage::plugin
