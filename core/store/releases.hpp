// The releases made from a store. Readers may have them, so the next one is audited with them in mind; the store keeps
// what they published, wherever their folders are.
#pragma once

#include "core/store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace pilotage::store {

struct RememberedRelease {
    std::int64_t id = 0;
    std::string made_at; ///< UTC
    std::string folder;  ///< where it was written
    std::string manifest_sha256, profile;
    std::string text; ///< its release.json
};

/// In the order they were made.
std::vector<RememberedRelease> remembered_releases(const Store& store);

/// Keeps it; `made_at` and `id` are set here. One with the same manifest in the same folder is kept once.
void remember(const Store& store, const RememberedRelease& release);

/// Of a release that is replaced in its folder: what is no longer remembered. Where it lies in other folders too, their
/// readers keep it. `all`: of the store.
std::vector<RememberedRelease> replaced_in(const std::vector<RememberedRelease>& all, const std::string& folder,
                                           const std::string& manifest_sha256);

/// For releases that readers never got.
void forget_releases(const Store& store, const std::vector<RememberedRelease>& releases);

} // namespace pilotage::store
