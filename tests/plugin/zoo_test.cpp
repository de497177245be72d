// The zoo: every plugin of tests/plugin/zoo is refused in one full sentence, and nothing happens to the host.
#include "tests/plugin/runs.hpp"

#include "core/error.hpp"
#include "core/plugin/discovery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace pilotage::plugin::test {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct Animal {
    const char* name;
    const char* what; ///< what its sentence says is wrong
    const char* todo; ///< and what to do
};

class Zoo : public testing::TestWithParam<Animal> {
protected:
    static const std::vector<PluginInfo>& all() {
        static const auto found = discover(std::vector{plugins_of("zoo")}, true);
        return found;
    }
};

TEST_P(Zoo, IsRefusedInOneSentence) {
    const std::string file = std::string(GetParam().name) + ".so";
    for (const auto& info : all()) {
        if (info.path.filename() != file) continue;
        EXPECT_FALSE(info.usable());
        EXPECT_THAT(info.refused, StartsWith("\"" + file + "\" "));
        EXPECT_THAT(info.refused, HasSubstr(GetParam().what));
        EXPECT_THAT(info.refused, HasSubstr(GetParam().todo));
        EXPECT_THAT(info.refused, EndsWith("."));
        return;
    }
    FAIL() << file << " was not looked at";
}

constexpr Animal animals[] = {
    {"no_descriptor", "a library without a Pilotage descriptor", "add it"},
    {"wrong_magic", "does not begin with the word PILOTAGE", "build the plugin again"},
    {"wrong_major", "was built for version 2.0 of the plugin interface and this Pilotage has 1.0",
     "build the plugin again"},
    {"newer_minor", "was built for version 1.1 of the plugin interface, newer than this Pilotage's 1.0",
     "update Pilotage"},
    {"short_struct", "a descriptor of 64 bytes where 328 are needed", "build the plugin again"},
    {"name_not_terminated", "name is longer than its 31 bytes", "shorten it"},
    {"empty_name", "without a proper name", "mend it"},
    {"path_as_schema", "without the plain file name of its schema", "give one"},
    {"missing_schema", "names the schema \"aoo.xsd\", which is not beside it", "put the schema into the folder"},
    {"bad_schema", "The schema bad_schema.xsd cannot be used", "no_such_type"},
    {"bad_crosswalk", "bad_crosswalk.crosswalk.csv:3: \"Mail\" is not in the code list gender",
     "mend it, or take it out"},
    {"null_create", "without a create function", "declare it with PILOTAGE_PLUGIN"},
    {"null_importer", "made no importer", "mend the constructor"},
    {"throws_in_create", "The plugin crashed (abort)", "while it was loaded"},
    {"no_export", "does not export pilotage_plugin", "build it with pilotage_plugin()"},
    {"exits_when_loaded", "ended its process (exit status 0)", "while it was loaded"},
    {"crashes_when_loaded", "The plugin crashed (abort)", "while it was loaded"},
};

INSTANTIATE_TEST_SUITE_P(All, Zoo, testing::ValuesIn(animals),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_F(Zoo, EveryAnimalIsKnown) {
    for (const auto& info : all()) {
        const auto name = info.path.stem().string();
        const bool known = std::any_of(std::begin(animals), std::end(animals),
                                       [&](const Animal& animal) { return animal.name == name; });
        EXPECT_TRUE(known || name == "twin") << name << " has no sentence in this test";
    }
}

TEST(Refusals, AFileThatIsNoLibrary) {
    const TemporaryFolder folder;
    folder.write("notes.so", "Minutes of the meeting of 3 May\n");
    folder.write("empty.so", "");
    const auto found = discover(std::vector{folder.path()}, false);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_THAT(found[0].refused, StartsWith("\"empty.so\" is not a shared library"));
    EXPECT_THAT(found[1].refused,
                StartsWith("\"notes.so\" is not a shared library; a plugin is an ELF library; build it again"));
}

TEST(Refusals, ATruncatedLibrary) {
    const TemporaryFolder folder;
    const auto whole = content_of(plugins_of("good") / "riverside.so");
    folder.write("riverside.so", whole.substr(0, whole.size() / 2));
    const auto found = discover(std::vector{folder.path()}, true);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].refused, StartsWith("\"riverside.so\" is cut short or damaged"));
}

TEST(Refusals, ALibraryForAnotherMachine) {
    const TemporaryFolder folder;
    auto bytes = content_of(plugins_of("good") / "riverside.so");
    bytes[18] = 8; // MIPS
    folder.write("riverside.so", bytes);
    const auto found = discover(std::vector{folder.path()}, true);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].refused, HasSubstr("is a library for another machine"));
}

TEST(Refusals, ANameTakenTwice) {
    const TemporaryFolder folder;
    fs::copy_file(plugins_of("zoo") / "twin.so", folder.path() / "one.so");
    fs::copy_file(plugins_of("zoo") / "twin.so", folder.path() / "two.so");
    fs::copy_file(plugins_of("zoo") / "zoo.xsd", folder.path() / "zoo.xsd");
    const auto found = discover(std::vector{folder.path()}, true);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_TRUE(found[0].usable()) << found[0].refused;
    EXPECT_THAT(found[1].refused, HasSubstr("has the name \"twin\", which \"" + (folder.path() / "one.so").string() +
                                            "\" has already taken"));
}

TEST(Find, SaysWhatIsThereInstead) {
    try {
        find("brookside", std::vector{plugins_of("good")});
        FAIL();
    } catch (const EnvironmentError& e) {
        EXPECT_THAT(e.what(), HasSubstr("There is no plugin \"brookside\""));
        EXPECT_THAT(e.hint(), HasSubstr("riverside"));
    }
}

TEST(Find, SaysWhyOneOfThatNameIsRefused) {
    try {
        find("wrong_major", std::vector{plugins_of("zoo")});
        FAIL();
    } catch (const EnvironmentError& e) {
        EXPECT_THAT(e.what(),
                    HasSubstr("The plugin wrong_major cannot be used: \"wrong_major.so\" was built for version 2.0"));
    }
}

TEST(Find, SaysUnderWhichNameALibraryWouldBeFound) {
    const TemporaryFolder folder;
    for (const std::string name : {"riverside.so", "riverside.xsd"})
        std::filesystem::copy(plugins_of("good") / name, folder.path() / (name == "riverside.so" ? "river.so" : name));
    try {
        find("river", std::vector{folder.path()});
        FAIL();
    } catch (const EnvironmentError& e) {
        EXPECT_STREQ(e.what(), "\"river.so\" calls itself \"riverside\", not \"river\".");
    }
}

TEST(SearchPath, GivenFoldersComeBeforeTheEnvironmentsAndItsOwn) {
    const TemporaryFolder folder;
    ::setenv("PILOTAGE_PLUGIN_PATH", (plugins_of("zoo").string() + ":/no/such/folder").c_str(), 1);
    const auto path = search_path(std::vector{folder.path().string()});
    ::unsetenv("PILOTAGE_PLUGIN_PATH");
    ASSERT_GE(path.size(), 3u);
    EXPECT_EQ(path[0], fs::canonical(folder.path()));
    EXPECT_EQ(path[1], fs::canonical(plugins_of("zoo")));
    EXPECT_THROW(search_path(std::vector<std::string>{"/no/such/folder"}), EnvironmentError);
}

} // namespace
} // namespace pilotage::plugin::test
