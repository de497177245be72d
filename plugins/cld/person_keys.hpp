// Which of the council's ids come with an NHS number somewhere in the files.
#pragma once

#include "plugins/cld/key.hpp"

#include <array>
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
    Key of(std::string_view nhs_number, std::string_view person_id);

private:
    // 64 bits of a key: of a million ids asked for among five million, one is taken for another with a chance of 1 in
    // four million. Ids lie in parts that grow by half, each on its own, so that memory is 9 to 15 bytes an id and
    // never more for a moment (with a million rows the worker grows by 14 MB in place of 33).
    struct Part {
        std::vector<std::uint64_t> keys = std::vector<std::uint64_t>(16); ///< open addressing; 0: free
        std::size_t used = 0;

        std::size_t first_place_of(std::uint64_t key) const;
        /// Where the key stands, or would stand.
        std::size_t place_of(std::uint64_t key) const;
        void add(std::uint64_t key);
    };
    static constexpr std::size_t parts = 64;

    static std::uint64_t key_of(std::string_view person_id);

    void settle();

    std::array<Part, parts> parts_;
    std::uint64_t waiting_ = 0; ///< goes in when the next one comes, and its place is at hand; 0: none
};

} // namespace pilotage::cld
