// The reference files of disclosure control, where they are there: cases in which naive rounding gives small counts
// away.
#include "core/release/disclosure/audit.hpp"
#include "core/release/disclosure/rounding.hpp"
#include "core/release/protection.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

namespace pilotage::release {
namespace {

std::vector<std::map<std::string, std::string>> rows_of(const std::string& name) {
    std::ifstream in(std::string(PILOTAGE_REFERENCE_DIR) + "/stats/" + name);
    std::vector<std::string> header;
    std::vector<std::map<std::string, std::string>> rows;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<std::string> cells;
        std::istringstream split(line);
        for (std::string cell; std::getline(split, cell, ',');) cells.push_back(cell);
        if (header.empty()) {
            header = cells;
            continue;
        }
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i) row[header[i]] = cells[i];
    }
    return rows;
}

std::vector<std::int64_t> numbers(const std::string& text) {
    std::vector<std::int64_t> out;
    std::istringstream in(text);
    for (std::string word; in >> word;)
        if (word != "[c]") out.push_back(std::stoll(word));
    return out;
}

Profile rounding_to_five() {
    Profile p;
    p.withhold_zero = true; // a withheld count is 0 to 4, as the files have it
    return p;
}

TEST(Reference, RoundedRowsThatGiveACountAwayAreNotReleasedSo) {
    const auto rows = rows_of("rounding_leak_example.csv");
    if (rows.empty()) GTEST_SKIP() << "the reference files are not there";
    for (const auto& row : rows) {
        Publication naive;
        naive.counts.push_back({0, 4});
        for (const auto shown : numbers(row.at("published_cells"))) naive.counts.push_back(rounded_to(shown, 5));
        Sum sum{static_cast<std::uint32_t>(naive.counts.size()), {}};
        for (std::uint32_t i = 0; i < sum.total; ++i) sum.parts.push_back(i);
        naive.counts.push_back(rounded_to(numbers(row.at("published_total")).front(), 5));
        naive.sums.push_back(sum);
        const auto feasible = feasible_values(naive, 0);
        EXPECT_EQ(feasible, numbers(row.at("feasible_suppressed_values"))) << row.at("true_cells");

        CountSystem counts;
        std::vector<std::uint32_t> parts;
        for (const auto value : numbers(row.at("true_cells")))
            parts.push_back(counts.add(std::to_string(value), value, 0, true));
        const auto total = counts.add("total", numbers(row.at("true_total")).front(), 0, true);
        counts.add_sum(total, parts);
        const auto done = protect(counts, rounding_to_five(), 60);
        std::size_t more = 0;
        for (std::uint32_t i = 0; i < counts.size(); ++i) more += done.withheld[i] && !done.primary[i] ? 1 : 0;
        EXPECT_EQ(more > 0, feasible.size() < 3) << row.at("true_cells");
    }
}

/// What a count under 5 can be beside others that are published as percentages of a total from `least` to `most`.
std::set<std::int64_t> left_beside(const std::vector<double>& percentages, std::int64_t least, std::int64_t most) {
    std::set<std::int64_t> left;
    const std::function<void(std::int64_t, std::size_t, std::int64_t)> rest = [&](std::int64_t total, std::size_t i,
                                                                                  std::int64_t others) {
        if (i == percentages.size()) {
            if (total - others >= 0 && total - others < 5) left.insert(total - others);
            return;
        }
        for (std::int64_t n = 0; n <= total - others; ++n)
            if (std::abs(100.0 * static_cast<double>(n) / static_cast<double>(total) - percentages[i]) <= 0.05 + 1e-9)
                rest(total, i + 1, others + n);
    };
    for (auto total = least; total <= most; ++total) rest(total, 0, 0);
    return left;
}

TEST(Reference, RoundedRowsReadAsPercentagesGiveTheCountAway) {
    const auto rows = rows_of("rounding_leak_example.csv");
    if (rows.empty()) GTEST_SKIP() << "the reference files are not there";
    for (const auto& row : rows) {
        const auto cells = numbers(row.at("true_cells"));
        const auto total = numbers(row.at("true_total")).front();
        const auto shown_total = rounded_to(numbers(row.at("published_total")).front(), 5);
        Publication as_percentages; // of the counts before they are rounded, to one place
        as_percentages.counts.push_back({0, 4});
        std::vector<double> percentages;
        const auto whole = static_cast<std::uint32_t>(cells.size());
        Sum sum{whole, {0}};
        for (std::uint32_t i = 1; i < whole; ++i) {
            as_percentages.counts.emplace_back();
            sum.parts.push_back(i);
            percentages.push_back(std::round(1000.0 * static_cast<double>(cells[i]) / static_cast<double>(total)) / 10);
            as_percentages.ratios.push_back(published_ratio(i, whole, percentages.back(), 1));
        }
        as_percentages.counts.push_back(shown_total);
        as_percentages.sums.push_back(sum);
        const auto feasible = feasible_values(as_percentages, 0);
        const auto left = left_beside(percentages, shown_total.least, shown_total.most);
        EXPECT_EQ(std::set(feasible.begin(), feasible.end()), left) << row.at("true_cells");
        EXPECT_THAT(feasible, ::testing::Contains(cells.front())) << row.at("true_cells");
        EXPECT_LT(feasible.size(), 3) << row.at("true_cells"); // fewer than a profile asks for: nothing is released
    }
}

TEST(Reference, PercentagesOverRoundedDenominatorsGiveNumeratorsAway) {
    const auto rows = rows_of("pct_leak_rounded_denominator.csv");
    if (rows.empty()) GTEST_SKIP() << "the reference files are not there";
    for (const auto& row : rows) {
        const auto shown = std::stoll(row.at("published_denominator_nearest5"));
        if (shown > 40) continue; // all alike from there on
        int pairs = 0, given_away = 0;
        for (auto denominator = shown - 2; denominator <= shown + 2; ++denominator)
            for (std::int64_t numerator = 1; numerator <= std::min<std::int64_t>(4, denominator); ++numerator) {
                Publication publication;
                publication.counts = {{}, rounded_to(shown, 5)};
                publication.ratios.push_back(published_ratio(
                    0, 1, std::round(1000.0 * static_cast<double>(numerator) / static_cast<double>(denominator)) / 10,
                    1));
                ++pairs;
                given_away += feasible_values(publication, 0).size() == 1 ? 1 : 0;
            }
        EXPECT_EQ(std::to_string(pairs), row.at("n_pairs_numerator_1_to_4")) << shown;
        EXPECT_EQ(std::to_string(given_away), row.at("n_pairs_where_1dp_pct_from_unrounded_reveals_numerator"))
            << shown;
    }
}

} // namespace
} // namespace pilotage::release
