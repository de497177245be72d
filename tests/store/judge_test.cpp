#include "core/store/submission.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pilotage::store {
namespace {

Verdict verdict(const Counts& counts, bool fatal = false, double share = 0.25, const DatedRecords& dated = {},
                bool any_period = false) {
    SubmissionContext context;
    context.max_rejected_share = share;
    context.any_period = any_period;
    std::string reason;
    const auto out = judge(counts, dated, fatal, context, reason);
    EXPECT_EQ(reason.empty(), out != Verdict::rejected);
    return out;
}

TEST(Judge, KnowsTheEdges) {
    EXPECT_EQ(verdict({100, 100, 0, 0, 0}), Verdict::accepted);
    EXPECT_EQ(verdict({100, 99, 1, 0, 0}), Verdict::accepted_in_part);
    EXPECT_EQ(verdict({100, 75, 25, 0, 0}), Verdict::accepted_in_part) << "just the share that is allowed";
    EXPECT_EQ(verdict({100, 74, 26, 0, 0}), Verdict::rejected);
    EXPECT_EQ(verdict({100, 30, 11, 0, 59}), Verdict::rejected) << "what was left out does not thin the errors";
    EXPECT_EQ(verdict({0, 0, 0, 0, 0}), Verdict::rejected);
    EXPECT_EQ(verdict({5, 0, 0, 0, 5}), Verdict::rejected);
    EXPECT_EQ(verdict({100, 100, 0, 0, 0}, true), Verdict::rejected);
    EXPECT_EQ(verdict({2, 1, 1, 0, 0}, false, 1), Verdict::accepted_in_part);
    EXPECT_EQ(verdict({2, 0, 2, 0, 0}, false, 1), Verdict::rejected);
    EXPECT_EQ(verdict({100, 60, 0, 0, 40}, false, 1, {80, 40}), Verdict::accepted) << "half of it is of other periods";
    EXPECT_EQ(verdict({100, 60, 0, 0, 40}, false, 1, {79, 40}), Verdict::rejected);
    EXPECT_EQ(verdict({100, 60, 0, 0, 40}, false, 1, {79, 40}, true), Verdict::accepted);
}

RC_GTEST_PROP(Judge, MoreErrorsNeverMendAReturn, ()) {
    const std::uint64_t accepted = *rc::gen::inRange(0, 100), rejected = *rc::gen::inRange(0, 100);
    std::string reason, worse_reason;
    const SubmissionContext context;
    const auto before = judge({accepted + rejected, accepted, rejected, 0, 0}, {}, false, context, reason);
    const auto after = judge({accepted + rejected + 1, accepted, rejected + 1, 0, 0}, {}, false, context, worse_reason);
    RC_ASSERT(static_cast<int>(after) >= static_cast<int>(before));
}

TEST(FilesHash, DependsOnBytesAloneAndOnAllOfThem) {
    const SubmittedFile a{"a.csv", 1, "aa"}, b{"b.csv", 1, "bb"}, renamed{"c.csv", 1, "aa"};
    EXPECT_EQ(files_hash({a, b}), files_hash({b, renamed}));
    EXPECT_NE(files_hash({a, b}), files_hash({a}));
    EXPECT_NE(files_hash({a}), files_hash({a, renamed}));
}

} // namespace
} // namespace pilotage::store
