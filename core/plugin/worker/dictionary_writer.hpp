// The worker's side of the dictionary: the number under which a coded value is sent.
#pragma once

#include "core/plugin/dictionary.hpp"
#include "core/plugin/worker/text_numbers.hpp"

#include <cstdint>
#include <string>

namespace pilotage::plugin {

class DictionaryWriter {
public:
    /// The number of the value in records of the type; 0 where it has to be sent itself: the dictionary is full, or the
    /// texts are long. `added`: the number is new, and its entry has to be sent first.
    std::uint32_t number(std::uint32_t type, const EvaluationValue& value, bool& added);

private:
    TextNumbers numbers_;
    std::string key_;
};

} // namespace pilotage::plugin
