#include "core/plugin/dictionary.hpp"

#include "core/bytes.hpp"

namespace pilotage::plugin {

void Dictionary::add(const EntryItem& item) {
    if (entries_.size() >= most_entries) throw FrameError("more entries of the dictionary than there may be");
    if (item.value.entry != entries_.size() + 1) throw FrameError("an entry of the dictionary out of turn");
    if (item.value.value.size() + item.value.local_code.size() > longest_text)
        throw FrameError("an entry of the dictionary that is too long");
    auto& entry = entries_.emplace_back();
    entry.value = item.value.value;
    entry.local_code = item.value.local_code;
    entry.meant = item.value;
    entry.meant.value = entry.value;
    entry.meant.local_code = entry.local_code;
    known_.push_back({item.type, &entry.meant});
}

const EvaluationValue& Dictionary::find(std::uint32_t type, std::uint64_t number) const {
    if (number == 0 || number > known_.size()) throw FrameError("an entry of the dictionary that was not sent");
    const auto& known = known_[number - 1];
    if (known.type != type) throw FrameError("an entry of the dictionary that is of another type");
    return *known.meant;
}

} // namespace pilotage::plugin
