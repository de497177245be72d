// The reference files of disclosure control, where they are there: cases in which naive rounding gives small counts
// away.
#include "core/release/disclosure/audit.hpp"
#include "core/release/disclosure/rounding.hpp"
#include "core/release/protection.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <map>
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
