#include "core/store/record_hash.hpp"

#include <sodium.h>

namespace pilotage::store {
namespace {

const std::array<unsigned char, crypto_shorthash_siphashx24_KEYBYTES>& key() {
    static const auto random = [] {
        std::array<unsigned char, crypto_shorthash_siphashx24_KEYBYTES> bytes{};
        randombytes_buf(bytes.data(), bytes.size());
        return bytes;
    }();
    return random;
}

} // namespace

void RecordHasher::add(std::uint32_t field, std::string_view value) {
    const auto size = static_cast<std::uint32_t>(value.size());
    char prefix[8];
    std::memcpy(prefix, &field, 4);
    std::memcpy(prefix + 4, &size, 4);
    text_.append(prefix, sizeof prefix).append(value);
}

void RecordHasher::add(const Hash128& hash) {
    for (const auto byte : hash) text_ += static_cast<char>(byte);
}

Hash128 RecordHasher::finish() const {
    static_assert(crypto_shorthash_siphashx24_BYTES == 16);
    Hash128 out;
    crypto_shorthash_siphashx24(out.data(), reinterpret_cast<const unsigned char*>(text_.data()), text_.size(),
                                key().data());
    return out;
}

} // namespace pilotage::store
