#include "core/store/person_index.hpp"

#include "core/store/table_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace pilotage::store {
namespace {

constexpr const char* table_sql =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, submission INTEGER NOT NULL, person BLOB) STRICT;"
    "CREATE INDEX of_person ON t (person);";
constexpr std::int64_t submission = 300;

Pseudonym some_person(std::mt19937_64& random, std::uint64_t most) {
    Pseudonym person{};
    // Bytes beyond 127 and equal beginnings: blobs are ordered by unsigned bytes, to the last.
    std::mt19937_64 of_number(random() % most);
    put_number(person.data() + 8, 8, of_number());
    person[0] = static_cast<unsigned char>(of_number() % 3 * 100);
    return person;
}

/// A table with so many rows, of which each person has several, and its index. SQLite checks them against its rows.
void expect_good(std::size_t rows, std::size_t most_in_memory = std::size_t{1} << 16) {
    TableFile file(table_sql);
    auto& of_person = file.index("of_person", most_in_memory);
    std::map<Pseudonym, int> rows_of;
    std::vector<Pseudonym> told, several;
    of_person.tell_several([&](const Pseudonym& person) { told.push_back(person); });
    std::mt19937_64 random(rows);
    RecordBytes bytes;
    for (std::size_t i = 0; i < rows; ++i) {
        const auto id = static_cast<std::int64_t>(120 + i);
        const auto person = some_person(random, rows / 3 + 1);
        bytes.clear();
        bytes.null();
        bytes.integer(submission);
        bytes.blob(person.data(), person.size());
        file.table("t").append(id, bytes.finish());
        of_person.add(person, id);
        ++rows_of[person];
    }
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    file.attach(database, "w");
    for (const auto& [person, count] : rows_of)
        if (count > 1) several.push_back(person);
    ASSERT_EQ(told, several) << rows << " rows";
    const auto number = [&](const char* sql) { return database.execAndGet(sql).getInt64(); };
    ASSERT_EQ(database.execAndGet("PRAGMA w.integrity_check").getString(), "ok") << rows << " rows";
    const auto all = static_cast<std::int64_t>(rows);
    ASSERT_EQ(number("SELECT count(*) FROM w.t INDEXED BY of_person WHERE person >= x''"), all);
    ASSERT_EQ(number("SELECT count(*) FROM w.t a JOIN w.t b INDEXED BY of_person ON b.person = a.person WHERE b.id = "
                     "a.id"),
              all);
    database.exec("DELETE FROM w.t WHERE id % 2 = 0; INSERT INTO w.t VALUES (1, 300, x'00')");
    ASSERT_EQ(database.execAndGet("PRAGMA w.integrity_check").getString(), "ok") << "SQLite goes on from there";
}

// About 340 entries fill a page.
TEST(PersonIndex, IsGoodWhereverThePagesEnd) {
    for (std::size_t rows = 0; rows < 4; ++rows) expect_good(rows);
    for (std::size_t rows = 300; rows < 390; ++rows) expect_good(rows);
    for (std::size_t rows = 640; rows < 750; rows += 3) expect_good(rows);
}

TEST(PersonIndex, IsMergedFromRuns) {
    expect_good(1000, 1000);
    expect_good(1001, 1000);
    expect_good(5000, 7);
}

// An inner page has some 200 pages below it.
TEST(PersonIndex, HasThreeLevelsWhereTwoDoNotSuffice) {
    expect_good(100'000, 5'000);
}

} // namespace
} // namespace pilotage::store
