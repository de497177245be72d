// Coded values that were given before: what the plugin gave leads to the dictionary's number in one look-up, without
// the crosswalk and without a key that is built for it (the worker takes an eighth less of a client-level file).
// Bounded and direct-mapped: a value that shares its place with another is looked up the long way, with the same
// result.
#pragma once

#include "core/short_hash.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace pilotage::plugin {

/// What a plugin gives for one field of an evaluation record.
struct GivenValue {
    std::uint32_t type = 0, field = 0, column = 0;
    bool coded = false;
    std::string_view list; ///< as given: empty is the field's own
    std::string_view text; ///< without outer white space where it is coded
};

class KnownValues {
public:
    /// The number it was kept with, or 0.
    std::uint32_t find(const GivenValue& given) {
        auto& last = last_[(given.type * 64 + given.field) % fields];
        if (last != nullptr && last->is(given)) return last->entry;
        const auto& kept = kept_[slot(given)];
        if (!kept.is(given)) return 0;
        last = &kept;
        return kept.entry;
    }
    void keep(const GivenValue& given, std::uint32_t entry) {
        if (given.text.size() + given.list.size() > sizeof Kept::bytes) return;
        auto& kept = kept_[slot(given)];
        kept.entry = entry;
        kept.type = given.type, kept.field = given.field, kept.column = given.column;
        kept.coded = given.coded;
        kept.list_size = static_cast<std::uint8_t>(given.list.size());
        kept.text_size = static_cast<std::uint8_t>(given.text.size());
        std::memcpy(kept.bytes, given.text.data(), given.text.size());
        std::memcpy(kept.bytes + given.text.size(), given.list.data(), given.list.size());
    }

private:
    static constexpr std::size_t slots = 2048, fields = 1024;
    struct Kept {
        std::uint32_t entry = 0; ///< 0: free
        std::uint32_t type = 0, field = 0, column = 0;
        bool coded = false;
        std::uint8_t list_size = 0, text_size = 0;
        char bytes[109]; ///< the text, then the list

        bool is(const GivenValue& given) const {
            return text_size == given.text.size() && type == given.type && field == given.field &&
                   column == given.column && coded == given.coded && list_size == given.list.size() && entry != 0 &&
                   std::memcmp(bytes, given.text.data(), given.text.size()) == 0 &&
                   (given.list.empty() ||
                    std::memcmp(bytes + given.text.size(), given.list.data(), given.list.size()) == 0);
        }
    };
    static std::size_t slot(const GivenValue& given) {
        return short_hash(given.text, given.type << 20 ^ given.field << 10 ^ given.column) % slots;
    }

    std::vector<Kept> kept_ = std::vector<Kept>(slots);
    /// By field, what was found last: mostly that of the row before again, and then without a hash.
    std::array<const Kept*, fields> last_{};
};

} // namespace pilotage::plugin
