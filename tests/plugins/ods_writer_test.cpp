// What the generator writes as OpenDocument is what the importer reads: repeated cells and rows, covered cells, lines.
#include "examples/generate/formats.hpp"
#include "importers/reader.hpp"
#include "tests/plugin/runs.hpp"

#include <gmock/gmock.h>

namespace pilotage::generate {
namespace {

using testing::ElementsAre;

struct Read {
    std::uint64_t row;
    std::vector<std::string> cells; ///< "type value [shown]"
};

std::vector<Read> read_back(const Tables& tables) {
    const plugin::test::TemporaryFolder folder;
    const auto reader = importers::open(folder.write("made.ods", ods_bytes(tables)).string());
    EXPECT_EQ(reader->format(), "ods");
    std::vector<Read> rows;
    importers::Row row;
    while (reader->next(row)) {
        auto& read = rows.emplace_back(Read{row.number, {}});
        for (const auto& cell : row.cells()) {
            auto text = std::string(name_of(cell.type)) + " " + std::string(cell.value);
            if (cell.shown.data() != nullptr) text += " [" + std::string(cell.shown) + "]";
            read.cells.push_back(text);
        }
    }
    return rows;
}

TEST(OdsWriter, EveryKindOfCellIsReadBack) {
    using enum Cell::Kind;
    const auto rows = read_back(
        {{"S",
          false,
          {{"a  b \t<&>", "two\nlines", Cell(number, 1234.5), Cell(date, 41000), Cell(share, 0.45), Cell(money, 1234.5),
            Cell(duration, 0.0625), Cell(boolean, 1), Cell(error, 0), Cell(date, 41365, "of:=[.D1]+365")}},
          {}}});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_THAT(rows[0].cells,
                ElementsAre("text a  b \t<&>", "text two\nlines", "number 1234.5", "date 2012-04-01 [01/04/2012]",
                            "percentage 0.45 [45%]", "currency 1234.5 [£1,234.50]", "time 01:30:00 [01:30]",
                            "boolean true [TRUE]", "error #REF!", "date 2013-04-01 [01/04/2013]"));
}

TEST(OdsWriter, EqualCellsAndRowsAreWrittenOnceAndReadAsOftenAsTheyStandThere) {
    const Cells row{"x", "x", "x", {}, "y"};
    const auto rows = read_back({{"S", false, {{"title"}, {}, {}, row, row, {"end"}}, {{0, 0, 0, 3}}}});
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_THAT(rows[0].cells, ElementsAre("text title"));
    for (const auto at : {1u, 2u})
        EXPECT_THAT(rows[at].cells, ElementsAre("text x", "text x", "text x", "empty ", "text y"));
    EXPECT_EQ(rows[1].row, 4u);
    EXPECT_EQ(rows[2].row, 5u);
    EXPECT_EQ(rows[3].row, 6u);
}

TEST(OdsWriter, ManyEqualRowsTakeTheRoomOfOne) {
    const Tables few{{"S", false, std::vector<Cells>(2, {"x", "y"}), {}}};
    const Tables many{{"S", false, std::vector<Cells>(50000, {"x", "y"}), {}}};
    EXPECT_LT(ods_bytes(many).size(), ods_bytes(few).size() + 50);
    EXPECT_EQ(read_back(many).size(), 50000u);
}

TEST(OdsWriter, AHiddenSheetIsHidden) {
    const plugin::test::TemporaryFolder folder;
    const auto path = folder.write("made.ods", ods_bytes({{"Seen", false, {{"a"}}, {}}, {"Lists", true, {{"b"}}, {}}}));
    const auto reader = importers::open(path.string());
    const auto& tables = reader->tables();
    ASSERT_EQ(tables.size(), 2u);
    EXPECT_FALSE(tables[0].hidden);
    EXPECT_TRUE(tables[1].hidden);
}

} // namespace
} // namespace pilotage::generate
