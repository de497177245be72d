#include "core/store/table_file.hpp"

#include "core/store/record_bytes.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace pilotage::store {
namespace {

constexpr const char* table_sql = "CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, r REAL, s TEXT, b BLOB) STRICT;";

class Written : public testing::Test {
protected:
    void append(std::int64_t id, std::int64_t number, const std::string& text) {
        bytes_.clear();
        bytes_.null();
        bytes_.integer(number);
        bytes_.real(static_cast<double>(number) / 4);
        bytes_.text(text);
        bytes_.blob(text.data(), text.size());
        file_.table("t").append(id, bytes_.finish());
    }
    /// "ok" from SQLite's own check of the whole database.
    std::string checked() { return database_.execAndGet("PRAGMA w.integrity_check").getString(); }
    std::int64_t number(const std::string& sql) { return database_.execAndGet(sql).getInt64(); }

    SQLite::Database database_{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    TableFile file_{table_sql};
    RecordBytes bytes_;
};

TEST_F(Written, AnEmptyTableIsOne) {
    file_.attach(database_, "w");
    EXPECT_EQ(checked(), "ok");
    EXPECT_EQ(number("SELECT count(*) FROM w.t"), 0);
    file_.detach();
}

TEST_F(Written, IntegersOfAllSizesComeBack) {
    std::vector<std::int64_t> numbers;
    for (int bits = 0; bits < 63; ++bits)
        for (const std::int64_t near : {-1, 0, 1})
            for (const std::int64_t sign : {-1, 1}) numbers.push_back(sign * ((std::int64_t{1} << bits) + near));
    numbers.push_back(std::numeric_limits<std::int64_t>::min());
    numbers.push_back(std::numeric_limits<std::int64_t>::max());
    for (std::size_t i = 0; i < numbers.size(); ++i) append(static_cast<std::int64_t>(i), numbers[i], "");
    file_.attach(database_, "w");
    EXPECT_EQ(checked(), "ok");
    SQLite::Statement rows(database_, "SELECT i, r, typeof(s), typeof(b) FROM w.t ORDER BY id");
    for (const auto expected : numbers) {
        ASSERT_TRUE(rows.executeStep());
        EXPECT_EQ(rows.getColumn(0).getInt64(), expected);
        EXPECT_EQ(rows.getColumn(1).getDouble(), static_cast<double>(expected) / 4);
        EXPECT_EQ(rows.getColumn(2).getString() + rows.getColumn(3).getString(), "textblob");
    }
}

// Texts around the sizes at which SQLite moves a record's end to pages of its own.
TEST_F(Written, LongTextsComeBack) {
    std::vector<std::size_t> sizes{0, 1, 57, 58, 100, 4000, 4060, 4070, 8140, 8192, 16380, 20000, 100000, 1000003};
    for (std::size_t size = 4040; size < 4100; ++size) sizes.push_back(size);
    std::int64_t id = 1;
    for (const auto size : sizes) append(id++, static_cast<std::int64_t>(size), std::string(size, 'x'));
    file_.attach(database_, "w");
    EXPECT_EQ(checked(), "ok");
    EXPECT_EQ(number("SELECT count(*) FROM w.t WHERE length(s) = i AND length(b) = i AND rtrim(s, 'x') = ''"),
              static_cast<std::int64_t>(sizes.size()));
}

TEST_F(Written, ManyRowsMakeATreeOfThreeLevels) {
    // One row fills a page, and an inner page has some 550 pages below it.
    constexpr std::int64_t many = 2000;
    for (std::int64_t i = 1; i <= many; ++i) append(3 * i, i % 100, std::to_string(i) + std::string(3000, '.'));
    file_.attach(database_, "w");
    EXPECT_EQ(checked(), "ok");
    EXPECT_EQ(number("SELECT count(*) FROM w.t"), many);
    EXPECT_EQ(number("SELECT count(*) FROM w.t WHERE i = 7"), many / 100);
    EXPECT_EQ(number("SELECT i FROM w.t WHERE id = 3 * 1234"), 1234 % 100);
    EXPECT_EQ(number("SELECT count(*) FROM w.t WHERE id = 3 * 1234 + 1"), 0);
    database_.exec(std::string("CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, r REAL, s TEXT, b BLOB) STRICT;"
                               "INSERT INTO main.t SELECT * FROM w.t;"
                               "DELETE FROM w.t WHERE id % 2 = 0; INSERT INTO w.t (id, i) VALUES (2, 2)"));
    EXPECT_EQ(number("SELECT count(*) FROM main.t"), many);
    EXPECT_EQ(database_.execAndGet("PRAGMA main.integrity_check").getString(), "ok");
    EXPECT_EQ(checked(), "ok") << "SQLite goes on from where the file was left";
}

} // namespace
} // namespace pilotage::store
