// Any table written in any encoding, with any delimiter and line end, reads back as it was; and strict RFC 4180 reads as
// libcsv reads it.
#include "tests/importers/reading.hpp"

#include <csv.h>
#include <gtest/gtest.h>
#include <iconv.h>
#include <rapidcheck.h>

#include <algorithm>

namespace pilotage::importers::test {
namespace {

using Grid = std::vector<Cells>;

/// Cells of signs that every tested charset has, rich in what needs quoting.
rc::Gen<std::string> cell_of(const std::vector<std::string>& signs) {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(signs)), [](const std::vector<std::string>& parts) {
        std::string text;
        for (const auto& part : parts) text += part;
        return text;
    });
}

rc::Gen<Grid> grid_of(const std::vector<std::string>& signs) {
    return rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, 6), [=](std::size_t width) {
        return rc::gen::nonEmpty(rc::gen::container<Grid>(rc::gen::container<Cells>(width, cell_of(signs))));
    });
}

std::string quoted(const std::string& cell) {
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + "\"";
}

/// `all`: quotes around every cell; otherwise only where they are needed, and around a lone empty cell.
std::string written(const Grid& grid, const std::string& delimiter, const std::string& line_end, bool all) {
    std::string text;
    for (const auto& row : grid) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            const bool needed = row[c].find_first_of("\"\r\n") != std::string::npos || row[c].find(delimiter) != std::string::npos ||
                                (row.size() == 1 && row[c].empty());
            text += (c > 0 ? delimiter : "") + (all || needed ? quoted(row[c]) : row[c]);
        }
        text += line_end;
    }
    return text;
}

std::string converted(const std::string& utf8, const char* charset) {
    const auto converter = iconv_open(charset, "UTF-8");
    std::string out(utf8.size() * 4 + 16, '\0');
    char* from = const_cast<char*>(utf8.data());
    char* to = out.data();
    std::size_t from_left = utf8.size(), to_left = out.size();
    const auto done = iconv(converter, &from, &from_left, &to, &to_left);
    iconv_close(converter);
    RC_ASSERT(done != std::size_t(-1));
    out.resize(out.size() - to_left);
    return out;
}

TEST(DelimitedRoundTrip, every_encoding_delimiter_and_line_end) {
    struct Written {
        const char* charset;
        std::string mark;
        const char* asked;
    };
    const std::vector<Written> encodings = {{"UTF-8", "", ""},
                                            {"UTF-8", "\xef\xbb\xbf", ""},
                                            {"UTF-8", "", "UTF-8"},
                                            {"WINDOWS-1252", "", "windows-1252"},
                                            {"UTF-16LE", "\xff\xfe", ""},
                                            {"UTF-16BE", "\xfe\xff", ""},
                                            {"UTF-16LE", "", "UTF-16LE"},
                                            {"UTF-16BE", "", "UTF-16BE"}};
    const std::vector<std::string> signs = {"a", "b", "1", " ", ",", ";", "\t", "|", "\"", "\r", "\n", "\r\n", "'", "\xc3\xa9", "\xe2\x82\xac"};
    for (const auto& encoding : encodings) {
        const bool held = rc::check([&] {
            const Grid grid = *grid_of(signs);
            const auto delimiter = *rc::gen::element<std::string>(",", ";", "\t", "|", "\x1f", "#");
            const auto end = *rc::gen::element<std::string>("\n", "\r\n", "\r");
            const std::string text = written(grid, delimiter, end, *rc::gen::arbitrary<bool>());
            Options options;
            options.delimiter = delimiter[0];
            options.quote = '"';
            options.spaces_around = false;
            options.encoding = encoding.asked;
            const auto read = drain(encoding.mark + converted(text, encoding.charset), options);
            RC_ASSERT(!read.malformed);
            RC_ASSERT(read.cells() == grid);
            std::uint64_t line = 1;
            for (std::size_t r = 0; r < grid.size(); ++r) {
                RC_ASSERT(read.rows[r].number == r + 1);
                RC_ASSERT(read.rows[r].line == line);
                const std::string one = written({grid[r]}, delimiter, end, false);
                for (std::size_t i = 0; i < one.size(); ++i)
                    if (one[i] == '\n' || (one[i] == '\r' && (i + 1 == one.size() || one[i + 1] != '\n'))) ++line;
            }
        });
        ASSERT_TRUE(held) << encoding.charset;
    }
}

TEST(DelimitedRoundTrip, a_large_file_in_every_encoding) {
    std::string text = "ref,name,note\r\n";
    for (int i = 0; i < 60'000; ++i)
        text += std::to_string(i) + ",M\xc3\xbcller " + std::to_string(i * 7919 % 1000) + (i % 3 == 0 ? ",\"a, \"\"b\"\"\r\nc\"\r\n" : ",x\xe2\x82\xacy\r\n");
    const auto expected = drain(text);
    ASSERT_EQ(expected.rows.size(), 60'001u);
    EXPECT_EQ(expected.rows.back().cells, (Cells{"59999", "M\xc3\xbcller 81", "x\xe2\x82\xacy"}));
    for (const char* charset : {"WINDOWS-1252", "UTF-16LE", "UTF-16BE"}) {
        const auto read = drain(converted(text, charset));
        EXPECT_EQ(read.cells(), expected.cells()) << charset;
        EXPECT_EQ(read.rows.back().line, expected.rows.back().line) << charset;
        EXPECT_TRUE(read.issues.empty()) << charset;
    }
}

struct CsvRows {
    Grid rows;
    Cells row;
};

Grid by_libcsv(const std::string& text) {
    csv_parser parser;
    EXPECT_EQ(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    // RFC 4180 keeps spaces; libcsv strips them unless told that nothing is a space.
    csv_set_space_func(&parser, [](unsigned char) { return 0; });
    CsvRows rows;
    const auto cell = [](void* data, std::size_t size, void* to) {
        static_cast<CsvRows*>(to)->row.emplace_back(static_cast<const char*>(data), size);
    };
    const auto row = [](int, void* to) {
        auto& all = *static_cast<CsvRows*>(to);
        all.rows.push_back(std::move(all.row));
        all.row.clear();
    };
    const auto used = csv_parse(&parser, text.data(), text.size(), cell, row, &rows);
    EXPECT_EQ(used, text.size()) << csv_strerror(csv_error(&parser));
    csv_fini(&parser, cell, row, &rows);
    csv_free(&parser);
    return rows.rows;
}

TEST(DelimitedRoundTrip, strict_rfc_4180_reads_as_libcsv_reads_it) {
    const std::vector<std::string> signs = {"a", "1", " ", ",", ";", "\"", "\r", "\n", "\r\n", "''", "\xc3\xa9", "x\"y"};
    const bool held = rc::check("as libcsv", [&] {
        const Grid grid = *grid_of(signs);
        std::string text = written(grid, ",", *rc::gen::element<std::string>("\n", "\r\n"), *rc::gen::arbitrary<bool>());
        if (*rc::gen::arbitrary<bool>()) text.erase(text.find_last_not_of("\r\n") + 1); // no break after the last record
        Options options;
        options.delimiter = ',';
        options.encoding = "UTF-8";
        RC_ASSERT(drain(text, options).cells() == by_libcsv(text));
    });
    EXPECT_TRUE(held);
}

} // namespace
} // namespace pilotage::importers::test
