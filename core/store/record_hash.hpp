// A keyed hash of what a record says, to tell repeated records; it never leaves the process.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace pilotage::store {

using Hash128 = std::array<unsigned char, 16>;

struct Hash128Hash {
    std::size_t operator()(const Hash128& hash) const {
        std::size_t out;
        std::memcpy(&out, hash.data(), sizeof out);
        return out;
    }
};
using HashSet = std::unordered_set<Hash128, Hash128Hash>;
using HashMap = std::unordered_map<Hash128, Hash128, Hash128Hash>;

class RecordHasher {
public:
    explicit RecordHasher(std::string_view type) : text_(type) {}
    void add(std::uint32_t field, std::string_view value);
    void add(const Hash128& hash);
    Hash128 finish() const;

private:
    std::string text_;
};

} // namespace pilotage::store
