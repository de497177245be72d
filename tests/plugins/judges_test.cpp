// The sample returns and those of tests/data through both judges: the compiled checks with Xerces-C behind them, and
// Xerces-C alone. And how many valid records needed Xerces-C, which is a matter of time only.
#include "core/paths.hpp"
#include "core/plugin/discovery.hpp"
#include "tests/plugin/runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace pilotage::plugin::test {
namespace {

namespace fs = std::filesystem;

struct Return {
    std::string plugin;
    fs::path folder;
    friend void PrintTo(const Return& one, std::ostream* out) { *out << one.folder.string(); }
};

const fs::path source(PILOTAGE_SOURCE_DIR);

/// Folders of the last level below `root`; the first level names the plugin.
std::vector<Return> returns_below(const fs::path& root) {
    std::vector<Return> all;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto& folder = entry.path();
        if (!entry.is_directory() ||
            std::any_of(fs::directory_iterator(folder), {}, [](const auto& inner) { return inner.is_directory(); }))
            continue;
        const auto site = fs::relative(folder, root).begin()->string();
        all.push_back({site == "comparison" ? "cld" : site, folder});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.folder < b.folder; });
    return all;
}

std::string words_of(const KeptFinding& kept) {
    const auto& f = kept.finding;
    return std::to_string(kept.sequence) + ' ' + std::string(name_of(f.severity)) + ' ' + f.rule + " at " +
           to_string(f.place) + " field " + f.field + " of " + f.record + " found " + f.value + " expected " +
           f.expected + ": " + f.message + ' ' + f.remedy;
}

std::string words_of(const KeptRecord& kept) {
    std::string words = std::to_string(kept.sequence) + ' ' + kept.type + ' ' +
                        std::to_string(static_cast<int>(kept.outcome)) + " at " + std::to_string(kept.source) + ':' +
                        std::to_string(kept.row) + ':' + std::to_string(kept.line);
    for (const auto& evaluation : kept.evaluations) {
        words += " [" + std::to_string(evaluation.type);
        for (const auto& value : evaluation.values) words += ' ' + std::to_string(value.field) + '=' + value.value;
        words += ']';
    }
    return words;
}

struct Run {
    RunResult result;
    std::vector<std::string> words; ///< all that arrived
};

Run run_with(const Return& one, validate::Judge judge) {
    const std::vector<fs::path> folders{fs::path(PILOTAGE_BINARY_DIR) / "plugins"};
    RunRequest request;
    request.plugin = find(one.plugin, folders);
    request.evaluation_schema = evaluation_schema();
    request.judge = judge;
    for (const auto& entry : fs::directory_iterator(one.folder))
        if (entry.path().filename() != "expect.json") request.files.push_back({entry.path(), entry.path().filename()});
    std::sort(request.files.begin(), request.files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    KeepingSink sink;
    Run made{run(request, sink), {}};
    for (const auto& finding : sink.findings) made.words.push_back(words_of(finding));
    for (const auto& record : sink.records) made.words.push_back(words_of(record));
    return made;
}

/// The first text that only one of them has.
std::string difference(const Run& a, const Run& b) {
    for (std::size_t i = 0; i < std::max(a.words.size(), b.words.size()); ++i)
        if (i >= a.words.size() || i >= b.words.size() || a.words[i] != b.words[i])
            return (i < a.words.size() ? a.words[i] : "nothing") + "\nagainst\n" +
                   (i < b.words.size() ? b.words[i] : "nothing");
    return a.result.complete == b.result.complete && a.result.reason == b.result.reason ? "" : "one run failed";
}

class Judges : public testing::TestWithParam<Return> {};

TEST_P(Judges, say_the_same_of_a_return) {
    const auto compiled = run_with(GetParam(), validate::Judge::compiled);
    EXPECT_FALSE(compiled.words.empty());
    EXPECT_EQ(difference(compiled, run_with(GetParam(), validate::Judge::reference)), "");
}

std::string name_of_return(const testing::TestParamInfo<Return>& one) {
    auto name = one.param.folder.lexically_relative(source).string();
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Samples, Judges, testing::ValuesIn(returns_below(source / "examples/study/returns")),
                         name_of_return);
INSTANTIATE_TEST_SUITE_P(Data, Judges, testing::ValuesIn(returns_below(source / "tests/data")), name_of_return);

TEST(CompiledChecks, AcceptEveryValidRecordOfTheSamplesAlone) {
    std::uint64_t valid = 0;
    for (const auto& one : returns_below(source / "examples/study/returns")) {
        const auto made = run_with(one, validate::Judge::compiled);
        EXPECT_EQ(made.result.arbitrated, 0u) << one.folder;
        valid += made.result.normalised;
    }
    EXPECT_GT(valid, 1000u);
}

} // namespace
} // namespace pilotage::plugin::test
