#include "core/measure/survey_scores.hpp"

#include "core/error.hpp"

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
