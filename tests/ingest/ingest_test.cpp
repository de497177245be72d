#include "tests/ingest/program.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <sys/stat.h>

namespace pilotage::test {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

class Ingest : public Program {};

TEST_F(Ingest, SaysWhatItDidWithTheVerdictFirst) {
    const auto ran = ingest(focus_return("r"));
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.out, MatchesRegex("focus independent adult social work, 2012-13: accepted\n([0-9]+) records read: "
                                      "([0-9]+) accepted, 0 rejected, 0 duplicate, 0 left out\n"));
    EXPECT_EQ(ran.err, "");
}

TEST_F(Ingest, TheSameBytesAgainChangeNothing) {
    const auto files = focus_return("r");
    ingest(files);
    const auto before = read_file(folder_ / "s.sqlite");
    fs::rename(files / "services.csv", files / "renamed.csv"); // the bytes count, not their names
    const auto ran = ingest(files);
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(ran.out, HasSubstr("The same files were handed in before as submission 1; nothing was changed."));
    EXPECT_EQ(read_file(folder_ / "s.sqlite"), before);
    EXPECT_THAT(ingest(files, "focus", "2012-13", "--json").out, HasSubstr("\"unchanged\":true"));
}

TEST_F(Ingest, OnlyAReturnThatPassesSupersedes) {
    const auto files = focus_return("r");
    ingest(files);
    fs::remove(files / "persons.csv");
    const auto bad = ingest(files);
    EXPECT_EQ(bad.exit, 1);
    EXPECT_THAT(bad.out, HasSubstr(": rejected. A file of the return cannot be used."));
    EXPECT_THAT(run("status --store s.sqlite").out,
                HasSubstr("focus 2012-13: the later submission 2 was rejected; submission 1 still counts."));
    const auto better = focus_return("r2");
    replace_in(better / "services.csv", "14.25", "15.25");
    EXPECT_EQ(ingest(better).exit, 0);
    SQLite::Database store((folder_ / "s.sqlite").string());
    EXPECT_EQ(store.execAndGet("SELECT group_concat(state) FROM submission_state").getString(),
              "superseded,rejected,accepted");
    EXPECT_EQ(store.execAndGet("SELECT count(DISTINCT submission) FROM service").getInt(), 2);
    EXPECT_EQ(run("status --store s.sqlite --verify").exit, 0);
}

TEST_F(Ingest, AFileReferenceOfAnotherPeriodIsRefusedUnderEitherNameOfTheSite) {
    const auto samples = source / "examples/study/returns/stoke_neuro";
    ASSERT_EQ(ingest(samples / "2012-13", "JMC Healthcare", "2012-13").exit, 0);
    const auto later = folder_ / "later";
    fs::copy(samples / "2013-14", later);
    fs::copy(samples / "2012-13/visits-2.xml", later / "visits-9.xml");
    const auto refused = ingest(later, "JMS Homecare", "2013-14");
    EXPECT_EQ(refused.exit, 1);
    EXPECT_THAT(refused.out, HasSubstr("[file.reference_repeated]"));
    EXPECT_THAT(refused.out, HasSubstr("at visits-9.xml:2"));
    fs::remove(later / "visits-9.xml");
    EXPECT_EQ(ingest(later, "stoke_neuro", "2013-14").exit, 0);

    fs::copy(samples / "2012-13", folder_ / "again");
    replace_in(folder_ / "again/persons.csv", ",SU,", ",su,");
    EXPECT_EQ(ingest(folder_ / "again", "stoke_neuro", "2012-13").exit, 0) << "a return may hold its own files again";
    EXPECT_THAT(
        run("trace --store s.sqlite --measure home_care_visits_delivered --site stoke_neuro --period 2013-14").out,
        HasSubstr("\n  visits-1.xml:17\n"))
        << "the line on which the visit begins";
}

TEST_F(Ingest, CheckGivesTheSameVerdictAndFindings) {
    const auto files = focus_return("r");
    replace_in(files / "services.csv", "14.25", "a lot");
    replace_in(files / "referrals.csv", "999 091 5342", "999 091 5343");
    auto ingested = ingest(files, "focus", "2012-13", "--json").out;
    const auto checked = run("check --study " + programme + " --site focus --period 2012-13 --json r").out;
    ASSERT_THAT(ingested, StartsWith("{\"site\":\"focus\""));
    EXPECT_THAT(checked, HasSubstr("\"verdict\":\"accepted in part\""));
    EXPECT_EQ("{" + ingested.substr(ingested.find("\"verdict\"")), checked);
}

TEST_F(Ingest, TakesAFolderOfReturns) {
    fs::create_directories(folder_ / "inbox/FOCUS");
    fs::rename(focus_return("r"), folder_ / "inbox/FOCUS/2012-13"); // an alias, without case
    fs::create_directories(folder_ / "inbox/nobody/2012-13");
    fs::create_directories(folder_ / "inbox/topaz/2012-13");
    std::ofstream(folder_ / "inbox/topaz/2012-13/a.csv") << "a\n";
    auto study = read_file(programme);
    const std::string plugin = "plugin = \"topaz\"";
    study.replace(study.find(plugin), plugin.size(), "plugin = \"not_built\"");
    std::ofstream(folder_ / "study.toml") << study;
    ASSERT_EQ(run("init t.sqlite --study study.toml --key t.key").exit, 0);
    const auto ran = run("ingest --store t.sqlite inbox");
    EXPECT_EQ(ran.exit, 3) << "topaz has no plugin here";
    EXPECT_THAT(ran.out, HasSubstr("focus  2012-13  accepted. "));
    EXPECT_THAT(ran.out, HasSubstr("2 returns: 1 accepted, 1 not read."));
    EXPECT_THAT(ran.err, HasSubstr("The folder \"nobody\" is no site or period of the study"));
    EXPECT_THAT(ran.err, HasSubstr("topaz 2012-13: "));
}

TEST_F(Ingest, AReturnThatIsNotDueIsTakenWithAWarning) {
    const auto ran = run("check --study " + programme + " --site activ8 --period 2013-14 --plugin focus --json '" +
                         focus_return("r").string() + "'");
    EXPECT_THAT(ran.out, HasSubstr("submission.not_due"));
}

TEST_F(Ingest, NamesWhatItDoesNotKnow) {
    const auto files = focus_return("r");
    EXPECT_THAT(ingest(files, "focsu").err, HasSubstr("Did you mean \"focus\"?"));
    EXPECT_THAT(ingest(files, "focus", "2014-15").err, HasSubstr("Its periods are: 2011-12, 2012-13, 2013-14."));
    EXPECT_EQ(ingest(files, "focus", "2014-15").exit, 2);
    EXPECT_EQ(ingest(folder_ / "nothing").exit, 2);
}

TEST_F(Ingest, FollowsTheStudyFile) {
    fs::copy(programme, folder_ / "p.toml");
    ASSERT_EQ(run("init t.sqlite --study p.toml --key t.key").exit, 0);
    replace_in(folder_ / "p.toml", "name = \"focus independent adult social work\"", "name = \"Another name\"");
    ingest(focus_return("r"));
    EXPECT_EQ(run("ingest --store t.sqlite --site focus --period 2012-13 r").exit, 0);
    EXPECT_THAT(run("status --store t.sqlite --json").out, HasSubstr("Another name"));
    replace_in(folder_ / "p.toml", "id = \"focus\"", "id = \"fokus\"");
    const auto ran = run("ingest --store t.sqlite --site fokus --period 2012-13 r");
    EXPECT_EQ(ran.exit, 3);
    EXPECT_THAT(ran.err, HasSubstr("no longer has a site or period that the store has returns of"));
}

class Refused : public Program {
protected:
    std::string refusal(const std::string& arguments) const {
        const auto ran = run(arguments);
        EXPECT_EQ(ran.exit, 3) << ran.out;
        return ran.err;
    }
};

TEST_F(Refused, TheKey) {
    focus_return("r");
    const std::string call = "ingest --store s.sqlite --site focus --period 2012-13 r";
    struct stat about = {};
    ASSERT_EQ(::stat((folder_ / "s.key").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
    ASSERT_EQ(::stat((folder_ / "s.sqlite").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
    ::chmod((folder_ / "s.key").c_str(), 0640);
    EXPECT_THAT(refusal(call), HasSubstr("is open to others than its owner"));
    ::chmod((folder_ / "s.key").c_str(), 0600);
    EXPECT_EQ(run("init other.sqlite --study " + programme + " --key other.key").exit, 0);
    EXPECT_THAT(refusal(call + " --key other.key"), HasSubstr("is not the key of the store"));
    EXPECT_THAT(refusal(call + " --key r/persons.csv"), HasSubstr("open to others"));
    fs::remove(folder_ / "s.key");
    EXPECT_THAT(refusal(call), HasSubstr("cannot be read: No such file"));
}

TEST_F(Refused, FilesThatAreNoStore) {
    EXPECT_THAT(refusal("status --store none.sqlite"), HasSubstr("There is no store none.sqlite."));
    std::ofstream(folder_ / "text.sqlite") << std::string(5000, 'x');
    EXPECT_THAT(refusal("status --store text.sqlite"), HasSubstr("is not a store of Pilotage"));
    SQLite::Database((folder_ / "other.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE t (a)");
    EXPECT_THAT(refusal("status --store other.sqlite"), HasSubstr("is not a store of Pilotage"));
    SQLite::Database((folder_ / "s.sqlite").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    EXPECT_THAT(refusal("status --store s.sqlite"),
                HasSubstr("was written by a newer Pilotage (form 99; this one knows forms up to 4)"));
    EXPECT_THAT(refusal("init s.sqlite --study " + programme), HasSubstr("There is already a file s.sqlite"));
}

TEST_F(Refused, AnInitThatFailsLeavesNothing) {
    std::ofstream(folder_ / "bad.toml") << "[study]\n";
    EXPECT_THAT(refusal("init n.sqlite --study bad.toml --key n.key"),
                HasSubstr("bad.toml:1:1: [study] has no \"id\""));
    EXPECT_THAT(refusal("init no/such/folder.sqlite --study " + programme + " --key n.key"),
                HasSubstr("cannot be made"));
    EXPECT_FALSE(fs::exists(folder_ / "n.sqlite"));
    EXPECT_FALSE(fs::exists(folder_ / "n.key"));
}

TEST_F(Refused, AChangedStoreIsNoticed) {
    ingest(focus_return("r"));
    SQLite::Database((folder_ / "s.sqlite").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE service_coded SET unit_cost = unit_cost + 1 WHERE id = 1");
    EXPECT_THAT(refusal("status --store s.sqlite --verify"),
                HasSubstr("The rows of submission 1 are not those that were stored."));
}

} // namespace
} // namespace pilotage::test
