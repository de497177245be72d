// The good, warned and bad returns of tests/data, as a site sees them: each folder is a case, checked by `pilotage
// check` against what its expect.json promises. A new case is a new folder.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const fs::path source(PILOTAGE_SOURCE_DIR);
const fs::path data = source / "tests/data";
const fs::path page = source / "tests/README.md";
constexpr std::string_view table_begins = "<!-- table of returns: begin -->\n";
constexpr std::string_view table_ends = "<!-- table of returns: end -->\n";

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string quoted(const std::string& word) {
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

struct Answer {
    int exit_code = -1;
    json report;
};

Answer check(const fs::path& folder, const std::string& plugin, const std::string& site, const std::string& period) {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename() != "expect.json") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    auto command = quoted(std::string(PILOTAGE_BINARY_DIR) + "/bin/pilotage") + " check --json --plugin " + plugin +
                   " --study " + quoted((source / "examples/study/programme.toml").string()) + " --site " + site +
                   " --period " + period;
    for (const auto& file : files) command += " " + quoted(file);
    command += " 2>/dev/null";
    auto* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {};
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) != 0;)
        text.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, json::parse(text, nullptr, false)};
}

/// What a finding is told apart by.
std::string words_of(const json& finding) {
    return finding.at("severity").get<std::string>() + " " + finding.at("rule").get<std::string>() + " at " +
           finding.at("place").get<std::string>() + " field " + finding.at("field").get<std::string>();
}

std::set<std::string> words_of_all(const json& findings, bool notes) {
    std::set<std::string> all;
    for (const auto& finding : findings)
        if (notes || finding.at("severity") != "note") all.insert(words_of(finding));
    return all;
}

struct Case {
    std::string site, kind, name;
    friend void PrintTo(const Case& one, std::ostream* out) { *out << one.site << '/' << one.kind << '/' << one.name; }
    fs::path folder() const { return data / site / kind / name; }
    friend bool operator<(const Case& a, const Case& b) {
        return std::tie(a.site, a.kind, a.name) < std::tie(b.site, b.kind, b.name);
    }
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const auto& site : fs::directory_iterator(data))
        for (const auto* kind : {"good", "warns", "fails"})
            if (fs::is_directory(site.path() / kind))
                for (const auto& one : fs::directory_iterator(site.path() / kind))
                    all.push_back({site.path().filename(), kind, one.path().filename()});
    std::sort(all.begin(), all.end());
    return all;
}

class Returns : public testing::TestWithParam<Case> {};

TEST_P(Returns, GivesWhatItsExpectationPromises) {
    const auto& one = GetParam();
    ASSERT_TRUE(fs::exists(fs::path(PILOTAGE_BINARY_DIR) / "plugins" / (one.site + ".so")))
        << "The plugin is not built.";
    const auto expect = json::parse(content_of(one.folder() / "expect.json"));
    // The national file is any council's; in the study the comparison council sends it.
    const auto answer = check(one.folder(), one.site, one.site == "cld" ? "comparison" : one.site, expect.at("period"));
    ASSERT_FALSE(answer.report.is_discarded());
    EXPECT_EQ(answer.report.at("verdict"), expect.at("verdict"));
    EXPECT_EQ(answer.exit_code, expect.at("verdict").get<std::string>().starts_with("accepted") ? 0 : 1);
    if (expect.contains("counts")) {
        EXPECT_EQ(answer.report.at("counts"), expect.at("counts"));
    }
    // Every promised finding is there, and nothing but notes beside them.
    const auto promised = words_of_all(expect.at("findings"), true);
    const auto all = words_of_all(answer.report.at("findings"), true);
    for (const auto& words : promised) EXPECT_TRUE(all.contains(words)) << "promised: " << words;
    for (const auto& words : words_of_all(answer.report.at("findings"), false))
        EXPECT_TRUE(promised.contains(words)) << "not promised: " << words;
    if (one.kind == "good") {
        EXPECT_TRUE(promised.empty());
    } else {
        EXPECT_FALSE(promised.empty());
    }
}

INSTANTIATE_TEST_SUITE_P(Data, Returns, testing::ValuesIn(cases()), [](const auto& one) {
    auto name = one.param.site + "_" + one.param.kind + "_" + one.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

std::string table() {
    std::string out = "| return | what it is | what happens | which finding |\n|---|---|---|---|\n";
    for (const auto& one : cases()) {
        if (one.kind == "good") continue;
        const auto expect = json::parse(content_of(one.folder() / "expect.json"));
        std::string findings;
        for (const auto& finding : expect.at("findings")) {
            const auto place = finding.at("place").get<std::string>();
            findings += (findings.empty() ? "" : "; ") + finding.at("severity").get<std::string>() + " `" +
                        finding.at("rule").get<std::string>() + "`" + (place.empty() ? "" : " at `" + place + "`");
        }
        out += "| " + one.site + "/" + one.kind + "/" + one.name + " | " + expect.at("what").get<std::string>() +
               " | " + expect.at("verdict").get<std::string>() + " | " + findings + " |\n";
    }
    return out;
}

// PILOTAGE_UPDATE_GOLDEN=1 writes the table anew.
TEST(TableOfReturns, TellsEveryWarnedAndBadReturn) {
    auto text = content_of(page);
    const auto begin = text.find(table_begins);
    const auto end = text.find(table_ends);
    ASSERT_NE(begin, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const auto from = begin + table_begins.size();
    if (std::getenv("PILOTAGE_UPDATE_GOLDEN") != nullptr) {
        text.replace(from, end - from, table());
        std::ofstream(page, std::ios::binary) << text;
        return;
    }
    EXPECT_EQ(text.substr(from, end - from), table());
}

TEST(TestData, EveryPluginHasEnoughWarnedAndBadReturns) {
    for (const auto& site : fs::directory_iterator(source / "plugins")) {
        if (!site.is_directory()) continue;
        const auto count = [&](const char* kind) {
            const auto folder = data / site.path().filename() / kind;
            return fs::is_directory(folder) ? std::distance(fs::directory_iterator(folder), fs::directory_iterator())
                                            : 0;
        };
        EXPECT_GE(count("good"), 1) << site.path().filename();
        EXPECT_GE(count("warns"), 6) << site.path().filename();
        EXPECT_GE(count("fails"), 12) << site.path().filename();
    }
}

} // namespace
