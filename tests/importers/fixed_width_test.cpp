#include "importers/fixed_width/fixed_width.hpp"
#include "importers/fixed_width/report_number.hpp"
#include "tests/importers/record_text.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <iomanip>
#include <rapidcheck.h>
#include <sstream>

namespace pilotage::importers {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view contacts = R"(line,table,pattern,field,start,width,kind
# the monthly report of contacts
skip,,FIRSTPOINT*PAGE*,,,,
skip,,----*,,,,
heading,,REF      NAME*,,,,
record,contact,@###*,,,,
,,,reference,1,8,text
,,,name,10,10,text
,,,minutes,21,7,number
,,,notes,30,12,text
continuation,contact,"         ?*",,,,
,,,name,10,10,text
,,,notes,30,12,text
subtotal,contact,PAGE TOTAL*,,,,
,,,count,12,6,number
,,,sum:minutes,21,7,number
total,contact,TOTAL*,,,,
,,,count,12,6,number
,,,sum:minutes,21,7,number
)";

constexpr std::string_view report = "FIRSTPOINT SURREY            PAGE 1\r\n"
                                    "REF      NAME       MINUTES   NOTES\r\n"
                                    "-----------------------------------\r\n"
                                    "A001     Ann Arbor    1,230   signed for\r\n"
                                    "                              a friend\r\n"
                                    "A002     Bob Bean      12.5\r\n"
                                    "\r\n"
                                    "PAGE TOTAL      2   1242.50\r\n"
                                    "\fFIRSTPOINT SURREY            PAGE 2\r\n"
                                    "REF      NAME       MINUTES   NOTES\r\n"
                                    "-----------------------------------\r\n"
                                    "A003     Cy              2-   web\r\n"
                                    "PAGE TOTAL      1       -2\r\n"
                                    "TOTAL           3   1240.5\r\n";

Reading read_report(std::string_view text, std::string_view layout = contacts, const Options& options = {}) {
    return read_text(text, ".txt", options, [&](const std::string& path, const Options& with) {
        return open_fixed_width(path, Layout::parse(layout), with);
    });
}

std::string changed(std::string_view from, std::string_view to) {
    std::string text(report);
    return text.replace(text.find(from), from.size(), to);
}

std::string place(const Issue& issue) {
    return issue.rule + " " + std::to_string(issue.line) + ":" + std::to_string(issue.column);
}

TEST(FixedWidth, records_are_read_over_pages_with_their_continuations) {
    const auto reading = read_report(report);
    EXPECT_THAT(reading.rows, ElementsAre("contact #@4: reference|name|minutes|notes",
                                          "contact 1@4: A001|Ann Arbor|1230~1,230|signed for a friend",
                                          "contact 2@6: A002|Bob Bean|12.5|-", "contact 3@12: A003|Cy|-2~2-|web"));
    EXPECT_THAT(reading.rules(), IsEmpty());
    EXPECT_EQ(reading.format, "fixed width");
}

TEST(FixedWidth, a_layout_file_is_an_option_of_any_text_file) {
    const TemporaryFile layout(contacts, ".csv");
    Options options;
    options.layout = layout.path();
    EXPECT_EQ(read_text(report, ".txt", options).rows.size(), 4u);
    options.layout = "nowhere.csv";
    options.layout_text = contacts;
    EXPECT_EQ(read_text(report, ".txt", options).rows.size(), 4u);
}

TEST(FixedWidth, totals_that_disagree_stand_at_their_line) {
    const auto reading = read_report(changed("TOTAL           3   1240.5", "TOTAL           4   1240.4"));
    ASSERT_THAT(reading.rules(), ElementsAre("table.total_disagrees", "table.total_disagrees"));
    EXPECT_EQ(reading.issues[0].line, 14u);
    EXPECT_THAT(reading.issues[0].message, HasSubstr("says 4, but the rows before it give 3"));
    EXPECT_THAT(reading.issues[1].message, HasSubstr("says 1240.4, but the rows before it give 1240.5"));
    EXPECT_THAT(read_report(changed("      1       -2", "      1        2")).rules(),
                ElementsAre("table.subtotal_disagrees"));
    EXPECT_THAT(read_report(changed("      1       -2", "      1        x")).rules(),
                ElementsAre("table.subtotal_disagrees"));
}

TEST(FixedWidth, sums_of_what_cannot_be_read_are_not_held_against_a_total) {
    const auto reading = read_report(changed("   12.5", " ######"));
    EXPECT_THAT(reading.rules(), ElementsAre("table.overflow", "table.total_unchecked", "table.total_unchecked"));
    EXPECT_EQ(reading.issues[1].line, 8u); // the subtotal of its page; that of the next page is checked
    EXPECT_EQ(reading.issues[2].line, 14u);
    const auto shifted = read_report(changed("Ann Arbor    1,230", "Ann Arborough    1,230"));
    EXPECT_THAT(shifted.rules(), Contains("table.overflow"));
    EXPECT_THAT(shifted.rules(), testing::Not(Contains("table.total_disagrees")));
}

TEST(FixedWidth, each_table_has_its_total) {
    constexpr std::string_view layout = "line,table,pattern,field,start,width,kind\n"
                                        "record,a,A#*,,,,\n,,,x,1,3,text\nrecord,b,B#*,,,,\n,,,y,1,3,text\n"
                                        "total,a,END A*,,,,\n,,,count,6,3,number\n"
                                        "total,b,END B*,,,,\n,,,count,6,3,number\n";
    EXPECT_THAT(read_report("A1\nEND A  1\nB1\nB2\nEND B  2\n", layout).rules(), IsEmpty());
    const auto cut = read_report("A1\nEND A  1\nB1\nB2\n", layout);
    ASSERT_THAT(cut.rules(), ElementsAre("table.total_missing"));
    EXPECT_THAT(cut.issues[0].message, HasSubstr("\"b\""));
}

TEST(FixedWidth, pages_follow_each_other) {
    const std::string layout = std::string(contacts) + "page,,*PAGE#OF#,,,,\n,,,page,5,1,number\n,,,pages,8,1,number\n";
    const std::string head = "REF      NAME\n", total = "TOTAL           0        0\n";
    EXPECT_THAT(read_report("PAGE1OF2\n" + head + "\fPAGE2OF2\n" + total, layout).rules(), IsEmpty());
    const auto gap = read_report("PAGE1OF3\n" + head + "\fPAGE3OF3\n" + total, layout);
    ASSERT_THAT(gap.rules(), ElementsAre("table.page_missing"));
    EXPECT_EQ(gap.issues[0].message, "Page 3 follows page 1.");
    EXPECT_EQ(gap.issues[0].line, 3u);
    EXPECT_EQ(read_report("PAGE2OF2\n" + head + total, layout).issues.at(0).message, "The report begins with page 2.");
    EXPECT_EQ(read_report("PAGE1OF2\n" + head + total, layout).issues.at(0).message,
              "The report ends with page 1 of 2.");
}

TEST(FixedWidth, text_that_is_no_report_is_refused_as_a_whole) {
    EXPECT_EQ(read_report("a,b,c\n1,2,3\n").fault.rule, "format.unknown");
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "1,2,3\n";
    const auto refused = read_report(many + std::string(report));
    EXPECT_EQ(refused.fault.rule, "format.unknown");
    EXPECT_THAT(refused.rules(), IsEmpty());
    // A few lines before the first page are told one by one.
    EXPECT_THAT(read_report("Dear all,\nhere it is.\n" + std::string(report)).rules(),
                ElementsAre("table.unknown_line", "table.unknown_line"));
}

TEST(FixedWidth, a_report_without_its_total_or_headings_is_told) {
    const std::string cut(report.substr(0, report.find("TOTAL           3")));
    EXPECT_THAT(read_report(cut).rules(), ElementsAre("table.total_missing"));
    EXPECT_THAT(read_report("TOTAL           0        0\n").rules(), ElementsAre("table.heading_row"));
}

TEST(FixedWidth, values_wider_than_their_column_are_told) {
    const auto filled = read_report(changed("1,230 ", "##### "));
    ASSERT_FALSE(filled.issues.empty());
    EXPECT_EQ(place(filled.issues[0]), "table.overflow 4:3");
    const auto ran_on = read_report(changed("Ann Arbor    1,230", "Ann Arborough1,230"));
    ASSERT_FALSE(ran_on.issues.empty());
    EXPECT_EQ(place(ran_on.issues[0]), "table.overflow 4:2");
    const auto beyond = read_report(changed("signed for", "signed for us all"));
    ASSERT_THAT(beyond.rules(), ElementsAre("table.overflow"));
    EXPECT_EQ(place(beyond.issues[0]), "table.overflow 4:4");
    EXPECT_EQ(beyond.issues[0].row, 1u);
}

TEST(FixedWidth, a_line_that_fits_nothing_is_told) {
    const auto reading = read_report(changed("A002     Bob Bean      12.5", "garbage\r\nA002     Bob Bean      12.5"));
    ASSERT_THAT(reading.rules(), ElementsAre("table.unknown_line"));
    EXPECT_EQ(reading.issues[0].line, 6u);
    EXPECT_THAT(read_report("REF      NAME\n         x\nTOTAL           0        0\n").rules(),
                ElementsAre("table.unknown_line"));
}

TEST(FixedWidth, a_line_cut_inside_a_number_is_told) {
    EXPECT_THAT(read_report(changed("A002     Bob Bean      12.5", "A002     Bob Bean      12.")).rules(),
                Contains("table.short_line"));
    EXPECT_THAT(read_report(changed("A002     Bob Bean      12.5", "A002     Bob")).rules(),
                testing::Not(Contains("table.short_line")));
}

TEST(FixedWidth, tabs_reach_to_the_next_multiple_of_eight) {
    const auto reading = read_report(changed("A002     Bob Bean      12.5", "A002\t Bob Bean      12.5"));
    EXPECT_THAT(reading.rows, Contains("contact 2@6: A002|Bob Bean|12.5|-"));
    EXPECT_THAT(reading.rules(), ElementsAre("table.tab"));
}

TEST(FixedWidth, columns_count_characters_in_every_encoding) {
    EXPECT_THAT(read_report(changed("Bob Bean      12.5", "Z\xeb \xd8stby\xe9     12.5")).rows,
                Contains("contact 2@6: A002|Z\xc3\xab \xc3\x98stby\xc3\xa9|12.5|-"));
    EXPECT_THAT(read_report(changed("Bob Bean      12.5", "Z\xc3\xab \xc3\x98stby\xc3\xa9     12.5")).rows,
                Contains("contact 2@6: A002|Z\xc3\xab \xc3\x98stby\xc3\xa9|12.5|-"));
    Options options;
    options.encoding = "UTF-8";
    EXPECT_THAT(read_report(changed("Bob Bean", "B\xf6"
                                                "b Bean"),
                            contacts, options)
                    .rules(),
                Contains("encoding.invalid_utf8"));
}

TEST(FixedWidth, lines_may_end_in_any_way) {
    std::string text(report);
    text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
    EXPECT_THAT(read_report(text).rules(), IsEmpty());
    std::string unix_text(report);
    unix_text.erase(std::remove(unix_text.begin(), unix_text.end(), '\r'), unix_text.end());
    unix_text.pop_back();
    EXPECT_THAT(read_report(unix_text).rules(), IsEmpty());
    EXPECT_THAT(read_report(std::string(report) + "\x1a").rules(), IsEmpty());
}

TEST(FixedWidth, several_tables_and_passed_columns) {
    constexpr std::string_view layout = "line,table,pattern,field,start,width,kind\n"
                                        "record,a,A*,,,,\n,,,x,2,3,text\n,,,rule,5,1,passed\n,,,y,6,3,number\n"
                                        "record,b,*,,,,\n,,,z,1,5,text\n";
    const auto reading = read_report("Aone|  1\nBtwo\nAsix|  2\n", layout);
    EXPECT_THAT(reading.rows, ElementsAre("a #@1: x|y", "a 1@1: one|1", "b #@2: z", "b 1@2: Btwo", "a 2@3: six|2"));
    EXPECT_THAT(reading.rules(), ElementsAre("table.overflow", "table.overflow")); // the A has no field
    Options options;
    options.table = "b";
    EXPECT_THAT(read_report("Aone|  1\nBtwo\n", layout, options).rows, ElementsAre("b #@2: z", "b 1@2: Btwo"));
}

TEST(FixedWidth, every_limit_refuses) {
    const auto fault = [](auto set) {
        Options options;
        set(options.limits);
        const TemporaryFile file(report);
        try {
            const auto reader = open_fixed_width(file.path(), Layout::parse(contacts), options);
            Row row;
            while (reader->next(row)) {
            }
        } catch (const Malformed& e) {
            return e.issue.rule;
        }
        return std::string("none");
    };
    EXPECT_EQ(fault([](Limits& l) { l.rows = 2; }), "limit.rows");
    EXPECT_EQ(fault([](Limits& l) { l.columns = 3; }), "limit.columns");
    EXPECT_EQ(fault([](Limits& l) { l.cell_bytes = 9; }), "limit.cell_bytes");
    EXPECT_EQ(fault([](Limits& l) { l.cell_bytes = 12; }), "limit.cell_bytes");
    EXPECT_EQ(fault([](Limits& l) { l.file_bytes = 100; }), "limit.file_bytes");
    Options options;
    options.limits.row_bytes = 1000;
    EXPECT_EQ(read_report(std::string(2 << 20, 'x'), contacts, options).fault.rule, "limit.row_bytes");
}

TEST(FixedWidth, a_layout_that_is_none_says_what_is_wrong) {
    const auto fault = [](const std::string& rows,
                          const std::string& headings = "line,table,pattern,field,start,width,kind\n") -> std::string {
        try {
            Layout::parse(headings + rows);
        } catch (const LayoutError& e) {
            return e.what();
        }
        return "none";
    };
    EXPECT_THAT(fault("record,a,,,,,\n,,,x,1,2,text\n"), "none");
    EXPECT_THAT(fault("", ""), HasSubstr("no line of headings"));
    EXPECT_THAT(fault("", "a,b,c,d,e,f,g\n"), HasSubstr("first line must be"));
    EXPECT_THAT(fault("skip,,x,,,,\n"), HasSubstr("no record line"));
    EXPECT_THAT(fault("record,a,,,,,\n"), HasSubstr("without fields"));
    EXPECT_THAT(fault("records,a,,,,,\n"), HasSubstr("no kind of line (line 2)"));
    EXPECT_THAT(fault(",,,x,1,2,text\n"), HasSubstr("before any line"));
    EXPECT_THAT(fault("record,a,,,,,\n,,,x,0,2,text\n"), HasSubstr("start and width"));
    EXPECT_THAT(fault("record,a,,,,,\n,,,x,1,2,date\n"), HasSubstr("text, number or passed"));
    EXPECT_THAT(fault("record,a,,,,,\n,,,x,1,2,text\n,,,y,2,2,text\n"), HasSubstr("do not overlap"));
    EXPECT_THAT(fault("record,a,,,,,\n,,,x,1,2,text\ntotal,a,T*,,,,\n,,,sum:x,1,2,number\n"),
                HasSubstr("only number fields"));
    EXPECT_THAT(fault("record,a,,,,,\n,,,x,1,2,text\ntotal,a,T*,,,,\n,,,x,1,2,number\n"),
                HasSubstr("\"count\" or \"sum:\""));
    EXPECT_THAT(fault("record,a,,,,,\n,,,x,1,2,text\ncontinuation,a,T*,,,,\n,,,y,1,2,text\n"),
                HasSubstr("no field \"y\""));
    EXPECT_THAT(fault("continuation,a,T*,,,,\n,,,y,1,2,text\n"), HasSubstr("must stand before"));
    EXPECT_THAT(fault("skip,,x,y,1,2,text\n"), HasSubstr("only records"));
    EXPECT_THAT(fault("page,,x,,,,\n,,,y,1,2,number\n"), HasSubstr("\"page\" and \"pages\""));
    EXPECT_THAT(fault("record,a\n"), HasSubstr("seven cells"));
}

TEST(FixedWidth, line_patterns_have_place_holders) {
    const auto fits = [](std::string_view pattern, std::string_view line) {
        return LinePattern(pattern).matches(line);
    };
    EXPECT_TRUE(fits("PAGE ##*", "PAGE 12 of 30"));
    EXPECT_FALSE(fits("PAGE ##*", "PAGE 1"));
    EXPECT_TRUE(fits("*a*b*c", "xxaxxbxbxc"));
    EXPECT_FALSE(fits("*a*b*c", "xxaxxbxbx"));
    EXPECT_TRUE(fits("@?\\*", "\xc3\xa9\xe2\x82\xac*"));
    EXPECT_FALSE(fits("@", "1"));
    EXPECT_TRUE(fits("*", ""));
    EXPECT_FALSE(fits("", "x"));
    EXPECT_FALSE(fits("*a*a*a*a*a*a*a*a*a*b", std::string(100'000, 'a')));
}

TEST(FixedWidth, numbers_are_read_as_reports_print_them) {
    const auto number = [](std::string_view text) {
        std::string canonical;
        return read_report_number(text, canonical) ? canonical : "none";
    };
    EXPECT_EQ(number("1,234,567.80"), "1234567.8");
    EXPECT_EQ(number("12-"), "-12");
    EXPECT_EQ(number("(0.50)"), "-0.5");
    EXPECT_EQ(number("\xc2\xa3"
                     "3"),
              "3");
    EXPECT_EQ(number("+007"), "7");
    EXPECT_EQ(number(".5"), "0.5");
    EXPECT_EQ(number("5."), "5");
    for (const char* none : {"", "-", ".", "1,23", "12,345,6", ",123", "1.2.3", "1e5", "x", "--1", "1 2"})
        EXPECT_EQ(number(none), "none") << none;
}

TEST(FixedWidth, sums_are_exact_or_say_that_they_are_not) {
    ExactSum sum;
    for (int i = 0; i < 10; ++i) sum.add("0.1");
    EXPECT_EQ(sum.text(), "1");
    sum.add("-1.5");
    EXPECT_EQ(sum.text(), "-0.5");
    EXPECT_TRUE(sum.exact());
    sum.add("0.0000001");
    EXPECT_FALSE(sum.exact());
}

TEST(FixedWidth, what_is_printed_is_read_back) {
    EXPECT_TRUE(rc::check([] {
        struct Contact {
            std::string name, notes;
            long cents;
        };
        const auto text = [](int longest) {
            return rc::gen::map(rc::gen::resize(longest, rc::gen::container<std::string>(rc::gen::inRange('A', 'z'))),
                                [longest](std::string s) { return s.substr(0, static_cast<std::size_t>(longest)); });
        };
        std::vector<Contact> written(*rc::gen::inRange<std::size_t>(0, 30));
        const int page = *rc::gen::inRange(1, 9);
        std::ostringstream out;
        std::vector<std::string> expected;
        long sum = 0;
        const auto amount = [](long cents) {
            std::ostringstream printed;
            printed << (cents < 0 ? "-" : "") << std::abs(cents) / 100 << '.' << std::setw(2) << std::setfill('0')
                    << std::abs(cents) % 100;
            return printed.str();
        };
        for (std::size_t i = 0; i < written.size(); ++i) {
            if (i % static_cast<std::size_t>(page) == 0)
                out << (i > 0 ? "\f" : "") << "FIRSTPOINT PAGE " << i << "\nREF      NAME\n----\n";
            Contact& contact = written[i];
            contact = {*text(10), *text(30), *rc::gen::inRange(-99'999l, 99'999l)};
            sum += contact.cents;
            out << 'A' << std::setw(3) << std::setfill('0') << i << std::setfill(' ') << "     " << std::left
                << std::setw(10) << contact.name << ' ' << std::right << std::setw(7) << amount(contact.cents) << "  "
                << contact.notes.substr(0, 12) << '\n';
            std::string notes = contact.notes.substr(0, 12);
            for (std::size_t at = 12; at < contact.notes.size(); at += 12) {
                out << std::string(29, ' ') << contact.notes.substr(at, 12) << '\n';
                notes += ' ' + contact.notes.substr(at, 12);
            }
            expected.push_back(contact.name + '|' + notes);
        }
        if (written.empty()) out << "REF      NAME\n";
        out << "TOTAL      " << std::setw(6) << written.size() << "  " << std::setw(8) << amount(sum) << '\n';
        RC_PRE(amount(sum).size() <= 7);

        const TemporaryFile file(out.str());
        Options options;
        options.issues = [](const Issue& issue) { RC_FAIL(issue.rule); };
        const auto reader = open_fixed_width(file.path(), Layout::parse(contacts), options);
        std::vector<std::string> read;
        Row row;
        while (reader->next(row))
            if (!row.header) {
                RC_ASSERT(row.cells()[2].type == CellType::number);
                read.push_back(std::string(row.cells()[1].value) + '|' + std::string(row.cells()[3].value));
            }
        RC_ASSERT(read == expected);
    }));
}

} // namespace
} // namespace pilotage::importers
