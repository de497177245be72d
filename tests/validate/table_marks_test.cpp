// The marks by which a schema says how a table holds its records.
#include "core/validate/schema.hpp"

#include "tests/validate/temporary_file.hpp"

#include <gmock/gmock.h>

namespace pilotage::validate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string mark(const std::string& source, const std::string& text) {
    return "<xs:appinfo source=\"urn:pilotage:" + source + "\">" + text + "</xs:appinfo>";
}
std::string annotation(const std::string& marks) {
    return "<xs:annotation>" + marks + "</xs:annotation>";
}
/// A record of the elements "kind" and "day", with marks at the record, at "kind" and at the schema.
std::string schema_with(const std::string& of_record, const std::string& of_kind, const std::string& of_schema = "") {
    return test::schema_text(of_schema + "<xs:element name=\"event\">" + of_record +
                             "<xs:complexType><xs:sequence><xs:element name=\"kind\" type=\"xs:string\">" + of_kind +
                             "</xs:element><xs:element name=\"day\" type=\"xs:date\"/></xs:sequence></xs:complexType>"
                             "</xs:element>");
}
Schema load(const std::string& text) {
    const test::TemporaryFolder folder;
    return Schema::load(folder.write("site.xsd", text));
}
std::vector<std::string> refused(const std::string& text) {
    std::vector<std::string> messages;
    try {
        load(text);
    } catch (const SchemaError& e) {
        for (const auto& finding : e.findings()) messages.push_back(finding.message);
    }
    return messages;
}

TEST(TableMarks, name_the_columns_of_elements) {
    const auto schema = load(schema_with("", annotation(mark("heading", " Event\n Type ") + mark("heading", "Kind"))));
    EXPECT_THAT(schema.types().at(0).fields.at(0).headings, ElementsAre("Event Type", "Kind"));
    EXPECT_THAT(schema.types().at(0).fields.at(1).headings, IsEmpty());
}

TEST(TableMarks, say_which_rows_are_records_of_a_type) {
    const auto schema = load(schema_with(
        annotation(mark("rows", "kind = Request | A = B |New request") + mark("rows", "day=2013-04-30")), ""));
    const auto& rows = schema.types().at(0).rows;
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].field, 0u);
    EXPECT_THAT(rows[0].values, ElementsAre("Request", "A = B", "New request"));
    EXPECT_EQ(rows[1].field, 1u);
    EXPECT_THAT(rows[1].values, ElementsAre("2013-04-30"));
}

TEST(TableMarks, name_texts_that_stand_for_nothing) {
    EXPECT_THAT(load(schema_with("", "", annotation(mark("blank", "NULL") + mark("blank", " not  known ")))).blanks(),
                ElementsAre("NULL", "not known"));
    EXPECT_THAT(load(schema_with("", "")).blanks(), IsEmpty());
}

TEST(TableMarks, of_rows_are_refused_when_they_say_nothing_clear) {
    for (const char* text : {"kind", "kind =", "kind = A | ", "kind = | B", "| kind = A |"})
        EXPECT_EQ(refused(schema_with(annotation(mark("rows", text)), "")).size(), 1u) << text;
    EXPECT_THAT(refused(schema_with(annotation(mark("rows", "sort = A")), "")),
                ElementsAre(HasSubstr("\"sort = A\" does not begin with an element of \"event\"")));
}

TEST(TableMarks, are_refused_where_they_say_nothing) {
    EXPECT_THAT(refused(schema_with("", annotation(mark("rows", "kind = A")))),
                ElementsAre(HasSubstr("elsewhere than at the element of a record")));
    EXPECT_THAT(refused(schema_with(annotation(mark("heading", "Kind")), "")),
                ElementsAre(HasSubstr("elsewhere than at an element of a record")));
    EXPECT_THAT(refused(schema_with("", annotation(mark("blank", "NULL")))),
                ElementsAre(HasSubstr("urn:pilotage:blank")));
    EXPECT_THAT(refused(schema_with("", "", annotation(mark("heading", "Kind")))),
                ElementsAre(HasSubstr("none that a schema itself has")));
    EXPECT_THAT(refused(schema_with("", "", annotation(mark("blnk", "NULL")))),
                ElementsAre(HasSubstr("urn:pilotage:blnk")));
    EXPECT_THAT(refused(schema_with("", "", annotation(mark("blank", " ")))), ElementsAre(HasSubstr("is empty")));
}

TEST(TableMarks, of_headings_must_tell_elements_apart) {
    EXPECT_THAT(refused(schema_with("", annotation(mark("heading", "")))), ElementsAre(HasSubstr("is empty")));
    const auto two = [](const std::string& first, const std::string& second) {
        return refused(test::schema_text("<xs:element name=\"r\"><xs:complexType><xs:sequence>"
                                         "<xs:element name=\"a\" type=\"xs:string\">" +
                                         first +
                                         "</xs:element>"
                                         "<xs:element name=\"b\" type=\"xs:string\">" +
                                         second +
                                         "</xs:element>"
                                         "</xs:sequence></xs:complexType></xs:element>"));
    };
    const auto heading = [](const std::string& text) { return annotation(mark("heading", text)); };
    EXPECT_THAT(two(heading("Kind"), heading("kind")), IsEmpty());
    EXPECT_THAT(two(heading("Kind"), heading("Kind")), ElementsAre(HasSubstr("already stands for \"a\"")));
    EXPECT_THAT(two("", heading("a")), ElementsAre(HasSubstr("already stands for \"a\"")));
    EXPECT_THAT(two(heading("b"), ""), ElementsAre(HasSubstr("already stands for \"a\"")));
}

TEST(TableMarks, of_a_group_are_complained_of_once) {
    const auto records = [](const char* name) {
        return "<xs:element name=\"" + std::string(name) +
               "\"><xs:complexType><xs:sequence><xs:group ref=\"g\"/></xs:sequence></xs:complexType></xs:element>";
    };
    EXPECT_EQ(refused(test::schema_text("<xs:group name=\"g\"><xs:sequence><xs:element name=\"a\" type=\"xs:string\">" +
                                        annotation(mark("privcy", "name")) + "</xs:element></xs:sequence></xs:group>" +
                                        records("r") + records("s")))
                  .size(),
              1u);
}

} // namespace
} // namespace pilotage::validate
