// Each hostile plugin costs its own run only: the host lives, knows the reason and the last place, and hands nothing on
// as complete.
#include "tests/plugin/runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <linux/landlock.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace pilotage::plugin::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Failed {
    RunResult result;
    KeepingSink sink;
};

Failed run_hostile(const std::string& name, RunLimits limits = {}) {
    auto request = request_for("hostile", name);
    request.limits = limits;
    Failed failed;
    failed.result = run(request, failed.sink);
    return failed;
}

/// The two rows before the misbehaviour, and where it stood.
void expect_failed_at_line_3(const Failed& failed) {
    EXPECT_FALSE(failed.result.complete);
    EXPECT_EQ(failed.result.last_place.file, "things.csv");
    EXPECT_EQ(failed.result.last_place.line, 3u);
    EXPECT_THAT(failed.result.reason, HasSubstr("while reading things.csv, line 3"));
}

TEST(Hostile, ACrashIsNamedWithItsPlace) {
    const auto failed = run_hostile("crashes");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, StartsWith("The plugin crashed ("));
    EXPECT_EQ(failed.result.rule, "plugin.crashed");
}

TEST(Hostile, AHangEndsAtTheIdleLimit) {
    RunLimits limits;
    limits.idle = std::chrono::seconds(1);
    const auto failed = run_hostile("hangs", limits);
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("no sign of life for 1 seconds"));
    EXPECT_EQ(failed.result.rule, "plugin.limit");
}

TEST(Hostile, AHangEndsAtTheDeadlineToo) {
    RunLimits limits;
    limits.deadline = std::chrono::seconds(1);
    const auto failed = run_hostile("hangs", limits);
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("longer than 1 seconds"));
    EXPECT_EQ(failed.result.rule, "plugin.limit");
}

TEST(Hostile, AnExitInTheMiddleIsNoEnd) {
    const auto failed = run_hostile("exits");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("ended its process (exit status 0)"));
    EXPECT_EQ(failed.result.rule, "plugin.crashed");
}

TEST(Hostile, AFloodOfOutputIsStopped) {
    const auto failed = run_hostile("floods");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("printed more than 64 KiB"));
    EXPECT_EQ(failed.result.rule, "plugin.limit");
}

TEST(Hostile, AnEaterOfMemoryIsStopped) {
    RunLimits limits;
    limits.memory_bytes = 256u << 20;
    const auto failed = run_hostile("eats_memory", limits);
    EXPECT_FALSE(failed.result.complete);
    EXPECT_EQ(failed.result.last_place.line, 3u);
    // Whichever comes first: the host's look at the memory in use, or the kernel's limit on address space.
    EXPECT_THAT(failed.result.reason,
                testing::AnyOf(HasSubstr("more than 256 MiB of memory"), HasSubstr("stopped with an exception")));
}

TEST(Hostile, CountsThatDoNotBalanceAreRefused) {
    const auto failed = run_hostile("lies");
    EXPECT_FALSE(failed.result.complete);
    EXPECT_EQ(failed.result.reason,
              "The plugin's counts do not balance: it says that it handed over 11 rows, and 1 were counted.");
    EXPECT_EQ(failed.result.rule, "plugin.counts");
}

TEST(Hostile, AStackOverflowIsACrash) {
    const auto failed = run_hostile("overflows_stack");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, StartsWith("The plugin crashed ("));
    EXPECT_EQ(failed.result.rule, "plugin.crashed");
}

TEST(Hostile, NoiseOnThePipeIsNoFrame) {
    const auto failed = run_hostile("scribbles");
    EXPECT_FALSE(failed.result.complete);
    EXPECT_THAT(failed.result.reason, HasSubstr("something that is no frame"));
    EXPECT_EQ(failed.result.rule, "plugin.protocol");
}

TEST(Hostile, AForgedRecordBeyondTheSchemaDoesNotReachTheSink) {
    const auto failed = run_hostile("forges");
    EXPECT_FALSE(failed.result.complete);
    EXPECT_THAT(failed.result.reason, HasSubstr("(an evaluation record of no known type)"));
    EXPECT_TRUE(failed.sink.records.empty());
    EXPECT_EQ(failed.result.rule, "plugin.protocol");
}

TEST(Hostile, OtherFilesCannotBeRead) {
    if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
        GTEST_SKIP() << "this kernel has no Landlock, which withholds the files";
    const auto failed = run_hostile("reads_elsewhere");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("stopped with an exception"));
    EXPECT_EQ(failed.result.rule, "plugin.exception");
}

/// Process ids of the workers that `host` started.
std::vector<pid_t> workers_of(pid_t host) {
    std::vector<pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream stat(entry.path() / "stat");
        long id = 0, parent = 0;
        std::string name, state;
        if (stat >> id >> name >> state >> parent && parent == host && name == "(pilotage-worker)")
            found.push_back(static_cast<pid_t>(id));
    }
    return found;
}

template <typename Condition>
bool comes_true(Condition condition) {
    for (int i = 0; i < 500; ++i, std::this_thread::sleep_for(std::chrono::milliseconds(20)))
        if (condition()) return true;
    return false;
}

TEST(Hostile, TheWorkerEndsWithItsHost) {
    const auto request = request_for("hostile", "hangs");
    const pid_t host = ::fork();
    if (host == 0) {
        KeepingSink sink;
        run(request, sink);
        ::_exit(0);
    }
    std::vector<pid_t> workers;
    ASSERT_TRUE(comes_true([&] { return !(workers = workers_of(host)).empty(); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(200)); // until it has tied itself to the host and hangs
    ::kill(host, SIGKILL);
    ::waitpid(host, nullptr, 0);
    EXPECT_TRUE(comes_true([&] {
        std::ifstream stat("/proc/" + std::to_string(workers.front()) + "/stat");
        std::string id, name, state;
        return !(stat >> id >> name >> state) || state == "Z";
    }));
}

class Forbidden : public testing::TestWithParam<const char*> {};

TEST_P(Forbidden, IsRefusedByTheSandbox) {
    const std::filesystem::path written = "/tmp/pilotage-hostile";
    std::filesystem::remove(written);
    const auto failed = run_hostile(GetParam());
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("stopped with an exception"));
    EXPECT_FALSE(std::filesystem::exists(written));
}

INSTANTIATE_TEST_SUITE_P(Hostile, Forbidden, testing::Values("writes_a_file", "calls_home", "forks", "kills"),
                         [](const auto& one) { return std::string(one.param); });

} // namespace
} // namespace pilotage::plugin::test
