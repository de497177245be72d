// Each hostile plugin costs its own run only: the host lives, knows the reason and the last place, and hands nothing on as complete.
#include "tests/plugin/runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
}

TEST(Hostile, AHangEndsAtTheIdleLimit) {
    RunLimits limits;
    limits.idle = std::chrono::seconds(1);
    const auto failed = run_hostile("hangs", limits);
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("no sign of life for 1 seconds"));
}

TEST(Hostile, AHangEndsAtTheDeadlineToo) {
    RunLimits limits;
    limits.deadline = std::chrono::seconds(1);
    const auto failed = run_hostile("hangs", limits);
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("longer than 1 seconds"));
}

TEST(Hostile, AnExitInTheMiddleIsNoEnd) {
    const auto failed = run_hostile("exits");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("ended its process (exit status 0)"));
}

TEST(Hostile, AFloodOfOutputIsStopped) {
    const auto failed = run_hostile("floods");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, HasSubstr("printed more than 64 KiB"));
}

TEST(Hostile, AnEaterOfMemoryIsStopped) {
    RunLimits limits;
    limits.memory_bytes = 256u << 20;
    const auto failed = run_hostile("eats_memory", limits);
    EXPECT_FALSE(failed.result.complete);
    EXPECT_EQ(failed.result.last_place.line, 3u);
    // Whichever comes first: the host's look at the memory in use, or the kernel's limit on address space.
    EXPECT_THAT(failed.result.reason, testing::AnyOf(HasSubstr("more than 256 MiB of memory"), HasSubstr("stopped with an exception")));
}

TEST(Hostile, CountsThatDoNotBalanceAreRefused) {
    const auto failed = run_hostile("lies");
    EXPECT_FALSE(failed.result.complete);
    EXPECT_EQ(failed.result.reason, "The plugin's counts do not balance: it says that it handed over 11 rows, and 1 were counted.");
}

TEST(Hostile, AStackOverflowIsACrash) {
    const auto failed = run_hostile("overflows_stack");
    expect_failed_at_line_3(failed);
    EXPECT_THAT(failed.result.reason, StartsWith("The plugin crashed ("));
}

TEST(Hostile, NoiseOnThePipeIsNoFrame) {
    const auto failed = run_hostile("scribbles");
    EXPECT_FALSE(failed.result.complete);
    EXPECT_THAT(failed.result.reason, HasSubstr("something that is no frame"));
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
