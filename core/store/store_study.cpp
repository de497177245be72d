// The study's copy in the store.
#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/store/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {
namespace {

void bind_date(SQLite::Statement& statement, int index, const std::string& date) {
    if (date.empty())
        statement.bind(index);
    else
        statement.bind(index, date);
}

template <typename... Values>
void run(SQLite::Database& database, const char* sql, const Values&... values) {
    SQLite::Statement statement(database, sql);
    int index = 0;
    (statement.bind(++index, values), ...);
    statement.exec();
}

} // namespace

void Store::write_study(const study::Study& study) {
    auto& database = *database_;
    run(database, "UPDATE study SET id = ?, name = ?, max_rejected_share = ?, file = ?, sha256 = ?", study.id,
        study.name, study.max_rejected_share, study.file, study.sha256);
    database.exec("DELETE FROM site_alias; DELETE FROM site_coverage; DELETE FROM return_due; CREATE TEMP TABLE kept "
                  "(id TEXT PRIMARY KEY)");
    int position = 0;
    for (const auto& period : study.periods) {
        run(database,
            "INSERT INTO period VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET position = excluded.position, "
            "start_date = excluded.start_date, end_date = excluded.end_date",
            period.id, ++position, period.start, period.end);
        run(database, "INSERT INTO temp.kept VALUES (?)", period.id);
    }
    database.exec("DELETE FROM period WHERE id NOT IN (SELECT id FROM temp.kept); DELETE FROM temp.kept");
    position = 0;
    for (const auto& site : study.sites) {
        SQLite::Statement insert(database,
                                 "INSERT INTO site VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
                                 "SET position = excluded.position, "
                                 "name = excluded.name, plugin = excluded.plugin, council = excluded.council, cassr = "
                                 "excluded.cassr, ons = excluded.ons, "
                                 "arm = excluded.arm, start_date = excluded.start_date, end_date = excluded.end_date");
        insert.bind(1, site.id);
        insert.bind(2, ++position);
        insert.bind(3, site.name);
        insert.bind(4, site.plugin);
        insert.bind(5, site.council);
        insert.bind(6, site.cassr);
        insert.bind(7, site.ons);
        insert.bind(8, std::string(study::name_of(site.arm)));
        bind_date(insert, 9, site.start);
        bind_date(insert, 10, site.end);
        insert.exec();
        run(database, "INSERT INTO temp.kept VALUES (?)", site.id);
        for (const auto& alias : site.aliases) run(database, "INSERT INTO site_alias VALUES (?, ?)", alias, site.id);
        for (const auto& part : site.coverage) {
            SQLite::Statement cover(database, "INSERT INTO site_coverage VALUES (?, ?, ?, ?, ?)");
            cover.bind(1, site.id);
            cover.bind(2, part.from);
            bind_date(cover, 3, part.to);
            cover.bind(4, part.area);
            cover.bind(5, part.note);
            cover.exec();
        }
        for (const auto& period : study.periods) {
            const auto due = study::return_due(site, period);
            run(database, "INSERT INTO return_due VALUES (?, ?, ?, ?)", site.id, period.id, due.due ? 1 : 0,
                due.reason);
        }
    }
    database.exec("DELETE FROM site WHERE id NOT IN (SELECT id FROM temp.kept); DROP TABLE temp.kept");
}

study::Study Store::study() const {
    return guarded(*this, [&] {
        auto& database = *database_;
        study::Study out;
        SQLite::Statement about(database, "SELECT id, name, max_rejected_share, file, sha256 FROM study");
        about.executeStep();
        out.id = about.getColumn(0).getString();
        out.name = about.getColumn(1).getString();
        out.max_rejected_share = about.getColumn(2).getDouble();
        out.file = about.getColumn(3).getString();
        out.sha256 = about.getColumn(4).getString();
        SQLite::Statement periods(database, "SELECT id, start_date, end_date FROM period ORDER BY position");
        while (periods.executeStep())
            out.periods.push_back({periods.getColumn(0), periods.getColumn(1), periods.getColumn(2)});
        SQLite::Statement sites(database, "SELECT id, name, plugin, council, cassr, ons, arm, coalesce(start_date, "
                                          "''), coalesce(end_date, '') FROM site ORDER BY position");
        while (sites.executeStep()) {
            study::Site site;
            site.id = sites.getColumn(0).getString();
            site.name = sites.getColumn(1).getString();
            site.plugin = sites.getColumn(2).getString();
            site.council = sites.getColumn(3).getString();
            site.cassr = sites.getColumn(4).getString();
            site.ons = sites.getColumn(5).getString();
            const auto arm = sites.getColumn(6).getString();
            site.arm = arm == "pilot" ? study::Arm::pilot : arm == "host" ? study::Arm::host : study::Arm::comparison;
            site.start = sites.getColumn(7).getString();
            site.end = sites.getColumn(8).getString();
            SQLite::Statement aliases(database, "SELECT alias FROM site_alias WHERE site = ? ORDER BY rowid");
            aliases.bind(1, site.id);
            while (aliases.executeStep()) site.aliases.push_back(aliases.getColumn(0));
            SQLite::Statement coverage(
                database,
                "SELECT from_date, coalesce(to_date, ''), area, note FROM site_coverage WHERE site = ? ORDER BY rowid");
            coverage.bind(1, site.id);
            while (coverage.executeStep())
                site.coverage.push_back(
                    {coverage.getColumn(0), coverage.getColumn(1), coverage.getColumn(2), coverage.getColumn(3)});
            SQLite::Statement not_due(database, "SELECT period, reason FROM return_due WHERE site = ? AND due = 0");
            not_due.bind(1, site.id);
            while (not_due.executeStep()) site.not_due.push_back({not_due.getColumn(0), not_due.getColumn(1)});
            out.sites.push_back(std::move(site));
        }
        return out;
    });
}

study::Study Store::refresh_study() {
    auto kept = study();
    if (!std::filesystem::exists(kept.file) || sha256_file(kept.file) == kept.sha256) return kept;
    auto changed = study::load(kept.file);
    guarded(*this, [&] {
        SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
        try {
            write_study(changed);
            transaction.commit();
        } catch (const SQLite::Exception& e) {
            if (e.getErrorCode() != 19) throw; // SQLITE_CONSTRAINT: the only one that a checked study can meet
            throw EnvironmentError("The study file " + kept.file +
                                       " no longer has a site or period that the store has returns of.",
                                   "Put it back: a site that has ended keeps its place, with an end date.");
        }
    });
    return changed;
}

} // namespace pilotage::store
