// Tables of any kind, written by another library or writer, are read back as they were.
#include "examples/generate/xls_writer.hpp"
#include "tests/importers/reading.hpp"

#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>
#include <xlsxwriter.h>

namespace pilotage::importers::test {
namespace {

struct Written {
    CellType type = CellType::empty;
    std::string text;
    double number = 0;
    bool operator==(const Written& other) const {
        return type == other.type && text == other.text && number == other.number;
    }
};
using Place = std::pair<std::uint32_t, std::uint32_t>; // row, column
using Sheet = std::map<Place, Written>;

rc::Gen<Written> cell() {
    return rc::gen::exec([] {
        Written made;
        switch (*rc::gen::inRange(0, 4)) {
        case 0:
        case 1: {
            const auto signs = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
                rc::gen::element<std::string>("a", " ", "<", "&", "\"", "'", "\n", "1", "=", "é", "日", "\xf0\x9f\x98\x80")));
            made.type = CellType::text;
            for (const auto& sign : signs) made.text += sign;
            break;
        }
        case 2:
            made.type = CellType::number;
            made.number = *rc::gen::inRange(-1'000'000, 1'000'000) * *rc::gen::element(1.0, 0.01, 1e-9, 1e15, 0.1);
            break;
        default:
            made.type = CellType::boolean;
            made.number = *rc::gen::inRange(0, 2);
        }
        return made;
    });
}

Sheet any_sheet() {
    Sheet sheet;
    const int cells = *rc::gen::inRange(0, 30);
    for (int i = 0; i < cells; ++i)
        sheet[{*rc::gen::inRange(0u, 20u), *rc::gen::element(0u, 1u, 2u, 25u, 26u, 255u)}] = *cell();
    return sheet;
}

Sheet read_back(const std::string& path) {
    Sheet sheet;
    const auto reader = open(path);
    Row row;
    while (reader->next(row))
        for (std::size_t i = 0; i < row.cells().size(); ++i) {
            const Cell& cell = row.cells()[i];
            if (cell.type == CellType::empty) continue;
            Written read;
            read.type = cell.type;
            if (cell.type == CellType::number)
                read.number = std::stod(std::string(cell.value));
            else if (cell.type == CellType::boolean)
                read.number = cell.value == "true";
            else
                read.text = cell.value;
            sheet[{static_cast<std::uint32_t>(row.number - 1), static_cast<std::uint32_t>(i)}] = read;
        }
    return sheet;
}

TEST(WorkbookRoundTrip, what_libxlsxwriter_writes_is_read_back) {
    EXPECT_TRUE(rc::check([] {
        const Sheet sheet = any_sheet();
        const ScratchFile file("", "made.xlsx");
        lxw_workbook* const book = workbook_new(file.path().c_str());
        lxw_worksheet* const page = workbook_add_worksheet(book, "S");
        for (const auto& [place, cell] : sheet) {
            const auto column = static_cast<lxw_col_t>(place.second);
            if (cell.type == CellType::text)
                worksheet_write_string(page, place.first, column, cell.text.c_str(), nullptr);
            else if (cell.type == CellType::boolean)
                worksheet_write_boolean(page, place.first, column, static_cast<int>(cell.number), nullptr);
            else
                worksheet_write_number(page, place.first, column, cell.number, nullptr);
        }
        RC_ASSERT(workbook_close(book) == LXW_NO_ERROR);
        const Sheet read = read_back(file.path());
        RC_ASSERT(read.size() == sheet.size());
        for (const auto& [place, cell] : sheet) {
            const auto& other = read.at(place);
            RC_ASSERT(other.type == cell.type);
            RC_ASSERT(other.text == cell.text);
            // The library writes sixteen digits.
            RC_ASSERT(std::abs(other.number - cell.number) <= 1e-15 * std::abs(cell.number));
        }
    }));
}

TEST(WorkbookRoundTrip, what_is_written_as_xls_is_read_back) {
    EXPECT_TRUE(rc::check([] {
        const Sheet sheet = any_sheet();
        generate::XlsWriter book;
        book.sheet("S");
        for (const auto& [place, cell] : sheet) {
            if (cell.type == CellType::text)
                book.text(place.first, place.second, cell.text);
            else if (cell.type == CellType::boolean)
                book.boolean(place.first, place.second, cell.number != 0);
            else
                book.number(place.first, place.second, cell.number);
        }
        const ScratchFile file(book.file(), "made.xls");
        RC_ASSERT(read_back(file.path()) == sheet);
    }));
}

} // namespace
} // namespace pilotage::importers::test
