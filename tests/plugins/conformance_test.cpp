// What every plugin must do, ours and others': one kit, run over the good sample of each. A new plugin is one line
// below.
#include "core/paths.hpp"
#include "core/plugin/discovery.hpp"
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"
#include "tests/plugin/runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace pilotage::plugin::test {
namespace {

struct Sample {
    const char* plugin;
    const char* folder; ///< of a good return, below tests/data
    friend void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.plugin; }
};

constexpr Sample samples[] = {
    {"focus", "focus/good/as-agreed"},
    {"people2people", "people2people/good/as-agreed"},
    {"sensing_change", "sensing_change/good/as-agreed"},
    {"activ8", "activ8/good/as-agreed"},
    {"topaz", "topaz/good/as-agreed"},
    {"cld", "cld/good/as-specified"},
    {"stoke_neuro", "stoke_neuro/good/as-agreed"},
    {"firstpoint", "firstpoint/good/as-agreed"},
};

class Conformance : public testing::TestWithParam<Sample> {
protected:
    static PluginInfo plugin() {
        const std::vector<std::filesystem::path> folders{std::filesystem::path(PILOTAGE_BINARY_DIR) / "plugins"};
        return find(GetParam().plugin, folders);
    }
    static std::vector<RunRequest::File> sample_files() {
        std::vector<RunRequest::File> files;
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(PILOTAGE_SOURCE_DIR) /
                                                                     "tests/data" / GetParam().folder))
            if (entry.path().filename() != "expect.json")
                files.push_back({entry.path(), entry.path().filename().string()});
        std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
        return files;
    }
    static RunRequest request(std::vector<RunRequest::File> files) {
        RunRequest request;
        request.plugin = plugin();
        request.evaluation_schema = evaluation_schema();
        request.files = std::move(files);
        return request;
    }
    /// The sample's files, each with its content changed, in a folder of their own.
    template <typename Change>
    static std::vector<RunRequest::File> changed(const TemporaryFolder& folder, Change change) {
        auto files = sample_files();
        for (auto& file : files) file.path = folder.write(file.name, change(content_of(file.path)));
        return files;
    }
    static std::size_t at_least(const KeepingSink& sink, Severity severity) {
        return static_cast<std::size_t>(
            std::count_if(sink.findings.begin(), sink.findings.end(),
                          [&](const auto& kept) { return kept.finding.severity >= severity; }));
    }
    static std::string words(const KeepingSink& sink) {
        std::string all;
        for (const auto& record : sink.records) {
            all += record.type + " " + record.record + " " + std::to_string(static_cast<int>(record.outcome)) + " " +
                   std::to_string(record.row) + "\n";
            for (const auto& evaluation : record.evaluations) {
                all += "  " + std::to_string(evaluation.type);
                for (const auto& value : evaluation.values)
                    all += " " + std::to_string(value.field) + "=" + value.value + "@" + std::to_string(value.column);
                all += "\n";
            }
        }
        return all + findings(sink);
    }
    static std::string findings(const KeepingSink& sink) {
        std::string all;
        for (const auto& kept : sink.findings)
            all += kept.finding.rule + " " + to_string(kept.finding.place) + " " + kept.finding.message + "\n";
        return all;
    }
};

TEST_P(Conformance, TheDescriptorAndTheImporterAreUsable) {
    const std::vector<std::filesystem::path> folders{std::filesystem::path(PILOTAGE_BINARY_DIR) / "plugins"};
    const auto all = discover(folders, true);
    const auto found =
        std::find_if(all.begin(), all.end(), [](const auto& info) { return info.name == GetParam().plugin; });
    ASSERT_NE(found, all.end()) << "The plugin is not built.";
    EXPECT_TRUE(found->usable()) << found->refused;
    EXPECT_FALSE(found->title.empty());
    EXPECT_FALSE(found->formats.empty());
    EXPECT_TRUE(std::filesystem::exists(found->schema));
    EXPECT_TRUE(std::filesystem::exists(found->crosswalk));
}

TEST_P(Conformance, EveryRecordOfTheGoodSampleIsNormalised) {
    KeepingSink sink;
    const auto result = run(request(sample_files()), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    EXPECT_GT(result.normalised, 0u);
    EXPECT_EQ(result.rejected, 0u);
    EXPECT_EQ(result.crosswalk_unmapped, 0u);
    EXPECT_EQ(at_least(sink, Severity::warning), 0u) << findings(sink);
}

TEST_P(Conformance, TheGoodSampleHasEveryTypeOfRecord) {
    KeepingSink sink;
    run(request(sample_files()), sink);
    std::set<std::string> seen;
    for (const auto& record : sink.records) seen.insert(record.type);
    const auto schema = validate::Schema::load(plugin().schema);
    for (const auto& type : schema.types()) EXPECT_TRUE(seen.contains(type.name)) << type.name;
}

TEST_P(Conformance, EvaluationRecordsAreValidAndNotEmpty) {
    const auto evaluation = validate::Schema::load(evaluation_schema());
    const auto validator = validate::make_xerces_validator(evaluation);
    KeepingSink sink;
    run(request(sample_files()), sink);
    for (const auto& record : sink.records) {
        if (record.outcome != LocalRecord::Outcome::normalised) continue;
        EXPECT_FALSE(record.evaluations.empty()) << record.type << " in row " << record.row;
        for (const auto& one : record.evaluations) {
            std::vector<validate::FieldValue> values;
            for (const auto& value : one.values) values.push_back({value.field, value.value});
            std::vector<validate::Fault> faults;
            EXPECT_TRUE(validator->validate(one.type, values, faults))
                << record.type << " in row " << record.row << ": " << (faults.empty() ? "" : faults[0].reference);
        }
    }
}

TEST_P(Conformance, TheSameFilesGiveTheSameTwice) {
    KeepingSink once;
    KeepingSink again;
    run(request(sample_files()), once);
    run(request(sample_files()), again);
    EXPECT_EQ(words(once), words(again));
}

TEST_P(Conformance, TheOrderOfTheFilesDoesNotMatter) {
    auto files = sample_files();
    KeepingSink forwards;
    const auto first = run(request(files), forwards);
    std::reverse(files.begin(), files.end());
    KeepingSink backwards;
    const auto second = run(request(files), backwards);
    EXPECT_EQ(first.normalised, second.normalised);
    EXPECT_EQ(forwards.findings.size(), backwards.findings.size());
}

TEST_P(Conformance, NoFilesAreAFatalFinding) {
    KeepingSink sink;
    const auto result = run(request({}), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    EXPECT_EQ(result.read, 0u);
    EXPECT_GT(at_least(sink, Severity::fatal), 0u);
}

TEST_P(Conformance, EmptyFilesAreAFatalFinding) {
    const TemporaryFolder folder;
    KeepingSink sink;
    const auto result = run(request(changed(folder, [](const std::string&) { return std::string(); })), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    EXPECT_EQ(result.read, 0u);
    EXPECT_GT(at_least(sink, Severity::fatal), 0u);
}

TEST_P(Conformance, AFileThatIsNotThereIsAFatalFindingAtTheFile) {
    auto files = sample_files();
    files.front().path = "/nowhere/" + files.front().name;
    KeepingSink sink;
    const auto result = run(request(files), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    const auto at_file = std::count_if(sink.findings.begin(), sink.findings.end(), [&](const auto& kept) {
        return kept.finding.severity == Severity::fatal && kept.finding.place.file == files.front().name;
    });
    EXPECT_EQ(at_file, 1);
}

TEST_P(Conformance, FilesCutOffAnywhereAreFatalFindingsAndNeverACrash) {
    for (const double share : {0.02, 0.2, 0.5, 0.8, 0.9}) {
        const TemporaryFolder folder;
        const auto cut = [&](const std::string& content) {
            return content.substr(0, static_cast<std::size_t>(static_cast<double>(content.size()) * share));
        };
        KeepingSink sink;
        const auto result = run(request(changed(folder, cut)), sink);
        EXPECT_TRUE(result.complete) << share << ": " << result.reason;
        EXPECT_GT(at_least(sink, Severity::fatal), 0u) << share;
    }
}

TEST_P(Conformance, OtherKindsOfFilesAreFatalFindings) {
    const TemporaryFolder folder;
    KeepingSink sink;
    const auto result = run(
        request(changed(folder, [](const std::string&) { return std::string("{\"not\": \"a return\"}\n"); })), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    EXPECT_GT(at_least(sink, Severity::fatal), 0u);
}

INSTANTIATE_TEST_SUITE_P(Plugins, Conformance, testing::ValuesIn(samples),
                         [](const auto& sample) { return std::string(sample.param.plugin); });

} // namespace
} // namespace pilotage::plugin::test
