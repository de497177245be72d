#include "core/error.hpp"
#include "core/release/profile.hpp"

#include <gmock/gmock.h>

namespace pilotage::release {
namespace {

using testing::HasSubstr;

Profile installed(const std::string& name) {
    return load_profile(std::string(PILOTAGE_SOURCE_DIR) + "/schemas/profiles/" + name + ".toml");
}

std::string fault_of(const std::string& text) {
    try {
        parse_profile(text, "p.toml");
    } catch (const EnvironmentError& e) {
        return e.what();
    }
    return "no fault";
}

TEST(Profile, TheInstalledOnesSayWhatTheirCollectionsAsk) {
    const auto safeguarding = installed("safeguarding"), ascs = installed("ascs"), ascof = installed("ascof"),
               hes = installed("hes"), acro = installed("acro");
    EXPECT_TRUE(safeguarding.is_small(0) && safeguarding.is_small(4) && !safeguarding.is_small(5));
    EXPECT_EQ(safeguarding.rate_places, 0);
    EXPECT_TRUE(!ascs.is_small(0) && ascs.is_small(1) && ascs.is_small(2) && !ascs.is_small(3));
    EXPECT_EQ(ascs.percentage_places, 1);
    EXPECT_TRUE(!ascof.is_small(0) && ascof.is_small(4) && !ascof.is_small(5));
    EXPECT_EQ(ascof.zero_denominator, measure::Shorthand::not_available);
    EXPECT_TRUE(!hes.is_small(0) && hes.is_small(7) && !hes.is_small(8));
    EXPECT_TRUE(acro.is_small(9) && !acro.is_small(10));
    ASSERT_TRUE(acro.dominance);
    EXPECT_EQ(acro.dominance->largest, 2);
    EXPECT_EQ(acro.dominance->share, 0.90);
    EXPECT_EQ(acro.dominance->p_ratio, 0.10);
    for (const auto& p : {safeguarding, ascs, ascof, hes, acro}) {
        EXPECT_EQ(p.base, 5) << p.id;
        EXPECT_EQ(p.rounding, RoundingRule::nearest) << p.id;
        EXPECT_TRUE(p.percentages_from_rounded) << p.id;
        EXPECT_EQ(p.sha256.size(), 64u) << p.id;
    }
}

TEST(Profile, EveryFaultHasItsPlaceAndWhatWasExpected) {
    const auto faults = fault_of("[profile]\nid = \"Big\"\ntitle = \"T\"\n[counts]\nthreshold = \"5\"\nround_to = 5\n"
                                 "rounding = \"up\"\ntreshold = 5\n[values]\npercentage_places = 9\n[dominance]\n"
                                 "largest = 2\n[other]\n");
    EXPECT_THAT(faults, HasSubstr("p.toml:2:6: \"id\" of [profile] may have lower-case letters"));
    EXPECT_THAT(faults, HasSubstr("p.toml:5:13: \"threshold\" of [counts] must be a whole number from 1 to 1000."));
    EXPECT_THAT(faults, HasSubstr("p.toml:7:12: \"rounding\" of [counts] must be \"nearest\" or \"controlled\"."));
    EXPECT_THAT(faults, HasSubstr("p.toml:8:1: There is no key \"treshold\" in [counts]. Its keys are threshold,"));
    EXPECT_THAT(faults,
                HasSubstr("p.toml:10:21: \"percentage_places\" of [values] must be a whole number from 0 to 6."));
    EXPECT_THAT(faults, HasSubstr("p.toml:12:11: \"largest\" of [dominance] needs a \"share\"."));
    EXPECT_THAT(faults, HasSubstr("p.toml:13:2: There is no section [other] in a profile."));
    EXPECT_THAT(fault_of("id = 1 2"), HasSubstr("is not TOML:\np.toml:1:"));
    EXPECT_THAT(fault_of(""), HasSubstr("A profile needs a section [counts]."));
}

TEST(Profile, ItsRulesAreTold) {
    EXPECT_THAT(rules_of(installed("safeguarding")),
                testing::Contains(HasSubstr("Counts under 5, 0 included, are withheld and shown as [c]")));
    EXPECT_THAT(rules_of(installed("acro")),
                testing::Contains(HasSubstr("2 largest contributions make more than 90%")));
}

TEST(Profile, ItsHashIsOfItsText) {
    const std::string text = "[profile]\nid = \"a\"\ntitle = \"A\"\n[counts]\nthreshold = 5\nround_to = 1\n[values]\n";
    const auto a = parse_profile(text, "a.toml"), b = parse_profile(text + "# other\n", "b.toml");
    EXPECT_EQ(a.rounding, RoundingRule::none);
    EXPECT_NE(a.sha256, b.sha256);
    EXPECT_EQ(a.text, text);
}

} // namespace
} // namespace pilotage::release
