// Runs the program as a person would, in a folder of its own.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace pilotage::test {

namespace fs = std::filesystem;

inline std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

struct Ran {
    int exit = -1; ///< 128 + the signal's number where one ended it
    std::string out, err;
};

inline const fs::path source = PILOTAGE_SOURCE_DIR;
inline const std::string programme = (source / "examples/study/programme.toml").string();
inline const fs::path good_focus = source / "tests/data/focus/good/as-agreed";

/// A folder with a store "s.sqlite" of the programme's study and its key.
class Program : public testing::Test {
protected:
    Program() {
        auto name = (fs::temp_directory_path() / "pilotage-ingest-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        EXPECT_EQ(run("init s.sqlite --study " + programme + " --key s.key").exit, 0);
    }
    ~Program() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    std::string line(const std::string& arguments) const {
        return "cd '" + folder_.string() +
               "' && env -u PILOTAGE_STORE -u PILOTAGE_PLUGIN_PATH COLUMNS=120 " PILOTAGE_BINARY_DIR "/bin/pilotage " +
               arguments;
    }
    Ran run(const std::string& arguments) const { return shell(line(arguments)); }
    Ran shell(const std::string& command) const {
        const int status = std::system(
            ("( " + command + " ) >'" + (folder_ / "out").string() + "' 2>'" + (folder_ / "err").string() + "'")
                .c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_file(folder_ / "out"),
                read_file(folder_ / "err")};
    }
    Ran ingest(const fs::path& files, const std::string& site = "focus", const std::string& period = "2012-13",
               const std::string& more = "") const {
        return run("ingest --store s.sqlite --site '" + site + "' --period " + period + " " + more + " '" +
                   files.string() + "'");
    }
    /// A copy of the agreed focus return, to spoil.
    fs::path focus_return(const std::string& name) const {
        const auto copy = folder_ / name;
        fs::create_directories(copy);
        for (const auto& entry : fs::directory_iterator(good_focus))
            if (entry.path().extension() == ".csv") fs::copy(entry.path(), copy);
        return copy;
    }
    static void replace_in(const fs::path& file, const std::string& from, const std::string& to) {
        auto text = read_file(file);
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from << " is not in " << file;
        text.replace(at, from.size(), to);
        std::ofstream(file, std::ios::binary) << text;
    }

    fs::path folder_;
};

} // namespace pilotage::test
