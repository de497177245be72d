// The README's tour is run as it stands: every line of a console block that starts with "$ " is a command, the lines
// below it are what it prints; "..." stands for any lines.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Step {
    std::string command;
    std::vector<std::string> printed;
};

std::vector<Step> steps_of(const fs::path& readme) {
    std::vector<Step> steps;
    bool console = false;
    std::ifstream in(readme);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```"))
            console = line == "```console";
        else if (console && line.starts_with("$ "))
            steps.push_back({line.substr(2), {}});
        else if (console && !steps.empty())
            steps.back().printed.push_back(line);
    }
    return steps;
}

std::vector<std::string> run(const std::string& command) {
    std::vector<std::string> lines(1);
    FILE* pipe = ::popen(command.c_str(), "r");
    for (int c; (c = std::fgetc(pipe)) != EOF;) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back().push_back(static_cast<char>(c));
    }
    ::pclose(pipe);
    lines.pop_back();
    return lines;
}

/// Whether the lines are those expected, where "..." stands for any number of lines.
bool matches(const std::vector<std::string>& expected, std::size_t e, const std::vector<std::string>& lines,
             std::size_t l) {
    if (e == expected.size()) return l == lines.size();
    if (expected[e] != "...")
        return l < lines.size() && expected[e] == lines[l] && matches(expected, e + 1, lines, l + 1);
    for (; l <= lines.size(); ++l)
        if (matches(expected, e + 1, lines, l)) return true;
    return false;
}

TEST(Readme, tour_prints_what_it_says) {
    auto name = (fs::temp_directory_path() / "pilotage-readme-XXXXXX").string();
    const fs::path folder = ::mkdtemp(name.data());
    fs::create_directory_symlink(fs::path(PILOTAGE_SOURCE_DIR) / "examples/study", folder / "study");
    fs::create_directory_symlink(fs::path(PILOTAGE_SOURCE_DIR) / "tests/data/focus/fails/wrong-gender-code",
                                 folder / "bad-return");
    const auto steps = steps_of(fs::path(PILOTAGE_SOURCE_DIR) / "README.md");
    EXPECT_GE(steps.size(), 6u);
    for (const auto& step : steps) {
        const auto lines =
            run("cd '" + folder.string() +
                "' && env -u PILOTAGE_STORE -u PILOTAGE_PLUGIN_PATH COLUMNS=160 PATH='" PILOTAGE_BINARY_DIR
                "/bin':\"$PATH\" sh -c '" +
                step.command + "' 2>&1");
        std::string printed;
        for (const auto& line : lines) printed += line + '\n';
        EXPECT_TRUE(matches(step.printed, 0, lines, 0)) << step.command << '\n' << printed;
    }
    fs::remove_all(folder);
}

} // namespace
