// A plugin that misbehaves costs its own submission only: recorded as failed, with the reason and the last place read.
#include "tests/ingest/program.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::test {
namespace {

using testing::HasSubstr;

struct Case {
    const char* plugin;
    const char* rule;
    const char* words;
    friend void PrintTo(const Case& tested, std::ostream* out) { *out << tested.plugin; }
};

class Hostile : public Program, public testing::WithParamInterface<Case> {};

TEST_P(Hostile, CostsItsOwnSubmissionOnly) {
    const auto [plugin, rule, words] = GetParam();
    std::ofstream(folder_ / "things.csv") << "id\n1\n2\n3\n4\n";
    std::ofstream(folder_ / "h.toml")
        << "[study]\nid = \"h\"\nname = \"H\"\n[[period]]\nid = \"p\"\nstart = 2012-04-01\nend = 2013-03-31\n"
           "[[site]]\nid = \"h\"\nname = \"H\"\nplugin = \""
        << plugin << "\"\ncouncil = \"C\"\ncassr = \"216\"\nons = \"E06000012\"\narm = \"pilot\"\n";
    ASSERT_EQ(run("init h.sqlite --study h.toml --key h.key").exit, 0);
    const auto ran = run("ingest --store h.sqlite --site h --period p --plugin-dir '" PILOTAGE_BINARY_DIR
                         "/tests/plugins/hostile' --idle 2 --memory 512 things.csv");
    EXPECT_EQ(ran.exit, 1) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr(": failed. "));
    EXPECT_THAT(ran.out, HasSubstr(words));
    EXPECT_THAT(ran.out, HasSubstr("nothing was stored"));
    SQLite::Database store((folder_ / "h.sqlite").string());
    EXPECT_EQ(store.execAndGet("SELECT state FROM submission_state").getString(), "failed");
    EXPECT_EQ(store
                  .execAndGet("SELECT rule || '@' || coalesce(file, '') FROM finding_detail WHERE severity = 'fatal' "
                              "ORDER BY finding DESC LIMIT 1")
                  .getString(),
              std::string(rule) + "@things.csv");
    EXPECT_EQ(store.execAndGet("SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM contact)").getInt(), 0);
    EXPECT_EQ(run("status --store h.sqlite --verify").exit, 0);
}

INSTANTIATE_TEST_SUITE_P(Ingest, Hostile,
                         testing::Values(Case{"crashes", "plugin.crashed", "The plugin crashed"},
                                         Case{"hangs", "plugin.limit", "no sign of life for 2 seconds"},
                                         Case{"exits", "plugin.crashed", "ended its process"},
                                         Case{"floods", "plugin.limit", "printed more than 64 KiB"},
                                         Case{"eats_memory", "plugin.limit", "memory"},
                                         Case{"lies", "plugin.counts", "counts do not balance"},
                                         Case{"overflows_stack", "plugin.crashed", "The plugin crashed"},
                                         Case{"scribbles", "plugin.protocol", "no frame"}),
                         [](const auto& tested) { return std::string(tested.param.plugin); });

} // namespace
} // namespace pilotage::test
