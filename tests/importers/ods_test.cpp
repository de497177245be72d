#include "importers/ods/cell_text.hpp"
#include "importers/ods/ods.hpp"
#include "importers/ods/value.hpp"
#include "tests/importers/record_text.hpp"
#include "tests/importers/zip_writer.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>

namespace pilotage::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view spreadsheet = "application/vnd.oasis.opendocument.spreadsheet";

std::string content(const std::string& tables) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:e="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><o:automatic-styles>
 <s:style s:name="ta1" s:family="table"><s:table-properties t:display="true"/></s:style>
 <s:style s:name="ta2" s:family="table"><s:table-properties t:display="false"/></s:style></o:automatic-styles>
<o:body><o:spreadsheet>)" +
           tables + "</o:spreadsheet></o:body></o:document-content>";
}

std::string sheet(const std::string& rows, const std::string& name = "S") {
    return "<t:table t:name=\"" + name +
           "\" t:style-name=\"ta1\"><t:table-column t:number-columns-repeated=\"16384\"/>" + rows + "</t:table>";
}
std::string row(const std::string& cells, const std::string& attributes = "") {
    return "<t:table-row " + attributes + ">" + cells + "</t:table-row>";
}
std::string text_cell(const std::string& paragraphs, const std::string& attributes = "") {
    return "<t:table-cell o:value-type=\"string\" " + attributes + ">" + paragraphs + "</t:table-cell>";
}
std::string value_cell(const std::string& type, const std::string& value, const std::string& shown,
                       const std::string& attributes = "") {
    const std::string name = type == "date" || type == "time" || type == "boolean" ? type + "-value" : "value";
    return "<t:table-cell o:value-type=\"" + type + "\" o:" + name + "=\"" + value + "\" " + attributes + "><x:p>" +
           shown + "</x:p></t:table-cell>";
}

using Entries = std::vector<std::pair<std::string, std::string>>;

Reading read_document(const std::string& tables, const Options& options = {},
                      const std::string& mimetype = std::string(spreadsheet)) {
    const ZipWriter file(
        Entries{{"mimetype", mimetype}, {"content.xml", content(tables)}, {"META-INF/manifest.xml", "<m/>"}}, ".ods");
    return read_all(file.path(), options);
}
Reading read_rows(const std::string& rows, const Options& options = {}) {
    return read_document(sheet(rows), options);
}
std::string fault_of(const std::string& rows, const Options& options = {}) {
    const auto reading = read_rows(rows, options);
    return reading.malformed ? reading.fault.rule : "none";
}

std::vector<std::string> types_of(const std::string& rows) {
    const ZipWriter file(Entries{{"mimetype", std::string(spreadsheet)}, {"content.xml", content(sheet(rows))}},
                         ".ods");
    std::vector<std::string> types;
    const auto reader = open(file.path());
    Row read;
    while (reader->next(read))
        for (const auto& cell : read.cells()) types.emplace_back(name_of(cell.type));
    return types;
}

TEST(Ods, values_of_all_types_are_canonical_and_shown_as_displayed) {
    const auto cells =
        value_cell("float", "1234.50", "1,234.5") + value_cell("percentage", "0.45", "45%") +
        value_cell("currency", "12.3", "£12.30", "o:currency=\"GBP\"") + value_cell("date", "2012-04-01", "01/04/12") +
        value_cell("date", "2012-04-01T09:30:00.500000000", "01/04/12 09:30") +
        value_cell("time", "PT36H05M00S", "36:05") + value_cell("boolean", "true", "TRUE") + text_cell("<x:p>a</x:p>") +
        "<t:table-cell t:formula=\"of:=NA()\" o:value-type=\"string\" o:string-value=\"\" "
        "e:value-type=\"error\"><x:p>#N/A</x:p></t:table-cell>" +
        "<t:table-cell/>" + text_cell("<x:p>b</x:p>", "o:string-value=\"c\"");
    const auto reading = read_rows(row(cells));
    EXPECT_THAT(
        reading.rows,
        ElementsAre(
            "S 1@0: 1234.5~1,234.5|0.45~45%|12.3~£12.30|2012-04-01~01/04/12|2012-04-01T09:30:00.500~01/04/12 09:30|"
            "36:05:00~36:05|true~TRUE|a|#N/A|-|c~b"));
    EXPECT_THAT(types_of(row(cells)), ElementsAre("number", "percentage", "currency", "date", "datetime", "time",
                                                  "boolean", "text", "error", "empty", "text"));
    EXPECT_EQ(reading.format, "ods");
}

TEST(Ods, formulas_give_their_stored_values) {
    EXPECT_THAT(read_rows(row(value_cell("float", "3", "3", "t:formula=\"of:=1+2\""))).rows, ElementsAre("S 1@0: 3"));
    const auto without = read_rows(row("<t:table-cell t:formula=\"of:=1+2\"/>" + text_cell("<x:p>a</x:p>")));
    EXPECT_THAT(without.rows, ElementsAre("S 1@0: -|a"));
    ASSERT_THAT(without.rules(), ElementsAre("ods.formula_without_value"));
    EXPECT_EQ(without.issues[0].column, 1u);
}

TEST(Ods, values_that_are_none_are_told_and_read_as_text) {
    const auto reading = read_rows(row(value_cell("float", "12x", "12") + value_cell("date", "2012-13-01", "x") +
                                       value_cell("time", "36:05", "y") + value_cell("boolean", "yes", "z")));
    EXPECT_THAT(reading.rows, ElementsAre("S 1@0: 12|x|y|z"));
    EXPECT_EQ(reading.rules(), std::vector<std::string>(4, "ods.bad_value"));
    EXPECT_EQ(reading.issues[2].column, 3u);
}

TEST(Ods, a_plain_number_that_shows_a_sign_of_a_currency_is_an_amount) {
    EXPECT_THAT(types_of(row(value_cell("float", "12.5", "£12.50") + value_cell("float", "12.5", "12.50") +
                             value_cell("percentage", "0.5", "50%"))),
                ElementsAre("currency", "number", "percentage"));
}

TEST(Ods, paragraphs_spaces_tabs_and_breaks_make_the_text) {
    EXPECT_THAT(read_rows(row(text_cell("<x:p>a  b\n c </x:p><x:p/><x:p> d<x:s x:c=\"3\"/>e<x:tab/><x:span>f "
                                        "<x:a>g</x:a></x:span><x:line-break/>h<x:s/></x:p>")))
                    .rows,
                ElementsAre("S 1@0: a b c \n\nd   e\tf g\nh "));
}

TEST(Ods, annotations_and_drawings_are_left_out) {
    EXPECT_THAT(read_rows("<t:shapes><d:frame><x:p>no</x:p></d:frame></t:shapes>" +
                          row(text_cell("<o:annotation><x:p>no</x:p></o:annotation><x:p>a</"
                                        "x:p><d:frame><d:text-box><x:p>no</x:p></d:text-box></d:frame>")))
                    .rows,
                ElementsAre("S 1@0: a"));
}

TEST(Ods, repetition_yields_what_is_written_and_blank_repetition_costs_nothing) {
    const auto blank = row("<t:table-cell t:number-columns-repeated=\"16384\"/>", "t:number-rows-repeated=\"1000000\"");
    const auto reading =
        read_rows(row(text_cell("<x:p>a</x:p>", "t:number-columns-repeated=\"2\"") +
                          "<t:table-cell t:number-columns-repeated=\"2\"/>" + text_cell("<x:p>b</x:p>") +
                          "<t:table-cell t:number-columns-repeated=\"16379\"/>",
                      "t:number-rows-repeated=\"2\"") +
                  blank + row(text_cell("<x:p>c</x:p>")) + blank);
    EXPECT_THAT(reading.rows, ElementsAre("S 1@0: a|a|-|-|b", "S 2@0: a|a|-|-|b", "S 1000003@0: c"));
}

TEST(Ods, blank_rows_come_where_they_are_asked_for) {
    Options options;
    options.blank_rows = true;
    EXPECT_THAT(read_rows(row("<t:table-cell/>", "t:number-rows-repeated=\"2\"") + row(text_cell("<x:p>c</x:p>")) +
                              row("<t:table-cell/>"),
                          options)
                    .rows,
                ElementsAre("S 1@0:", "S 2@0:", "S 3@0: c"));
}

TEST(Ods, covered_cells_keep_their_columns) {
    EXPECT_THAT(read_rows(row(text_cell("<x:p>a</x:p>", "t:number-columns-spanned=\"2\"") + "<t:covered-table-cell/>" +
                              text_cell("<x:p>b</x:p>")))
                    .rows,
                ElementsAre("S 1@0: a|-|b"));
}

TEST(Ods, rows_stand_in_groups_and_headers) {
    EXPECT_THAT(read_rows("<t:table-header-rows>" + row(text_cell("<x:p>h</x:p>")) +
                          "</t:table-header-rows><t:table-row-group><t:table-rows>" + row(text_cell("<x:p>a</x:p>")) +
                          "</t:table-rows></t:table-row-group>")
                    .rows,
                ElementsAre("S 1@0: h", "S 2@0: a"));
}

TEST(Ods, sheets_come_in_order_with_the_hidden_ones_marked) {
    const auto one = row(text_cell("<x:p>a</x:p>"));
    const std::string tables = "<t:tracked-changes><t:table t:name=\"no\">" + one + "</t:table></t:tracked-changes>" +
                               sheet(one, "One") + sheet("", "Blank") +
                               "<t:table t:name=\"Two\" t:style-name=\"ta2\">" + one + "</t:table>" +
                               "<t:table t:name=\"'file:///x'#$A\" t:style-name=\"ta_extref\">" + one + "</t:table>";
    const auto reading = read_document(tables);
    EXPECT_THAT(reading.rows, ElementsAre("One 1@0: a", "Two 1@0: a"));
    ASSERT_EQ(reading.tables.size(), 3u);
    EXPECT_FALSE(reading.tables[0].hidden);
    EXPECT_EQ(reading.tables[1].name, "Blank");
    EXPECT_TRUE(reading.tables[2].hidden);
    Options options;
    options.table = "Two";
    EXPECT_THAT(read_document(tables, options).rows, ElementsAre("Two 1@0: a"));
    options.table = "Three";
    EXPECT_EQ(read_document(tables, options).fault.rule, "table.missing");
}

TEST(Ods, what_is_no_plain_spreadsheet_is_refused) {
    EXPECT_EQ(read_document("", {}, "application/vnd.oasis.opendocument.text").fault.rule, "format.unknown");
    const ZipWriter locked(Entries{{"mimetype", std::string(spreadsheet)},
                                   {"content.xml", "\x13\x37"},
                                   {"META-INF/manifest.xml", "<m><f><encryption-data/></f></m>"}},
                           ".ods");
    EXPECT_EQ(read_all(locked.path()).fault.rule, "format.encrypted");
    const ZipWriter empty(Entries{{"mimetype", std::string(spreadsheet)}, {"META-INF/manifest.xml", "<m/>"}}, ".ods");
    EXPECT_EQ(read_all(empty.path()).fault.rule, "format.malformed");
    const ZipWriter bomb(
        Entries{{"mimetype", std::string(spreadsheet)},
                {"content.xml", "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>"}},
        ".ods");
    EXPECT_EQ(read_all(bomb.path()).fault.rule, "format.doctype");
    const ZipWriter named(Entries{{"mimetype", std::string(spreadsheet)},
                                  {"content.xml", content(sheet(row(text_cell("<x:p>a</x:p>"))))}},
                          ".xlsx");
    const auto reading = read_all(named.path());
    EXPECT_THAT(reading.rows, ElementsAre("S 1@0: a"));
    EXPECT_THAT(reading.rules(), ElementsAre("format.disagrees"));
}

TEST(Ods, damage_is_mended_by_saving_it_again_as_what_it_is) {
    const ZipWriter torn(Entries{{"mimetype", std::string(spreadsheet)}, {"content.xml", "<a><b></a>"}}, ".ods");
    std::ifstream in(torn.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const TemporaryFile cut(bytes.substr(0, bytes.size() - 30), ".ods");
    const TemporaryFile flat("<?xml version=\"1.0\"?><office:document office:mimetype=\"" + std::string(spreadsheet) +
                                 "\" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><a></office:document>",
                             ".fods");
    for (const auto& path : {torn.path(), cut.path(), flat.path()}) {
        const auto reading = read_all(path);
        EXPECT_EQ(reading.fault.rule, "format.malformed") << path;
        EXPECT_EQ(reading.fault.remedy,
                  "Open the workbook in a spreadsheet program, save it again as .ods and send that file.")
            << path;
    }
}

// Written by a program that is brief: its table begins where a web page's or an Excel workbook's would be looked for.
TEST(Ods, a_short_flat_document_is_one) {
    const std::string begin = "<office:document office:mimetype=\"" + std::string(spreadsheet) +
                              "\" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                              "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
                              "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">";
    const std::string rest = "<office:body><office:spreadsheet><table:table table:name=\"T\"><table:table-row>"
                             "<table:table-cell office:value-type=\"string\"><text:p>one</text:p></table:table-cell>"
                             "</table:table-row></table:table></office:spreadsheet></office:body></office:document>";
    for (const auto* declaration : {"", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"}) {
        const TemporaryFile file(declaration + begin + rest, ".fods");
        const auto reading = read_all(file.path());
        EXPECT_EQ(reading.fault.message, "") << declaration;
        EXPECT_THAT(reading.rows, testing::SizeIs(1)) << declaration;
    }
}

TEST(Ods, rows_before_the_fault_are_given) {
    const ZipWriter cut(Entries{{"mimetype", std::string(spreadsheet)},
                                {"content.xml", content(sheet(row(text_cell("<x:p>a</x:p>")) + "</t:oops>"))}},
                        ".ods");
    const auto reading = read_all(cut.path());
    EXPECT_THAT(reading.rows, ElementsAre("S 1@0: a"));
    EXPECT_EQ(reading.fault.rule, "format.malformed");
}

TEST(Ods, every_limit_refuses) {
    const auto limited = [](auto set) {
        Options options;
        set(options.limits);
        return options;
    };
    const auto a = text_cell("<x:p>a</x:p>", "t:number-columns-repeated=\"16384\"");
    EXPECT_EQ(fault_of(row(a, "t:number-rows-repeated=\"1048576\"")), "limit.repeated_cells");
    EXPECT_EQ(fault_of(row(a, "t:number-rows-repeated=\"2\""), limited([](Limits& l) { l.repeated_cells = 32767; })),
              "none");
    EXPECT_EQ(fault_of(row(a, "t:number-rows-repeated=\"2\""), limited([](Limits& l) { l.repeated_cells = 32766; })),
              "limit.repeated_cells");
    EXPECT_EQ(fault_of(row("<t:table-cell/>" + a)), "limit.columns");
    const auto two = row(text_cell("<x:p>1</x:p>") + text_cell("<x:p>2</x:p>"));
    EXPECT_EQ(fault_of(two, limited([](Limits& l) { l.columns = 2; })), "none");
    EXPECT_EQ(fault_of(two, limited([](Limits& l) { l.columns = 1; })), "limit.columns");
    EXPECT_EQ(fault_of(two, limited([](Limits& l) { l.entries = 3; })), "none");
    EXPECT_EQ(fault_of(two, limited([](Limits& l) { l.entries = 2; })), "limit.entries");
    EXPECT_EQ(fault_of(two, limited([](Limits& l) { l.file_bytes = 100; })), "limit.file_bytes");
    const TemporaryFile flat("<?xml version=\"1.0\"?><office:document office:mimetype=\"" + std::string(spreadsheet) +
                                 "\" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>",
                             ".fods");
    EXPECT_EQ(read_all(flat.path(), limited([](Limits& l) { l.file_bytes = 100; })).fault.rule, "limit.file_bytes");
    EXPECT_EQ(fault_of(row(text_cell("<x:p>a</x:p>"), "t:number-rows-repeated=\"3\""),
                       limited([](Limits& l) { l.rows = 2; })),
              "limit.rows");
    EXPECT_EQ(fault_of(row("", "t:number-rows-repeated=\"3\"") + row(text_cell("<x:p>a</x:p>")),
                       limited([](Limits& l) { l.rows = 2; })),
              "limit.rows");
    EXPECT_EQ(fault_of(row(text_cell("<x:p>123456</x:p>")), limited([](Limits& l) { l.cell_bytes = 5; })),
              "limit.cell_bytes");
    EXPECT_EQ(fault_of(row(text_cell("<x:p>1<x:s x:c=\"4000000000\"/></x:p>"))), "limit.cell_bytes");
    EXPECT_EQ(fault_of(row(text_cell("<x:p>1234</x:p>") + text_cell("<x:p>1234</x:p>")),
                       limited([](Limits& l) { l.row_bytes = 7; })),
              "limit.row_bytes");
    EXPECT_EQ(fault_of(row(text_cell("<x:p>1</x:p>", "t:number-columns-repeated=\"-1\""))), "format.malformed");
    EXPECT_EQ(fault_of(row(text_cell("<x:p><x:span><x:span>1</x:span></x:span></x:p>")),
                       limited([](Limits& l) { l.nesting = 8; })),
              "limit.nesting");
    EXPECT_EQ(fault_of(row(""), limited([](Limits& l) { l.unpacked_bytes = 100; })), "format.archive_limit");
    EXPECT_EQ(fault_of(std::string(40 << 20, ' ')), "format.archive_limit");
}

TEST(Ods, durations_and_dates_are_canonical) {
    const auto duration = [](std::string_view text) {
        std::string out;
        return ods::append_duration(out, text) ? out : "none";
    };
    EXPECT_EQ(duration("PT10H05M01.5S"), "10:05:01.500");
    EXPECT_EQ(duration("P1DT1H"), "25:00:00");
    EXPECT_EQ(duration("-PT00H00M01S"), "-00:00:01");
    EXPECT_EQ(duration("PT00H00M59.999999999S"), "00:01:00");
    for (const char* none : {"", "P", "PT", "PT5", "PT5X", "P5H", "PT1e400H", "5", "PT-5H", "PTnanS", "P1Y"})
        EXPECT_EQ(duration(none), "none") << none;
    const auto date = [](std::string_view text) {
        std::string out;
        CellType type = CellType::empty;
        return ods::append_date(out, text, type) ? out : "none";
    };
    EXPECT_EQ(date("1899-12-30"), "1899-12-30");
    EXPECT_EQ(date("1900-02-28"), "1900-02-28");
    EXPECT_EQ(date("2012-02-29T23:59:59.999999999"), "2012-03-01T00:00:00");
    EXPECT_EQ(date("2013-02-29"), "none");
}

/// A table in the way a writer packs it: equal cells and rows beside each other are written once.
TEST(Ods, what_is_written_with_repetition_is_read_back) {
    EXPECT_TRUE(rc::check([] {
        const auto cell = rc::gen::element<std::string>("", "", "a", "b  c", "d\ne", "<&>\t\xc3\xa9");
        std::vector<std::vector<std::string>> table(*rc::gen::inRange<std::size_t>(1, 8));
        for (auto& cells : table)
            cells = *rc::gen::oneOf(rc::gen::just(std::vector<std::string>(4)),
                                    rc::gen::just(std::vector<std::string>(4, "a")),
                                    rc::gen::container<std::vector<std::string>>(4, cell));
        const auto marked_up = [](const std::string& text) {
            std::string out = "<x:p>";
            for (const char c : text) {
                if (c == '\n')
                    out += "</x:p><x:p>";
                else if (c == '\t')
                    out += "<x:tab/>";
                else if (c == ' ')
                    out += "<x:s/>";
                else if (c == '<')
                    out += "&lt;";
                else if (c == '&')
                    out += "&amp;";
                else
                    out += c;
            }
            return out + "</x:p>";
        };
        std::string rows;
        for (std::size_t r = 0; r < table.size();) {
            std::size_t same = r + 1;
            while (same < table.size() && table[same] == table[r]) ++same;
            std::string cells;
            for (std::size_t c = 0; c < 4;) {
                std::size_t equal = c + 1;
                while (equal < 4 && table[r][equal] == table[r][c]) ++equal;
                const std::string repeat = "t:number-columns-repeated=\"" + std::to_string(equal - c) + "\"";
                cells +=
                    table[r][c].empty() ? "<t:table-cell " + repeat + "/>" : text_cell(marked_up(table[r][c]), repeat);
                c = equal;
            }
            rows += row(cells, "t:number-rows-repeated=\"" + std::to_string(same - r) + "\"");
            r = same;
        }
        const ZipWriter file(Entries{{"mimetype", std::string(spreadsheet)}, {"content.xml", content(sheet(rows))}},
                             ".ods");
        std::vector<std::vector<std::string>> read(table.size(), std::vector<std::string>(4));
        const auto reader = open(file.path());
        Row got;
        while (reader->next(got))
            for (std::size_t c = 0; c < got.cells().size(); ++c) read.at(got.number - 1).at(c) = got.cells()[c].value;
        RC_ASSERT(read == table);
    }));
}

} // namespace
} // namespace pilotage::importers
