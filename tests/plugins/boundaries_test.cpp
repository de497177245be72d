// Who may know whom, held to the source itself: nothing in core knows a site or a format by name, importers know no
// site, plugins include the sdk and the importers and nothing else of ours.
#include "core/study/study.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace pilotage {
namespace {

namespace fs = std::filesystem;

const fs::path source(PILOTAGE_SOURCE_DIR);

struct Line {
    std::string place, text;
};

/// The lines of all C++ files and CMake files below a folder.
std::vector<Line> lines_of(const std::string& folder) {
    std::vector<Line> lines;
    for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
        const auto end = entry.path().extension();
        if (!entry.is_regular_file() || (end != ".cpp" && end != ".hpp" && end != ".in" && end != ".cmake" &&
                                         entry.path().filename() != "CMakeLists.txt"))
            continue;
        std::ifstream in(entry.path());
        std::string text;
        for (int number = 1; std::getline(in, text); ++number)
            lines.push_back({fs::relative(entry.path(), source).string() + ":" + std::to_string(number), text});
    }
    return lines;
}

/// What our own files a folder's files include, such as "importers/reader.hpp", with where.
std::vector<Line> includes_of(const std::string& folder) {
    static const std::regex include(R"re(^\s*#include "([^"]+)")re");
    std::vector<Line> includes;
    for (const auto& line : lines_of(folder)) {
        std::smatch found;
        if (std::regex_search(line.text, found, include)) includes.push_back({line.place, found[1]});
    }
    return includes;
}

/// Ids, names, aliases and councils of the sites of the sample study, and the plugins' names, in small letters.
std::set<std::string> site_names() {
    std::set<std::string> names;
    const auto add = [&](std::string name) {
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        names.insert(name);
    };
    for (const auto& folder : fs::directory_iterator(source / "plugins"))
        if (folder.is_directory()) add(folder.path().filename().string());
    for (const auto& site : study::load(source / "examples/study/programme.toml").sites) {
        if (site.arm != study::Arm::pilot) continue;
        for (const auto& name : {site.id, site.name, site.council}) add(name);
        for (const auto& name : site.aliases) add(name);
    }
    return names;
}

/// "focus" is also a word: it counts as a site where it is told as one.
std::regex naming(const std::string& name) {
    const auto word = name == "focus" ? R"((--site |--plugin |plugins/|")focus\b)" : "\\b" + name + "\\b";
    return std::regex(word, std::regex::icase);
}

class NoSite : public testing::TestWithParam<const char*> {};

TEST_P(NoSite, IsNamed) {
    const auto names = site_names();
    ASSERT_TRUE(names.contains("firstpoint") && names.contains("birmingham") && names.contains("p2p"));
    const auto lines = lines_of(GetParam());
    ASSERT_GT(lines.size(), 1000u);
    for (const auto& name : names) {
        const auto pattern = naming(name);
        for (const auto& line : lines)
            EXPECT_FALSE(std::regex_search(line.text, pattern)) << line.place << " names " << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Folders, NoSite, testing::Values("core", "importers"),
                         [](const auto& folder) { return std::string(folder.param); });

TEST(Boundaries, CoreKnowsNoFormat) {
    const std::set<std::string> general{"importers/reader.hpp", "importers/utf8.hpp", "importers/file.hpp",
                                        "importers/archive/archive.hpp", "importers/archive/xml_part.hpp"};
    const auto includes = includes_of("core");
    ASSERT_GT(includes.size(), 300u);
    for (const auto& include : includes)
        EXPECT_TRUE(!include.text.starts_with("importers/") || general.contains(include.text))
            << include.place << " includes " << include.text;
}

TEST(Boundaries, ImportersKnowNothingOfTheCoreButTheSdk) {
    for (const auto& include : includes_of("importers"))
        EXPECT_TRUE(include.text.starts_with("importers/") || include.text.starts_with("core/sdk/"))
            << include.place << " includes " << include.text;
}

TEST(Boundaries, PluginsIncludeTheSdkTheImportersAndThemselves) {
    std::set<std::string> plugins;
    for (const auto& folder : fs::directory_iterator(source / "plugins"))
        if (folder.is_directory()) plugins.insert("plugins/" + folder.path().filename().string());
    ASSERT_GE(plugins.size(), 6u);
    for (const auto& plugin : plugins)
        for (const auto& include : includes_of(plugin))
            EXPECT_TRUE(include.text.starts_with("core/sdk/") || include.text.starts_with("importers/") ||
                        include.text.starts_with(plugin + "/"))
                << include.place << " includes " << include.text;
}

TEST(Boundaries, OnlyTheWrapperIncludesXerces) {
    static const std::regex include(R"(#include <xercesc/)");
    std::set<std::string> files;
    for (const auto* folder : {"core", "importers", "plugins"})
        for (const auto& line : lines_of(folder))
            if (std::regex_search(line.text, include)) files.insert(line.place.substr(0, line.place.find(':')));
    for (const auto& file : files) EXPECT_TRUE(file.starts_with("core/validate/")) << file;
    EXPECT_FALSE(files.empty());
}

} // namespace
} // namespace pilotage
