// The returns that are checked in can be made again: the generator writes the same bytes.
#include "core/validate/nhs_number.hpp"
#include "examples/generate/cases.hpp"
#include "examples/generate/identity.hpp"
#include "examples/generate/returns.hpp"
#include "tests/plugin/runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace pilotage::generate {
namespace {

namespace fs = std::filesystem;
using plugin::test::content_of;

const fs::path source(PILOTAGE_SOURCE_DIR);

TEST(Generator, MakesTheReturnsOfTestsAgain) {
    const plugin::test::TemporaryFolder folder;
    write_cases(folder.path());
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
        if (!entry.is_regular_file()) continue;
        ++files;
        const auto name = fs::relative(entry.path(), folder.path());
        ASSERT_TRUE(fs::exists(source / "tests/data" / name)) << name;
        EXPECT_TRUE(content_of(entry.path()) == content_of(source / "tests/data" / name)) << name << " differs";
    }
    EXPECT_GT(files, 300u);
}

TEST(Generator, MakesTheSampleReturnsAgain) {
    for (const auto& site : sites())
        for (const auto* period : {"2012-13", "2013-14"}) {
            const Order order{period_of(period), 22, site.people[0], 0.03};
            for (const auto& [name, bytes] : files_of(site, tables_of(site, order)))
                EXPECT_TRUE(bytes == content_of(source / "examples/study/returns" / site.name / period / name))
                    << site.name << ' ' << period << ' ' << name;
        }
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
