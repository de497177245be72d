#include "core/store/releases.hpp"

#include "core/store/times.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

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
                                 "VALUES (?, ?, ?, ?, ?) ON CONFLICT (manifest_sha256) DO NOTHING");
        insert.bind(1, utc_now());
        insert.bind(2, release.folder);
        insert.bind(3, release.manifest_sha256);
        insert.bind(4, release.profile);
        insert.bind(5, release.text);
        insert.exec();
    });
}

bool forget_release(const Store& store, const std::string& manifest_sha256) {
    return guarded(store, [&] {
        SQLite::Statement remove(store.connection(), "DELETE FROM release WHERE manifest_sha256 = ?");
        remove.bind(1, manifest_sha256);
        return remove.exec() > 0;
    });
}

} // namespace pilotage::store
