// Compiled records against Xerces-C 3.2.4: every order of fields, and generated schemas and records.
#include "tests/validate/compiled_pair.hpp"

#include <gtest/gtest.h>

#include <random>

namespace pilotage::validate {
namespace {

using test::each_text;
using test::long_tests;
using test::Pair;
using test::restriction;

/// A record with the contents that schemas have: optional, repeated, choices, groups, xs:all.
constexpr const char* contents = R"(
<xs:element name="sequence"><xs:complexType><xs:sequence><xs:element name="a" type="xs:date"/><xs:element name="b" type="xs:integer" minOccurs="0"/>
  <xs:element name="c" type="xs:boolean" minOccurs="0" maxOccurs="2"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="all"><xs:complexType><xs:all><xs:element name="a" type="xs:date"/><xs:element name="b" type="xs:integer" minOccurs="0"/>
  <xs:element name="c" type="xs:boolean"/></xs:all></xs:complexType></xs:element>
<xs:element name="choices"><xs:complexType><xs:sequence><xs:element name="a" type="xs:date"/><xs:choice><xs:element name="b" type="xs:integer"/>
  <xs:element name="c" type="xs:boolean"/></xs:choice></xs:sequence></xs:complexType></xs:element>
<xs:element name="groups"><xs:complexType><xs:sequence><xs:element name="a" type="xs:date" minOccurs="0"/><xs:sequence minOccurs="0" maxOccurs="2">
  <xs:element name="b" type="xs:integer"/><xs:element name="c" type="xs:boolean"/></xs:sequence></xs:sequence></xs:complexType></xs:element>
<xs:element name="choice"><xs:complexType><xs:choice maxOccurs="3"><xs:element name="a" type="xs:date"/><xs:element name="b" type="xs:integer" maxOccurs="2"/>
  <xs:element name="c" type="xs:boolean"/></xs:choice></xs:complexType></xs:element>
<xs:element name="optional_all"><xs:complexType><xs:all minOccurs="0"><xs:element name="a" type="xs:date"/><xs:element name="b" type="xs:integer"/>
  <xs:element name="c" type="xs:boolean" minOccurs="0"/></xs:all></xs:complexType></xs:element>
<xs:element name="counted"><xs:complexType><xs:sequence><xs:element name="a" type="xs:date" minOccurs="2" maxOccurs="4"/>
  <xs:element name="b" type="xs:integer" maxOccurs="unbounded"/><xs:element name="c" type="xs:boolean" minOccurs="0" maxOccurs="3"/></xs:sequence></xs:complexType></xs:element>)";

TEST(CompiledRecord, judges_every_order_and_number_of_fields_as_xerces_does) {
    Pair pair(contents);
    const char* good[] = {"2012-02-29", "4", "true"};
    const char* bad[] = {"2013-02-29", "four", "yes"};
    for (const auto& plan : explain(pair.schema)) EXPECT_EQ(plan.content_left_because, "");
    ASSERT_EQ(pair.schema.types().size(), 7u);
    for (std::uint32_t type = 0; type < 7; ++type)
        for (const bool with_faults : {false, true}) {
            std::string first;
            each_text("abc", with_faults ? 4 : 6, [&](const std::string& order) {
                std::vector<FieldValue> values;
                for (const char c : order) {
                    const auto field = static_cast<std::uint32_t>(c - 'a');
                    values.push_back({field, with_faults && values.size() % 2 == 1 ? bad[field] : good[field]});
                }
                if (first.empty()) first = pair.difference(type, values);
            });
            EXPECT_EQ(first, "") << pair.schema.types()[type].name;
            EXPECT_EQ(pair.arbitrated(), 0u) << pair.schema.types()[type].name;
        }
}

/// Groups of groups; many break the rule that each element's place is clear without looking ahead, and are refused.
std::string generated_group(std::mt19937& random, int depth) {
    static const char* const occurrences[] = {"",
                                              "",
                                              " minOccurs=\"0\"",
                                              " maxOccurs=\"2\"",
                                              " minOccurs=\"2\" maxOccurs=\"3\"",
                                              " minOccurs=\"0\" maxOccurs=\"unbounded\""};
    static const char* const elements[] = {"name=\"a\" type=\"xs:date\"", "name=\"b\" type=\"xs:integer\"",
                                           "name=\"c\" type=\"xs:boolean\""};
    const std::string kind = random() % 2 == 0 ? "sequence" : "choice";
    std::string text = "<xs:" + kind + occurrences[random() % 6] + ">";
    for (auto parts = 1 + random() % 3; parts > 0; --parts)
        text += depth > 0 && random() % 3 == 0
                    ? generated_group(random, depth - 1)
                    : "<xs:element " + std::string(elements[random() % 3]) + occurrences[random() % 6] + "/>";
    return text + "</xs:" + kind + ">";
}

TEST(CompiledRecord, judges_every_order_of_generated_contents_as_xerces_does) {
    const std::uint32_t wanted = long_tests ? 3000 : 60;
    const char* good[] = {"2012-02-29", "4", "true"};
    std::uint32_t compiled = 0;
    std::size_t accepted = 0;
    for (std::uint32_t seed = 1; compiled < wanted; ++seed) {
        std::mt19937 random(seed);
        const auto declaration =
            "<xs:element name=\"r\"><xs:complexType>" + generated_group(random, 2) + "</xs:complexType></xs:element>";
        std::optional<Pair> pair;
        try {
            pair.emplace(declaration);
        } catch (const SchemaError&) {
            continue;
        }
        ++compiled;
        ASSERT_EQ(explain(pair->schema)[0].content_left_because, "") << declaration;
        const auto& type = pair->schema.types()[0];
        std::string first;
        each_text("abc", 5, [&](const std::string& order) {
            std::vector<FieldValue> values;
            for (const char c : order)
                if (const auto field = type.find(std::string(1, c))) values.push_back({*field, good[c - 'a']});
            if (first.empty() && values.size() == order.size()) first = pair->difference(0, values);
        });
        ASSERT_EQ(first, "") << "seed " << seed << '\n' << declaration;
        EXPECT_EQ(pair->arbitrated(), 0u) << declaration;
        accepted += pair->accepted;
    }
    EXPECT_GT(accepted, compiled);
}

template <typename T, std::size_t n>
const T& one_of(std::mt19937& random, const T (&items)[n]) {
    return items[random() % n];
}

std::string generated_type(std::mt19937& random, int depth = 0) {
    static const char* const bases[] = {
        "string", "token",      "normalizedString", "decimal", "integer", "nonNegativeInteger",
        "date",   "gYearMonth", "boolean",          "gYear",   "int",     "float",
        "time"};
    static const char* const patterns[] = {"[0-9]{3}",  "[A-Z]{1,2}[0-9]?", "(a|b)*c?", "\\d+(\\.\\d)?", "[^x]+", ".*",
                                           "[a-z\\-]+", "-?[0-9]{1,3}",     "\\S+",     "[\\d\\s]+"};
    if (depth == 0 && random() % 12 == 0)
        return "<xs:union><xs:simpleType>" + generated_type(random, 1) + "</xs:simpleType><xs:simpleType>" +
               generated_type(random, 1) + "</xs:simpleType></xs:union>";
    if (depth == 0 && random() % 16 == 0)
        return "<xs:list><xs:simpleType>" + generated_type(random, 1) + "</xs:simpleType></xs:list>";
    const std::string base = one_of(random, bases);
    const bool text = base == "string" || base == "token" || base == "normalizedString";
    const bool number = base == "decimal" || base == "integer" || base == "nonNegativeInteger" || base == "int";
    std::string facets;
    const auto facet = [&](const char* name, const std::string& value) {
        facets += "<xs:" + std::string(name) + " value=\"" + value + "\"/>";
    };
    if (text && random() % 2 == 0) facet("pattern", one_of(random, patterns));
    if (text && random() % 2 == 0) facet("maxLength", std::to_string(1 + random() % 6));
    if (text && random() % 4 == 0) facet("enumeration", "a"), facet("enumeration", "b c"), facet("enumeration", "12");
    if (number && random() % 3 == 0)
        facet("minInclusive", std::to_string(random() % 3)), facet("maxExclusive", std::to_string(3 + random() % 40));
    if (number && random() % 3 == 0) facet("totalDigits", std::to_string(1 + random() % 4));
    if (base == "decimal" && random() % 3 == 0 && facets.find("totalDigits") == std::string::npos)
        facet("fractionDigits", std::to_string(random() % 3));
    if (base == "date" && random() % 2 == 0) facet("minInclusive", "2011-04-01"), facet("maxInclusive", "2014-03-31");
    return restriction(base, facets);
}

std::string generated_value(std::mt19937& random) {
    static const char* const seeds[] = {"a",    "b c",  "12",  "123",        "AB1",        "1",          "0",
                                        "-1",   "3.5",  "40",  "2012-02-29", "2013-02-29", "2014-03-31", "2011-04",
                                        "true", "0001", "007", "1.50",       "abc",        "a-b",        "12:30:00",
                                        "1 2",  "x",    "caa", "2000-02-29", "1900-02-29"};
    std::string value = one_of(random, seeds);
    static const char signs[] = "0123456789-+. abcZ:T\t\n\r\x01&<>]\xC3\xA9";
    for (auto changes = random() % 3; changes > 0; --changes) {
        const auto at = random() % (value.size() + 1);
        const char sign = signs[random() % (sizeof signs - 1)];
        switch (random() % 3) {
        case 0:
            value.insert(at, 1, sign);
            break;
        case 1:
            if (at < value.size()) value[at] = sign;
            break;
        default:
            if (at < value.size()) value.erase(at, 1);
        }
    }
    return value;
}

TEST(CompiledRecord, judges_generated_schemas_and_records_as_xerces_does) {
    const std::size_t schemas = long_tests ? 5000 : 60;
    const std::size_t records = long_tests ? 700 : 150;
    std::size_t valid = 0;
    for (std::uint32_t seed = 1; seed <= schemas; ++seed) {
        std::mt19937 random(seed);
        const std::size_t fields = 1 + random() % 6;
        std::string declaration = "<xs:element name=\"r\"><xs:complexType><xs:sequence>";
        for (std::size_t i = 0; i < fields; ++i)
            declaration += "<xs:element name=\"f" + std::to_string(i) + "\"" +
                           (random() % 2 == 0 ? " minOccurs=\"0\"" : "") +
                           (random() % 6 == 0 ? " maxOccurs=\"2\"" : "") + "><xs:simpleType>" + generated_type(random) +
                           "</xs:simpleType></xs:element>";
        Pair pair(declaration + "</xs:sequence></xs:complexType></xs:element>");
        for (std::size_t i = 0; i < records; ++i) {
            std::vector<std::string> texts;
            std::vector<FieldValue> values;
            for (std::uint32_t field = 0; field < fields; ++field)
                if (random() % 8 != 0) texts.push_back(generated_value(random)), values.push_back({field, {}});
            for (std::size_t k = 0; k < values.size(); ++k) values[k].value = texts[k];
            ASSERT_EQ(pair.difference(0, values), "") << "seed " << seed << '\n' << declaration;
        }
        valid += pair.accepted;
    }
    EXPECT_GT(valid, schemas);
}

} // namespace
} // namespace pilotage::validate
