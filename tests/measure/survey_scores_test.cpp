#include "core/measure/survey_scores.hpp"

#include "core/error.hpp"
#include "tests/measure/reference.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace pilotage::measure {
namespace {

const AscotWeights& weights() {
    static const auto loaded = AscotWeights::load(PILOTAGE_SOURCE_DIR "/schemas/scores/ascot_sct4.csv");
    return loaded;
}

AscotAnswers all(int answer) {
    AscotAnswers answers;
    answers.fill(answer);
    return answers;
}

TEST(SurveyScores, GiveThePublishedFigures) {
    const double expected[] = {0.998645, 0.757481, 0.169593, -0.170635};
    for (int answer = 1; answer <= 4; ++answer) {
        EXPECT_NEAR(scrqol(all(answer), weights()).value(), expected[answer - 1], 1e-9);
        EXPECT_EQ(ascof_1a(all(answer)), 32 - 8 * answer);
        EXPECT_EQ(ascof_1b(all(answer)), answer <= 2);
    }
}

TEST(SurveyScores, AreMissingWhereAnAnswerIs) {
    for (std::size_t i = 0; i < ascot_questions.size(); ++i)
        for (const int answer : {0, -9, 5}) {
            auto answers = all(1);
            answers[i] = answer;
            EXPECT_FALSE(scrqol(answers, weights()));
            EXPECT_FALSE(ascof_1a(answers));
            EXPECT_EQ(ascof_1b(answers).has_value(), i != 0);
        }
}

TEST(SurveyScores, AreThoseOfTheReference) {
    PILOTAGE_NEEDS_REFERENCE("ascot_sct4_expected.csv");
    int seen = 0;
    for (const auto& row : testing::reference_rows("ascot_sct4_expected.csv")) {
        const auto answers = all(static_cast<int>(row.value("answers_all_items")));
        EXPECT_TRUE(testing::agrees(scrqol(answers, weights()).value(), row.value("scrqol_weighted")));
        EXPECT_EQ(ascof_1a(answers), row.value("ascof_1A_sum24"));
        ++seen;
    }
    EXPECT_EQ(seen, 4);
}

TEST(SurveyScores, OfSingleAnswersLeaveTheMissingOut) {
    auto answers = all(2);
    EXPECT_EQ(ascof_1i(answers), false);
    EXPECT_EQ(ascof_4a(answers), false);
    answers[5] = 1, answers[4] = 1;
    EXPECT_EQ(ascof_1i(answers), true);
    EXPECT_EQ(ascof_4a(answers), true);
    answers[5] = -9, answers[4] = 0;
    EXPECT_FALSE(ascof_1i(answers));
    EXPECT_FALSE(ascof_4a(answers));
    EXPECT_EQ(ascof_4b(1), true);
    EXPECT_EQ(ascof_4b(2), false);
    EXPECT_FALSE(ascof_4b(-9));
    EXPECT_FALSE(ascof_4b(6));
}

TEST(SurveyScores, SatisfactionJoinsTheTwoForms) {
    const std::optional<bool> yes = true, no = false, missing;
    const std::optional<bool> standard[] = {missing, yes, yes, no, no, no, no, no, missing};
    const std::optional<bool> easy_read[] = {missing, yes, no, no, no, no, missing};
    for (int q1 = 0; q1 <= 8; ++q1) EXPECT_EQ(ascof_3a(q1, false), standard[q1]) << q1;
    for (int q1 = 0; q1 <= 6; ++q1) EXPECT_EQ(ascof_3a(q1, true), easy_read[q1]) << q1;
    EXPECT_EQ(ascof_3a(-9, false), missing);
}

TEST(SurveyScores, InformationIsOfThoseWhoLooked) {
    const std::optional<bool> yes = true, no = false, missing;
    const std::optional<bool> expected[] = {missing, missing, yes, yes, no, no, missing};
    for (int q12 = 0; q12 <= 6; ++q12) EXPECT_EQ(ascof_3d(q12), expected[q12]) << q12;
}

TEST(SurveyScores, CarersScoreTwoOneAndNought) {
    EXPECT_EQ(ascof_1d({1, 1, 1, 1, 1, 1}), 12);
    EXPECT_EQ(ascof_1d({1, 2, 3, 1, 2, 3}), 6);
    EXPECT_EQ(ascof_1d({3, 3, 3, 3, 3, 3}), 0);
    EXPECT_FALSE(ascof_1d({1, 2, 3, -9, 2, 3}));
    EXPECT_FALSE(ascof_1d({1, 2, 3, 4, 2, 3}));
}

TEST(SurveyScores, Eq5dHasThePublishedValues) {
    // Dolan (1997): states with their values.
    EXPECT_NEAR(eq5d_3l({1, 1, 1, 1, 1}).value(), 1, 1e-9);
    EXPECT_NEAR(eq5d_3l({1, 1, 2, 2, 1}).value(), 0.760, 1e-9);
    EXPECT_NEAR(eq5d_3l({1, 2, 3, 2, 1}).value(), 0.329, 1e-9);
    EXPECT_NEAR(eq5d_3l({3, 3, 2, 2, 1}).value(), -0.037, 1e-9);
    EXPECT_NEAR(eq5d_3l({3, 3, 3, 3, 3}).value(), -0.594, 1e-9);
    EXPECT_FALSE(eq5d_3l({1, 1, 0, 1, 1}));
    EXPECT_FALSE(eq5d_3l({1, 1, 1, 1, 4}));
}

std::map<std::string, double> named(const std::vector<Score>& scores) {
    std::map<std::string, double> all;
    for (const auto& score : scores) all.emplace(score.name, score.value);
    return all;
}

TEST(SurveyScores, AreThoseThatTheAnswersAllow) {
    SurveyAnswers answers{{"q1_easy_read", 1}, {"q12", 1}, {"q7b", 2}, {"q3a", 2}, {"q8a", 1}};
    EXPECT_EQ(named(scores_of("Adult Social Care Survey", answers, weights())),
              (std::map<std::string, double>{{"ascof_1b", 1}, {"ascof_1i", 1}, {"ascof_3a", 1}, {"ascof_4b", 0}}));
    for (const auto question : carer_questions) answers[std::string(question)] = 1;
    for (const auto question : eq5d_questions) answers[std::string(question)] = 1;
    EXPECT_EQ(named(scores_of("Carers survey", answers, weights())),
              (std::map<std::string, double>{{"ascof_1d", 12}, {"eq5d_3l", 1}}));
    EXPECT_TRUE(scores_of("Adult Social Care Survey", {}, weights()).empty());
}

TEST(SurveyScores, TheWeightsAreThoseOfTheReference) {
    const std::filesystem::path file = PILOTAGE_REFERENCE_DIR "/stats/ascot_sct4_weights.csv";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "the reference data are not here";
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    for (std::size_t question = 0; question < 8; ++question) {
        std::getline(in, line);
        std::istringstream cells(line);
        std::string cell;
        std::getline(cells, cell, ',');
        EXPECT_NE(cell.find(ascot_questions[question]), std::string::npos);
        for (int answer = 1; answer <= 4; ++answer) {
            std::getline(cells, cell, ',');
            EXPECT_DOUBLE_EQ(weights().weight(question, answer), std::stod(cell));
        }
    }
}

TEST(SurveyScores, AFileThatLacksAQuestionIsRefused) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("weights-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + ".csv");
    std::ofstream(file) << "question,item,level_1,level_2,level_3,level_4\nq3a,control,1,0.919,0.541,0\n";
    EXPECT_THROW(AscotWeights::load(file), EnvironmentError);
    std::filesystem::remove(file);
    EXPECT_THROW(AscotWeights::load(file), EnvironmentError);
}

} // namespace
} // namespace pilotage::measure
