#include "core/store/releases.hpp"

#include "core/store/times.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace pilotage::store {

std::vector<RememberedRelease> remembered_releases(const Store& store) {
    return guarded(store, [&] {
        std::vector<RememberedRelease> all;
        SQLite::Statement rows(store.connection(),
                               "SELECT id, made_at, folder, manifest_sha256, profile, text FROM release ORDER BY id");
        while (rows.executeStep())
            all.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                           rows.getColumn(3).getString(), rows.getColumn(4).getString(),
                           rows.getColumn(5).getString()});
        return all;
    });
}

void remember(const Store& store, const RememberedRelease& release) {
    guarded(store, [&] {
        SQLite::Statement insert(store.connection(),
                                 "INSERT INTO release (made_at, folder, manifest_sha256, profile, text) "
                                 "VALUES (?, ?, ?, ?, ?) ON CONFLICT (manifest_sha256, folder) DO NOTHING");
        insert.bind(1, utc_now());
        insert.bind(2, release.folder);
        insert.bind(3, release.manifest_sha256);
        insert.bind(4, release.profile);
        insert.bind(5, release.text);
        insert.exec();
    });
}

std::vector<RememberedRelease> replaced_in(const std::vector<RememberedRelease>& all, const std::string& folder,
                                           const std::string& manifest_sha256) {
    std::vector<RememberedRelease> same;
    std::ranges::copy_if(all, std::back_inserter(same),
                         [&](const auto& release) { return release.manifest_sha256 == manifest_sha256; });
    // The only one is that one, however its folder was written at the time.
    if (same.size() > 1) {
        const auto plain = [](const std::string& path) {
            return (std::filesystem::path(path) / "").lexically_normal();
        };
        std::erase_if(same, [&](const auto& release) { return plain(release.folder) != plain(folder); });
    }
    return same;
}

void forget_releases(const Store& store, const std::vector<RememberedRelease>& releases) {
    guarded(store, [&] {
        SQLite::Statement remove(store.connection(), "DELETE FROM release WHERE id = ?");
        for (const auto& release : releases) {
            remove.bind(1, release.id);
            remove.exec();
            remove.reset();
        }
    });
}

} // namespace pilotage::store
