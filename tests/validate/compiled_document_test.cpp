// Whole documents through both judges: the streaming reader compiled from the schema, with Xerces-C behind it, and
// Xerces-C alone. The same verdict and the same findings, whatever the document; and the usual ones without Xerces-C.
// RC_PARAMS="max_success=100000" makes the generated part as long as one likes.
#include "core/validate/document_validator.hpp"
#include "tests/validate/temporary_file.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

namespace pilotage::validate {
namespace {

/// Headers with repeated records in them, in a namespace, with attributes.
constexpr const char* visits =
    R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:visits" xmlns="urn:visits" elementFormDefault="qualified">
<xs:simpleType name="name"><xs:restriction base="xs:token"><xs:maxLength value="12"/></xs:restriction></xs:simpleType>
<xs:simpleType name="kind"><xs:restriction base="xs:string"><xs:enumeration value="Home care"/><xs:enumeration value="Sit &amp; talk"/></xs:restriction></xs:simpleType>
<xs:simpleType name="clock"><xs:restriction base="xs:string"><xs:pattern value="([01]?[0-9]|2[0-3]):[0-5][0-9]"/></xs:restriction></xs:simpleType>
<xs:simpleType name="free"><xs:restriction base="xs:string"><xs:pattern value="[^x\n]*"/></xs:restriction></xs:simpleType>
<xs:complexType name="visit"><xs:sequence>
  <xs:element name="VisitDate" type="xs:date"/><xs:element name="Start" type="clock"/><xs:element name="Minutes"><xs:simpleType><xs:restriction base="xs:integer"><xs:minInclusive value="0"/><xs:maxInclusive value="1440"/></xs:restriction></xs:simpleType></xs:element>
  <xs:choice minOccurs="0"><xs:element name="Cost" type="xs:decimal"/><xs:element name="Free" type="xs:boolean"/></xs:choice>
  <xs:element name="Note" type="free" minOccurs="0" maxOccurs="2" nillable="true"/></xs:sequence><xs:attribute name="id" type="xs:integer"/><xs:attribute name="kind" type="kind" use="required"/></xs:complexType>
<xs:element name="File"><xs:complexType><xs:sequence><xs:element name="Reference" type="name"/><xs:element name="Mark" minOccurs="0"><xs:complexType><xs:attribute name="on" type="xs:boolean"/></xs:complexType></xs:element>
  <xs:element name="Contract" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Number" type="xs:string"/>
    <xs:element name="Header" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="User" type="name"/><xs:element name="Week" type="xs:date"/>
      <xs:element name="Visit" type="visit" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
<xs:element name="Money"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="unit" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
</xs:schema>)";

/// Without a namespace; xs:all, an element inside its like, text between elements, keys, a fixed value.
constexpr const char* others = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="all"><xs:complexType><xs:all><xs:element name="a" type="xs:date"/><xs:element name="b" type="xs:string" minOccurs="0"/><xs:element name="c" type="xs:boolean"/></xs:all></xs:complexType></xs:element>
<xs:element name="box"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="box"/><xs:element name="n" type="xs:integer"/></xs:choice></xs:complexType></xs:element>
<xs:element name="mixed"><xs:complexType mixed="true"><xs:sequence><xs:element name="n" type="xs:integer" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="keyed"><xs:complexType><xs:sequence><xs:element name="n" type="xs:integer" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
  <xs:unique name="u"><xs:selector xpath="n"/><xs:field xpath="."/></xs:unique></xs:element>
<xs:element name="ids"><xs:complexType><xs:sequence><xs:element name="n" type="xs:ID" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="fixed"><xs:complexType><xs:sequence><xs:element name="n" type="xs:string" fixed="x"/></xs:sequence><xs:attribute name="v" type="xs:string" fixed="1"/></xs:complexType></xs:element>
<xs:element name="any"><xs:complexType><xs:sequence><xs:any processContents="lax" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="twice"><xs:complexType><xs:sequence><xs:element name="a" type="xs:integer"/><xs:element name="b" type="xs:integer"/><xs:element name="a" type="xs:integer" minOccurs="0" nillable="true"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="head" type="xs:integer" abstract="true"/><xs:element name="one" type="xs:integer" substitutionGroup="head"/>
<xs:element name="refs"><xs:complexType><xs:sequence><xs:element ref="one"/><xs:element name="n" type="xs:integer"/><xs:element name="one" type="xs:integer" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="group"><xs:complexType><xs:sequence><xs:element ref="head" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>)";

struct Judged {
    DocumentVerdict verdict;
    std::string findings;
    friend bool operator==(const Judged&, const Judged&) = default;
    friend void PrintTo(const Judged& judged, std::ostream* out) {
        *out << name_of(judged.verdict) << '\n' << judged.findings;
    }
};

class Desk {
public:
    explicit Desk(const char* schema) : validator_(folder_.write("s.xsd", schema)) {}

    Judged judge(const std::string& document, Judge by) {
        Judged judged{};
        const auto file = folder_.write("d.xml", document);
        judged.verdict = validator_.validate(file,
                                             {[&](const DocumentFinding& finding) {
                                                  judged.findings += std::to_string(finding.line) + ':' +
                                                                     std::to_string(finding.column) + ' ' +
                                                                     finding.message + '\n';
                                              },
                                              [](std::uint64_t, std::uint64_t) {}},
                                             by);
        return judged;
    }
    /// Both judges; whether Xerces-C was needed.
    bool same(const std::string& document, std::string& difference) {
        const auto expected = judge(document, Judge::reference);
        const auto before = validator_.arbitrated();
        const auto found = judge(document, Judge::compiled);
        if (!(found == expected))
            difference = document + "\nis to Xerces-C " + testing::PrintToString(expected) + "\nand to us " +
                         testing::PrintToString(found);
        return validator_.arbitrated() == before;
    }
    bool valid(const std::string& document) {
        return judge(document, Judge::reference).verdict == DocumentVerdict::valid;
    }

private:
    test::TemporaryFolder folder_;
    DocumentValidator validator_;
};

/// A document of visits around one record.
std::string around(const std::string& visit, const std::string& root = "<File xmlns=\"urn:visits\">",
                   const std::string& end = "</File>") {
    return root +
           "<Reference>R 1</Reference><Contract><Number>7</Number><Header><User>U</User><Week>2014-01-05</Week>" +
           visit + "</Header></Contract>" + end;
}
const std::string visit =
    "<Visit kind=\"Home care\"><VisitDate>2014-01-01</VisitDate><Start>9:30</Start><Minutes>45</Minutes></Visit>";
const std::string xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(CompiledDocument, needs_no_arbiter_for_what_is_usual) {
    Desk desk(visits);
    const auto big = [] {
        std::string all;
        for (int i = 0; i < 20'000; ++i) all += "\r\n    " + visit;
        return all;
    };
    for (const auto& document : {
             around(visit),
             around(""),
             around(visit + visit + "\n\t" + visit),
             around(big()),
             "\xEF\xBB\xBF" + around(visit),
             "<?xml version=\"1.0\"?>\n" + around(visit) + "\n",
             "<?xml version='1.0' encoding='utf-8' standalone=\"yes\" ?>\r\n" + around(visit) + "\r\n\r\n",
             "<!-- of - March -->\n" + around(visit) + "<!---->",
             around("<!-- one\r\n two -->" + visit),
             around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:schemaLocation=\"urn:visits visits.xsd\">"),
             replaced(around(visit), "</Reference>", "</Reference><Mark on=\"true\"/>"),
             replaced(around(visit), "</Reference>", "</Reference><Mark></Mark>"),
             replaced(around(visit), "<Number>7<", "<Number><"),
             replaced(around(visit), "<Number>7</Number>", "<Number/>"),
             replaced(around(visit), "<User>U", "<User>Zo\xC3\xAB &amp; &#x41;"),
             replaced(around(visit), "<Visit kind=\"Home care\">", "<Visit\n kind = \"Home care\">"),
             replaced(around(visit), "<Visit kind=\"Home care\">", "<Visit  id='7' kind=\"Home care\" >"),
             replaced(around(visit), "</Minutes>",
                      "</Minutes><Cost>1.50</Cost><Note>a ] b > c</Note><Note>&lt;</Note>"),
             std::string("<m:Money xmlns:m=\"urn:visits\" unit=\"GBP\">1.5</m:Money>"),
         }) {
        std::string difference;
        const bool alone = desk.same(document, difference);
        EXPECT_EQ(difference, "");
        EXPECT_TRUE(desk.valid(document)) << document.substr(0, 600);
        EXPECT_TRUE(alone) << document.substr(0, 600);
    }
}

TEST(CompiledDocument, is_judged_as_xerces_does_where_it_is_unusual) {
    Desk desk(visits);
    const auto usual = around(visit);
    const auto text = [&](const std::string& number) { return replaced(usual, ">7<", ">" + number + "<"); };
    const auto tag = [&](const std::string& attributes) {
        return replaced(usual, "<Visit kind=\"Home care\"", "<Visit " + attributes);
    };
    std::vector<std::string> documents = {
        // well-formedness
        "",
        " ",
        "<",
        "<File",
        usual.substr(0, usual.size() - 1),
        usual.substr(0, 200),
        usual + "x",
        usual + "<a/>",
        usual + usual,
        usual + "&amp;",
        usual + '\0',
        " \n" + usual,
        " <?xml version='1.0'?>" + usual,
        usual + "<?xml version='1.0'?>",
        replaced(usual, "</Visit>", ""),
        replaced(usual, "</Visit>", "</Contract>"),
        replaced(usual, "</Visit>", "</Visit"),
        replaced(usual, "</Visit>", "</Visit >"),
        replaced(usual, "</Visit>", "</ Visit>"),
        replaced(usual, "<Visit ", "< Visit "),
        replaced(usual, "</Start>", "</Start></Start>"),
        replaced(usual, "<Week>", "<Week >"),
        replaced(usual, "</Week>", "</Week\n>"),
        // references, sections, comments, instructions
        text("&lt;&gt;&amp;&quot;&apos;"),
        text("&#65;&#x42;&#x1F600;"),
        text("&#1;"),
        text("&#0;"),
        text("&#xD800;"),
        text("&#13;"),
        text("&#;"),
        text("&#x;"),
        text("&amp"),
        text("&nbsp;"),
        text("&a b;"),
        text("&"),
        text("&#99999999999;"),
        text("&#xFFFE;"),
        text("&#65"),
        text("&#-1;"),
        text("&#+65;"),
        text("&#x+41;"),
        text("&Amp;"),
        text("<![CDATA[7]]>"),
        text("<![CDATA[<&]]>7"),
        text("]]>"),
        text("]] >"),
        text("a]]&gt;"),
        text("<!-- x -->"),
        text("7<!-- x -->7"),
        text("123456789&none;"),
        text("1234567890]]>"),
        text("1234567&"),
        text("<?p?>"),
        around("<![CDATA[ ]]>" + visit),
        around("<!-- a -- b -->" + visit),
        around("<!-- a --->" + visit),
        around("<!- a -->" + visit),
        around("<!-- \x01 -->" + visit),
        around("<!-- \xFF -->" + visit),
        around("<!-- \xC3\xA9 -->" + visit),
        around("<?p q?>" + visit),
        around("<?xml p?>" + visit),
        around("x" + visit),
        around("&#32;" + visit),
        around("&amp;" + visit),
        "<?p q?>" + usual,
        usual + "<?p q?>",
        usual + "<!-- a",
        "<!-- a" + usual,
        replaced(usual, "</Reference>", "</Reference><Mark> </Mark>"),
        replaced(usual, "</Reference>", "</Reference><Mark><!-- --></Mark>"),
        replaced(usual, "</Reference>", "</Reference><Mark on='x'/>"),
        replaced(usual, "</Reference>", "</Reference><Mark>1</Mark>"),
        // attributes
        tag(""),
        tag("kind=\"Other\""),
        tag(":kind=\"Home care\""),
        tag("kind:=\"Home care\""),
        around(visit, "<File :xmlns=\"urn:visits\">"),
        around(visit, "<File xmlns:=\"urn:visits\">"),
        tag("kind=\"Home care\" kind=\"Home care\""),
        tag("kind=\"Home care\" other=\"1\""),
        tag("kind=\"Home care\" id=\"x\""),
        tag("kind=\"Home&#32;care\""),
        tag("kind=\"Sit &amp; talk\""),
        tag("kind=\"Sit & talk\""),
        tag("kind=\"Home\tcare\""),
        tag("kind=\"Home\ncare\""),
        tag("kind=\"Home care\"id=\"1\""),
        tag("kind='Home care' id='1'"),
        tag("kind=\"Home care'"),
        tag("kind=Home"),
        tag("kind"),
        tag("kind=\"a<b\""),
        tag("KIND=\"Home care\""),
        tag("v:kind=\"Home care\""),
        tag("kind=\"Home care\" xml:lang=\"en\""),
        tag("kind=\"Home care\" xml:space=\"preserve\""),
        tag("kind=\"Home care\" xmlns=\"urn:visits\""),
        tag("kind=\"Home care\" xmlns=\"\""),
        tag("kind=\"Home care\" xmlns:v=\"urn:visits\" v:id=\"1\""),
        tag("kind=\" Home care\""),
        tag("kind=\"Home care\" id=\" 1 \""),
        tag("kind=\"Home care\" id=\"\""),
        replaced(usual, "</Reference>", "</Reference >"),
        replaced(usual, "<Week>", "<Week a=\"1\">"),
        replaced(usual, "</Week>", "</Week a=\"1\">"),
        // namespaces
        around(visit, "<File>"),
        around(visit, "<File xmlns=\"urn:others\">"),
        around(visit, "<File xmlns=\"\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns=\"urn:visits\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:v=\"urn:visits\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:v=\"\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:xml=\"urn:a\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:xmlns=\"urn:a\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:a=\"http://www.w3.org/2000/xmlns/\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:a=\"http://www.w3.org/XML/1998/namespace\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:1=\"urn:a\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:a=\"urn:a\" a:b=\"1\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:a=\"urn:a\" b=\"1\">"),
        around(visit, "<File xmlns=\"urn:visits\" version=\"1\">"),
        around(visit, "<v:File xmlns:v=\"urn:visits\">", "</v:File>"),
        around(visit, "<v:File xmlns=\"urn:visits\" xmlns:v=\"urn:visits\">", "</v:File>"),
        around(visit, "<File xmlns=\" urn:visits\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:a=\"\xFF\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:a:b=\"urn:a\">"),
        around(visit, "<File xmlns=\"urn:visits\" xmlns:=\"urn:a\">"),
        around(visit, "<:File xmlns=\"urn:visits\">", "</:File>"),
        around(visit, "<v:File xmlns=\"urn:visits\">", "</v:File>"),
        "<v:Money xmlns:v=\"urn:visits\">1</v:Money>",
        "<v:Money xmlns:v=\"urn:visits\">1</Money>",
        "<Money>1</Money>",
        "<v:Money xmlns:v=\"urn:visits\"/>",
        "<v:Money xmlns:v=\"urn:visits\"> 1 </v:Money>",
        "<v:Money xmlns:v=\"urn:visits\" v:unit=\"GBP\">1</v:Money>",
        "<v:Money xmlns:v=\"urn:visits\" unit=\"\">1</v:Money>",
        "<v:Money xmlns:v=\"urn:visits\">1<a/></v:Money>",
        // xsi
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + ">"),
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:schemaLocation=\"odd\">"),
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:schemaLocation=\"\">"),
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:noNamespaceSchemaLocation=\"a b\">"),
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:schemaLocation=\"a b\" xsi:schemaLocation=\"a b\">"),
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:other=\"1\">"),
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:type=\"visit\">"),
        around(visit, "<File xmlns=\"urn:visits\"" + xsi + " xsi:nil=\"true\">"),
        around(visit, "<File xmlns=\"urn:visits\" xsi:schemaLocation=\"a b\">"),
        around(visit, "<File xmlns=\"urn:visits\" schemaLocation=\"a b\">"),
        tag("kind=\"Home care\"" + xsi + " xsi:type=\"visit\""),
        tag("kind=\"Home care\"" + xsi + " xsi:type=\"nothing\""),
        tag("kind=\"Home care\"" + xsi + " xsi:nil=\"false\""),
        replaced(usual, "</Minutes>", "</Minutes><Note" + xsi + " xsi:nil=\"true\"/>"),
        replaced(usual, "</Minutes>", "</Minutes><Note" + xsi + " xsi:nil=\"true\">a</Note>"),
        replaced(usual, "<Week>", "<Week" + xsi + " xsi:nil=\"true\">"),
        // order and number
        "<Other/>",
        "<File xmlns=\"urn:visits\"/>",
        "<File xmlns=\"urn:visits\"></File>",
        "<Visit xmlns=\"urn:visits\"/>",
        around(visit + "<Week>2014-01-05</Week>"),
        around("<Other/>"),
        around("<Other/>" + visit),
        around(visit + "<User>U</User>"),
        replaced(usual, "<Week>2014-01-05</Week>", ""),
        replaced(usual, "<User>U</User>", "<User>U</User><User>U</User>"),
        replaced(usual, "<User>U</User><Week>2014-01-05</Week>", "<Week>2014-01-05</Week><User>U</User>"),
        replaced(usual, "</Minutes>", "</Minutes><Cost>1</Cost><Free>1</Free>"),
        replaced(usual, "</Minutes>", "</Minutes><Note>a</Note><Note>b</Note><Note>c</Note>"),
        replaced(usual, "</Minutes>", "</Minutes><Note>a</Note><Cost>1</Cost>"),
        replaced(usual, "<Minutes>45</Minutes>", ""),
        replaced(usual, "<Minutes>45</Minutes>", "<Minutes/>"),
        replaced(usual, "<Minutes>45</Minutes>", "<Minutes><a/></Minutes>"),
        replaced(usual, "<Contract>", "<Contract/><Contract>"),
        replaced(usual, "<Start>", "<start>"),
        replaced(usual, "<Start>9:30</Start>", "<Starts>9:30</Starts>"),
        replaced(usual, "</Week>", "</Weak>"),
        replaced(usual, "</Start>", "</Begin>"),
        replaced(usual, "<Start>9:30</Start>", "<St>9:30</St>"),
        // values
        replaced(usual, "45", "1441"),
        replaced(usual, "45", " 45"),
        replaced(usual, "45", "+45"),
        replaced(usual, "45", "4&#53;"),
        replaced(usual, "45", "45\n"),
        replaced(usual, "2014-01-01", "2013-02-29"),
        replaced(usual, ">U<", "> U<"),
        replaced(usual, ">U<", "><"),
        replaced(usual, ">U<", ">thirteen char<"),
        replaced(usual, ">U<", ">a\r\nb<"),
        replaced(usual, "</Minutes>", "</Minutes><Note>a\r\nb</Note>"),
        replaced(usual, "</Minutes>", "</Minutes><Note>a\rb</Note>"),
        replaced(usual, "</Minutes>", "</Minutes><Note/>"),
        replaced(usual, "</Minutes>", "</Minutes><Note>x</Note>"),
        replaced(usual, "</Minutes>", "</Minutes><Note>&#120;</Note>"),
        replaced(usual, "</Minutes>", "</Minutes><Note>\xF0\x9F\x98\x80</Note>"),
        text("\xC0\x80"),
        text("\xED\xA0\x80"),
        text("\xEF\xBF\xBE"),
        text("\x7F"),
        text("\x0B"),
        text("\xC2\x85"),
        text("\xE2\x80\xA8"),
        text(std::string(30'000, '7')),
        text(std::string(300'000, '7')),
        around(std::string(500'000, ' ') + visit),
        around("<!--" + std::string(500'000, ' ') + "-->" + visit),
        // encodings
        "\xEF\xBB\xBF\xEF\xBB\xBF" + usual,
        "\xEF\xBB\xBF <?xml version='1.0'?>" + usual,
        "<?xml version='1.1'?>" + usual,
        "<?xml version='1.0' encoding='ISO-8859-1'?>" + text("\xE9"),
        "<?xml version='1.0' encoding='ISO-8859-1'?>" + text("7"),
        "<?xml version='1.0' encoding='nothing'?>" + usual,
        "<?xml version='1.0' encoding='UTF-16'?>" + usual,
        "<?xml encoding='UTF-8'?>" + usual,
        "<?xml version='1.0' standalone='maybe'?>" + usual,
        "<?xml version='1.0' standalone='yes' encoding='UTF-8'?>" + usual,
        "<?xml version='1.0'encoding='UTF-8'?>" + usual,
        "<?XML version='1.0'?>" + usual,
        "<?xml version='1.0' encoding='utf8'?>" + usual,
        "<?xml version='1.0' encoding=''?>" + usual,
        "<?xml?>" + usual,
        "<?xml version='1.0\"?>" + usual,
        "<?xml\tversion='1.0'\n?>" + usual,
        std::string("\xFF\xFE<\0F\0/\0>\0", 10),
        std::string("\xFE\xFF\0<\0F\0/\0>", 10),
        "<!DOCTYPE File>" + usual,
        "<!DOCTYPE File [<!ENTITY a 'b'>]>" + text("&a;"),
    };
    std::size_t valid = 0;
    for (const auto& document : documents) {
        std::string difference;
        desk.same(document, difference);
        EXPECT_EQ(difference, "");
        valid += desk.valid(document) ? 1 : 0;
    }
    EXPECT_GT(valid, 30u);
    EXPECT_GT(documents.size() - valid, 100u);
}

TEST(CompiledDocument, is_judged_as_xerces_does_by_schemas_of_another_shape) {
    Desk desk(others);
    const std::pair<const char*, bool> documents[] = {{"<all><c>true</c><a>2014-01-01</a></all>", true},
                                                      {"<all><a>2014-01-01</a><b/><c>0</c></all>", true},
                                                      {"<all><a>2014-01-01</a></all>", false},
                                                      {"<all><a>2014-01-01</a><a>2014-01-01</a><c>1</c></all>", false},
                                                      {"<all/>", false},
                                                      {"<all xmlns='urn:x'><c>true</c><a>2014-01-01</a></all>", false},
                                                      {"<box/>", true},
                                                      {"<box><n>1</n><box><box/></box><n>2</n></box>", true},
                                                      {"<box><n>x</n></box>", false},
                                                      {"<box>1</box>", false},
                                                      {"<mixed>a<n>1</n>b</mixed>", false},
                                                      {"<mixed><n>1</n></mixed>", false},
                                                      {"<keyed><n>1</n><n>01</n></keyed>", false},
                                                      {"<keyed><n>1</n><n>2</n></keyed>", false},
                                                      {"<ids><n>a</n><n>b</n></ids>", false},
                                                      {"<ids><n>a</n><n>a</n></ids>", false},
                                                      {"<fixed><n>x</n></fixed>", false},
                                                      {"<fixed><n/></fixed>", false},
                                                      {"<fixed><n>y</n></fixed>", false},
                                                      {"<fixed v='2'><n>x</n></fixed>", false},
                                                      {"<any><n/></any>", false},
                                                      {"<any/>", false},
                                                      {"<twice><a>1</a><b>2</b><a>3</a></twice>", true},
                                                      {"<twice><a>1</a><b>2</b></twice>", true},
                                                      {"<refs><one>1</one><n>2</n><one>3</one></refs>", false},
                                                      {"<group><one>1</one></group>", false},
                                                      {"<group><head>1</head></group>", false},
                                                      {"<head>1</head>", false},
                                                      {"<one>1</one>", true},
                                                      {"<one> 1</one>", false},
                                                      {"<n>1</n>", false}};
    for (const auto& [document, expected] : documents) {
        std::string difference;
        EXPECT_EQ(desk.same(document, difference), expected) << document;
        EXPECT_EQ(difference, "");
    }
    std::string deep;
    for (int i = 0; i < 300; ++i) deep = "<box>" + deep + "</box>";
    std::string difference;
    EXPECT_FALSE(desk.same(deep, difference));
    EXPECT_EQ(difference, "");
}

// --- generated documents ---------------------------------------------------------------------------------------------

/// A document of the first schema, valid but for now and then a value, in many layouts.
class Writer {
public:
    explicit Writer(std::uint32_t seed) : random_(seed) {}

    std::string document() {
        prefix_ = one({"", "", "v:"});
        std::string out =
            one({"", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='UTF-8'?>\n", "\xEF\xBB\xBF"});
        out += "<" + prefix_ + "File xmlns" + (prefix_.empty() ? "" : ":v") + "=\"urn:visits\">" + gap();
        out += leaf("Reference", one({"R 1", "R", "Zo\xC3\xAB"}));
        if (few()) out += "<" + prefix_ + one({"Mark/>", "Mark on='1' />", "Mark on=\"no\"/>"});
        for (int i = 0; i < 2; ++i) out += contract();
        return out + "</" + prefix_ + "File>" + gap();
    }

private:
    std::string contract() {
        std::string out = "<" + prefix_ + "Contract>" + gap() + leaf("Number", one({"7", "", "a&amp;b", " 7"}));
        for (auto headers = random_() % 3; headers > 0; --headers) {
            out += "<" + prefix_ + "Header>" + gap() + leaf("User", one({"U 1", "Smith", "a&#65;"})) +
                   leaf("Week", one({"2014-01-05", "2012-02-29", "2013-02-29"}, 60));
            for (auto count = random_() % 4; count > 0; --count) out += visit_of();
            out += "</" + prefix_ + "Header>" + gap();
        }
        return out + "</" + prefix_ + "Contract>" + gap();
    }
    std::string visit_of() {
        std::string out =
            "<" + prefix_ + "Visit" +
            one({" kind=\"Home care\"", " id='4' kind='Home care'", " kind=\"Sit &amp; talk\"", " kind=\"None\""}, 60) +
            ">" + gap();
        out += leaf("VisitDate", one({"2014-01-01", "2014-12-31", "2014-02-30", "2014-01-01Z"}, 60));
        out += leaf("Start", one({"9:30", "23:59", "24:00"}, 60)) + leaf("Minutes", one({"45", "1440", "1441"}, 60));
        if (few())
            out += few() ? leaf("Cost", one({"1.50", "-2", "1,5"}, 60)) : leaf("Free", one({"true", "0", "yes"}, 60));
        for (auto notes = random_() % 3; notes > 0; --notes) out += leaf("Note", one({"well", "", "a ] b", "x"}, 60));
        return out + "</" + prefix_ + "Visit>" + gap();
    }
    std::string leaf(const std::string& name, const std::string& text) {
        return "<" + prefix_ + name + ">" + text + "</" + prefix_ + name + ">" + gap();
    }
    std::string gap() { return one({"", "\n  ", "\r\n\t", " ", "<!-- a -->"}, 6); }
    bool few() { return random_() % 3 == 0; }
    /// One of them; with `rare` the last of them only once in so many times.
    std::string one(const std::vector<std::string>& texts, unsigned rare = 1) {
        const bool last = random_() % rare == 0;
        return texts[last ? texts.size() - 1 - (rare == 1 ? random_() % texts.size() : 0)
                          : random_() % (texts.size() - 1)];
    }
    std::mt19937 random_;
    std::string prefix_;
};

struct Edit {
    std::uint32_t at;
    std::uint32_t kind;
    std::uint32_t piece;
};

std::string edited(std::string text, const Edit& edit) {
    static const std::vector<std::string> pieces = {"<",
                                                    ">",
                                                    "&",
                                                    "/",
                                                    "\"",
                                                    "'",
                                                    "=",
                                                    " ",
                                                    "\n",
                                                    "\r",
                                                    "\t",
                                                    "]]>",
                                                    "<!--",
                                                    "-->",
                                                    "--",
                                                    "<![CDATA[",
                                                    "]",
                                                    "&amp;",
                                                    "&#65;",
                                                    "&#13;",
                                                    "<?p?>",
                                                    "\x01",
                                                    "\xC3",
                                                    "\xC3\xA9",
                                                    "<Note>a</Note>",
                                                    "<Other/>",
                                                    "</Visit>",
                                                    "<Visit kind='Home care'>",
                                                    "xmlns='urn:visits'",
                                                    " id='1'",
                                                    "0",
                                                    "9",
                                                    "-",
                                                    ":",
                                                    "x",
                                                    "v:",
                                                    "<Mark/>",
                                                    "\xEF\xBB\xBF",
                                                    "<Header>",
                                                    "</Header>"};
    if (text.empty()) return text;
    const auto at = edit.at % text.size();
    const auto& piece = pieces[edit.piece % pieces.size()];
    const auto tag = [&](std::size_t from) { return text.find('<', from); };
    switch (edit.kind % 6) {
    case 0:
        return text.insert(at, piece);
    case 1:
        return text.replace(at, 1, piece);
    case 2:
        return text.erase(at, 1 + edit.piece % 3);
    case 3: { // an element, or what looks like one, gone
        const auto begin = tag(at), end = begin == std::string::npos ? begin : tag(begin + 1);
        return end == std::string::npos ? text : text.erase(begin, end - begin);
    }
    case 4: { // or twice
        const auto begin = tag(at),
                   end = begin == std::string::npos ? begin : text.find('>', text.find('>', begin) + 1);
        return end == std::string::npos ? text : text.insert(begin, text.substr(begin, end + 1 - begin));
    }
    default:
        return text.substr(0, edit.piece % 4 == 0 ? at : text.size());
    }
}

RC_GTEST_PROP(CompiledDocument, is_judged_as_xerces_does_when_it_is_generated, ()) {
    static Desk desk(visits);
    auto document = Writer(*rc::gen::arbitrary<std::uint32_t>()).document();
    std::string difference;
    const bool alone = desk.same(document, difference);
    RC_ASSERT(difference == "");
    RC_CLASSIFY(alone, "without Xerces-C");
    const auto edits = *rc::gen::container<std::vector<Edit>>(
        10, rc::gen::build<Edit>(rc::gen::set(&Edit::at, rc::gen::inRange<std::uint32_t>(0, 100'000)),
                                 rc::gen::set(&Edit::kind, rc::gen::inRange<std::uint32_t>(0, 6)),
                                 rc::gen::set(&Edit::piece, rc::gen::inRange<std::uint32_t>(0, 1'000))));
    for (const auto& edit : edits) {
        desk.same(edited(document, edit), difference);
        RC_ASSERT(difference == "");
    }
}

} // namespace
} // namespace pilotage::validate
