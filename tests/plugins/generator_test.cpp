// The returns that are checked in can be made again: the generator writes the same bytes.
#include "core/validate/nhs_number.hpp"
#include "examples/generate/cases.hpp"
#include "examples/generate/identity.hpp"
#include "examples/generate/returns.hpp"
#include "tests/plugin/runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace pilotage::generate {
namespace {

namespace fs = std::filesystem;
using plugin::test::content_of;

const fs::path source(PILOTAGE_SOURCE_DIR);

/// How many files stand in `made`; each must be the same as the one of that name in `kept`.
std::size_t compare(const fs::path& made, const fs::path& kept) {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(made)) {
        if (!entry.is_regular_file()) continue;
        ++files;
        const auto same = kept / fs::relative(entry.path(), made);
        EXPECT_TRUE(fs::exists(same) && content_of(entry.path()) == content_of(same)) << same << " differs";
    }
    return files;
}

TEST(Generator, MakesTheReturnsOfTestsAgain) {
    const plugin::test::TemporaryFolder folder;
    write_cases(folder.path());
    EXPECT_GT(compare(folder.path(), source / "tests/data"), 300u);
}

TEST(Generator, MakesTheSampleReturnsAgain) {
    const plugin::test::TemporaryFolder folder;
    const auto kept = source / "examples/study/returns";
    const auto command = "'" + (source / "examples/generate/make_samples.sh").string() +
                         "' '" PILOTAGE_BINARY_DIR "/bin/pilotage-generate' '" + folder.path().string() +
                         "' >/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0);
    const auto is_file = [](const fs::directory_entry& entry) { return entry.is_regular_file(); };
    const auto files =
        std::count_if(fs::recursive_directory_iterator(kept), fs::recursive_directory_iterator(), is_file);
    EXPECT_EQ(compare(folder.path(), kept), static_cast<std::size_t>(files));
}

TEST(Generator, AnotherSeedMakesOtherReturns) {
    const auto& site = sites().front();
    const auto one = files_of(site, tables_of(site, {period_of("2012-13"), 1, 10, 0}));
    const auto other = files_of(site, tables_of(site, {period_of("2012-13"), 2, 10, 0}));
    EXPECT_NE(one.at("persons.csv"), other.at("persons.csv"));
}

TEST(Generator, NhsNumbersAreOfTheTestRangeValidAndDifferent) {
    std::set<std::string> seen;
    for (int band = 0; band < 10; ++band)
        for (std::uint32_t index = 0; index < 90000; index += 7) {
            const auto number = nhs_number_of(band, index);
            ASSERT_EQ(number.substr(0, 3), "999");
            ASSERT_EQ(check_nhs_number(number), NhsNumberVerdict::valid) << number;
            ASSERT_TRUE(seen.insert(number).second) << number;
        }
}

TEST(Generator, APeriodIsWrittenOneWay) {
    EXPECT_EQ(period_of("2012-13").last - period_of("2012-13").first, 364);
    for (const auto* wrong : {"2012", "2012-14", "2012/13", "", "abcd-ef"})
        EXPECT_THROW(period_of(wrong), std::invalid_argument) << wrong;
}

} // namespace
} // namespace pilotage::generate
