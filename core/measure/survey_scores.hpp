// Scores of one response to the adult social care survey: ASCOT social care-related quality of life and two measures of
// the adult social care outcomes framework.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

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

/// ASCOF 1B: whether the person has as much control as wanted, or adequate control (q3a is 1 or 2).
std::optional<bool> ascof_1b(const AscotAnswers& answers);

} // namespace pilotage::measure
