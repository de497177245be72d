// Numbers 1, 2, 3, ... for texts, in the order in which they come first: what is sent once is known by its number
// afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace pilotage::plugin {

class TextNumbers {
public:
    /// The number of the text; 0 where it is new and there are `most` already. `added`: the number is new.
    std::uint32_t number(const std::string& text, std::size_t most, bool& added) {
        added = false;
        if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
        if (numbers_.size() >= most) return 0;
        added = true;
        const auto next = static_cast<std::uint32_t>(numbers_.size() + 1);
        numbers_.emplace(text, next);
        return next;
    }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

} // namespace pilotage::plugin
