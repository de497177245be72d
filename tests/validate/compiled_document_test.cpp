// Whole documents through both judges: the streaming reader compiled from the schema, with Xerces-C behind it, and
// Xerces-C alone. The same verdict and the same findings, whatever the document; and the usual ones without Xerces-C.
#include "tests/validate/two_judges.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace pilotage::validate {
namespace {

using test::Desk;
using test::visits;

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
    const auto with = [&](const std::string& from, const std::string& to) { return replaced(usual, from, to); };
    const auto text = [&](const std::string& number) { return with(">7<", ">" + number + "<"); };
    const auto tag = [&](const std::string& attributes) {
        return with("<Visit kind=\"Home care\"", "<Visit " + attributes);
    };
    const auto tag_and = [&](const std::string& more) { return tag("kind=\"Home care\"" + more); };
    const auto root = [&](const std::string& more) { return around(visit, "<File xmlns=\"urn:visits\"" + more + ">"); };
    const auto behind = [&](const std::string& element, const std::string& more) {
        return with("</" + element + ">", "</" + element + ">" + more);
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
        with("</Visit>", ""),
        with("</Visit>", "</Contract>"),
        with("</Visit>", "</Visit"),
        with("</Visit>", "</Visit >"),
        with("</Visit>", "</ Visit>"),
        with("<Visit ", "< Visit "),
        behind("Start", "</Start>"),
        with("<Week>", "<Week >"),
        with("</Week>", "</Week\n>"),
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
        behind("Reference", "<Mark> </Mark>"),
        behind("Reference", "<Mark><!-- --></Mark>"),
        behind("Reference", "<Mark on='x'/>"),
        behind("Reference", "<Mark>1</Mark>"),
        // attributes
        tag(""),
        tag("kind=\"Other\""),
        tag(":kind=\"Home care\""),
        tag("kind:=\"Home care\""),
        around(visit, "<File :xmlns=\"urn:visits\">"),
        around(visit, "<File xmlns:=\"urn:visits\">"),
        tag_and(" kind=\"Home care\""),
        tag_and(" other=\"1\""),
        tag_and(" id=\"x\""),
        tag("kind=\"Home&#32;care\""),
        tag("kind=\"Sit &amp; talk\""),
        tag("kind=\"Sit & talk\""),
        tag("kind=\"Home\tcare\""),
        tag("kind=\"Home\ncare\""),
        tag_and("id=\"1\""),
        tag("kind='Home care' id='1'"),
        tag("kind=\"Home care'"),
        tag("kind=Home"),
        tag("kind"),
        tag("kind=\"a<b\""),
        tag("KIND=\"Home care\""),
        tag("v:kind=\"Home care\""),
        tag_and(" xml:lang=\"en\""),
        tag_and(" xml:space=\"preserve\""),
        tag_and(" xmlns=\"urn:visits\""),
        tag_and(" xmlns=\"\""),
        tag_and(" xmlns:v=\"urn:visits\" v:id=\"1\""),
        tag("kind=\" Home care\""),
        tag_and(" id=\" 1 \""),
        tag_and(" id=\"\""),
        with("</Reference>", "</Reference >"),
        with("<Week>", "<Week a=\"1\">"),
        with("</Week>", "</Week a=\"1\">"),
        // namespaces
        around(visit, "<File>"),
        around(visit, "<File xmlns=\"urn:others\">"),
        around(visit, "<File xmlns=\"\">"),
        root(" xmlns=\"urn:visits\""),
        root(" xmlns:v=\"urn:visits\""),
        root(" xmlns:v=\"\""),
        root(" xmlns:xml=\"urn:a\""),
        root(" xmlns:xmlns=\"urn:a\""),
        root(" xmlns:a=\"http://www.w3.org/2000/xmlns/\""),
        root(" xmlns:a=\"http://www.w3.org/XML/1998/namespace\""),
        root(" xmlns:1=\"urn:a\""),
        root(" xmlns:a=\"urn:a\" a:b=\"1\""),
        root(" xmlns:a=\"urn:a\" b=\"1\""),
        root(" version=\"1\""),
        around(visit, "<v:File xmlns:v=\"urn:visits\">", "</v:File>"),
        around(visit, "<v:File xmlns=\"urn:visits\" xmlns:v=\"urn:visits\">", "</v:File>"),
        around(visit, "<File xmlns=\" urn:visits\">"),
        root(" xmlns:a=\"\xFF\""),
        root(" xmlns:a:b=\"urn:a\""),
        root(" xmlns:=\"urn:a\""),
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
        root(xsi),
        root(xsi + " xsi:schemaLocation=\"odd\""),
        root(xsi + " xsi:schemaLocation=\"\""),
        root(xsi + " xsi:noNamespaceSchemaLocation=\"a b\""),
        root(xsi + " xsi:schemaLocation=\"a b\" xsi:schemaLocation=\"a b\""),
        root(xsi + " xsi:other=\"1\""),
        root(xsi + " xsi:type=\"visit\""),
        root(xsi + " xsi:nil=\"true\""),
        root(" xsi:schemaLocation=\"a b\""),
        root(" schemaLocation=\"a b\""),
        tag_and(xsi + " xsi:type=\"visit\""),
        tag_and(xsi + " xsi:type=\"nothing\""),
        tag_and(xsi + " xsi:nil=\"false\""),
        behind("Minutes", "<Note" + xsi + " xsi:nil=\"true\"/>"),
        behind("Minutes", "<Note" + xsi + " xsi:nil=\"true\">a</Note>"),
        with("<Week>", "<Week" + xsi + " xsi:nil=\"true\">"),
        // order and number
        "<Other/>",
        "<File xmlns=\"urn:visits\"/>",
        "<File xmlns=\"urn:visits\"></File>",
        "<Visit xmlns=\"urn:visits\"/>",
        around(visit + "<Week>2014-01-05</Week>"),
        around("<Other/>"),
        around("<Other/>" + visit),
        around(visit + "<User>U</User>"),
        with("<Week>2014-01-05</Week>", ""),
        with("<User>U</User>", "<User>U</User><User>U</User>"),
        with("<User>U</User><Week>2014-01-05</Week>", "<Week>2014-01-05</Week><User>U</User>"),
        behind("Minutes", "<Cost>1</Cost><Free>1</Free>"),
        behind("Minutes", "<Note>a</Note><Note>b</Note><Note>c</Note>"),
        behind("Minutes", "<Note>a</Note><Cost>1</Cost>"),
        with("<Minutes>45</Minutes>", ""),
        with("<Minutes>45</Minutes>", "<Minutes/>"),
        with("<Minutes>45</Minutes>", "<Minutes><a/></Minutes>"),
        with("<Contract>", "<Contract/><Contract>"),
        with("<Start>", "<start>"),
        with("<Start>9:30</Start>", "<Starts>9:30</Starts>"),
        with("</Week>", "</Weak>"),
        with("</Start>", "</Begin>"),
        with("<Start>9:30</Start>", "<St>9:30</St>"),
        // values
        with("45", "1441"),
        with("45", " 45"),
        with("45", "+45"),
        with("45", "4&#53;"),
        with("45", "45\n"),
        with("2014-01-01", "2013-02-29"),
        with(">U<", "> U<"),
        with(">U<", "><"),
        with(">U<", ">thirteen char<"),
        with(">U<", ">a\r\nb<"),
        behind("Minutes", "<Note>a\r\nb</Note>"),
        behind("Minutes", "<Note>a\rb</Note>"),
        behind("Minutes", "<Note/>"),
        behind("Minutes", "<Note>x</Note>"),
        behind("Minutes", "<Note>&#120;</Note>"),
        behind("Minutes", "<Note>\xF0\x9F\x98\x80</Note>"),
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

} // namespace
} // namespace pilotage::validate
