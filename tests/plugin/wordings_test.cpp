#include "core/plugin/worker/wording_writer.hpp"

#include "core/bytes.hpp"

#include <gtest/gtest.h>

namespace pilotage::plugin {
namespace {

WordingItem words(std::uint32_t number, std::string_view message) {
    return {number, Severity::warning, "value.unreadable", "sex", "a code", message, "Correct it."};
}

TEST(Wordings, AreFoundByTheirNumberFitToBeShown) {
    Wordings wordings;
    wordings.add(words(1, "odd"));
    wordings.add(words(2, "a\x1b[2J\xff"));
    EXPECT_EQ(wordings.find(1).message, "odd");
    EXPECT_EQ(wordings.find(1).severity, Severity::warning);
    EXPECT_EQ(wordings.find(1).rule, "value.unreadable");
    EXPECT_EQ(wordings.find(1).field, "sex");
    EXPECT_EQ(wordings.find(1).expected, "a code");
    EXPECT_EQ(wordings.find(1).remedy, "Correct it.");
    EXPECT_EQ(wordings.find(2).message, "a [2J\xEF\xBF\xBD");
}

TEST(Wordings, MustComeInTurnAndBeThere) {
    Wordings wordings;
    EXPECT_THROW(wordings.add(words(2, "odd")), FrameError);
    EXPECT_THROW(wordings.find(1), FrameError);
    wordings.add(words(1, "odd"));
    EXPECT_THROW(wordings.add(words(1, "odd")), FrameError);
    EXPECT_THROW(wordings.find(0), FrameError);
    EXPECT_THROW(wordings.find(2), FrameError);
}

TEST(Wordings, HaveABound) {
    Wordings wordings;
    const std::string text(Wordings::longest + 1, 'x');
    EXPECT_THROW(wordings.add(words(1, text)), FrameError);
    for (std::uint32_t i = 1; i <= Wordings::most; ++i) wordings.add(words(i, "odd"));
    EXPECT_THROW(wordings.add(words(Wordings::most + 1, "odd")), FrameError);
}

TEST(WordingWriter, NumbersWordsUntilThereAreTooMany) {
    WordingWriter writer;
    bool added = false;
    EXPECT_EQ(writer.number(words(0, "odd"), added), 1u);
    EXPECT_TRUE(added);
    EXPECT_EQ(writer.number(words(0, "odd"), added), 1u);
    EXPECT_FALSE(added);
    auto milder = words(0, "odd");
    milder.severity = Severity::note;
    EXPECT_EQ(writer.number(milder, added), 2u);
    EXPECT_TRUE(added);
    // Neighbouring texts do not run into each other.
    auto shifted = words(0, "odd");
    shifted.field = "se", shifted.expected = "xa code";
    EXPECT_EQ(writer.number(shifted, added), 3u);
    EXPECT_EQ(writer.number(words(0, std::string(Wordings::longest + 1, 'x')), added), 0u);
    EXPECT_FALSE(added);
    for (std::size_t i = 3; i < Wordings::most; ++i) writer.number(words(0, std::to_string(i)), added);
    EXPECT_TRUE(added);
    EXPECT_EQ(writer.number(words(0, "one more"), added), 0u);
    EXPECT_FALSE(added);
    EXPECT_EQ(writer.number(words(0, "odd"), added), 1u);
}

} // namespace
} // namespace pilotage::plugin
