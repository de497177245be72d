#include "core/store/submission_index.hpp"

#include "core/store/table_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <random>

namespace pilotage::store {
namespace {

constexpr const char* table_sql =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, submission INTEGER NOT NULL, person BLOB) STRICT;"
    "CREATE INDEX with_person ON t (submission, person); CREATE INDEX without ON t (submission);";
constexpr std::int64_t submission = 300;

Pseudonym some_person(std::mt19937_64& random, std::uint64_t most) {
    Pseudonym person{};
    // Bytes beyond 127 and equal beginnings: blobs are ordered by unsigned bytes, to the last.
    std::mt19937_64 of_number(random() % most);
    put_number(person.data() + 8, 8, of_number());
    person[0] = static_cast<unsigned char>(of_number() % 3 * 100);
    return person;
}

/// A table with so many rows, of which each person has several, and both indexes. SQLite checks them against its rows.
void expect_good(std::size_t rows, std::size_t most_in_memory = std::size_t{1} << 16) {
    TableFile file(table_sql);
    auto& with_person = file.index("with_person", submission, most_in_memory);
    auto& without = file.index("without", submission, most_in_memory);
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
        with_person.add(person, id);
        without.add(id);
    }
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    file.attach(database, "w");
    const auto number = [&](const char* sql) { return database.execAndGet(sql).getInt64(); };
    ASSERT_EQ(database.execAndGet("PRAGMA w.integrity_check").getString(), "ok") << rows << " rows";
    const auto all = static_cast<std::int64_t>(rows);
    ASSERT_EQ(number("SELECT count(*) FROM w.t INDEXED BY with_person WHERE submission = 300"), all);
    ASSERT_EQ(number("SELECT count(*) FROM w.t INDEXED BY without WHERE submission = 300"), all);
    ASSERT_EQ(number("SELECT count(*) FROM w.t a JOIN w.t b INDEXED BY with_person ON b.submission = a.submission AND "
                     "b.person = a.person WHERE b.id = a.id"),
              all);
    database.exec("DELETE FROM w.t WHERE id % 2 = 0; INSERT INTO w.t VALUES (1, 300, x'00')");
    ASSERT_EQ(database.execAndGet("PRAGMA w.integrity_check").getString(), "ok") << "SQLite goes on from there";
}

// About 300 entries fill a page.
TEST(SubmissionIndex, IsGoodWhereverThePagesEnd) {
    for (std::size_t rows = 0; rows < 4; ++rows) expect_good(rows);
    for (std::size_t rows = 270; rows < 360; ++rows) expect_good(rows);
    for (std::size_t rows = 570; rows < 680; rows += 3) expect_good(rows);
    // Without persons, 800.
    for (std::size_t rows = 805; rows < 835; ++rows) expect_good(rows);
}

TEST(SubmissionIndex, IsMergedFromRuns) {
    expect_good(1000, 1000);
    expect_good(1001, 1000);
    expect_good(5000, 7);
}

// An inner page has some 200 pages below it.
TEST(SubmissionIndex, HasThreeLevelsWhereTwoDoNotSuffice) {
    expect_good(100'000, 5'000);
}

} // namespace
} // namespace pilotage::store
