#include "importers/xml/record_path.hpp"
#include "importers/xml/xml.hpp"
#include "tests/importers/record_text.hpp"

#include <boost/property_tree/xml_parser.hpp>
#include <filesystem>
#include <gmock/gmock.h>
#include <map>
#include <rapidcheck.h>
#include <sstream>
#include <stdexcept>

namespace pilotage::importers {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::unique_ptr<Reader> open_it(const std::string& path, const Options& options) {
    return open_xml(std::make_shared<DiskFile>(path), options);
}
Reading read_xml(std::string_view text, const Options& options = {}) {
    return read_text(text, ".xml", options, &open_it);
}
Reading read_xml(std::string_view text, const std::string& record_path) {
    Options options;
    options.record_path = record_path;
    return read_xml(text, options);
}

/// Rule, line and column of what makes the text no XML that is read.
std::string fault_of(std::string_view text, const Options& options = {}) {
    return place_of_fault(read_xml(text, options));
}

constexpr std::string_view visits = R"(<?xml version="1.0"?>
<File>
 <FileReference>F1</FileReference>
 <Contract no="7">
  <Week><User>U1</User>
   <Visit id="1"><Date>2013-01-01</Date><Who><Name>a</Name><Name>b</Name></Who></Visit>
   <Visit><Date><![CDATA[1 < 2 & 3]]></Date><Empty/></Visit>
  </Week>
  <Week><User>U2</User>
   <Visit><Date>x</Date></Visit>
  </Week>
 </Contract>
</File>
)";

TEST(Xml, records_carry_their_elements_attributes_and_what_stands_around_them) {
    const auto reading = read_xml(visits, "File/Contract/Week/Visit");
    EXPECT_THAT(reading.rows,
                ElementsAre("Visit #@6: ../../../FileReference|../../@no|../User|@id|Date|Who.Name|Who.Name[2]|Empty",
                            "Visit 1@6: F1|7|U1|1|2013-01-01|a|b|-", "Visit 2@7: F1|7|U1|-|1 < 2 & 3|-|-|-",
                            "Visit 3@10: F1|7|U2|-|x|-|-|-"));
    EXPECT_THAT(reading.rules(), IsEmpty());
    EXPECT_EQ(reading.format, "xml");
}

TEST(Xml, the_record_is_found_by_what_repeats_and_told) {
    const auto reading = read_xml(visits);
    EXPECT_EQ(reading.rows.size(), 4u);
    EXPECT_THAT(reading.decisions, HasSubstr("File/Contract/Week/Visit (found by what repeats)"));
    const auto found = [](std::string_view text) { return to_string(find_record_path(text, {})); };
    EXPECT_EQ(found("<l><p><n>1</n><t>2</t><t>3</t><t>4</t></p><p><n>5</n></p></l>"), "l/p");
    EXPECT_EQ(found("<l><i>1</i><i>2</i></l>"), "l/i");
    EXPECT_EQ(found("<l><a k='1'/><a k='2'/><b>1</b><b>2</b><b>3</b></l>"), "l/a");
    EXPECT_EQ(found("<l><a>1</a></l>"), "l");
    EXPECT_EQ(found("a,b\n"), "");
}

TEST(Xml, a_record_in_a_record_is_a_row_of_its_own_table) {
    const auto reading = read_xml("<f><w n='1'><u>x</u><v>2</v><v>3</v></w></f>", "f/w|f/w/v");
    EXPECT_THAT(reading.rows,
                ElementsAre("v #@1: ../@n|../u|.", "v 1@1: 1|x|2", "v 2@1: 1|x|3", "w #@1: @n|u", "w 1@1: 1|x"));
    EXPECT_EQ(reading.tables.size(), 2u);
}

TEST(Xml, two_paths_of_one_name_are_two_tables) {
    const auto reading = read_xml("<f><a><r>1</r></a><b><r>2</r></b></f>", "f/a/r|f/b/r");
    EXPECT_THAT(reading.rows, ElementsAre("f/a/r #@1: .", "f/a/r 1@1: 1", "f/b/r #@1: .", "f/b/r 1@1: 2"));
}

TEST(Xml, mixed_content_is_kept_and_noted_once) {
    const auto reading = read_xml("<l><r><n>a <b>c</b> d</n></r><r><n>e<b/></n></r></l>");
    EXPECT_THAT(reading.rows, ElementsAre("r #@1: n.b|n", "r 1@1: c|a  d", "r 2@1: -|e"));
    EXPECT_THAT(reading.rules(), ElementsAre("xml.mixed_content"));
}

TEST(Xml, indentation_of_many_children_does_not_add_up) {
    Options options;
    options.record_path = "l|l/r";
    options.limits.cell_bytes = 8;
    std::string file = "<l>\n";
    for (int i = 0; i < 100; ++i) file += "    <r>1</r>\n";
    EXPECT_EQ(fault_of(file + "</l>", options), "none");
    EXPECT_THAT(read_xml("<l><r>\n  <a>1</a>\n  <b>2</b>\n  x </r></l>", "l/r").rows,
                ElementsAre("r #@1: a|b|.", "r 1@1: 1|2|x "));
}

TEST(Xml, nil_elements_are_empty_cells_and_schema_hints_no_columns) {
    const auto reading = read_xml("<l xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b'>"
                                  "<r><a xsi:nil='true'/><b>1</b></r><r><a>2</a></r></l>");
    EXPECT_THAT(reading.rows, ElementsAre("r #@1: a|b", "r 1@1: -|1", "r 2@1: 2|-"));
}

TEST(Xml, local_names_count_and_two_namespaces_under_one_name_are_told) {
    const auto reading = read_xml("<p:l xmlns:p='u:1'><p:r><p:a>1</p:a></p:r><r xmlns='u:1'><a>2</a></r></p:l>");
    EXPECT_THAT(reading.rows, ElementsAre("r #@1: a", "r 1@1: 1", "r 2@1: 2"));
    EXPECT_THAT(reading.rules(), IsEmpty());
    EXPECT_THAT(read_xml("<l xmlns:p='u:1'><r><a>1</a></r><r><p:a>2</p:a></r></l>").rules(),
                ElementsAre("xml.namespace_conflict"));
}

TEST(Xml, what_stands_beside_the_records_is_told) {
    EXPECT_THAT(read_xml("<f><people><p>1</p></people><v>1</v></f>", "f/v").rules(),
                ElementsAre("xml.outside_records"));
    const auto repeated = read_xml("<f><n>1</n><v>1</v><n>2</n><v>2</v></f>", "f/v");
    EXPECT_THAT(repeated.rows, ElementsAre("v #@1: ../n|.", "v 1@1: 1|1", "v 2@1: 2|2"));
    EXPECT_THAT(repeated.rules(), ElementsAre("xml.repeated_value"));
    EXPECT_THAT(read_xml("<f><v/></f>", "f/w").rules(), ElementsAre("xml.no_records"));
}

TEST(Xml, values_around_one_record_are_forgotten_with_their_element) {
    const auto reading = read_xml("<f><w><u>1</u><v>a</v></w><w><v>b</v></w></f>", "f/w/v");
    EXPECT_THAT(reading.rows, ElementsAre("v #@1: ../u|.", "v 1@1: 1|a", "v 2@1: -|b"));
}

TEST(Xml, encodings_are_those_declared_or_asked_for) {
    const std::string body = "<l><r>caf\xe9 \x80</r><r/></l>";
    EXPECT_THAT(read_xml("<?xml version='1.0' encoding='windows-1252'?>" + body).rows,
                Contains("r 1@1: caf\xc3\xa9 \xe2\x82\xac"));
    Options options;
    options.encoding = "windows-1252";
    EXPECT_THAT(read_xml(body, options).rows, Contains("r 1@1: caf\xc3\xa9 \xe2\x82\xac"));
    EXPECT_EQ(fault_of(body), "format.malformed 1:10");
    EXPECT_EQ(fault_of("<?xml version='1.0' encoding='windows-1252'?><l><r>\x81</r><r/></l>"), "format.malformed 1:52");
    EXPECT_EQ(fault_of("<?xml version='1.0' encoding='EBCDIC-XYZ'?><l/>").substr(0, 20), "encoding.unsupported");
    std::string wide("\xff\xfe");
    for (const char c : std::string("<l><r>1</r><r>2</r></l>")) wide += c, wide += '\0';
    EXPECT_THAT(read_xml(wide).rows, ElementsAre("r #@1: .", "r 1@1: 1", "r 2@1: 2"));
}

TEST(Xml, what_is_not_well_formed_is_refused_at_its_line_and_column) {
    EXPECT_EQ(fault_of("<l>\n<r>1</r>\n <r>2</q></l>"), "format.malformed 3:8");
    EXPECT_EQ(fault_of("<l><r>&nbsp;</r></l>"), "format.malformed 1:7");
    EXPECT_EQ(fault_of("<l><p:r/></l>"), "format.malformed 1:4");
    EXPECT_EQ(fault_of("<l/><l/>"), "format.malformed 1:5");
    EXPECT_EQ(fault_of("<l>\n<r>1</r>").substr(0, 16), "format.truncated");
    EXPECT_EQ(fault_of("<l><r a='1").substr(0, 16), "format.truncated");
    EXPECT_EQ(fault_of("").substr(0, 16), "format.truncated");
}

TEST(Xml, rows_before_the_fault_are_given) {
    const auto reading = read_xml("<l><r>1</r><r>2</r><r>", "l/r");
    EXPECT_TRUE(reading.malformed);
    EXPECT_THAT(reading.rows, ElementsAre("r #@1: .", "r 1@1: 1", "r 2@1: 2"));
}

TEST(Xml, a_doctype_is_refused_before_anything_of_it_is_read) {
    EXPECT_EQ(fault_of("<!DOCTYPE l><l/>").substr(0, 14), "format.doctype");
    EXPECT_EQ(fault_of("<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><l><r>&b;</r></l>").substr(0, 14),
              "format.doctype");
    EXPECT_EQ(fault_of("<!DOCTYPE l SYSTEM '/etc/passwd'><l/>").substr(0, 14), "format.doctype");
    EXPECT_EQ(fault_of("<!DOCTYPE l [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><l/>").substr(0, 14),
              "format.doctype");
}

TEST(Xml, the_hostile_files_of_the_reference_are_refused) {
    const std::filesystem::path folder = std::string(PILOTAGE_REFERENCE_DIR) + "/corpora/hostile-xml";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "left out: the reference data are not there";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const bool harmless = file.path().filename().string().rfind("simple", 0) == 0;
        const auto reading = read_all(file.path().string());
        EXPECT_EQ(reading.malformed, !harmless) << file.path();
        if (!harmless) {
            EXPECT_EQ(reading.fault.rule, "format.doctype") << file.path();
        }
    }
}

TEST(Xml, more_tables_than_the_limit_are_refused) {
    Options options;
    options.record_path = "l|l/r";
    options.limits.entries = 2;
    EXPECT_EQ(fault_of("<l><r/></l>", options), "none");
    options.limits.entries = 1;
    EXPECT_EQ(fault_of("<l><r/></l>", options).substr(0, 13), "limit.entries");
}

TEST(Xml, every_limit_refuses) {
    Options options;
    options.record_path = "l/r";
    options.limits.nesting = 3;
    EXPECT_EQ(fault_of("<l><r><a/></r></l>", options), "none");
    EXPECT_EQ(fault_of("<l><r><a><b/></a></r></l>", options), "limit.nesting 1:10");
    const auto limited = [](auto set) {
        Options made;
        made.record_path = "l/r";
        set(made.limits);
        return made;
    };
    EXPECT_EQ(fault_of("<l><r>12345</r></l>", limited([](Limits& l) { l.cell_bytes = 5; })), "none");
    EXPECT_EQ(fault_of("<l><r>123456</r></l>", limited([](Limits& l) { l.cell_bytes = 5; })), "limit.cell_bytes 1:7");
    EXPECT_EQ(fault_of("<l><r a='123456'/></l>", limited([](Limits& l) { l.cell_bytes = 5; })), "limit.cell_bytes 1:0");
    EXPECT_EQ(fault_of("<l><r><a/><b/><c/></r></l>", limited([](Limits& l) { l.columns = 4; })), "limit.columns 1:15");
    EXPECT_EQ(fault_of("<l><r><a/><a/><a/></r></l>", limited([](Limits& l) { l.columns = 2; })).substr(0, 13),
              "limit.columns");
    EXPECT_EQ(fault_of("<l><r a='' b='' c=''/></l>", limited([](Limits& l) { l.columns = 2; })), "limit.columns 1:4");
    EXPECT_EQ(fault_of("<l><r/><r/></l>", limited([](Limits& l) { l.rows = 1; })), "limit.rows 1:0");
    EXPECT_EQ(fault_of("<l><r a='123' b='456'/></l>", limited([](Limits& l) { l.row_bytes = 5; })),
              "limit.row_bytes 1:0");
    EXPECT_EQ(fault_of("<l><r><abcdef/></r></l>", limited([](Limits& l) { l.name_bytes = 5; })), "limit.columns 1:7");
    EXPECT_EQ(fault_of("<l><r abcdef='1'/></l>", limited([](Limits& l) { l.name_bytes = 5; })), "limit.name_bytes 1:0");
    EXPECT_EQ(fault_of("<l><r/></l>", limited([](Limits& l) { l.file_bytes = 5; })), "limit.file_bytes 0:0");
    EXPECT_EQ(fault_of("<l><!--" + std::string(5 << 20, 'x') + "--></l>", options).substr(0, 9), "limit.tag");
}

TEST(Xml, a_path_of_records_must_be_one) {
    EXPECT_THROW(parse_record_paths("a//b"), std::invalid_argument);
    EXPECT_THROW(parse_record_paths("a|"), std::invalid_argument);
    EXPECT_THAT(parse_record_paths("/a/b|c"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c")));
}

TEST(Xml, what_a_library_writes_is_read_back) {
    EXPECT_TRUE(rc::check([] {
        using Record = std::map<std::string, std::string>;
        const auto texts = rc::gen::nonEmpty(rc::gen::container<std::string>(
            rc::gen::oneOf(rc::gen::inRange('!', '~'), rc::gen::element(' ', '<', '&', '>', '"', '\''))));
        std::vector<Record> records(*rc::gen::inRange<std::size_t>(1, 8));
        for (Record& record : records) {
            record["a"] = *texts;
            for (const char* name : {"b", "c", "d.e", "d.f", "<xmlattr>.g"})
                if (*rc::gen::arbitrary<bool>()) record[name] = *texts;
        }
        boost::property_tree::ptree tree;
        tree.put("list.<xmlattr>.made", "now");
        for (const Record& record : records) {
            boost::property_tree::ptree element;
            for (const auto& [name, value] : record) element.put(name, value + "\xc3\xa9");
            tree.add_child("list.record", element);
        }
        std::ostringstream written;
        boost::property_tree::write_xml(written, tree);

        const TemporaryFile file(written.str(), ".xml");
        Options options;
        options.record_path = "list/record";
        const auto reader = open(file.path(), options);
        std::vector<Record> read;
        std::vector<std::string> columns;
        Row row;
        while (reader->next(row)) {
            if (row.header) columns.clear();
            Record record;
            for (std::size_t i = 0; i < row.cells().size(); ++i) {
                const std::string value(row.cells()[i].value);
                if (row.header) {
                    columns.push_back(value == "@g" ? "<xmlattr>.g" : value);
                } else if (columns.at(i) == "../@made") {
                    RC_ASSERT(value == "now");
                } else if (row.cells()[i].type == CellType::text) {
                    record[columns.at(i)] = value.substr(0, value.size() - 2);
                }
            }
            if (!row.header) read.push_back(record);
        }
        RC_ASSERT(read == records);
    }));
}

} // namespace
} // namespace pilotage::importers
