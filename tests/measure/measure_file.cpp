// The files of measures: their header, and what is said when it is wrong.
#include "core/error.hpp"
#include "core/measure/measure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <unistd.h>

namespace pilotage::measure {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string header = "-- id: calls\n"
                           "-- title: Calls answered\n"
                           "-- kind: proportion\n"
                           "-- numerator: calls answered within\n"
                           "--    a minute\n"
                           "-- denominator: calls\n"
                           "-- unit: share\n"
                           "-- direction: higher_is_better\n"
                           "-- source: a term of this test\n"
                           "-- records: contact, request\n";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    return text.replace(text.find(what), what.size(), by);
}

/// The message and hint of the fault that parsing ends in.
std::string fault_of(const std::string& text) {
    try {
        parse_measure(text, "folder/calls.sql");
    } catch (const EnvironmentError& e) {
        return std::string(e.what()) + " " + e.hint();
    }
    return "no fault";
}

TEST(MeasureFile, says_what_its_header_says) {
    const auto text = header + "-- dimension: channel\n-- comparability: none known\n-- order: 7\n-- not_applicable: "
                               "topaz: no calls there\nSELECT 1\n";
    const auto m = parse_measure(text, "folder/calls.sql");
    EXPECT_EQ(m.id, "calls");
    EXPECT_EQ(m.title, "Calls answered");
    EXPECT_EQ(m.kind, Kind::proportion);
    EXPECT_EQ(m.numerator, "calls answered within a minute");
    EXPECT_EQ(m.denominator, "calls");
    EXPECT_EQ(m.unit, "share");
    EXPECT_EQ(m.direction, Direction::higher_is_better);
    EXPECT_THAT(m.records, ElementsAre("contact", "request"));
    EXPECT_EQ(m.dimension, "channel");
    EXPECT_EQ(m.order, 7);
    EXPECT_THAT(m.not_applicable, ElementsAre(std::pair<std::string, std::string>("topaz", "no calls there")));
    EXPECT_EQ(m.sql, text);
}

TEST(MeasureFile, may_say_where_it_does_not_compare) {
    const auto m = parse_measure(header + "-- caveat: focus: counts calls back too\n-- caveat: topaz: by hand\n"
                                          "-- not_comparable: activ8: another line\n-- without: review: fewer known\n"
                                          "-- decimals: 2\nSELECT 1\n",
                                 "calls.sql");
    const auto pairs = [](const std::string& name, const std::string& reason) { return std::pair(name, reason); };
    EXPECT_THAT(m.caveats, ElementsAre(pairs("focus", "counts calls back too"), pairs("topaz", "by hand")));
    EXPECT_THAT(m.not_comparable, ElementsAre(pairs("activ8", "another line")));
    EXPECT_THAT(m.without, ElementsAre(pairs("review", "fewer known")));
    EXPECT_EQ(m.decimals, 2);
    EXPECT_EQ(parse_measure(header + "SELECT 1\n", "calls.sql").decimals, 1); // of a percentage
    EXPECT_THAT(fault_of(header + "-- decimals: 9\n"), HasSubstr("so many decimals mean nothing"));
    EXPECT_THAT(fault_of(header + "-- without: review\n"), HasSubstr("a record type and a reason"));
}

TEST(MeasureFile, may_come_from_windows) {
    std::string text;
    for (const char c : header + "SELECT 1\n") text += c == '\n' ? "\r\n" : std::string(1, c);
    EXPECT_EQ(parse_measure(text, "calls.sql").title, "Calls answered");
}

TEST(MeasureFile, a_fault_stands_at_its_line_with_a_remedy) {
    EXPECT_THAT(fault_of(replaced(header, "kind: proportion", "kind: share")),
                StartsWith("folder/calls.sql:3: \"share\" is no kind. It is one of count"));
    EXPECT_THAT(fault_of(replaced(header, "direction: higher", "direction: highest")),
                StartsWith("folder/calls.sql:8: "));
    EXPECT_THAT(fault_of(replaced(header, "-- unit: share", "-- units: share")),
                StartsWith("folder/calls.sql:7: the header has no key \"units\". Known keys are id"));
    EXPECT_THAT(fault_of(replaced(header, "-- unit: share", "-- a free comment")),
                StartsWith("folder/calls.sql:7: this line of the header is not"));
    EXPECT_THAT(fault_of(header + "-- unit: share\n"), StartsWith("folder/calls.sql:11: \"unit\" stands twice"));
    EXPECT_THAT(fault_of(replaced(header, "id: calls", "id: Calls")),
                StartsWith("folder/calls.sql:1: an id has lower-case letters"));
    EXPECT_THAT(fault_of(replaced(header, "id: calls", "id: rings")), HasSubstr("Name the file rings.sql"));
    EXPECT_THAT(fault_of(replaced(header, "contact, request", "contact, 'request'")),
                StartsWith("folder/calls.sql:10: \"records\" is not a list"));
    EXPECT_THAT(fault_of(header + "-- multiplier: 1000\n"), HasSubstr("only a rate or a ratio has a multiplier"));
    EXPECT_THAT(fault_of(header + "-- order: first\n"),
                StartsWith("folder/calls.sql:11: \"order\" is no fitting number"));
    EXPECT_THAT(fault_of(header + "-- not_applicable: topaz\n"),
                StartsWith("folder/calls.sql:11: this does not give a site and a reason"));
}

TEST(MeasureFile, every_needed_key_is_asked_for) {
    for (const std::string key :
         {"id", "title", "kind", "numerator", "denominator", "unit", "direction", "source", "records"}) {
        const auto at = header.find("-- " + key + ":");
        auto end = header.find("\n-- ", at);
        end = end == std::string::npos ? header.size() : end + 1;
        EXPECT_THAT(fault_of(std::string(header).erase(at, end - at)), HasSubstr("does not say \"" + key + "\""))
            << key;
    }
    EXPECT_THAT(fault_of("SELECT 1"), HasSubstr("does not say \"id\""));
    EXPECT_THAT(fault_of(""), HasSubstr("does not say \"id\""));
}

class MeasureFolder : public ::testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "more");
    }
    void TearDown() override { fs::remove_all(folder_); }
    void write(const fs::path& file, const std::string& text) {
        std::ofstream(folder_ / file, std::ios::binary) << text;
    }
    std::vector<Measure> load() {
        const std::vector<fs::path> folders{folder_, folder_ / "more"};
        return load_measures(folders);
    }

    fs::path folder_ = fs::path(::testing::TempDir()) / ("pilotage_measures_" + std::to_string(::getpid()));
};

TEST_F(MeasureFolder, is_read_in_the_order_of_the_headers) {
    write("calls.sql", header + "-- order: 2\nSELECT 1");
    write("more/rings.sql", replaced(header, "id: calls", "id: rings") + "-- order: 1\nSELECT 1");
    write("readme.txt", "not a measure");
    const auto measures = load();
    ASSERT_EQ(measures.size(), 2u);
    EXPECT_EQ(measures[0].id, "rings");
    EXPECT_EQ(measures[1].id, "calls");
}

TEST_F(MeasureFolder, may_not_define_one_measure_twice) {
    write("calls.sql", header);
    write("more/calls.sql", header);
    EXPECT_THROW(load(), EnvironmentError);
}

TEST_F(MeasureFolder, must_be_there) {
    fs::remove_all(folder_ / "more");
    EXPECT_THROW(load(), EnvironmentError);
}

TEST(InstalledMeasures, can_all_be_read) {
    const std::vector<fs::path> folder{fs::path(PILOTAGE_SOURCE_DIR) / "schemas" / "measures"};
    const auto measures = load_measures(folder);
    std::vector<std::string> ids;
    for (const auto& m : measures) ids.push_back(m.id);
    EXPECT_THAT(ids, ElementsAre("requests_by_route", "direct_referral_share", "days_request_to_assessment",
                                 "days_request_to_service", "reviews_within_twelve_months", "direct_payment_share",
                                 "information_advice_community_share", "later_receipt_of_care", "followed_up_share",
                                 "scrqol_mean", "ascof_1a_mean", "ascof_1a_weighted", "ascof_1b_share",
                                 "ascof_1b_weighted", "ascof_1i_share", "ascof_3a_share", "ascof_3d_share",
                                 "ascof_4a_share", "ascof_4b_share", "ascof_1d_mean", "eq5d_mean",
                                 "cost_per_person_week", "home_care_visits_delivered", "home_care_minutes_delivered",
                                 "contacts_by_channel", "video_or_text_contact_share", "staff_per_100_open_cases"));
}

} // namespace
} // namespace pilotage::measure
