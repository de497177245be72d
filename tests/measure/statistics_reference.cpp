// The published expected values, all of them that apply.
#include "core/measure/statistics.hpp"
#include "tests/measure/reference.hpp"

#include <sstream>

namespace pilotage::measure {
namespace {

using testing::agrees;
using testing::reference_rows;

void expect_limits(const testing::ReferenceRow& row, const std::string& lower, const std::string& upper,
                   const Interval& got, double scale) {
    if (const auto expected = row.number(lower)) {
        EXPECT_TRUE(agrees(got.lower * scale, *expected));
    }
    if (const auto expected = row.number(upper)) {
        EXPECT_TRUE(agrees(got.upper * scale, *expected));
    }
}

TEST(StatisticsReference, wilson_of_proportions) {
    PILOTAGE_NEEDS_REFERENCE("phe_proportion.csv");
    int seen = 0;
    for (const auto& row : reference_rows("phe_proportion.csv")) {
        const auto x = row.number("Numerator"), n = row.number("Denominator");
        if (!x || !n) continue;
        const double scale = row.value("multiplier");
        SCOPED_TRACE(row.text("Area"));
        expect_limits(row, "lower95_0cl", "upper95_0cl", wilson(*x, *n), scale);
        expect_limits(row, "lower99_8cl", "upper99_8cl", wilson(*x, *n, 0.998), scale);
        ++seen;
    }
    EXPECT_EQ(seen, 16);
}

TEST(StatisticsReference, byar_and_wilson) {
    PILOTAGE_NEEDS_REFERENCE("phe_byars_wilson.csv");
    for (const auto& row : reference_rows("phe_byars_wilson.csv")) {
        const double confidence = row.text("confidence") == "95%" ? 0.95 : 0.998, x = row.value("x");
        SCOPED_TRACE(row.text("method") + " of " + row.text("x"));
        expect_limits(row, "lowercl", "uppercl",
                      row.text("method") == "Byars" ? byar(x, confidence) : wilson(x, row.value("n"), confidence), 1);
    }
}

TEST(StatisticsReference, rates) {
    PILOTAGE_NEEDS_REFERENCE("phe_rate.csv");
    int seen = 0;
    for (const auto& row : reference_rows("phe_rate.csv")) {
        const auto x = row.number("Numerator"), n = row.number("Denominator");
        if (!x || !n) continue;
        const double scale = row.value("multiplier") / *n;
        SCOPED_TRACE(row.text("Area"));
        expect_limits(row, "lower95_0cl", "upper95_0cl", poisson(*x), scale);
        expect_limits(row, "lower99_8cl", "upper99_8cl", poisson(*x, 0.998), scale);
        ++seen;
    }
    EXPECT_EQ(seen, 17);
}

TEST(StatisticsReference, exact_poisson_rate) {
    PILOTAGE_NEEDS_REFERENCE("poisson_rate_ci_r.csv");
    for (const auto& row : reference_rows("poisson_rate_ci_r.csv"))
        if (row.text("method") == "exact")
            expect_limits(row, "lower95", "upper95", exact_poisson(row.value("count")), 1 / row.value("exposure"));
}

TEST(StatisticsReference, means) {
    PILOTAGE_NEEDS_REFERENCE("phe_mean_input.csv");
    std::map<std::string, std::vector<double>> values;
    for (const auto& row : reference_rows("phe_mean_input.csv")) {
        values[row.text("area")].push_back(row.value("values"));
        values["No grouping"].push_back(row.value("values"));
    }
    for (const auto& row : reference_rows("phe_mean_expected.csv")) {
        SCOPED_TRACE(row.text("area"));
        const auto summary = summarise(values.at(row.text("area")));
        EXPECT_TRUE(agrees(summary.sum, row.value("value_sum")));
        EXPECT_TRUE(agrees(summary.mean, row.value("value")));
        EXPECT_TRUE(agrees(summary.deviation, row.value("stdev")));
        expect_limits(row, "lower95_0cl", "upper95_0cl", student_mean(summary).value(), 1);
        expect_limits(row, "lower99_8cl", "upper99_8cl", student_mean(summary, 0.998).value(), 1);
    }
}

/// European standard population 2013, five-year bands to 90+.
const std::vector<double> esp2013 = {5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
                                     7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000};

TEST(StatisticsReference, directly_standardised_rates) {
    PILOTAGE_NEEDS_REFERENCE("phe_dsr_input_multiarea.csv");
    std::map<std::string, std::vector<Stratum>> strata;
    for (const auto& row : reference_rows("phe_dsr_input_multiarea.csv")) {
        if (row.text("count").empty()) continue; // one band of the area that stays under 10 events
        auto& area = strata[row.text("area")];
        area.push_back({row.value("count"), row.value("pop"), esp2013.at(area.size())});
    }
    for (const auto& row : reference_rows("phe_dsr_input_esp1976.csv"))
        strata["testdata_1976"].push_back({row.value("count"), row.value("pop"), row.value("esp1976")});
    int seen = 0;
    for (const auto& row : reference_rows("phe_dsr_expected.csv")) {
        const auto area = strata.find(row.text("area"));
        if (area == strata.end() || row.text("method") != "Dobson") continue;
        SCOPED_TRACE(row.text("area") + ", " + row.text("statistic"));
        const double multiplier = row.text("statistic") == "dsr per 10000" ? 1e4 : 1e5;
        const auto rate = directly_standardised(area->second, multiplier);
        ASSERT_EQ(rate.has_value(), row.number("value").has_value());
        ++seen;
        if (!rate) continue;
        EXPECT_TRUE(agrees(rate->value, row.value("value")));
        expect_limits(row, "lower95_0cl", "upper95_0cl", rate->interval, 1);
        expect_limits(row, "lower99_8cl", "upper99_8cl",
                      directly_standardised(area->second, multiplier, 0.998)->interval, 1);
    }
    EXPECT_EQ(seen, 8);
}

TEST(StatisticsReference, indirectly_standardised_rates_and_ratios) {
    PILOTAGE_NEEDS_REFERENCE("phe_isr_input_multiarea.csv");
    std::map<std::string, std::vector<Stratum>> strata;
    std::map<std::string, double> observed;
    double reference_events = 0, reference_population = 0;
    for (const auto& row : reference_rows("phe_isr_input_multiarea.csv")) {
        if (row.text("pop").empty()) continue; // one band of one area is blank, and has no reference events
        const double rate = row.value("refcount") / row.value("refpop");
        strata[row.text("area")].push_back({row.value("count"), row.value("pop"), rate});
        observed[row.text("area")] += row.value("count");
    }
    for (const auto& row : reference_rows("phe_isr_refdata.csv")) {
        reference_events += row.value("refcount");
        reference_population += row.value("refpop");
    }
    int seen = 0;
    for (const auto& row : reference_rows("phe_isr_expected.csv")) {
        if (strata.count(row.text("area")) == 0) continue;
        SCOPED_TRACE(row.text("area") + ", " + row.text("statistic"));
        const auto& statistic = row.text("statistic");
        const double per = std::stod(statistic.substr(statistic.find_last_of(' ')));
        const double scale =
            statistic.find("ratio") != std::string::npos ? per : per * reference_events / reference_population;
        const double expected = expected_events(strata.at(row.text("area")));
        EXPECT_TRUE(agrees(expected, row.value("expected")));
        const auto rate = indirectly_standardised(observed.at(row.text("area")), expected, scale);
        EXPECT_TRUE(agrees(rate.value, row.value("value")));
        expect_limits(row, "lower95_0cl", "upper95_0cl", rate.interval, 1);
        expect_limits(row, "lower99_8cl", "upper99_8cl",
                      indirectly_standardised(observed.at(row.text("area")), expected, scale, 0.998).interval, 1);
        ++seen;
    }
    EXPECT_EQ(seen, 12);
}

TEST(StatisticsReference, differences_of_proportions) {
    PILOTAGE_NEEDS_REFERENCE("newcombe1998_method10.csv");
    for (const auto& row : reference_rows("newcombe1998_method10.csv")) {
        SCOPED_TRACE(row.text("a") + "/" + row.text("m") + " - " + row.text("b") + "/" + row.text("n"));
        const auto got = newcombe10(row.value("a"), row.value("m"), row.value("b"), row.value("n"));
        expect_limits(row, "lower_computed", "upper_computed", got, 1);
    }
}

TEST(StatisticsReference, margins_of_a_survey_by_strata) {
    PILOTAGE_NEEDS_REFERENCE("ascs_stratified_moe_input.csv");
    std::map<std::string, std::map<std::string, double>> people, answered;                    // by area and stratum
    std::map<std::pair<std::string, std::string>, std::map<std::string, double>> of_response; // and by response
    for (const auto& row : reference_rows("ascs_stratified_moe_input.csv")) {
        const auto& area = row.text("la");
        const auto& stratum = row.text("stratum");
        people[area][stratum] = row.value("population");
        answered[area][stratum] += row.value("respondents");
        of_response[{area, row.text("response")}][stratum] = row.value("respondents");
    }
    int seen = 0;
    for (const auto& row : reference_rows("ascs_stratified_moe_expected.csv")) {
        const auto& area = row.text("la");
        SCOPED_TRACE(area + ", response " + row.text("response"));
        double population = 0, respondents = 0;
        std::vector<SurveyStratum> strata;
        for (const auto& [stratum, size] : people.at(area)) {
            const double x = of_response[{area, row.text("response")}][stratum];
            strata.push_back({size, answered[area][stratum], x, x});
            population += size;
            respondents += x;
        }
        const auto got = stratified_mean(strata).value();
        EXPECT_EQ(population, row.value("supergroup_population"));
        EXPECT_EQ(respondents, row.value("respondents"));
        EXPECT_TRUE(agrees(100 * got.value, row.value("percentage")));
        EXPECT_TRUE(agrees(100 * got.margin, row.value("margin_of_error")));
        EXPECT_TRUE(agrees(got.value * population, row.value("est_population")));
        ++seen;
    }
    EXPECT_EQ(seen, 5);
}

TEST(StatisticsReference, mann_whitney) {
    PILOTAGE_NEEDS_REFERENCE("mannwhitney_expected.csv");
    const auto numbers = [](const std::string& text) {
        std::istringstream in(text);
        return std::vector<double>(std::istream_iterator<double>(in), {});
    };
    for (const auto& row : reference_rows("mannwhitney_expected.csv")) {
        SCOPED_TRACE(row.text("case"));
        const auto got = measure::mann_whitney(numbers(row.text("x")), numbers(row.text("y")));
        EXPECT_TRUE(agrees(got.u, row.value("U_x")));
        EXPECT_TRUE(agrees(got.z, row.value("z_tie_corrected_nocc")));
        EXPECT_TRUE(agrees(got.superiority, row.value("prob_superiority")));
        EXPECT_TRUE(agrees(got.shift, row.value("hodges_lehmann")));
        ASSERT_EQ(got.two_sided.has_value(), row.number("p_exact_two_sided").has_value());
        if (!got.two_sided) continue;
        EXPECT_TRUE(agrees(*got.two_sided, row.value("p_exact_two_sided")));
        EXPECT_TRUE(agrees(*got.greater, row.value("p_exact_greater")));
    }
}

} // namespace
} // namespace pilotage::measure
