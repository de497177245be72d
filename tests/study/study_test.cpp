#include "core/error.hpp"
#include "core/study/study.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace pilotage;
using testing::HasSubstr;

const char* const small = R"([study]
id = "s"
name = "A study"
[[period]]
id = "2012-13"
start = 2012-04-01
end = 2013-03-31
[[period]]
id = "2013-14"
start = 2013-04-01
end = 2014-03-31
[[site]]
id = "one"
name = "One"
plugin = "one"
council = "C"
cassr = "216"
ons = "E06000012"
arm = "pilot"
aliases = ["First  Site"]
)";

std::string refusal(const std::string& text) {
    try {
        study::parse(text, "study.toml");
    } catch (const EnvironmentError& e) {
        return e.what();
    }
    return "accepted";
}

study::Study programme() {
    return study::load(PILOTAGE_SOURCE_DIR "/examples/study/programme.toml");
}

bool due(const char* site, const char* period) {
    const auto study = programme();
    return study::return_due(*study.find_site(site), *study.find_period(period)).due;
}

TEST(StudyFile, ReadsWhatItSays) {
    const auto study = study::parse(small, "study.toml");
    EXPECT_EQ(study.id, "s");
    EXPECT_EQ(study.max_rejected_share, 0.25);
    ASSERT_EQ(study.periods.size(), 2u);
    EXPECT_EQ(study.periods[1].start, "2013-04-01");
    ASSERT_EQ(study.sites.size(), 1u);
    EXPECT_EQ(study.sites[0].cassr, "216");
    EXPECT_EQ(study.sha256.size(), 64u);
}

TEST(StudyFile, FindsASiteByIdOrAliasWithoutCase) {
    const auto study = study::parse(small, "study.toml");
    EXPECT_NE(study.find_site("ONE"), nullptr);
    EXPECT_NE(study.find_site(" first site "), nullptr);
    EXPECT_EQ(study.find_site("second"), nullptr);
}

TEST(StudyFile, NamesThePlaceOfAFault) {
    const std::string text = small;
    EXPECT_THAT(refusal("id = \n"), HasSubstr("study.toml:1:6: "));
    EXPECT_THAT(refusal(text + "arms = 1\n"), HasSubstr("study.toml:21:1: There is no key \"arms\" in a site."));
    EXPECT_THAT(refusal(text + "start = \"31/03/2013\"\n"),
                HasSubstr("study.toml:21:9: \"start\" of a site must be a day"));
    EXPECT_THAT(refusal(text + "start = 2013-04-01\nend = 2013-03-31\n"),
                HasSubstr("study.toml:22:7: The site ends before it starts"));
    EXPECT_THAT(refusal(text + "not_due = [{ period = \"2020-21\", reason = \"x\" }]\n"),
                HasSubstr("no period \"2020-21\""));
    EXPECT_THAT(refusal(text + "[[period]]\nid = \"2014/15\"\nstart = 2014-04-01\nend = 2015-03-31\n"),
                HasSubstr("study.toml:22:6: The id \"2014/15\" cannot be the name of a folder"));
    EXPECT_THAT(refusal(""), HasSubstr("There is no [study] table"));
    EXPECT_THAT(refusal("[studdy]\nid=\"x\"\n"), HasSubstr("study.toml:1:2: There is no key \"studdy\""));
}

TEST(StudyFile, RefusesOneNameForTwoSites) {
    const std::string text = small;
    const std::string other = "[[site]]\nid = \"two\"\nname = \"Two\"\nplugin = \"two\"\ncouncil = \"D\"\ncassr = "
                              "\"417\"\nons = \"E06000051\"\narm = \"pilot\"\n";
    EXPECT_EQ(refusal(text + other), "accepted");
    EXPECT_THAT(refusal(text + other + "aliases = [\"FIRST site\"]\n"), HasSubstr("already stands for another site"));
}

TEST(StudyFile, ListsAllFaultsAtOnce) {
    const auto words = refusal(std::string(small) + "start = 1\nend = 2\n");
    EXPECT_THAT(words, HasSubstr("study.toml:21:9"));
    EXPECT_THAT(words, HasSubstr("study.toml:22:7"));
}

TEST(StudyFile, AnEmptyFileIsReadAndRefused) {
    try {
        study::load("/dev/null");
        FAIL();
    } catch (const EnvironmentError& e) {
        EXPECT_THAT(e.what(), HasSubstr("There is no [study] table"));
    }
}

TEST(StudyFile, SaysWhereToLookWhenItIsNotThere) {
    EXPECT_THROW(study::load("/no/such/study.toml"), EnvironmentError);
}

TEST(Programme, HasSevenPilotsAndAComparison) {
    const auto study = programme();
    EXPECT_EQ(std::ranges::count(study.sites, study::Arm::pilot, &study::Site::arm), 7);
    EXPECT_EQ(std::ranges::count(study.sites, study::Arm::comparison, &study::Site::arm), 1);
    EXPECT_EQ(study.find_site("jmc healthcare"), study.find_site("JMS Homecare"));
    EXPECT_EQ(study.find_site("Shropshire")->coverage.size(), 3u);
}

TEST(Programme, ReturnsDueFollowTheSitesTimes) {
    EXPECT_TRUE(due("activ8", "2012-13"));
    EXPECT_FALSE(due("activ8", "2013-14"));
    EXPECT_FALSE(due("stoke_neuro", "2011-12"));
    EXPECT_TRUE(due("stoke_neuro", "2013-14"));
    EXPECT_FALSE(due("people2people", "2011-12"));
    EXPECT_TRUE(due("topaz", "2013-14"));
    EXPECT_TRUE(due("comparison", "2011-12"));
}

RC_GTEST_PROP(StudyFile, AReturnIsDueExactlyWhenTimesOverlap, ()) {
    const auto day = [](int n) { return "2012-" + std::string(n < 10 ? "0" : "") + std::to_string(n) + "-15"; };
    const int a = *rc::gen::inRange(1, 13), b = *rc::gen::inRange(a, 13), c = *rc::gen::inRange(1, 13),
              d = *rc::gen::inRange(c, 13);
    study::Site site;
    site.start = day(a), site.end = day(b);
    RC_ASSERT(study::return_due(site, {"p", day(c), day(d)}).due == (std::max(a, c) <= std::min(b, d)));
}

} // namespace
