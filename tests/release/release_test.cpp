// A release from a store to its files: what is shown, what is withheld, what earlier releases change, and that the
// folder is whole.
#include "core/error.hpp"
#include "core/release/accessibility/read_workbook.hpp"
#include "core/release/accessibility/workbook_rules.hpp"
#include "core/release/make_release.hpp"
#include "core/release/release_audit.hpp"
#include "core/release/release_folder.hpp"
#include "core/release/release_json.hpp"
#include "core/release/report/report.hpp"
#include "core/release/workbook/release_workbook.hpp"
#include "importers/memory_file.hpp"
#include "tests/measure/hand_made_store.hpp"

#include "core/store/store.hpp"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <unistd.h>

namespace pilotage::release {
namespace {

namespace fs = std::filesystem;
using pilotage::testing::HandMadeStore;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char *const direct = "Direct to the practice", *const passed_on = "Through the council's contact centre";
const char* const by_route = R"(-- id: by_route
-- title: Requests by route
-- kind: count
-- numerator: requests
-- denominator: none
-- dimension: route
-- unit: requests
-- direction: neither
-- source: test
-- records: request
SELECT site, period, 'request' AS record, id, route_of_access AS dimension FROM current_request
)";
const char* const direct_share = R"(-- id: direct_share
-- title: Direct requests
-- kind: proportion
-- numerator: direct ones
-- denominator: all requests
-- unit: share
-- direction: neither
-- source: test
-- records: request
SELECT site, period, 'request' AS record, id, referral_path = 'Direct to the practice' AS numerator FROM current_request
)";
const char* const score = R"(-- id: quality
-- title: Quality of life
-- kind: score
-- numerator: score
-- denominator: responses
-- unit: score
-- direction: higher_is_better
-- source: test
-- records: request
SELECT site, period, 'request' AS record, id, 10 + id % 7 AS value FROM current_request
)";

const char* const weighted_share = R"(-- id: weighted_share
-- title: Direct requests, weighted
-- kind: proportion
-- numerator: direct ones
-- denominator: all requests
-- unit: share
-- direction: neither
-- source: test
-- records: request
SELECT site, period, 'request' AS record, id, referral_path = 'Direct to the practice' AS numerator,
       route_of_access AS stratum, CASE route_of_access WHEN 'Prison' THEN 101 ELSE 59 END AS stratum_size
FROM current_request
)";
const char* const weighted_score = R"(-- id: weighted_score
-- title: Quality of life, weighted
-- kind: score
-- numerator: score
-- denominator: responses
-- unit: score
-- direction: higher_is_better
-- source: test
-- records: request
SELECT site, period, 'request' AS record, id, CASE route_of_access WHEN 'Prison' THEN 10 + id % 2 ELSE 4 END AS value,
       route_of_access AS stratum, CASE route_of_access WHEN 'Prison' THEN 101 ELSE 59 END AS stratum_size
FROM current_request
)";

Profile profile(const std::string& counts, const std::string& values = "") {
    return parse_profile("[profile]\nid = \"test\"\ntitle = \"Test\"\n[counts]\n" + counts + "\n[values]\n" + values,
                         "test.toml");
}

Profile ascof() {
    return load_profile(std::string(PILOTAGE_SOURCE_DIR) + "/schemas/profiles/ascof.toml");
}

class Releases : public ::testing::Test {
protected:
    Releases()
        : folder_(fs::temp_directory_path() / ("pilotage_release_" + std::to_string(::getpid()))),
          east_(store_.submission("east", "2011-12")), south_(store_.submission("south", "2011-12")) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~Releases() override { fs::remove_all(folder_); }

    void requests(std::int64_t submission, int many, const std::string& route, const std::string& path) {
        for (int i = 0; i < many; ++i)
            last_request_ = store_.row(submission, "request",
                                       {{"person", "p" + std::to_string(next_)},
                                        {"event_reference", "e" + std::to_string(next_++)},
                                        {"start_date", "2011-06-01"},
                                        {"route_of_access", route},
                                        {"referral_path", path}});
    }
    /// The latest ones.
    void withdraw_requests(int many) {
        store_.execute("DELETE FROM request_coded WHERE id > " + std::to_string(last_request_ - many));
        last_request_ -= many;
    }
    MadeRelease make(std::vector<const char*> measures, const Profile& p, std::vector<EarlierRelease> earlier = {}) {
        ReleaseOptions options;
        for (const auto* text : measures) {
            const std::string header(text);
            const auto id = header.substr(7, header.find('\n') - 7);
            options.measures.push_back(measure::parse_measure(text, id + ".sql"));
        }
        options.profile = p;
        options.earlier = std::move(earlier);
        measure::Evaluation evaluation(store_.file());
        return make_release(evaluation, store::Store::open(store_.file(), store::Access::read).study(), options);
    }
    static const ReleasedFigure& figure(const Release& release, const std::string& id) {
        for (const auto* list : {&release.measures, &release.quality})
            for (const auto& m : *list)
                for (const auto& f : m.figures)
                    if (f.id == id) return f;
        throw std::runtime_error("no figure " + id);
    }
    static std::string shown(const Shown& value) {
        if (value.number) {
            std::ostringstream out;
            out << *value.number;
            return out.str();
        }
        return value.shorthand ? std::string(measure::code_of(*value.shorthand)) : "";
    }
    std::string value(const MadeRelease& made, const std::string& id) { return shown(figure(made.release, id).value); }
    std::string read(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }

    HandMadeStore store_;
    fs::path folder_;
    std::int64_t east_, south_;
    std::int64_t last_request_ = 0;
    int next_ = 1;
};

TEST_F(Releases, CountsAreRoundedSmallOnesWithheldAndTotalsAddedUp) {
    requests(east_, 13, "Self-Funder", "Direct to the practice");
    requests(east_, 21, "Prison", "Through the council's contact centre");
    requests(south_, 3, "Self-Funder", "Direct to the practice");
    requests(south_, 39, "Prison", "Through the council's contact centre");
    const auto made = make({by_route, direct_share}, ascof());
    EXPECT_THAT(made.faults, IsEmpty());
    EXPECT_EQ(value(made, "by_route:2011-12:east:Self-Funder"), "15");
    EXPECT_EQ(value(made, "by_route:2011-12:east"), "35");
    EXPECT_EQ(value(made, "by_route:2011-12:south:Self-Funder"), "[c]");
    EXPECT_EQ(value(made, "by_route:2011-12:all-sites"), "75"); // of 76
    const auto& share = figure(made.release, "direct_share:2011-12:east");
    EXPECT_EQ(shown(share.numerator), "15");
    EXPECT_EQ(shown(share.denominator), "35");
    EXPECT_EQ(shown(share.value), "0.429"); // 15 / 35, not 13 / 34
    EXPECT_EQ(share.method, "Wilson");
    const auto limits = measure::wilson(15, 35);
    EXPECT_NEAR(share.interval->lower, limits.lower, 0.0005);
    EXPECT_EQ(shown(figure(made.release, "direct_share:2011-12:south").numerator), "[c]");
    EXPECT_EQ(shown(figure(made.release, "direct_share:2011-12:south").value), "[c]");
    EXPECT_EQ(shown(figure(made.release, "direct_share:2011-12:south").denominator), "40");
    EXPECT_EQ(figure(made.release, "direct_share:2011-12:all-sites").sites, 2);
    EXPECT_EQ(value(made, "by_route:2011-12:north"), "[x]");
    EXPECT_EQ(value(made, "by_route:2012-13:south"), "[z]");
    // The requests of one measure are the denominator of the other: one count, and the log says so.
    EXPECT_THAT(made.log.entries, Contains(::testing::Field(&LogEntry::rule, "under 5")));
    // An output checker finds each value that is withheld, once.
    std::map<std::string, int> logged;
    for (const auto& entry : made.log.entries)
        for (const auto& shown : entry.shown_as) ++logged[shown];
    std::size_t withheld = 0;
    for (const auto* measures : {&made.release.measures, &made.release.quality})
        for (const auto& m : *measures)
            for (const auto& figure : m.figures)
                if (figure.value.shorthand == measure::Shorthand::confidential) {
                    ++withheld;
                    EXPECT_EQ(logged[figure.id + " value"], 1) << figure.id;
                }
    EXPECT_GT(withheld, 0U);
}

TEST_F(Releases, OneCountOfSeveralMeasuresIsProtectedOnce) {
    requests(east_, 30, "Prison", "Direct to the practice");
    requests(south_, 3, "Prison", "Direct to the practice");
    const auto made = make({by_route, direct_share}, profile("threshold = 5\nround_to = 1"));
    EXPECT_THAT(made.faults, IsEmpty());
    EXPECT_EQ(value(made, "by_route:2011-12:south"), "[c]");
    EXPECT_EQ(shown(figure(made.release, "direct_share:2011-12:south").denominator), "[c]");
    const auto one = std::ranges::find_if(made.log.entries, [](const LogEntry& e) {
        return std::ranges::find(e.shown_as, "by_route:2011-12:south") != e.shown_as.end();
    });
    ASSERT_NE(one, made.log.entries.end());
    EXPECT_THAT(one->shown_as, Contains("direct_share:2011-12:south denominator"));
    EXPECT_TRUE(one->primary);
    ASSERT_TRUE(one->feasible);
    EXPECT_EQ(one->feasible->least, 1);
    EXPECT_EQ(one->feasible->most, 4);
    // Without rounding a total would give the 3 away: the site of 30, or the total, goes too.
    EXPECT_TRUE(value(made, "by_route:2011-12:east") == "[c]" || value(made, "by_route:2011-12:all-sites") == "[c]");
}

TEST_F(Releases, MeansOfOthersDoNotGiveAMeanAway) {
    requests(east_, 30, "Prison", "Direct to the practice");
    requests(south_, 3, "Prison", "Direct to the practice");
    const auto made = make({score}, ascof());
    EXPECT_EQ(value(made, "quality:2011-12:south"), "[c]");
    EXPECT_TRUE(value(made, "quality:2011-12:east") == "[c]" || value(made, "quality:2011-12:all-sites") == "[c]");
    EXPECT_EQ(shown(figure(made.release, "quality:2011-12:east").numerator), ""); // a sum says more than the mean
}

TEST_F(Releases, ASurveyWeightedByStrataIsWorkedOutFromTheirRoundedCounts) {
    requests(east_, 12, "Prison", direct);
    requests(east_, 12, "Prison", passed_on);
    requests(east_, 8, "Self-Funder", direct);
    requests(east_, 8, "Self-Funder", passed_on);
    requests(south_, 20, "Prison", direct);
    requests(south_, 20, "Prison", passed_on);
    requests(south_, 3, "Self-Funder", direct); // a stratum with few
    requests(south_, 20, "Self-Funder", passed_on);
    const auto made = make({weighted_share, weighted_score, direct_share}, ascof());
    EXPECT_THAT(made.faults, IsEmpty());
    const auto& share = figure(made.release, "weighted_share:2011-12:east");
    EXPECT_EQ(shown(share.denominator), "40");
    EXPECT_EQ(shown(share.numerator), ""); // the value is not its share of the denominator
    EXPECT_EQ(shown(share.value), "0.5");  // 100 of 160 people at 10 / 25, 60 of them at 10 / 15
    EXPECT_EQ(share.method, "stratified survey margin");
    const std::vector<measure::SurveyStratum> strata{{100, 25, 10, 10}, {60, 15, 10, 10}};
    EXPECT_NEAR(share.interval->upper - 0.5, measure::stratified_mean(strata)->margin, 0.0006);
    // Beside it stands what it is worked out from, so that anybody can do so again; nothing of what is withheld.
    const auto& published = made.release.measures.front().strata;
    ASSERT_EQ(published.size(), 2U);
    EXPECT_EQ(published[0].site + "/" + published[0].name, "east/Prison");
    EXPECT_EQ(shown(published[0].people) + " " + shown(published[0].cases) + " " + shown(published[0].above),
              "100 25 10");
    EXPECT_EQ(shown(published[1].people) + " " + shown(published[1].cases) + " " + shown(published[1].above),
              "60 15 10");
    const auto files = files_of(made.release);
    const auto csv = std::ranges::find(files, "strata.csv", &ReleaseFile::name);
    ASSERT_NE(csv, files.end());
    EXPECT_EQ(csv->bytes, "measure,period,site,part,stratum,people,numerator,denominator\r\n"
                          "weighted_share,2011-12,east,,Prison,100,10,25\r\n"
                          "weighted_share,2011-12,east,,Self-Funder,60,10,15\r\n");
    EXPECT_EQ(parse_release_json(release_json(made.release)).measures.front().strata.size(), 2U);
    // All that are counted are many, but not in each stratum.
    EXPECT_EQ(value(made, "direct_share:2011-12:south"), "0.385");
    EXPECT_EQ(value(made, "weighted_share:2011-12:south"), "[c]");
    EXPECT_EQ(value(made, "weighted_share:2011-12:all-sites"), "[c]"); // it rests on the same strata
    const auto& funnels = made.release.measures.front().funnels;
    ASSERT_FALSE(funnels.empty());
    EXPECT_THAT(std::get<measure::NoEstimate>(funnels.front().result).reason, HasSubstr("no funnel"));

    const auto& mean = figure(made.release, "weighted_score:2011-12:east");
    EXPECT_EQ(mean.method, "stratified survey margin");
    EXPECT_EQ(shown(mean.value), "8.1"); // (101 x 10.5 + 59 x 4) / 160, not (24 x 10.5 + 16 x 4) / 40
}

TEST_F(Releases, FractionsAboveTheLineAddUp) {
    const std::string staff = R"(-- id: staff
-- title: Staff by cases
-- kind: ratio
-- numerator: whole-time equivalents
-- denominator: requests
-- unit: staff
-- direction: neither
-- source: test
-- records: request
SELECT site, period, 'request' AS record, id, CASE site WHEN 'south' THEN 0.3 ELSE 0.5 END AS numerator, 1 AS denominator
FROM current_request
)";
    requests(east_, 31, "Prison", direct);                                 // 15.5
    requests(store_.submission("north", "2011-12"), 41, "Prison", direct); // 20.5
    requests(south_, 33, "Prison", direct);                                // 9.9
    const auto few = make({staff.c_str()}, profile("threshold = 30\nround_to = 1"));
    EXPECT_THAT(few.faults, IsEmpty());
    EXPECT_EQ(shown(figure(few.release, "staff:2011-12:east").numerator), "[c]");
    const auto all = make({staff.c_str()}, profile("threshold = 5\nround_to = 1")).release;
    std::vector<std::string> numerators;
    for (const auto* place : {"east", "north", "south", "arm-pilot", "arm-comparison", "all-sites"})
        numerators.push_back(shown(figure(all, "staff:2011-12:" + std::string(place)).numerator));
    EXPECT_THAT(numerators, ElementsAre("16", "20", "10", "36", "10", "46"));
}

TEST_F(Releases, TheStrataOfSeveralSitesAreStrataOfTheirOwn) {
    for (const auto submission : {east_, south_}) {
        requests(submission, submission == east_ ? 20 : 10, "Prison", "Direct to the practice");
        requests(submission, 20, "Prison", "Through the council's contact centre");
        requests(submission, 10, "Self-Funder", "Direct to the practice");
        requests(submission, 10, "Self-Funder", "Through the council's contact centre");
    }
    const auto made = make({weighted_share}, profile("threshold = 5\nround_to = 1"));
    EXPECT_THAT(made.faults, IsEmpty());
    // Two Prison strata of 101 people, at 20 / 40 and 10 / 30, and two of 59 at a half.
    EXPECT_EQ(value(made, "weighted_share:2011-12:all-sites"), "0.447");
    measure::Evaluation evaluation(store_.file());
    const auto compared = evaluation.compare(measure::parse_measure(weighted_share, "weighted_share.sql"), {});
    const auto all = std::ranges::find_if(compared.totals, [](const auto& t) { return !t.arm; });
    ASSERT_NE(all, compared.totals.end());
    EXPECT_NEAR(std::get<measure::Figure>(all->state).value, (101 * (0.5 + 1.0 / 3) + 59) / 320, 1e-12);
}

TEST_F(Releases, FewLargeContributionsWithholdAMean) {
    const Dominance rule{2, 0.90, 0.10};
    EXPECT_TRUE(dominated({100, 50, 4}, rule));  // two make 97%
    EXPECT_FALSE(dominated({40, 30, 30}, rule)); // 70%, and the rest is 75% of the largest
    EXPECT_TRUE(dominated({70, 15, 6, 9}, {0, 1, 0.30}));
    EXPECT_FALSE(dominated({70, 15, 6, 9}, {0, 1, 0.20}));
    EXPECT_FALSE(dominated({-5, 100, 50}, rule)); // no sum of contributions
}

TEST_F(Releases, ZerosAreToldApart) {
    requests(east_, 20, "Prison", "Through the council's contact centre");
    requests(south_, 20, "Self-Funder", "Direct to the practice");
    const auto shown_zero = make({by_route}, ascof());
    EXPECT_EQ(value(shown_zero, "by_route:2011-12:east:Self-Funder"), "0");
    const auto withheld =
        make({by_route}, load_profile(std::string(PILOTAGE_SOURCE_DIR) + "/schemas/profiles/safeguarding.toml"));
    EXPECT_EQ(value(withheld, "by_route:2011-12:east:Self-Funder"), "[c]");
    EXPECT_THAT(withheld.faults, IsEmpty());
}

TEST_F(Releases, AnEarlierReleaseIsReckonedWith) {
    requests(east_, 20, "Prison", "Direct to the practice");
    requests(south_, 40, "Prison", "Direct to the practice");
    const auto exact = profile("threshold = 5\nround_to = 1");
    const auto first = make({by_route}, exact);
    const EarlierRelease before{"before", first.release, exact};
    EXPECT_EQ(value(first, "by_route:2011-12:all-sites"), "60");

    // The same once more says nothing new, and is the same.
    const auto again = make({by_route}, exact, {before});
    EXPECT_THAT(again.faults, IsEmpty());
    EXPECT_EQ(release_json(again.release), release_json(first.release));

    // A late return of 3: with the total of before, the new total would give it away.
    requests(store_.submission("north", "2011-12"), 3, "Prison", "Direct to the practice");
    const auto naive = make({by_route}, exact), late = make({by_route}, exact, {before});
    EXPECT_THAT(late.faults, IsEmpty());
    EXPECT_EQ(value(late, "by_route:2011-12:north"), "[c]");
    EXPECT_EQ(value(late, "by_route:2011-12:all-sites"), "[c]");
    EXPECT_EQ(value(late, "by_route:2011-12:arm-pilot"), "[c]");
    EXPECT_EQ(value(naive, "by_route:2011-12:all-sites"), "63"); // which is why it must be known
}

TEST_F(Releases, WhatWasShownBeforeCannotBeProtectedNow) {
    requests(east_, 3, "Prison", "Direct to the practice");
    requests(south_, 40, "Prison", "Direct to the practice");
    const auto open = profile("threshold = 1\nround_to = 1");
    const EarlierRelease before{"before", make({by_route}, open).release, open};
    EXPECT_THROW(make({by_route}, ascof(), {before}), NotProtectable);
}

TEST_F(Releases, AStratumOfAnEarlierReleaseThatIsSmallNowIsNotReleased) {
    const auto fine = profile("threshold = 3\nround_to = 2"), coarse = profile("threshold = 5\nround_to = 2");
    requests(east_, 12, "Prison", direct);
    requests(east_, 12, "Prison", passed_on);
    requests(east_, 8, "Self-Funder", passed_on);
    requests(east_, 4, "Self-Funder", direct);
    const auto first = make({weighted_share}, fine);
    EXPECT_THAT(first.faults, IsEmpty());
    const auto before = parse_earlier(release_json(first.release), "of 2014-06-01 in releases/first");
    ASSERT_EQ(shown(before.release.measures.front().strata[1].above), "4"); // 3 or 4: threes are rounded up

    const auto again = make({weighted_share}, fine, {before});
    EXPECT_THAT(again.faults, IsEmpty());
    EXPECT_EQ(release_json(again.release), release_json(first.release));

    withdraw_requests(1);
    const auto alone = make({weighted_share}, coarse);
    EXPECT_THAT(alone.faults, IsEmpty());
    EXPECT_EQ(value(alone, "weighted_share:2011-12:east"), "[c]");
    try {
        make({weighted_share}, coarse, {before});
        FAIL() << "Of three who are withheld it can be told that they are three or four.";
    } catch (const NotProtectable& e) {
        EXPECT_EQ(std::string(e.what()),
                  "The earlier release of 2014-06-01 in releases/first says too much of the small count behind "
                  "weighted_share:2011-12:east stratum Self-Funder numerator already; nothing was released.");
        EXPECT_THAT(e.hint(), HasSubstr("Leave out the measures that show it (--measure)"));
    }
    EXPECT_THAT(make({by_route}, coarse, {before}).faults, IsEmpty());
}

TEST_F(Releases, ThePeopleOfAStratumAreProtectedAsItsAnswersAre) {
    std::string text = weighted_share; // of 4 people, less those who asked elsewhere
    text.replace(text.find("ELSE 59"), 7, "ELSE (SELECT 4 - COUNT(*) FROM current_request WHERE site = 'south')");
    requests(east_, 24, "Prison", direct);
    requests(east_, 13, "Prison", passed_on);
    requests(east_, 4, "Self-Funder", direct);
    const auto fine = profile("threshold = 3\nround_to = 2"), coarse = profile("threshold = 5\nround_to = 2");
    const EarlierRelease before{"before", make({text.c_str()}, fine).release, fine};
    ASSERT_EQ(before.release.measures.front().strata.size(), 2U);

    withdraw_requests(3); // its answers are others now; its people are still 3 or 4
    requests(south_, 1, "Prison", direct);
    EXPECT_THAT(make({text.c_str()}, coarse).faults, IsEmpty());
    try {
        make({text.c_str()}, coarse, {before});
        FAIL() << "Of three people it can be told that they are three or four.";
    } catch (const NotProtectable& e) {
        EXPECT_THAT(e.what(), HasSubstr("behind weighted_share:2011-12:east stratum Self-Funder people already"));
    }
}

TEST_F(Releases, NoStratumIsWhatATotalLeavesOfThoseShownBefore) {
    const auto exact = profile("threshold = 5\nround_to = 1");
    requests(east_, 24, "Prison", direct);
    requests(east_, 13, "Prison", passed_on);
    requests(east_, 9, "Self-Funder", direct);
    requests(east_, 9, "Self-Funder", passed_on);
    const auto first = make({weighted_share}, exact);
    ASSERT_EQ(first.release.measures.front().strata.size(), 2U);
    const EarlierRelease before{"before", first.release, exact};

    // Three of one stratum are left. The other one is known from before: with it, a total tells the three.
    withdraw_requests(15);
    const std::string total = "weighted_share:2011-12:east";
    EXPECT_EQ(shown(figure(make({weighted_share}, exact).release, total).denominator), "40");
    const auto careful = make({weighted_share}, exact, {before});
    EXPECT_EQ(shown(figure(careful.release, total).denominator), "[c]");
    EXPECT_THAT(careful.faults, IsEmpty());

    // So it is where too few are left for any weighting, and the share is that of those who answered.
    withdraw_requests(2);
    const auto few = make({weighted_share}, exact);
    EXPECT_EQ(figure(few.release, total).method, "Wilson");
    EXPECT_EQ(shown(figure(few.release, total).denominator), "38");
    EXPECT_EQ(shown(figure(make({weighted_share}, exact, {before}).release, total).denominator), "[c]");
}

TEST_F(Releases, TheAuditAddsUpTheStrataOfAnEarlierRelease) {
    const auto low = profile("threshold = 3\nround_to = 5"), high = profile("threshold = 5\nround_to = 5");
    requests(east_, 3, "Self-Funder", passed_on); // shown as 5: 3 to 7
    requests(east_, 9, "Prison", direct);
    requests(east_, 9, "Prison", passed_on); // 18 in all, shown as 20: 18 to 22
    const auto first = make({weighted_share}, low).release;
    ASSERT_EQ(shown(figure(first, "weighted_share:2011-12:east").denominator), "20"); // of 21: 18 to 22
    ASSERT_EQ(first.measures.front().strata.size(), 2U);

    // The larger stratum and the total are others now, yet then they left 3 or 4 to the smaller one, which is the same.
    requests(east_, 12, "Prison", passed_on);
    EXPECT_THAT(make({weighted_share}, high).faults, IsEmpty());
    EXPECT_THAT(
        make({weighted_share}, high, {{"of 2014", first, low}}).faults,
        Contains(AllOf(HasSubstr("weighted_share:2011-12:east stratum Self-Funder denominator: a reader who puts "
                                 "together all that is published finds it to be one of 2 values"),
                       HasSubstr("Without the earlier release of 2014 it would be safe: leave out"))));
}

TEST_F(Releases, TheAuditNamesTheEarlierReleaseThatTellsACount) {
    // What was withheld is not what it was: the sums of before tell it, which no single figure of before does.
    const auto exact = profile("threshold = 5\nround_to = 1");
    requests(east_, 30, "Prison", direct);
    requests(south_, 3, "Prison", direct);
    auto first = make({by_route}, exact).release;
    auto other = first;
    for (auto* release : {&first, &other})
        for (auto& f : release->measures.front().figures) {
            const bool told = release == &first && f.level != Level::arm && f.place != "south";
            if (!f.value.shorthand || f.value.shorthand == measure::Shorthand::confidential)
                f.numerator = f.value =
                    told ? Shown{f.place == "east" ? 30.0 : 33.0, {}} : Shown{{}, measure::Shorthand::confidential};
        }
    requests(store_.submission("north", "2011-12"), 10, "Prison", direct);
    const auto made = make({by_route}, exact, {{"harmless", other, exact}, {"telling", first, exact}});
    ASSERT_EQ(value(made, "by_route:2011-12:east"), "30");
    ASSERT_EQ(value(made, "by_route:2011-12:south"), "[c]");
    EXPECT_THAT(made.faults, Contains(HasSubstr("by_route:2011-12:south: a reader who puts together all that is "
                                                "published finds it to be one of 1 values; the profile asks for 3. "
                                                "Without the earlier release telling it would be safe: leave out")));
}

TEST_F(Releases, AnEarlierSumThatHoldsNoMoreDoesNotHideThoseThatDo) {
    const auto exact = profile("threshold = 5\nround_to = 1");
    const auto north = store_.submission("north", "2011-12");
    requests(east_, 30, "Prison", direct);
    requests(north, 10, "Prison", direct);
    requests(south_, 3, "Prison", direct);
    requests(south_, 20, "Self-Funder", direct);
    auto first = make({by_route}, exact).release;
    const std::map<std::string, double> told{
        {"by_route:2011-12:arm-pilot", 40}, {"by_route:2011-12:south", 23}, {"by_route:2011-12:south:Self-Funder", 20}};
    for (auto& f : first.measures.front().figures)
        if (f.value.number || f.value.shorthand == measure::Shorthand::confidential) {
            const auto number = told.find(f.id);
            f.numerator = f.value =
                number == told.end() ? Shown{{}, measure::Shorthand::confidential} : Shown{number->second, {}};
        }
    requests(north, 4, "Prison", direct); // the 40 of the pilots are not those of now, though no site of them was shown
    requests(south_, 5, "Self-Funder", direct); // nor the 20 and the 23, but they leave 3, who are
    const auto made = make({by_route}, exact, {{"before", first, exact}});
    ASSERT_EQ(value(made, "by_route:2011-12:north"), "14");
    ASSERT_EQ(value(made, "by_route:2011-12:east"), "30");
    EXPECT_THAT(made.faults, Contains(HasSubstr("by_route:2011-12:south:Prison: a reader who puts together all that is "
                                                "published finds it to be one of 1 values")));
}

TEST_F(Releases, TheAuditReadsWhatIsShown) {
    // A percentage of unrounded counts left beside a withheld numerator: 3 of 60 is 5.0%, and nothing else is.
    const auto p = profile("threshold = 5\nround_to = 5", "percentages_from = \"true\"\n");
    for (const auto denominator : {25, 60, 100, 155, 200})
        for (const auto numerator : {1, 2, 3, 4}) {
            ReleaseCounts counts;
            const auto cases = counts.system.add("d", denominator, 0, true),
                       above = counts.system.add("n", numerator, 0, true),
                       rest = counts.system.add("c", denominator - numerator, 0, false);
            counts.system.add_sum(cases, {above, rest});
            counts.cells = {{{above, rest, cases}}};
            const auto done = protect(counts.system, p, 60);
            MadeRelease made;
            ReleasedMeasure m;
            m.kind = measure::Kind::proportion;
            m.places = 1;
            ReleasedFigure f;
            f.id = "m:2011-12:east";
            f.denominator.number = static_cast<double>(done.shown[cases]);
            f.numerator.shorthand = measure::Shorthand::confidential;
            m.figures = {f};
            made.release.measures = {m};
            ReleaseOptions options;
            options.profile = p;
            auto careful = made;
            audit_release(careful, counts, {{f.id}}, done, options);
            EXPECT_THAT(careful.faults, IsEmpty()) << numerator << " of " << denominator;
            made.release.measures[0].figures[0].value.number = std::round(1000.0 * numerator / denominator) / 1000;
            audit_release(made, counts, {{f.id}}, done, options);
            EXPECT_THAT(
                made.faults,
                ElementsAre(HasSubstr("n: a reader who puts together all that is published finds it to be one of 1")))
                << numerator << " of " << denominator;
        }
}

TEST_F(Releases, JsonGoesThereAndBack) {
    requests(east_, 33, "Prison", "Direct to the practice");
    requests(south_, 3, "Self-Funder", "Direct to the practice");
    const auto made = make({by_route, direct_share, score}, ascof());
    auto back = parse_release_json(release_json(made.release));
    for (std::size_t i = 0; i < back.measures.size(); ++i) { // these follow from the figures
        back.measures[i].differences = made.release.measures[i].differences;
        back.measures[i].tests = made.release.measures[i].tests;
        back.measures[i].funnels = made.release.measures[i].funnels;
        back.measures[i].charts = made.release.measures[i].charts;
    }
    EXPECT_EQ(release_json(back), release_json(made.release));
    EXPECT_THROW(parse_release_json("{\"form\":99}"), std::runtime_error);
}

TEST_F(Releases, TheMetadataDescribesEveryColumn) {
    requests(east_, 33, "Prison", "Direct to the practice");
    const auto release = make({by_route, direct_share}, ascof()).release;
    std::map<std::string, std::string> files;
    for (const auto& file : files_of(release)) files[file.name] = file.bytes;
    const auto package = nlohmann::json::parse(files.at("datapackage.json")),
               csvw = nlohmann::json::parse(files.at("csv-metadata.json"));
    std::size_t csv_files = 0;
    for (const auto& [name, bytes] : files) csv_files += name.ends_with(".csv") ? 1 : 0;
    ASSERT_EQ(package.at("resources").size(), csv_files);
    ASSERT_EQ(csvw.at("tables").size(), csv_files);
    for (std::size_t i = 0; i < csv_files; ++i) {
        const auto& resource = package.at("resources")[i];
        const auto& bytes = files.at(resource.at("path"));
        const auto header = bytes.substr(0, bytes.find("\r\n"));
        std::string frictionless, web;
        for (const auto& f : resource.at("schema").at("fields"))
            frictionless += (frictionless.empty() ? "" : ",") + f.at("name").get<std::string>();
        for (const auto& c : csvw.at("tables")[i].at("tableSchema").at("columns"))
            web += (web.empty() ? "" : ",") + c.at("titles").get<std::string>();
        EXPECT_EQ(frictionless, header);
        EXPECT_EQ(web, header);
        EXPECT_EQ(resource.at("bytes"), bytes.size());
        EXPECT_EQ(csvw.at("tables")[i].at("url"), resource.at("path"));
    }
}

TEST_F(Releases, WhatIsWhollyWithheldSaysSoInEveryForm) {
    requests(east_, 33, "Prison", direct);
    requests(south_, 21, "Prison", passed_on);
    const auto all = make({by_route, direct_share, score, weighted_share},
                          profile("threshold = 1000\nround_to = 5\nwithhold_zero = true"));
    EXPECT_THAT(all.faults, IsEmpty());
    for (const auto& m : all.release.measures) {
        for (const auto& f : m.figures) EXPECT_FALSE(f.value.number || f.interval) << f.id;
        EXPECT_THAT(m.strata, IsEmpty());
    }
    // Of each measure east, south, two arms and all; by route each twice, with the total of its one part.
    const std::string release = "All 25 figures that there are, are withheld by the rules \"Test\"";
    const std::string one = "All 5 figures that there are, are withheld by the rules \"Test\"";
    EXPECT_THAT(all.release.notes, Contains(HasSubstr(release)));
    const auto book = workbook::workbook_of(all.release);
    std::size_t sheets = 0;
    for (const auto& sheet : book.sheets)
        if (sheet.name == "Table_2" || sheet.name == "Table_3" || sheet.name == "Table_4")
            for (const auto& line : sheet.lines) sheets += line.text.starts_with(one) ? 1 : 0;
    EXPECT_EQ(sheets, 3U);
    const auto page = report_html(all.release);
    EXPECT_THAT(page, HasSubstr("All 25 figures that there are, are withheld by the rules &quot;Test&quot;"));
    EXPECT_THAT(page, HasSubstr("No figure is shown"));
    EXPECT_THAT(page.substr(page.find("id=\"measures\"")), ::testing::Not(HasSubstr("<figure")));
    for (const auto& file : files_of(all.release)) {
        if (!file.name.ends_with(".xlsx") && !file.name.ends_with(".ods")) continue;
        const auto book_file = std::make_shared<importers::MemoryFile>(file.bytes);
        EXPECT_THAT(accessibility::check_workbook(accessibility::read_workbook(book_file)), IsEmpty()) << file.name;
    }

    const auto some = make({by_route, direct_share}, profile("threshold = 30\nround_to = 5"));
    EXPECT_THAT(some.release.notes, ::testing::Not(Contains(HasSubstr("that there are"))));
}

TEST_F(Releases, TextsThatASpreadsheetWouldRunAreHarmlessInEveryTable) {
    requests(east_, 33, "=1+1", "Direct to the practice");
    const auto release = make({by_route}, ascof()).release;
    for (const auto& table : tables_of(release))
        if (table.name == "figures") {
            EXPECT_THAT(csv_of(table), HasSubstr(",'=1+1,"));
            EXPECT_THAT(csv_of(table), ::testing::Not(HasSubstr(",=1+1")));
        }
}

TEST_F(Releases, AFolderIsWrittenWholeOrNotAtAll) {
    requests(east_, 33, "Prison", "Direct to the practice");
    const auto release = make({by_route}, ascof()).release;
    const auto files = files_of(release);
    const auto one = folder_ / "one", two = folder_ / "two";
    const auto manifest = write_folder(one, release, files, false);
    EXPECT_EQ(write_folder(two, release, files, false), manifest);
    for (const auto& file : files) EXPECT_EQ(read(one / file.name), read(two / file.name)) << file.name;

    EXPECT_THROW(write_folder(one, release, files, false), UsageError);
    fs::create_directories(folder_ / "mine");
    std::ofstream(folder_ / "mine" / "letter.txt") << "x";
    EXPECT_THROW(write_folder(folder_ / "mine", release, files, true), UsageError);
    EXPECT_TRUE(fs::exists(folder_ / "mine" / "letter.txt"));

    const auto fail = [] { throw EnvironmentError("The store is gone."); };
    EXPECT_THROW(write_folder(folder_ / "three", release, files, false, fail), EnvironmentError);
    EXPECT_THROW(write_folder(one, release, {}, true, fail), EnvironmentError);
    std::vector<std::string> left;
    for (const auto& entry : fs::directory_iterator(folder_)) left.push_back(entry.path().filename().string());
    EXPECT_THAT(left, ::testing::UnorderedElementsAre("one", "two", "mine"));
    EXPECT_TRUE(fs::exists(one / "figures.csv"));
    write_folder(one, release, files, true);
    std::size_t checked = 0;
    EXPECT_THAT(verify_folder(one, checked), IsEmpty());
    EXPECT_EQ(checked, files.size());
}

TEST_F(Releases, VerifyFindsWhatChanged) {
    requests(east_, 33, "Prison", "Direct to the practice");
    const auto release = make({by_route}, ascof()).release;
    const auto folder = folder_ / "out";
    write_folder(folder, release, files_of(release), false);
    std::ofstream(folder / "figures.csv", std::ios::app) << "x";
    fs::remove(folder / "sites.csv");
    std::ofstream(folder / "more.csv") << "x";
    std::size_t checked = 0;
    EXPECT_THAT(verify_folder(folder, checked),
                ElementsAre(HasSubstr("\"figures.csv\" was changed"), HasSubstr("\"sites.csv\" is missing"),
                            HasSubstr("\"more.csv\" was added")));
    EXPECT_THROW(verify_folder(folder_, checked), UsageError);
    std::ofstream(folder / manifest_name) << "{";
    EXPECT_THROW(verify_folder(folder, checked), EnvironmentError);
}

TEST_F(Releases, QualityPassesTheSameControl) {
    requests(east_, 33, "Prison", "Direct to the practice");
    const auto made =
        make({by_route}, ascof()); // each return: 10 read, 7 accepted, 1 rejected, 1 duplicate, 1 left out
    const auto& row = made.release.returns.front();
    EXPECT_EQ(row.site, "east");
    EXPECT_EQ(row.state, "accepted");
    EXPECT_EQ(shown(row.read), "10");
    EXPECT_EQ(shown(row.accepted), "5");
    EXPECT_EQ(shown(row.rejected), "[c]");
    EXPECT_EQ(shown(row.accepted_share), "0.5"); // from what is shown
    EXPECT_EQ(value(made, "records_received:2011-12:east:rejected"), "[c]");
}

TEST(FigureId, GoesThereAndBack) {
    const auto name = parse_figure_id(figure_id("m", "2011-12", "east", "Physical support: Personal care"));
    ASSERT_TRUE(name);
    EXPECT_EQ(name->place, "east");
    EXPECT_EQ(name->part, "Physical support: Personal care");
    EXPECT_EQ(parse_figure_id(figure_id("m", "2011-12", "arm-pilot", ""))->part, "");
    EXPECT_FALSE(parse_figure_id("m:2011-12"));
}

} // namespace
} // namespace pilotage::release
