// The worker's side of the wordings: the number under which the words of a finding are sent.
#pragma once

#include "core/plugin/wordings.hpp"
#include "core/plugin/worker/text_numbers.hpp"

#include <cstdint>
#include <string>

namespace pilotage::plugin {

class WordingWriter {
public:
    /// The number of the words; 0 where they have to be sent with the finding: there are too many already, or they are
    /// long. `added`: the number is new, and the wording has to be sent first.
    std::uint32_t number(const WordingItem& words, bool& added);

private:
    TextNumbers numbers_;
    std::string key_;
};

} // namespace pilotage::plugin
