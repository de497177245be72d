#include "examples/generate/compound_writer.hpp"
#include "examples/generate/xls_writer.hpp"
#include "tests/importers/reading.hpp"
#include "tests/importers/workbook.hpp"

#include <cstring>
#include <freexl.h>
#include <gmock/gmock.h>

namespace pilotage::importers::test {
namespace {

using generate::append_little;
using generate::XlsWriter;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

WorkbookReading read_xls(const XlsWriter& book, const Options& options = {}) {
    return read_workbook(book.file(), "data.xls", options);
}

// A stream of records written by hand, for what the writer does not write.
class Records {
public:
    Records& add(std::uint16_t kind, const std::string& data) {
        append_little(bytes, kind, 2);
        append_little(bytes, data.size(), 2);
        bytes += data;
        return *this;
    }
    static std::string cell(int row, int column, const std::string& rest, int style = 0) {
        std::string data;
        append_little(data, static_cast<unsigned>(row), 2);
        append_little(data, static_cast<unsigned>(column), 2);
        append_little(data, static_cast<unsigned>(style), 2);
        return data + rest;
    }
    std::string bytes;
};

std::string little(std::uint64_t value, int width) {
    std::string bytes;
    append_little(bytes, value, width);
    return bytes;
}

std::string real(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return little(bits, 8);
}

// One sheet "S" whose records are `cells`, behind `globals`.
std::string one_sheet(const std::string& globals, const std::string& cells, int version = 0x0600) {
    const std::string bof = little(static_cast<unsigned>(version), 2);
    const std::string name = version == 0x0600 ? little(1, 1) + little(0, 1) + "S" : little(1, 1) + "S";
    Records front;
    front.add(0x0809, bof + little(5, 2) + std::string(12, '\0'));
    front.bytes += globals;
    const std::size_t offset = front.bytes.size() + 4 + 6 + name.size() + 4;
    front.add(0x0085, little(offset, 4) + little(0, 2) + name).add(0x000A, {});
    front.add(0x0809, bof + little(0x10, 2) + std::string(12, '\0'));
    front.bytes += cells;
    front.add(0x000A, {});
    return generate::compound_file({{version == 0x0600 ? "Workbook" : "Book", front.bytes}});
}

TEST(XlsReader, values_of_every_kind) {
    XlsWriter book;
    book.sheet("Register");
    book.text(0, 0, "Réf");
    book.text(0, 2, "日本 \xF0\x9F\x98\x80");
    book.number(1, 0, 42);
    book.number(1, 1, -7);
    book.number(1, 2, 0.1);
    book.number(1, 3, 0.256, "0%");
    book.date(2, 0, 40634);
    book.date(2, 1, 40634.5, "dd/mm/yyyy hh:mm");
    book.boolean(2, 2, true);
    book.error(2, 3, XlsWriter::Error::na);
    book.blank(2, 4);
    book.formula_number(4, 0, 1.5, "0.00");
    book.formula_text(4, 1, "given");
    book.merge(5, 0, 5, 2);
    book.text(5, 0, "title");
    const auto read = read_xls(book);
    EXPECT_THAT(read.rows,
                ElementsAre("Register!1: text[Réf] empty[] text[日本 \xF0\x9F\x98\x80]",
                            "Register!2: number[42] number[-7] number[0.1] percentage[0.256]{26%}",
                            "Register!3: date[2011-04-01]{01/04/2011} datetime[2011-04-01T12:00:00]{01/04/2011 12:00} "
                            "boolean[true]{TRUE} error[#N/A]",
                            "Register!5: number[1.5]{1.50} text[given]", "Register!6: text[title]"));
    EXPECT_THAT(read.issues, IsEmpty());
    EXPECT_EQ(read.format, "xls");
}

TEST(XlsReader, hidden_and_several_sheets) {
    XlsWriter book;
    book.sheet("2010-11", true);
    book.number(0, 0, 1);
    book.sheet("2011-12");
    book.number(0, 0, 2);
    book.sheet("Empty");
    const auto read = read_xls(book);
    ASSERT_THAT(read.tables, SizeIs(3));
    EXPECT_TRUE(read.tables[0].hidden);
    EXPECT_FALSE(read.tables[1].hidden);
    EXPECT_THAT(read.rows, ElementsAre("2010-11!1: number[1]", "2011-12!1: number[2]"));
    Options options;
    options.table = "2011-12";
    EXPECT_THAT(read_xls(book, options).rows, ElementsAre("2011-12!1: number[2]"));
    options.table = "2012-13";
    EXPECT_EQ(read_xls(book, options).refusal, "table.missing");
}

TEST(XlsReader, dates_from_1904) {
    XlsWriter book;
    book.date_1904(true);
    book.sheet("S");
    book.date(0, 0, 39172);
    EXPECT_THAT(read_xls(book).rows, ElementsAre("S!1: date[2011-04-01]{01/04/2011}"));
}

TEST(XlsReader, strings_that_go_on_in_the_next_record) {
    XlsWriter book;
    book.sheet("S");
    std::vector<std::string> wanted;
    for (int i = 0; i < 2000; ++i) {
        std::string text = "number " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 37), 'x') +
                           (i % 3 == 0   ? "日ü"
                            : i % 3 == 1 ? "ü"
                                         : "");
        if (i % 500 == 0) text += std::string(20000, 'y');
        book.text(static_cast<std::uint32_t>(i), 1, text);
        wanted.push_back("S!" + std::to_string(i + 1) + ": empty[] text[" + text + "]");
    }
    EXPECT_EQ(read_xls(book).rows, wanted);
}

TEST(XlsReader, rich_strings_and_their_hints) {
    Records globals;
    const std::string rich = little(3, 2) + little(0x0D, 1) + little(2, 2) + little(6, 4) + little('a', 2) +
                             little(0x65E5, 2) + little('c', 2) + std::string(8, '\1') + std::string(6, '\2');
    const std::string plain = little(2, 2) + little(0, 1) + "ok";
    globals.add(0x00FC, little(2, 4) + little(2, 4) + rich + plain);
    Records cells;
    cells.add(0x00FD, Records::cell(0, 0, little(0, 4)))
        .add(0x00FD, Records::cell(0, 1, little(1, 4)))
        .add(0x00FD, Records::cell(0, 2, little(2, 4)));
    const auto read = read_workbook(one_sheet(globals.bytes, cells.bytes), "data.xls");
    EXPECT_THAT(read.rows, ElementsAre("S!1: text[a日c] text[ok]"));
    EXPECT_THAT(read.issues, ElementsAre("error table.text_missing S!1:3"));
}

TEST(XlsReader, packed_numbers_and_cached_values) {
    Records cells;
    cells.add(0x00BD, Records::cell(0, 1, {}).substr(0, 4) + little(0, 2) + little(100u << 2 | 2, 4) + little(0, 2) +
                          little(12345u << 2 | 3, 4) + little(0, 2) + little(0x3FF80000, 4) + little(3, 2));
    cells.add(0x0006, Records::cell(1, 0,
                                    little(1, 1) + little(0, 1) + little(1, 1) + std::string(3, '\0') +
                                        little(0xFFFF, 2) + std::string(6, '\0')));
    cells.add(0x0006, Records::cell(1, 1,
                                    little(2, 1) + little(0, 1) + little(7, 1) + std::string(3, '\0') +
                                        little(0xFFFF, 2) + std::string(6, '\0')));
    cells.add(0x0006,
              Records::cell(1, 2, little(3, 1) + std::string(5, '\0') + little(0xFFFF, 2) + std::string(6, '\0')));
    cells.add(0x0006,
              Records::cell(1, 3, little(0, 1) + std::string(5, '\0') + little(0xFFFF, 2) + std::string(6, '\0')));
    cells.add(0x04BC, std::string(10, '\0')).add(0x0207, little(5, 2) + little(0, 1) + "given");
    cells.add(0x0006,
              Records::cell(1, 4, little(0, 1) + std::string(5, '\0') + little(0xFFFF, 2) + std::string(6, '\0')));
    cells.add(0x0204, Records::cell(2, 0,
                                    little(2, 2) + little(0, 1) +
                                        "\xE9"
                                        "a"));
    const auto read = read_workbook(one_sheet({}, cells.bytes), "data.xls");
    EXPECT_THAT(read.rows, ElementsAre("S!1: empty[] number[100] number[123.45] number[1.5]",
                                       "S!2: boolean[true]{TRUE} error[#DIV/0!] empty[] text[given]", "S!3: text[éa]"));
    EXPECT_THAT(read.issues, ElementsAre("error table.formula_without_value S!2:5"));
}

TEST(XlsReader, rows_out_of_order_are_sorted) {
    Records cells;
    cells.add(0x0203, Records::cell(5, 1, real(6)))
        .add(0x0203, Records::cell(2, 0, real(3)))
        .add(0x0203, Records::cell(5, 0, real(5)));
    cells
        .add(0x0006,
             Records::cell(1, 0, little(0, 1) + std::string(5, '\0') + little(0xFFFF, 2) + std::string(6, '\0')))
        .add(0x0207, little(1, 2) + little(0, 1) + "t");
    const auto read = read_workbook(one_sheet({}, cells.bytes), "data.xls");
    EXPECT_THAT(read.rows, ElementsAre("S!2: text[t]", "S!3: number[3]", "S!6: number[5] number[6]"));
}

TEST(XlsReader, charts_inside_of_a_sheet_are_passed_over) {
    Records cells;
    cells.add(0x0203, Records::cell(0, 0, real(1)));
    cells.add(0x0809, little(0x0600, 2) + little(0x20, 2) + std::string(12, '\0'))
        .add(0x0203, Records::cell(1, 0, real(9)))
        .add(0x000A, {});
    cells.add(0x0203, Records::cell(2, 0, real(2)));
    EXPECT_THAT(read_workbook(one_sheet({}, cells.bytes), "data.xls").rows,
                ElementsAre("S!1: number[1]", "S!3: number[2]"));
}

TEST(XlsReader, excel_5_texts_are_in_a_code_page) {
    Records globals;
    globals.add(0x0042, little(1252, 2));
    globals.add(0x041E, little(164, 2) + little(10, 1) + "dd/mm/yyyy")
        .add(0x00E0, little(0, 2) + little(164, 2) + std::string(12, '\0'));
    Records cells;
    cells.add(0x0204, Records::cell(0, 0, little(4, 2) + "caf\xE9")).add(0x0203, Records::cell(0, 1, real(40634)));
    const auto read = read_workbook(one_sheet(globals.bytes, cells.bytes, 0x0500), "data.xls");
    EXPECT_THAT(read.rows, ElementsAre("S!1: text[café] date[2011-04-01]{01/04/2011}"));
    EXPECT_EQ(read.decisions, "BIFF5, code page 1252");

    Records asian;
    asian.add(0x0042, little(932, 2));
    const auto refused = read_workbook(one_sheet(asian.bytes, cells.bytes, 0x0500), "data.xls");
    EXPECT_EQ(refused.refusal, "encoding.unsupported");
    EXPECT_THAT(refused.message, HasSubstr("932"));
}

TEST(XlsReader, a_container_of_many_sectors) {
    XlsWriter book;
    book.sheet("S");
    for (std::uint32_t row = 0; row < 65536; ++row)
        for (std::uint32_t column = 0; column < 8; ++column) book.number(row, column, row + 0.5);
    const std::string bytes = book.file(); // over 7 MiB: its table of sectors does not fit into the header
    ASSERT_GT(bytes.size(), 109u * 128 * 512);
    const auto read = read_workbook(bytes, "data.xls");
    ASSERT_THAT(read.rows, SizeIs(65536));
    EXPECT_THAT(read.rows.back(), HasSubstr("S!65536: number[65535.5]"));
}

TEST(XlsReader, agrees_with_freexl) {
    XlsWriter book;
    book.sheet("S");
    for (std::uint32_t i = 0; i < 3000; ++i) {
        book.text(i, i % 7, "text " + std::to_string(i * 7919 % 1000) + (i % 5 == 0 ? "é日" : ""));
        book.number(i, 8, i * 0.37);
        book.number(i, 9, static_cast<double>(i) - 1500);
    }
    const ScratchFile file(book.file(), "data.xls");
    const void* handle = nullptr;
    ASSERT_EQ(freexl_open(file.path().c_str(), &handle), FREEXL_OK);
    ASSERT_EQ(freexl_select_active_worksheet(handle, 0), FREEXL_OK);
    const auto reader = open(file.path());
    Row row;
    std::size_t compared = 0;
    while (reader->next(row)) {
        for (std::size_t column = 0; column < row.cells().size(); ++column) {
            const Cell& cell = row.cells()[column];
            FreeXL_CellValue value;
            ASSERT_EQ(freexl_get_cell_value(handle, static_cast<unsigned>(row.number - 1),
                                            static_cast<unsigned short>(column), &value),
                      FREEXL_OK);
            if (cell.type == CellType::text) {
                ASSERT_TRUE(value.type == FREEXL_CELL_SST_TEXT || value.type == FREEXL_CELL_TEXT);
                EXPECT_EQ(cell.value, value.value.text_value);
            } else if (cell.type == CellType::number) {
                EXPECT_EQ(std::stod(std::string(cell.value)),
                          value.type == FREEXL_CELL_INT ? value.value.int_value : value.value.double_value);
            } else {
                EXPECT_EQ(value.type, FREEXL_CELL_NULL);
            }
            ++compared;
        }
    }
    freexl_close(handle);
    EXPECT_EQ(compared, 30000u);
}

} // namespace
} // namespace pilotage::importers::test
