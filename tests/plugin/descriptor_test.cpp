// A damaged library is refused, or its descriptor still reads; it never does harm.
#include "core/plugin/descriptor_file.hpp"
#include "tests/plugin/runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <elf.h>
#include <random>

namespace pilotage::plugin::test {
namespace {

/// A name that is no longer what it was must come with a refusal, and a refusal must be a sentence.
void expect_sane(const DescriptorText& text) {
    if (text.refused.empty()) {
        EXPECT_FALSE(text.name.empty());
        EXPECT_LT(text.name.size(), 32u);
    } else {
        EXPECT_EQ(text.refused.front(), '"');
        EXPECT_EQ(text.refused.back(), '.');
    }
}

class Descriptor : public testing::Test {
protected:
    std::string whole = content_of(plugins_of("zoo") / "twin.so");
    TemporaryFolder folder;
    DescriptorText read(const std::string& bytes) const { return read_descriptor(folder.write("twin.so", bytes)); }
    Elf64_Ehdr header() const {
        Elf64_Ehdr value;
        std::memcpy(&value, whole.data(), sizeof value);
        return value;
    }
};

TEST_F(Descriptor, IsReadFromTheFile) {
    const auto text = read_descriptor(plugins_of("good") / "riverside.so");
    EXPECT_EQ(text.refused, "");
    EXPECT_EQ(text.name, "riverside");
    EXPECT_EQ(text.version, "1.0.0");
    EXPECT_EQ(text.schema, "riverside.xsd");
    EXPECT_EQ(text.formats, "csv");
    EXPECT_EQ(text.title, "Riverside, an example site");
}

TEST_F(Descriptor, EveryTruncationIsRefused) {
    std::mt19937 random(7);
    for (int i = 0; i < 200; ++i) {
        const auto text = read(whole.substr(0, random() % whole.size()));
        EXPECT_FALSE(text.refused.empty());
        expect_sane(text);
    }
}

TEST_F(Descriptor, DamageAnywhereDoesNoHarm) {
    std::mt19937 random(11);
    for (int i = 0; i < 400; ++i) {
        auto bytes = whole;
        for (int k = 0; k <= i % 8; ++k) bytes[random() % bytes.size()] = static_cast<char>(random());
        expect_sane(read(bytes));
    }
}

TEST_F(Descriptor, DamageToTheTablesDoesNoHarm) {
    const auto tables = header().e_shoff;
    std::mt19937 random(13);
    std::size_t refused = 0;
    for (int i = 0; i < 800; ++i) {
        auto bytes = whole;
        // Half in the header and the program headers, half in the section headers: all offsets and sizes are there.
        const auto begin = i % 2 == 0 ? 0 : tables;
        const auto size = i % 2 == 0 ? std::size_t{512} : bytes.size() - tables;
        for (int k = 0; k < 4; ++k) bytes[begin + random() % size] = static_cast<char>(random());
        const auto text = read(bytes);
        expect_sane(text);
        if (!text.refused.empty()) ++refused;
    }
    EXPECT_EQ(read(whole).refused, "");
    EXPECT_GT(refused, 100u);
}

TEST_F(Descriptor, AHugeSectionCountIsRefused) {
    auto bytes = whole;
    auto changed = header();
    changed.e_shnum = 0xfeff;
    std::memcpy(bytes.data(), &changed, sizeof changed);
    EXPECT_THAT(read(bytes).refused, testing::HasSubstr("is cut short or damaged"));
}

} // namespace
} // namespace pilotage::plugin::test
