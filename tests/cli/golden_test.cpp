// Golden command-line tests: every folder of tests/cli/golden is one case. `command` is a shell script run in an empty
// folder with the program on PATH; its standard output, standard error and exit code must equal the files `stdout`,
// `stderr` (absent: empty) and `exit` (absent: 0). Hashes, times and folders that differ from run to run are replaced
// by words first. PILOTAGE_UPDATE_GOLDEN=1 writes the files anew: read the difference before it is committed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path golden = fs::path(PILOTAGE_SOURCE_DIR) / "tests/cli/golden";

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write(const fs::path& file, const std::string& content) {
    std::ofstream(file, std::ios::binary) << content;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// What differs from run to run, as words.
std::string steady(std::string text, const fs::path& scratch) {
    text = replaced(std::move(text), scratch.string(), "SCRATCH");
    text = replaced(std::move(text), PILOTAGE_BINARY_DIR, "BUILD");
    text = replaced(std::move(text), PILOTAGE_SOURCE_DIR, "SOURCE");
    text = std::regex_replace(text, std::regex("\\b[0-9a-f]{64}\\b"), "SHA256");
    text = std::regex_replace(text, std::regex("\\b[0-9a-f]{12}\\b"), "SHORTSHA");
    return std::regex_replace(
        text, std::regex("\\b20[2-9][0-9]-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9](:[0-5][0-9])?Z?"), "TIME");
}

struct Scratch {
    fs::path path;
    Scratch() {
        auto name = (fs::temp_directory_path() / "pilotage-golden-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(golden))
        if (fs::exists(entry.path() / "command")) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, output_is_as_recorded) {
    const fs::path folder = golden / GetParam();
    const Scratch scratch;
    fs::create_directories(scratch.path / "work");
    const std::string line =
        "cd '" + (scratch.path / "work").string() +
        "' && env -u PILOTAGE_STORE -u PILOTAGE_PLUGIN_PATH XDG_CONFIG_HOME='" + (scratch.path / "config").string() +
        "' PATH='" PILOTAGE_BINARY_DIR "/bin':\"$PATH\" SOURCE='" PILOTAGE_SOURCE_DIR "' COLUMNS=120 sh -e '" +
        (folder / "command").string() + "' >'" + (scratch.path / "out").string() + "' 2>'" +
        (scratch.path / "err").string() + "'";
    const int status = std::system(line.c_str());
    ASSERT_TRUE(WIFEXITED(status));
    const std::string out = steady(read(scratch.path / "out"), scratch.path);
    const std::string err = steady(read(scratch.path / "err"), scratch.path);
    const std::string code = std::to_string(WEXITSTATUS(status)) + "\n";
    if (std::getenv("PILOTAGE_UPDATE_GOLDEN") != nullptr) {
        write(folder / "stdout", out);
        err.empty() ? void(fs::remove(folder / "stderr")) : write(folder / "stderr", err);
        code == "0\n" ? void(fs::remove(folder / "exit")) : write(folder / "exit", code);
        return;
    }
    EXPECT_EQ(out, read(folder / "stdout"));
    EXPECT_EQ(err, fs::exists(folder / "stderr") ? read(folder / "stderr") : "");
    EXPECT_EQ(code, fs::exists(folder / "exit") ? read(folder / "exit") : "0\n");
}

INSTANTIATE_TEST_SUITE_P(cli, Golden, testing::ValuesIn(cases()), [](const auto& tested) {
    std::string name = tested.param;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
    return name;
});

} // namespace
