#include "core/store/temporary_file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace pilotage::store {
namespace {

namespace fs = std::filesystem;

class Temporary : public testing::Test {
protected:
    Temporary() {
        const char* was = std::getenv("TMPDIR");
        before_ = was == nullptr ? "" : was;
        fs::create_directories(folder_);
        ::setenv("TMPDIR", folder_.c_str(), 1);
    }
    ~Temporary() override {
        before_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before_.c_str(), 1);
        fs::remove_all(folder_);
    }
    auto names() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

    std::string before_;
    fs::path folder_ = fs::temp_directory_path() / ("pilotage_temporary_" + std::to_string(::getpid()));
};

// What a process that is killed leaves behind is what stands in the folder.
TEST_F(Temporary, HasANameOnlyWhereOneIsAskedFor) {
    TemporaryFile file;
    file.write(0, "bytes", 5);
    EXPECT_EQ(names(), 0);
    const fs::path name = file.name();
    EXPECT_EQ(names(), 1);
    EXPECT_EQ(fs::file_size(name), 5);
    EXPECT_EQ(fs::status(name).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(file.name(), name) << "it has one";
    file.forget();
    EXPECT_EQ(names(), 0);
    char read[5];
    file.read(0, read, sizeof read);
    EXPECT_EQ(std::string(read, sizeof read), "bytes");
}

TEST_F(Temporary, TwoHaveDifferentNames) {
    TemporaryFile one, two;
    EXPECT_NE(one.name(), two.name());
    EXPECT_EQ(names(), 2);
}

} // namespace
} // namespace pilotage::store
