#include "core/store/keyed_hash.hpp"

#include <sodium.h>

#include <array>
#include <cstring>

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

Hash128 keyed_hash(std::string_view text) {
    unsigned char out[crypto_shorthash_siphashx24_BYTES];
    crypto_shorthash_siphashx24(out, reinterpret_cast<const unsigned char*>(text.data()), text.size(), key().data());
    Hash128 hash;
    static_assert(sizeof hash == sizeof out);
    std::memcpy(&hash, out, sizeof out);
    return hash;
}

} // namespace pilotage::store
