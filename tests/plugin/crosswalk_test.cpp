#include "core/plugin/crosswalk.hpp"
#include "tests/plugin/runs.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/paths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::plugin::test {
namespace {

using testing::HasSubstr;

const std::string heading = "list,local_code,evaluation_code,equivalence,status,note\n";

class CrosswalkFile : public testing::Test {
protected:
    static const validate::Schema& evaluation() {
        static const auto schema = validate::Schema::load(evaluation_schema());
        return schema;
    }
    TemporaryFolder folder;
    Crosswalk load(const std::string& rows) const {
        return Crosswalk::load(folder.write("x.crosswalk.csv", heading + rows), evaluation());
    }
    std::string fault(const std::string& rows) const {
        try {
            load(rows);
        } catch (const EnvironmentError& e) {
            return e.what();
        }
        return "no fault";
    }
};

TEST_F(CrosswalkFile, CodesAreFoundWithoutCaseAndWithWhiteSpaceFolded) {
    const auto crosswalk = load("gender,F,Female,exact,agreed,\n"
                                "referral_source.phone,Friend or  Carer,\"Family, friend or unpaid "
                                "carer\",broader,assumed,\"a note, quoted\"\n");
    ASSERT_NE(crosswalk.find("gender", "f"), nullptr);
    EXPECT_EQ(crosswalk.find("gender", " F ")->evaluation_code, "Female");
    const auto* row = crosswalk.find("referral_source.phone", "FRIEND or carer");
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->number, 2u);
    EXPECT_EQ(row->evaluation_code, "Family, friend or unpaid carer");
    EXPECT_EQ(row->equivalence, "broader");
    EXPECT_EQ(row->note, "a note, quoted");
    EXPECT_EQ(crosswalk.find("referral_source", "friend or carer"), nullptr);
    EXPECT_EQ(crosswalk.find("gender", "M"), nullptr);
}

TEST_F(CrosswalkFile, AnUnmappedCodeHasARow) {
    const auto crosswalk = load("gender,?,,unmapped,agreed,asked and not told\n");
    ASSERT_NE(crosswalk.find("gender", "?"), nullptr);
    EXPECT_EQ(crosswalk.find("gender", "?")->equivalence, "unmapped");
}

TEST_F(CrosswalkFile, KnowsItsHash) {
    EXPECT_EQ(load("gender,F,Female,exact,agreed,\n").sha256(),
              sha256_bytes(heading + "gender,F,Female,exact,agreed,\n"));
}

TEST_F(CrosswalkFile, FaultsStandAtTheirLine) {
    EXPECT_THAT(fault("gender,F,Female,exact,agreed,\ngendr,M,Male,exact,agreed,\n"),
                HasSubstr("x.crosswalk.csv:3: \"gendr\" is not a code list"));
    EXPECT_THAT(fault("gender,F,Femal,exact,agreed,\n"), HasSubstr(":2: \"Femal\" is not in the code list gender"));
    EXPECT_THAT(fault("gender,F,Female,same,agreed,\n"),
                HasSubstr("\"same\" is not an equivalence (exact, broader, narrower, approximate or unmapped)"));
    EXPECT_THAT(fault("gender,F,Female,exact,perhaps,\n"), HasSubstr("\"perhaps\" is not a status"));
    EXPECT_THAT(fault("gender,,Female,exact,agreed,\n"), HasSubstr("the local code is empty"));
    EXPECT_THAT(fault("gender,F,Female,unmapped,agreed,\n"), HasSubstr("an unmapped code has no evaluation code"));
    EXPECT_THAT(fault("gender,F,Female,exact,agreed,\ngender,f,Male,exact,agreed,\n"),
                HasSubstr(":3: the local code stands a second time"));
    EXPECT_THAT(fault("gender,F,X,exact,agreed,\ngender,M,X,exact,agreed,\n"), HasSubstr("(and 1 more)"));
}

TEST_F(CrosswalkFile, OtherHeadingsAreRefused) {
    const auto file = folder.write("y.csv", "code,meaning\nF,Female\n");
    EXPECT_THROW(Crosswalk::load(file, evaluation()), EnvironmentError);
}

} // namespace
} // namespace pilotage::plugin::test
