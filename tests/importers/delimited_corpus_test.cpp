// The csv-spectrum cases, where the reference data is at hand.
#include "tests/importers/reading.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace pilotage::importers::test {
namespace {

std::string from_base64(const std::string& text) {
    std::string bytes;
    unsigned bits = 0, held = 0;
    for (const char c : text) {
        const auto value = std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").find(c);
        if (value == std::string_view::npos) break;
        bits = bits << 6 | static_cast<unsigned>(value);
        held += 6;
        if (held >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 0xff);
    }
    return bytes;
}

TEST(DelimitedCorpus, csv_spectrum) {
    std::ifstream cases(std::string(PILOTAGE_REFERENCE_DIR) + "/corpora/csv/csv-spectrum.jsonl");
    if (!cases) GTEST_SKIP() << "csv-spectrum.jsonl is not there: left out";
    std::size_t sound = 0, defects = 0;
    for (std::string line; std::getline(cases, line);) {
        const auto wanted = nlohmann::json::parse(line);
        const auto read = drain(from_base64(wanted.at("b64")));
        const auto expected = wanted.at("rows").get<std::vector<Cells>>();
        EXPECT_FALSE(read.malformed);
        if (wanted.at("verdict") == "ok") {
            EXPECT_EQ(read.cells(), expected) << wanted.at("id");
            ++sound;
        } else {
            EXPECT_NE(read.cells(), expected) << wanted.at("id") << ": the expectation is known to be wrong";
            EXPECT_EQ(read.rows.size(), expected.size());
            ++defects;
        }
    }
    EXPECT_EQ(sound, 10u);
    EXPECT_EQ(defects, 2u);
}

} // namespace
} // namespace pilotage::importers::test
