#include "core/plugin/worker/dictionary_writer.hpp"

#include "core/bytes.hpp"

namespace pilotage::plugin {

std::uint32_t DictionaryWriter::number(std::uint32_t type, const EvaluationValue& value, bool& added) {
    added = false;
    if (value.value.size() + value.local_code.size() > Dictionary::longest_text) return 0;
    key_.clear();
    put_number(key_, type);
    put_number(key_, value.field);
    put_number(key_, value.column);
    put_number(key_, value.crosswalk_row);
    put_text(key_, value.value);
    key_.append(value.local_code);
    return numbers_.number(key_, Dictionary::most_entries, added);
}

} // namespace pilotage::plugin
