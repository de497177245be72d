// The ways by which gathered rows come into the store: as they are, or with other ids where somebody else wrote in
// between; by whole cells, or row by row where SQLite cannot copy cells.
#include "core/error.hpp"
#include "core/measure/survey_scores.hpp"
#include "core/store/tables.hpp"
#include "tests/store/hand_fed.hpp"

#include <functional>
#include <sqlite3.h>
#include <unistd.h>
#include <utility>

namespace pilotage::store::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Record person(const std::string& nhs_number, const std::string& gender) {
    return {"person", {{"nhs_number", nhs_number}, {"gender", "Female", 3, gender}}};
}

/// Records of many types, with codes, findings and scores.
void feed_all(Feed& feed, const std::string& mark) {
    feed.row({person(nhs_a, mark), request({{"nhs_number", nhs_a}, {"route_of_access", "Self-Funder"}})});
    feed.row({request({{"local_id", mark}, {"route_of_access", "Invalid and not mapped", 6, mark}})});
    feed.row({request({{"nhs_number", nhs_b}, {"local_id", mark}}, "2012-07-01")});
    feed.row({request({{"local_id", "1"}}, "2010-01-01")}); // outside the period
    feed.rejected();
    Record response{"survey_response",
                    {{"local_id", mark}, {"response_reference", mark}, {"survey", "Adult Social Care Survey"}}};
    std::vector<Record> records{response};
    for (const auto question : measure::ascot_questions)
        records.push_back(
            {"survey_answer",
             {{"response_reference", mark}, {"survey_question", std::string(question)}, {"answer", "2"}}});
    feed.row(records);
    for (int i = 0; i < 300; ++i)
        feed.row({request({{"local_id", mark + std::to_string(i)}, {"event_reference", std::to_string(i)}})});
}

/// All that the views show of a submission's rows and findings.
std::string told(SQLite::Database& database, const std::string& site) {
    std::string out;
    for (const auto& type : evaluation().types()) {
        SQLite::Statement rows(database,
                               "SELECT * FROM current_" + type.name + " WHERE site = '" + site + "' ORDER BY row, id");
        while (rows.executeStep()) {
            for (int i = 0; i < rows.getColumnCount(); ++i) {
                const std::string name = rows.getColumn(i).getName();
                if (name == "id" || name == "submission" || name == "source" || name.ends_with("_crosswalk")) continue;
                out += rows.getColumn(i).getString() + "|";
            }
            out += '\n';
        }
    }
    for (const char* sql :
         {"SELECT r.route_of_access || k.local_code FROM current_request r JOIN crosswalk k ON k.id = "
          "r.route_of_access_crosswalk WHERE r.site = ?",
          "SELECT s.score || s.value || r.row FROM current_survey_score s JOIN survey_response r ON r.id = s.response "
          "WHERE "
          "s.site = ? ORDER BY 1",
          "SELECT f.severity || f.rule || f.file || f.row || f.message FROM finding_detail f WHERE f.submission = "
          "(SELECT max(id) FROM submission WHERE site = ?) ORDER BY "
          "f.finding"}) {
        SQLite::Statement rows(database, sql);
        rows.bind(1, site);
        while (rows.executeStep()) out += rows.getColumn(0).getString() + '\n';
    }
    return out;
}

class Writing : public HandFed {
protected:
    Writing() : folder_(std::filesystem::temp_directory_path() / ("pilotage_writing_" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~Writing() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path make(const std::string& name) {
        Store::create(folder_ / name, study_, evaluation(), "0123456789abcdef", "key", key_);
        return folder_ / name;
    }
    /// What is told of site one whose return was read into a store of its own.
    std::string alone() {
        auto store = Store::open(make("alone"), Access::write);
        const auto given = tools();
        Intake intake(store, given, crosswalk_, key_, context("one"));
        Feed feed(intake);
        feed_all(feed, "A");
        EXPECT_EQ(feed.end().verdict, Verdict::accepted_in_part);
        EXPECT_THAT(store.verify(), IsEmpty());
        return told(store.connection(), "one");
    }

    std::filesystem::path folder_;
};

TEST_F(Writing, TwoReturnsReadAtOnceBothGoIn) {
    const auto file = make("both");
    auto first = Store::open(file, Access::write), second = Store::open(file, Access::write);
    const auto given = tools();
    Intake one(first, given, crosswalk_, key_, context("one")), two(second, given, crosswalk_, key_, context("two"));
    Feed feed_one(one), feed_two(two);
    feed_all(feed_one, "A");
    feed_all(feed_two, "B");
    EXPECT_EQ(feed_two.end().id, 1);
    EXPECT_EQ(feed_one.end().id, 2) << "its ids were taken while it was read";
    EXPECT_THAT(first.verify(), IsEmpty());
    EXPECT_EQ(told(first.connection(), "one"), alone());
    EXPECT_EQ(first.connection()
                  .execAndGet("SELECT count(*) FROM (SELECT value FROM code GROUP BY value, crosswalk HAVING "
                              "count(*) > 1)")
                  .getInt(),
              0)
        << "a code is kept once";
}

TEST_F(Writing, OneFileReadTwiceAtOnceGoesIntoOnePeriod) {
    const auto file = make("one_file");
    auto first = Store::open(file, Access::write), second = Store::open(file, Access::write);
    const auto given = tools();
    Intake one(first, given, crosswalk_, key_, context("one", "2012-13"));
    Intake two(second, given, crosswalk_, key_, context("one", "2013-14"));
    Feed feed_one(one), feed_two(two);
    const Record source{"source_file", {{"file_reference", "F1", 1}, {"created_date", "2012-10-01", 3}}};
    feed_one.row({source}).row({request({{"local_id", "7"}})});
    feed_two.row({source}).row({request({{"local_id", "7"}}, "2013-06-01")});
    // The other return goes in between the judging of the first and its transaction.
    bool in_between = false;
    const auto hand_in = [](unsigned, void* call, void*, void* sql) {
        if (std::string_view(static_cast<const char*>(sql)).starts_with("BEGIN IMMEDIATE"))
            (*static_cast<std::function<void()>*>(call))();
        return 0;
    };
    std::function<void()> call = [&] {
        if (std::exchange(in_between, true)) return;
        EXPECT_EQ(feed_two.end().verdict, Verdict::accepted);
    };
    ::sqlite3_trace_v2(first.connection().getHandle(), SQLITE_TRACE_STMT, hand_in, &call);
    EXPECT_THROW(feed_one.end(), EnvironmentError);
    ::sqlite3_trace_v2(first.connection().getHandle(), 0, nullptr, nullptr);
    EXPECT_TRUE(in_between);
    EXPECT_EQ(first.connection().execAndGet("SELECT group_concat(period) FROM submission").getString(), "2013-14");
    EXPECT_THAT(first.verify(), IsEmpty());
}

TEST_F(Writing, ARowAmongAnotherSubmissionsIsFound) {
    auto store = Store::open(make("stray"), Access::write);
    const auto given = tools();
    for (const auto* site : {"one", "two"}) {
        Intake intake(store, given, crosswalk_, key_, context(site));
        Feed feed(intake);
        feed_all(feed, site);
        feed.end();
    }
    EXPECT_THAT(store.verify(), IsEmpty());
    store.connection().exec("UPDATE finding SET submission = 1 WHERE id = (SELECT max(id) FROM finding)");
    EXPECT_THAT(store.verify(), ElementsAre("A row of finding does not stand with the others of its submission."));
}

/// The store as forms up to 3 had it: indexes of submissions, through which the views found their rows.
void give_back_indexes(SQLite::Database& database) {
    std::string sql = "CREATE INDEX finding_of_submission ON finding (submission); CREATE INDEX "
                      "survey_score_of_submission ON survey_score (submission); DROP TABLE submission_rows; ";
    for (const auto& type : evaluation().types()) {
        const auto table = coded_table(type.name);
        sql += "CREATE INDEX " + type.name + "_of_submission ON " + table +
               (has_person_key(type) ? " (submission, person);" : " (submission);");
        auto view = create_current_view(type);
        view.replace(view.find(rows_that_count(type.name)), std::string::npos,
                     "current_submission c JOIN \"" + table + "\" t ON t.submission = c.submission");
        sql += "DROP VIEW current_" + type.name + "; " + view + "; ";
    }
    // The views that look at what is gone are made anew whatever the form.
    database.exec("DROP VIEW current_survey_score; DROP VIEW finding_detail");
    database.exec(sql + "ALTER TABLE study ADD COLUMN tables_sha256 TEXT NOT NULL DEFAULT ''; PRAGMA user_version = 3");
}

TEST_F(Writing, AStoreOfAnOlderFormIsBroughtUpToDate) {
    const auto file = make("older");
    std::string before;
    {
        auto store = Store::open(file, Access::write);
        const auto given = tools();
        for (const auto* site : {"one", "two", "one"}) { // the first is superseded
            Intake intake(store, given, crosswalk_, key_, context(site));
            Feed feed(intake);
            feed_all(feed, site);
            feed.end();
        }
        before = told(store.connection(), "one") + told(store.connection(), "two");
        give_back_indexes(store.connection());
    }
    EXPECT_THROW(Store::open(file, Access::read), EnvironmentError);
    auto store = Store::open(file, Access::write);
    EXPECT_NO_THROW(store.require(evaluation()));
    EXPECT_THAT(store.verify(), IsEmpty());
    EXPECT_EQ(told(store.connection(), "one") + told(store.connection(), "two"), before);
    EXPECT_EQ(
        store.connection().execAndGet("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%_of_submission'").getInt(),
        0);
}

TEST_F(Writing, RowByRowIsTheSame) {
    auto store = Store::open(make("triggered"), Access::write);
    // SQLite copies no whole cells into a table that has a trigger.
    for (const auto& type : evaluation().types())
        store.connection().exec("CREATE TRIGGER t_" + type.name + " AFTER INSERT ON " + type.name +
                                "_coded BEGIN SELECT 1; END");
    const auto given = tools();
    Intake intake(store, given, crosswalk_, key_, context("one"));
    Feed feed(intake);
    feed_all(feed, "A");
    feed.end();
    EXPECT_THAT(store.verify(), IsEmpty());
    EXPECT_EQ(told(store.connection(), "one"), alone());
}

TEST_F(Writing, ALaterReturnUsesTheCodesThatAreThere) {
    auto store = Store::open(make("later"), Access::write);
    const auto given = tools();
    std::int64_t codes = 0;
    for (int i = 0; i < 2; ++i) {
        Intake intake(store, given, crosswalk_, key_, context("one"));
        Feed feed(intake);
        feed_all(feed, "A");
        feed.end();
        const auto now = store.connection().execAndGet("SELECT count(*) FROM code").getInt64();
        EXPECT_TRUE(i == 0 || now == codes);
        codes = now;
    }
    EXPECT_GT(codes, 4);
    EXPECT_GT(store.connection().execAndGet("SELECT count(*) FROM current_survey_score").getInt64(), 0);
    EXPECT_THAT(store.verify(), IsEmpty());
    EXPECT_EQ(told(store.connection(), "one"), alone());
}

} // namespace
} // namespace pilotage::store::test
