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
    if (answers[0] < 1 || answers[0] > 4) return std::nullopt;
    return answers[0] <= 2;
}

} // namespace pilotage::measure
