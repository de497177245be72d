// Scores of one response to a survey: ASCOT social care-related quality of life, measures of the adult social care
// outcomes framework (ASCOF), the carers' quality of life and EQ-5D. A score of which an answer is missing, or out of
// its range, is nothing: no answer is ever filled in.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::measure {

/// The eight questions that ASCOT rests on, in the order of the survey.
inline constexpr std::array<std::string_view, 8> ascot_questions{"q3a", "q4a", "q5a", "q6a",
                                                                 "q7a", "q8a", "q9a", "q11"};

/// Answers to them, 1 (best) to 4; 0 where an answer is missing.
using AscotAnswers = std::array<int, 8>;

/// Preference weights of the four-level interview (SCT4).
class AscotWeights {
public:
    /// CSV with a heading: question,item,level_1,level_2,level_3,level_4. Throws EnvironmentError.
    static AscotWeights load(const std::filesystem::path& file);
    double weight(std::size_t question, int answer) const {
        return weights_[question][static_cast<std::size_t>(answer - 1)];
    }

private:
    std::array<std::array<double, 4>, 8> weights_{};
};

/// 0.203 x the sum of the weights - 0.466; nothing when an answer is missing.
std::optional<double> scrqol(const AscotAnswers& answers, const AscotWeights& weights);

/// ASCOF 1A: 32 - the sum of the eight answers, 0 to 24; nothing when an answer is missing.
std::optional<int> ascof_1a(const AscotAnswers& answers);

/// Whether the person has as much control as wanted, or adequate control (ASCOF 1B: q3a is 1 or 2), as much social
/// contact as wanted (1I: q8a is 1), and feels as safe as wanted (4A: q7a is 1).
std::optional<bool> ascof_1b(const AscotAnswers& answers);
std::optional<bool> ascof_1i(const AscotAnswers& answers);
std::optional<bool> ascof_4a(const AscotAnswers& answers);

/// Whether the person is extremely or very satisfied (ASCOF 3A). The seven answers of the standard form become the five
/// of the easy-read one first: the number less one, 1 to 5. Satisfied is 1 of those.
std::optional<bool> ascof_3a(int q1, bool easy_read);

/// Whether information was easy to find (ASCOF 3D): q12 is 2 or 3, of 2 to 5. 1, never looked for any, is left out.
std::optional<bool> ascof_3d(int q12);

/// Whether services help to feel safe (ASCOF 4B: q7b is 1).
std::optional<bool> ascof_4b(int q7b);

/// The six questions of the carers' survey that ASCOF 1D rests on, answers 1 (best) to 3.
inline constexpr std::array<std::string_view, 6> carer_questions{
    "carer_occupation", "carer_control", "carer_self_care", "carer_safety", "carer_social", "carer_encouragement"};
/// Carers' quality of life (ASCOF 1D), 0 to 12: an answer scores 2, 1 or 0.
std::optional<int> ascof_1d(const std::array<int, 6>& answers);

/// The five dimensions of EQ-5D, levels 1 (no problems) to 3.
inline constexpr std::array<std::string_view, 5> eq5d_questions{
    "eq5d_mobility", "eq5d_self_care", "eq5d_usual_activities", "eq5d_pain_discomfort", "eq5d_anxiety_depression"};
/// EQ-5D-3L with the time trade-off values of the United Kingdom; Dolan (1997), Medical Care 35, 1095-1108. 1 is full
/// health, -0.594 the worst state.
std::optional<double> eq5d_3l(const std::array<int, 5>& levels);

/// Answers of one response by question; what is not there is missing.
using SurveyAnswers = std::map<std::string, int, std::less<>>;

struct Score {
    std::string_view name; ///< "ascot_scrqol", "ascof_1a", ...
    double value = 0;      ///< 1 or 0 of what is so or not
};

/// All scores that the answers allow. The carers' survey has 1D, the others all but that; EQ-5D may be in any.
std::vector<Score> scores_of(std::string_view survey, const SurveyAnswers& answers, const AscotWeights& weights);

} // namespace pilotage::measure
