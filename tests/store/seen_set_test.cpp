#include "core/store/seen_set.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace pilotage::store {
namespace {

// A small table spills after a few hundred hashes; the same questions are put to a std::set.
RC_GTEST_PROP(SeenSet, KnowsWhatItWasGiven, (const std::vector<std::uint16_t>& numbers)) {
    SeenSet set(16);
    std::set<std::uint16_t> expected;
    for (const auto number : numbers) {
        const Hash128 hash{number * 0x9e3779b97f4a7c15u, number};
        RC_ASSERT(set.contains(hash) == expected.contains(number));
        RC_ASSERT(set.insert(hash) == expected.insert(number).second);
        RC_ASSERT(set.contains(hash));
    }
}

TEST(SeenSet, KnowsAHundredThousandOnDisk) {
    SeenSet set(1 << 10);
    const auto hash = [](std::uint64_t i) { return keyed_hash(std::to_string(i)); };
    for (std::uint64_t i = 0; i < 100'000; ++i) ASSERT_TRUE(set.insert(hash(i))) << i;
    for (std::uint64_t i = 0; i < 100'000; ++i) ASSERT_FALSE(set.insert(hash(i))) << i;
    for (std::uint64_t i = 100'000; i < 120'000; ++i) ASSERT_FALSE(set.contains(hash(i))) << i;
    EXPECT_TRUE(set.insert({}));
    EXPECT_FALSE(set.insert({})) << "all zero is a hash as any other";
}

} // namespace
} // namespace pilotage::store
