#include "core/validate/schema.hpp"

#include "tests/validate/temporary_file.hpp"

#include <gmock/gmock.h>

namespace pilotage::validate {
namespace {

using test::schema_text;
using test::TemporaryFolder;

Schema load(std::string_view declarations, std::string_view attributes = {}) {
    const TemporaryFolder folder;
    return Schema::load(folder.write("site.xsd", schema_text(declarations, attributes)));
}

/// The findings of a schema that must be refused.
std::vector<Finding> refused_file(const std::filesystem::path& file) {
    try {
        Schema::load(file);
    } catch (const SchemaError& e) {
        EXPECT_FALSE(e.findings().empty());
        return e.findings();
    }
    ADD_FAILURE() << "the schema was taken";
    return {Finding{}};
}

std::vector<Finding> refused(std::string_view declarations) {
    const TemporaryFolder folder;
    return refused_file(folder.write("site.xsd", schema_text(declarations)));
}

std::string expected_of(const std::string& simple_type) {
    const auto schema = load("<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"f\">" +
                             simple_type + "</xs:element></xs:sequence></xs:complexType></xs:element>");
    return schema.types().at(0).fields.at(0).expected;
}

std::string restriction(const std::string& base, const std::string& facets) {
    return "<xs:simpleType><xs:restriction base=\"xs:" + base + "\">" + facets + "</xs:restriction></xs:simpleType>";
}

TEST(Schema, gives_the_records_of_the_evaluation_schema_in_their_order) {
    const auto schema = Schema::load(PILOTAGE_SOURCE_DIR "/schemas/evaluation-1.xsd");
    std::vector<std::string> names;
    for (const auto& type : schema.types()) names.push_back(type.name);
    EXPECT_THAT(names, testing::ElementsAre("person", "request", "assessment", "service", "review", "contact",
                                            "home_care_visit", "survey_response", "survey_answer", "follow_up",
                                            "staff_in_post", "aggregate", "source_file"));
    const auto& person = schema.types()[*schema.find("person")];
    EXPECT_EQ(person.documentation, "A person, as the site knows them at the end of the period.");
    const auto& nhs_number = person.fields[*person.find("nhs_number")];
    EXPECT_EQ(nhs_number.privacy, Privacy::identifier);
    EXPECT_EQ(nhs_number.least, 0u);
    EXPECT_EQ(nhs_number.expected, "an NHS number, ten digits, check digit verified");
    const auto& gender = person.fields[*person.find("gender")];
    EXPECT_EQ(gender.code_list, "gender");
    EXPECT_EQ(gender.type_name, "gender");
    EXPECT_EQ(gender.enumeration.size(), 5u);
    EXPECT_EQ(gender.enumeration[0].value, "Male");
    EXPECT_EQ(gender.expected, "one of Male, Female, Other, Unknown, Invalid and not mapped");
    const auto& request = schema.types()[*schema.find("request")];
    const auto& start = request.fields[*request.find("start_date")];
    EXPECT_EQ(start.least, 1u);
    EXPECT_EQ(start.base_type, "date");
    EXPECT_EQ(start.documentation, "First day of the event.");
    EXPECT_EQ(start.expected, "a calendar day, yyyy-mm-dd");
    EXPECT_FALSE(schema.find("evaluation"));
}

TEST(Schema, says_what_a_field_expects_in_plain_words) {
    EXPECT_EQ(expected_of(restriction("integer", "<xs:minInclusive value=\"1\"/><xs:maxInclusive value=\"4\"/>")),
              "a whole number from 1 to 4");
    EXPECT_EQ(expected_of(restriction("nonNegativeInteger", "")), "a whole number of 0 or more");
    EXPECT_EQ(expected_of(restriction("int", "")), "a whole number");
    EXPECT_EQ(expected_of(restriction("decimal", "<xs:minExclusive value=\"0\"/><xs:fractionDigits value=\"2\"/>")),
              "a number above 0, with at most 2 decimals");
    EXPECT_EQ(expected_of(restriction("date", "")), "a date such as 2013-04-30");
    EXPECT_EQ(expected_of(restriction("gYearMonth", "")), "a month such as 2013-04");
    EXPECT_EQ(expected_of(restriction("string", "<xs:maxLength value=\"12\"/>")), "at most 12 characters");
    EXPECT_EQ(expected_of(restriction("string", "<xs:minLength value=\"3\"/><xs:maxLength value=\"12\"/>")),
              "3 to 12 characters");
    EXPECT_EQ(expected_of(restriction("string", "<xs:length value=\"10\"/>")), "exactly 10 characters");
    EXPECT_EQ(expected_of(restriction("string", "<xs:pattern value=\"[A-Z]{2}\"/>")), "text that matches [A-Z]{2}");
    EXPECT_EQ(
        expected_of(
            "<xs:simpleType><xs:annotation><xs:documentation>Two capital\n letters.</xs:documentation></xs:annotation>"
            "<xs:restriction base=\"xs:string\"><xs:pattern value=\"[A-Z]{2}\"/></xs:restriction></xs:simpleType>"),
        "two capital letters");
    EXPECT_EQ(
        expected_of(
            "<xs:simpleType><xs:union><xs:simpleType><xs:restriction base=\"xs:date\"/></xs:simpleType><xs:simpleType>"
            "<xs:restriction base=\"xs:string\"><xs:enumeration "
            "value=\"unknown\"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>"),
        "a date such as 2013-04-30, or unknown");
    std::string codes;
    for (int i = 1; i <= 21; ++i) codes += "<xs:enumeration value=\"c" + std::to_string(i) + "\"/>";
    EXPECT_EQ(expected_of(restriction("string", codes)), "one of c1, c2, c3, c4, c5, ... (21 in all)");
}

TEST(Schema, reads_marks_and_the_words_beside_codes) {
    const auto schema = load(R"(
<xs:annotation><xs:documentation>A site's return.</xs:documentation></xs:annotation>
<xs:simpleType name="sex"><xs:restriction base="xs:string">
  <xs:enumeration value="M"><xs:annotation><xs:documentation>Male</xs:documentation></xs:annotation></xs:enumeration>
  <xs:enumeration value="X"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="born"><xs:annotation><xs:appinfo source="urn:pilotage:privacy">birth_date</xs:appinfo></xs:annotation>
  <xs:restriction base="xs:date"/></xs:simpleType>
<xs:simpleType name="born_late"><xs:restriction base="born"><xs:minInclusive value="1900-01-01"/></xs:restriction></xs:simpleType>
<xs:element name="r"><xs:complexType><xs:all>
  <xs:element name="Ref"><xs:annotation><xs:appinfo source="urn:pilotage:record-id"/></xs:annotation>
    <xs:simpleType><xs:restriction base="xs:token"/></xs:simpleType></xs:element>
  <xs:element name="Sex" type="sex"/>
  <xs:element name="DOB" type="born_late" minOccurs="0"/>
  <xs:element name="Name" type="xs:string"><xs:annotation><xs:appinfo source="urn:pilotage:privacy"> name </xs:appinfo></xs:annotation></xs:element>
</xs:all></xs:complexType></xs:element>)",
                             "targetNamespace=\"urn:site\" xmlns=\"urn:site\" elementFormDefault=\"qualified\"");
    EXPECT_EQ(schema.documentation(), "A site's return.");
    EXPECT_EQ(schema.target_namespace(), "urn:site");
    const auto& fields = schema.types().at(0).fields;
    EXPECT_TRUE(fields[0].record_id);
    EXPECT_EQ(fields[1].enumeration[0].documentation, "Male");
    EXPECT_EQ(fields[1].enumeration[1].documentation, "");
    EXPECT_EQ(fields[2].privacy, Privacy::birth_date);
    EXPECT_EQ(fields[3].privacy, Privacy::name);
}

TEST(Schema, flattens_groups_and_works_out_how_often_a_field_may_stand) {
    const auto schema = load(R"(
<xs:group name="key"><xs:sequence><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string" maxOccurs="3"/></xs:sequence></xs:group>
<xs:element name="r"><xs:complexType><xs:sequence>
  <xs:group ref="key" minOccurs="0" maxOccurs="2"/>
  <xs:choice><xs:element name="c" type="xs:string"/><xs:element name="d" type="xs:string" maxOccurs="unbounded"/></xs:choice>
</xs:sequence></xs:complexType></xs:element>
<xs:element name="root"><xs:complexType><xs:sequence><xs:element ref="r"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="alone" type="xs:string"/>)");
    ASSERT_EQ(schema.types().size(), 1u);
    const auto& fields = schema.types()[0].fields;
    ASSERT_EQ(fields.size(), 4u);
    EXPECT_EQ(std::make_pair(fields[0].least, fields[0].most), std::make_pair(0u, 2u));
    EXPECT_EQ(std::make_pair(fields[1].least, fields[1].most), std::make_pair(0u, 6u));
    EXPECT_EQ(std::make_pair(fields[2].least, fields[2].most), std::make_pair(0u, 1u));
    EXPECT_EQ(std::make_pair(fields[3].least, fields[3].most), std::make_pair(0u, 0xffffffffu));
}

TEST(Schema, refuses_what_breaks_the_rules_of_xml_schema_with_the_line) {
    const auto findings = refused("<xs:element name=\"r\" type=\"nowhere\"/>");
    EXPECT_EQ(findings[0].rule, "schema.invalid");
    EXPECT_EQ(findings[0].place.file, "site.xsd");
    EXPECT_EQ(findings[0].place.line, 2u);
    EXPECT_THAT(findings[0].message, testing::HasSubstr("nowhere"));
    EXPECT_EQ(refused("<xs:element name=\"r\"")[0].rule, "schema.invalid");
    // Only full checking sees that the two cannot be told apart.
    EXPECT_EQ(refused("<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"a\" type=\"xs:string\" "
                      "minOccurs=\"0\"/>"
                      "<xs:element name=\"a\" type=\"xs:string\"/></xs:sequence></xs:complexType></xs:element>")[0]
                  .rule,
              "schema.invalid");
    EXPECT_THROW(Schema::load("/there/is/no.xsd"), SchemaError);
}

TEST(Schema, refuses_a_privacy_mark_it_does_not_know) {
    const auto findings = refused(
        "<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"a\" type=\"xs:string\"><xs:annotation>"
        "<xs:appinfo source=\"urn:pilotage:privacy\">secret</xs:appinfo></xs:annotation></xs:element></xs:sequence>"
        "</xs:complexType></xs:element>");
    EXPECT_THAT(findings[0].message, testing::HasSubstr("secret"));
}

TEST(Schema, refuses_a_mark_that_is_misspelt) {
    const auto findings = refused(
        "<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"a\" type=\"xs:string\"><xs:annotation>"
        "<xs:appinfo source=\"urn:pilotage:privicy\">identifier</xs:appinfo></xs:annotation></xs:element></xs:sequence>"
        "</xs:complexType></xs:element>");
    EXPECT_THAT(findings[0].message, testing::HasSubstr("urn:pilotage:privicy"));
    EXPECT_THAT(findings[0].expected, testing::HasSubstr("urn:pilotage:privacy"));
}

TEST(Schema, refuses_what_could_stall_a_validator_with_the_line) {
    const auto pattern = [](const std::string& text) {
        return "<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\">\n<xs:pattern value=\"" + text +
               "\"/></xs:restriction></xs:simpleType>";
    };
    for (const std::string text : {"(a+)+b", "(ab?)*c?", "([a-z]+ )*", "(a|a)*b", "(a|ab){2,}", "(x{0,200}){200}"}) {
        const auto findings = refused(pattern(text));
        EXPECT_EQ(findings[0].rule, "schema.unsafe") << text;
        EXPECT_EQ(findings[0].place.line, 3u) << text;
    }
    for (const std::string text : {"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", "(a|b)*c", "(\\d{3} ){3}",
                                   "([0-9]{1,3}\\.){3}[0-9]{1,3}", ".{0,4000}", "\\+?[0-9 ]+"})
        EXPECT_NO_THROW(load(pattern(text))) << text;
    const std::string part = "<xs:element name=\"a\" type=\"xs:string\" minOccurs=\"0\"/>";
    const auto group = [&](const std::string& most) {
        return "<xs:element name=\"r\"><xs:complexType>\n<xs:sequence maxOccurs=\"" + most + "\">" + part +
               "</xs:sequence></xs:complexType></xs:element>";
    };
    EXPECT_EQ(refused(group("5000"))[0].place.line, 3u);
    EXPECT_EQ(refused(group("99999999999999999999"))[0].rule, "schema.unsafe");
    EXPECT_EQ(
        refused(
            "<xs:element name=\"r\"><xs:complexType><xs:sequence maxOccurs=\"100\"><xs:sequence maxOccurs=\"100\">" +
            part + "</xs:sequence></xs:sequence></xs:complexType></xs:element>")[0]
            .rule,
        "schema.unsafe");
    EXPECT_NO_THROW(load(group("unbounded")));
}

TEST(Schema, reads_nothing_from_outside_its_folder) {
    const TemporaryFolder folder;
    folder.write("outside.xsd",
                 schema_text("<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\"/></xs:simpleType>"));
    folder.write("in/beside.xsd",
                 schema_text("<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\"><xs:maxLength "
                             "value=\"3\"/></xs:restriction></xs:simpleType>"));
    const auto including = [&](const std::string& location) {
        return folder.write(
            "in/site.xsd",
            schema_text("<xs:include schemaLocation=\"" + location +
                        "\"/><xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"f\" type=\"t\"/>"
                        "</xs:sequence></xs:complexType></xs:element>"));
    };
    EXPECT_EQ(Schema::load(including("beside.xsd")).types().at(0).fields.at(0).expected, "at most 3 characters");
    for (const std::string location :
         {"../outside.xsd", "http://example.org/t.xsd", "file:///etc/passwd", "%2e%2e/outside.xsd"})
        EXPECT_EQ(refused_file(including(location))[0].rule, "schema.unsafe") << location;
    EXPECT_EQ(refused_file(including("nowhere.xsd"))[0].rule, "schema.invalid");
    std::filesystem::create_symlink(folder.path() / "outside.xsd", folder.path() / "in/link.xsd");
    EXPECT_EQ(refused_file(including("link.xsd"))[0].rule, "schema.unsafe");
}

TEST(Schema, refuses_a_doctype) {
    const TemporaryFolder folder;
    const auto file = folder.write("site.xsd", "<!DOCTYPE xs:schema [<!ENTITY e 'x'>]>\n" +
                                                   schema_text("<xs:element name=\"r\" type=\"xs:string\"/>"));
    EXPECT_EQ(refused_file(file)[0].rule, "schema.unsafe");
}

} // namespace
} // namespace pilotage::validate
