#include "core/measure/survey_scores.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <vector>

namespace pilotage::measure {
namespace {

bool complete(const AscotAnswers& answers) {
    return std::ranges::all_of(answers, [](int answer) { return answer >= 1 && answer <= 4; });
}

/// Whether an answer of 1 to `worst` is at most `best`; nothing of a missing one.
std::optional<bool> at_best(int answer, int worst, int best) {
    if (answer < 1 || answer > worst) return std::nullopt;
    return answer <= best;
}

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> cells;
    for (std::size_t at = 0; at <= line.size();) {
        const auto comma = std::min(line.find(',', at), line.size());
        cells.push_back(line.substr(at, comma - at));
        at = comma + 1;
    }
    return cells;
}

} // namespace

AscotWeights AscotWeights::load(const std::filesystem::path& file) {
    std::ifstream in(file);
    AscotWeights out;
    std::array<bool, 8> seen{};
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const auto cells = split(line);
        const auto question = std::ranges::find(ascot_questions, cells[0]);
        if (cells.size() != 6 || question == ascot_questions.end())
            throw EnvironmentError("The file " + file.string() +
                                   " has a line that is not a question with four weights.");
        const auto index = static_cast<std::size_t>(question - ascot_questions.begin());
        for (std::size_t level = 0; level < 4; ++level) {
            const auto cell = cells[level + 2];
            const auto [end, error] =
                std::from_chars(cell.data(), cell.data() + cell.size(), out.weights_[index][level]);
            if (error != std::errc() || end != cell.data() + cell.size())
                throw EnvironmentError("The file " + file.string() + " has a weight that is no number.");
        }
        seen[index] = true;
    }
    if (!std::ranges::all_of(seen, [](bool there) { return there; }))
        throw EnvironmentError("The file " + file.string() + " does not give the weights of all eight questions.",
                               "Install Pilotage again: it belongs to its schemas.");
    return out;
}

std::optional<double> scrqol(const AscotAnswers& answers, const AscotWeights& weights) {
    if (!complete(answers)) return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) sum += weights.weight(i, answers[i]);
    return 0.203 * sum - 0.466;
}

std::optional<int> ascof_1a(const AscotAnswers& answers) {
    if (!complete(answers)) return std::nullopt;
    int sum = 0;
    for (const int answer : answers) sum += answer;
    return 32 - sum;
}

std::optional<bool> ascof_1b(const AscotAnswers& answers) {
    return at_best(answers[0], 4, 2);
}

std::optional<bool> ascof_1i(const AscotAnswers& answers) {
    return at_best(answers[5], 4, 1);
}

std::optional<bool> ascof_4a(const AscotAnswers& answers) {
    return at_best(answers[4], 4, 1);
}

std::optional<bool> ascof_3a(int q1, bool easy_read) {
    if (easy_read) return at_best(q1, 5, 1);
    if (q1 < 1 || q1 > 7) return std::nullopt;
    return std::clamp(q1 - 1, 1, 5) == 1;
}

std::optional<bool> ascof_3d(int q12) {
    if (q12 < 2) return std::nullopt;
    return at_best(q12, 5, 3);
}

std::optional<bool> ascof_4b(int q7b) {
    return at_best(q7b, 5, 1);
}

std::optional<int> ascof_1d(const std::array<int, 6>& answers) {
    int sum = 0;
    for (const int answer : answers) {
        if (answer < 1 || answer > 3) return std::nullopt;
        sum += 3 - answer;
    }
    return sum;
}

std::optional<double> eq5d_3l(const std::array<int, 5>& levels) {
    constexpr std::array<std::array<double, 2>, 5> losses{
        {{0.069, 0.314}, {0.104, 0.214}, {0.036, 0.094}, {0.123, 0.386}, {0.071, 0.236}}};
    double loss = 0;
    bool any_problem = false, any_extreme = false;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const int level = levels[i];
        if (level < 1 || level > 3) return std::nullopt;
        if (level == 1) continue;
        loss += losses[i][static_cast<std::size_t>(level - 2)];
        any_problem = true;
        any_extreme = any_extreme || level == 3;
    }
    return 1 - loss - (any_problem ? 0.081 : 0) - (any_extreme ? 0.269 : 0);
}

std::vector<Score> scores_of(std::string_view survey, const SurveyAnswers& answers, const AscotWeights& weights) {
    const auto answer = [&](std::string_view question) {
        const auto found = answers.find(question);
        return found == answers.end() ? 0 : found->second;
    };
    const auto all_of = [&](auto given, const auto& questions) {
        std::ranges::transform(questions, given.begin(), answer);
        return given;
    };
    std::vector<Score> scores;
    const auto keep = [&](std::string_view name, const auto& score) {
        if (score) scores.push_back({name, static_cast<double>(*score)});
    };
    if (survey == "Carers survey") {
        keep("ascof_1d", ascof_1d(all_of(std::array<int, 6>{}, carer_questions)));
    } else {
        const auto ascot = all_of(AscotAnswers{}, ascot_questions);
        const int easy_read = answer("q1_easy_read");
        keep("ascot_scrqol", scrqol(ascot, weights));
        keep("ascof_1a", ascof_1a(ascot));
        keep("ascof_1b", ascof_1b(ascot));
        keep("ascof_1i", ascof_1i(ascot));
        keep("ascof_3a", easy_read != 0 ? ascof_3a(easy_read, true) : ascof_3a(answer("q1"), false));
        keep("ascof_3d", ascof_3d(answer("q12")));
        keep("ascof_4a", ascof_4a(ascot));
        keep("ascof_4b", ascof_4b(answer("q7b")));
    }
    keep("eq5d_3l", eq5d_3l(all_of(std::array<int, 5>{}, eq5d_questions)));
    return scores;
}

} // namespace pilotage::measure
