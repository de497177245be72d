// Which of the council's ids come with an NHS number somewhere in the files.
#pragma once

#include "plugins/cld/key.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace pilotage::cld {

/// Which number stands for the person of a row.
enum class Key : std::uint8_t { nhs_number, person_id, none };

class PersonKeys {
public:
    void see(std::string_view nhs_number, std::string_view person_id);
    /// The NHS number; else the council's id, unless that id also appears with an NHS number; else none: the row is
    /// left out.
    Key of(std::string_view nhs_number, std::string_view person_id) const;

private:
    static Key128 key_of(std::string_view person_id) { return KeyMaker(2).add(person_id).key(); }
    /// Where the key stands, or would stand.
    std::size_t place_of(const Key128& key) const;
    void grow();

    std::vector<Key128> keys_ = std::vector<Key128>(1024); ///< open addressing, a power of two; all noughts: free
    std::size_t used_ = 0;
};

} // namespace pilotage::cld
