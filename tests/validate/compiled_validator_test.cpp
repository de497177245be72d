// The compiled validator against Xerces-C 3.2.4: the same verdicts and the same faults, over whole sets of values and
// over generated schemas and records. PILOTAGE_LONG_TESTS=1 runs the sets in full and millions of generated values.
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"
#include "tests/validate/temporary_file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <functional>
#include <random>

namespace pilotage::validate {
namespace {

const bool long_tests = std::getenv("PILOTAGE_LONG_TESTS") != nullptr;

std::string element(std::string_view name, std::string_view restriction) {
    return "<xs:element name=\"" + std::string(name) +
           "\"><xs:complexType><xs:sequence><xs:element name=\"v\"><xs:simpleType>" + std::string(restriction) +
           "</xs:simpleType></xs:element></xs:sequence></xs:complexType></xs:element>";
}

std::string restriction(std::string_view base, std::string_view facets) {
    return "<xs:restriction base=\"xs:" + std::string(base) + "\">" + std::string(facets) + "</xs:restriction>";
}

struct Pair {
    explicit Pair(std::string_view declarations)
        : schema(load(declarations)), reference(make_xerces_validator(schema)),
          compiled(make_compiled_validator(schema)) {}

    static Schema load(std::string_view declarations) {
        const test::TemporaryFolder folder;
        return Schema::load(folder.write("s.xsd", test::schema_text(declarations)));
    }

    /// The first difference between the two, or an empty text. A value is judged twice: the second time from what was
    /// kept.
    std::string difference(std::uint32_t type, const std::vector<FieldValue>& values) {
        std::vector<Fault> expected;
        const bool verdict = reference->validate(type, values, expected);
        accepted += verdict ? 1 : 0;
        ++judged;
        for (int time = 0; time < 2; ++time) {
            std::vector<Fault> found;
            const bool ours = compiled->validate(type, values, found);
            if (ours != verdict) return shown(values) + (verdict ? " is valid" : " is not valid") + " to Xerces";
            if (found.size() != expected.size()) return shown(values) + " has other faults";
            for (std::size_t i = 0; i < found.size(); ++i)
                if (found[i].kind != expected[i].kind || found[i].field != expected[i].field ||
                    found[i].position != expected[i].position)
                    return shown(values) + " has another fault at " + std::to_string(i);
        }
        return {};
    }

    /// How many of the valid records native checks alone did not accept.
    std::size_t arbitrated() const { return compiled->arbitrated() / 2; }

    static std::string shown(const std::vector<FieldValue>& values) {
        std::string out;
        for (const auto& value : values)
            out += "[" + std::to_string(value.field) + "=" + std::string(value.value) + "]";
        return out;
    }

    Schema schema;
    std::unique_ptr<RecordValidator> reference, compiled;
    std::size_t judged = 0, accepted = 0;
};

/// All texts over the alphabet up to a length.
void each_text(std::string_view alphabet, std::size_t most, const std::function<void(const std::string&)>& use) {
    std::string text;
    const std::function<void()> extend = [&] {
        use(text);
        if (text.size() == most) return;
        for (const char c : alphabet) {
            text.push_back(c);
            extend();
            text.pop_back();
        }
    };
    extend();
}

struct Exhaustive {
    const char* name;
    const char* base;
    const char* facets;
    const char* alphabet;
    std::size_t length;
    std::size_t left = 0; ///< valid texts that are left to Xerces: spaces around them, unusual forms of numbers
};

void PrintTo(const Exhaustive& given, std::ostream* out) {
    *out << given.name;
}

class CompiledType : public testing::TestWithParam<Exhaustive> {};

TEST_P(CompiledType, judges_every_short_text_as_xerces_does) {
    const auto& given = GetParam();
    Pair pair(element("r", restriction(given.base, given.facets)));
    ASSERT_EQ(explain(pair.schema)[0].field_left_because[0], "");
    std::string first;
    each_text(given.alphabet, given.length, [&](const std::string& text) {
        if (first.empty()) first = pair.difference(0, {{0, text}});
    });
    EXPECT_EQ(first, "");
    EXPECT_GT(pair.accepted, 0u);
    EXPECT_LT(pair.accepted, pair.judged);
    EXPECT_LE(pair.arbitrated(), given.left);
}

INSTANTIATE_TEST_SUITE_P(
    Exhaustive, CompiledType,
    testing::Values(
        Exhaustive{"decimal", "decimal", "", "+-.019 ", 5, 1676},
        Exhaustive{"integer", "integer", "", "+-.09 ", 5, 244},
        Exhaustive{"non_negative", "nonNegativeInteger", "", "+-01 ", 5, 206},
        Exhaustive{"positive", "positiveInteger", "", "+-01", 6}, Exhaustive{"byte", "byte", "", "-+0128", 5},
        Exhaustive{"boolean", "boolean", "", "true01 ", 4, 18},
        Exhaustive{"total_digits", "decimal", "<xs:totalDigits value=\"2\"/>", "-.019", 5, 104},
        Exhaustive{"fraction_digits", "decimal", "<xs:fractionDigits value=\"1\"/>", "-.019", 5, 182},
        Exhaustive{"both_digits", "decimal", "<xs:totalDigits value=\"3\"/><xs:fractionDigits value=\"2\"/>", ".012", 6,
                   133},
        Exhaustive{"inclusive", "decimal", "<xs:minInclusive value=\"-1.5\"/><xs:maxInclusive value=\"10\"/>", "-.0159",
                   5, 451},
        Exhaustive{"exclusive", "integer", "<xs:minExclusive value=\"1\"/><xs:maxExclusive value=\"20\"/>", "-+0129",
                   4},
        Exhaustive{"string", "string", "<xs:minLength value=\"2\"/><xs:maxLength value=\"3\"/>", "aZ \t\n\r\xC3\xA9",
                   4},
        Exhaustive{"normalized", "normalizedString", "<xs:length value=\"3\"/>", "a \t\n\r", 5, 117},
        Exhaustive{"normalized_pattern", "normalizedString", "<xs:pattern value=\"a\\tb|b\"/>", "ab\t ", 4},
        Exhaustive{"token", "token", "<xs:minLength value=\"1\"/><xs:maxLength value=\"3\"/>", "a \t\nb", 5, 2684},
        Exhaustive{"enumeration", "string",
                   "<xs:enumeration value=\"ab\"/><xs:enumeration value=\"a b\"/><xs:enumeration value=\"b\"/>", "ab ",
                   5},
        Exhaustive{"number_enumeration", "decimal", "<xs:enumeration value=\"1\"/><xs:enumeration value=\"2.5\"/>",
                   "+.0125", 5, 32},
        Exhaustive{"pattern_classes", "string", "<xs:pattern value=\"[^a-c1][A-C\\-]?\\d*\"/>", "aAD-1x2", 4},
        Exhaustive{"pattern_groups", "string", "<xs:pattern value=\"(ab|c)+d{1,2}|e?\"/>", "abcde", 6},
        Exhaustive{"pattern_two", "string", "<xs:pattern value=\"a.\"/><xs:pattern value=\"b\\s\\S\"/>", "ab \n\r1", 4},
        Exhaustive{"pattern_counts", "string", "<xs:pattern value=\"a{2}b{0,1}c{1,}\"/>", "abc", 7},
        Exhaustive{"pattern_words", "string", "<xs:pattern value=\"\\w+\"/>", "a0Z_-+$", 4, 660},
        Exhaustive{"pattern_number", "integer", "<xs:pattern value=\"[1-9][0-9]*\"/>", "+-012", 5},
        Exhaustive{"year_month", "gYearMonth", "", "0129-", 7}, Exhaustive{"year", "gYear", "", "0129-Z", 5, 1278}),
    [](const auto& given) { return std::string(given.param.name); });

TEST(CompiledText, judges_long_texts_with_one_odd_place_as_xerces_does) {
    std::size_t refused = 0;
    for (const std::size_t length : {8, 9, 14, 15, 16, 22, 23, 24}) {
        Pair pair(element("r", restriction("token", "<xs:length value=\"" + std::to_string(length) + "\"/>")));
        const auto plain = std::string("the quick brown fox jumps").substr(0, length - 1) + ".";
        EXPECT_EQ(pair.difference(0, {{0, plain}}), "");
        EXPECT_EQ(pair.accepted, 1u);
        for (const char* odd : {"\x01", "\x1F", " ", "  ", "\t", "\n", "\x7F", "\x80", "\x9F", "\xA0", "\xC3",
                                "\xC3\xA9", "\xE2\x80\x93", "\xEF\xBF\xBE", "\xFF"})
            for (std::size_t at = 0; at + std::strlen(odd) <= length; ++at) {
                auto text = plain;
                text.replace(at, std::strlen(odd), odd);
                ASSERT_EQ(pair.difference(0, {{0, text}}), "") << length << " characters, odd at " << at;
            }
        refused += pair.judged - pair.accepted;
    }
    EXPECT_GT(refused, 500u);
}

TEST(CompiledDate, judges_the_calendar_as_xerces_does) {
    Pair pair(element("r", restriction("date", "")));
    std::string first;
    for (int year = 0; year <= 9999 && first.empty(); ++year) {
        const bool edge =
            year < 30 || year % 100 == 0 || year % 400 == 4 || (year >= 1890 && year <= 2035) || year > 9990;
        if (!long_tests && !edge) continue;
        for (int month = 0; month <= 13; ++month)
            for (int day = 0; day <= 32; ++day) {
                char text[48];
                std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                if (first.empty()) first = pair.difference(0, {{0, text}});
            }
    }
    EXPECT_EQ(first, "");
    EXPECT_GT(pair.accepted, 90'000u);
    EXPECT_EQ(pair.arbitrated(), 0u);
}

TEST(CompiledDate, judges_what_people_write_instead_as_xerces_does) {
    Pair pair(
        element("r",
                restriction("date", "<xs:minInclusive value=\"2011-04-01\"/><xs:maxExclusive value=\"2014-04-01\"/>")) +
        element("t", restriction("time", "")) + element("d", restriction("dateTime", "")));
    for (const char* text : {"2011-04-01",
                             "2014-03-31",
                             "2014-04-01",
                             "2011-03-31",
                             " 2012-01-01",
                             "2012-01-01 ",
                             "2012-01-01Z",
                             "2012-01-01+01:00",
                             "2012-01-01+14:01",
                             "2012-01-01-14:01",
                             "2012-01-01+13:60",
                             "2014-04-01+14:00",
                             "2012-1-1",
                             "12-01-01",
                             "02012-01-01",
                             "-2012-01-01",
                             "2012/01/01",
                             "2012-01-01T00:00:00",
                             "",
                             "2012-01-0a",
                             "2012-02-30",
                             "2012-00-10"})
        EXPECT_EQ(pair.difference(0, {{0, text}}), "");
    for (const char* text :
         {"00:00:00", "23:59:59", "24:00:00", "24:00:01", "23:59:60", "12:00", "12:00:00.5", "12:00:00.",
          "12:00:00.123456789", "12:00:00.1234567890123", "12:00:00Z", "1:00:00", "12:60:00", "12:00:00,5"})
        EXPECT_EQ(pair.difference(1, {{0, text}}), "") << text;
    for (const char* text : {"2012-02-29T12:00:00", "2013-02-29T12:00:00", "2012-02-29T24:00:00", "2012-02-29 12:00:00",
                             "2012-02-29T12:00:00Z", "2012-02-29T12:00:00.25", "0000-01-01T00:00:00", "2012-02-29T"})
        EXPECT_EQ(pair.difference(2, {{0, text}}), "") << text;
}

TEST(CompiledType, unions_lists_and_steps_of_derivation_are_judged_as_xerces_does) {
    Pair pair("<xs:simpleType name=\"small\"><xs:restriction base=\"xs:integer\"><xs:maxInclusive "
              "value=\"9\"/></xs:restriction></xs:simpleType>"
              "<xs:simpleType name=\"word\"><xs:restriction base=\"xs:token\"><xs:pattern value=\"[a-z1 "
              "]+\"/></xs:restriction></xs:simpleType>"
              "<xs:simpleType name=\"short\"><xs:restriction base=\"word\"><xs:pattern value=\".{1,3}\"/><xs:maxLength "
              "value=\"2\"/></xs:restriction></xs:simpleType>" +
              element("u", "<xs:union memberTypes=\"small short\"/>") +
              element("l", "<xs:restriction><xs:simpleType><xs:list itemType=\"small\"/></xs:simpleType><xs:minLength "
                           "value=\"2\"/><xs:maxLength value=\"3\"/></xs:restriction>") +
              element("s", "<xs:restriction base=\"short\"><xs:enumeration value=\"a1\"/><xs:enumeration "
                           "value=\"aa\"/></xs:restriction>"));
    for (std::uint32_t type = 0; type < 3; ++type) {
        std::string first;
        each_text("a1 -9", 5, [&](const std::string& text) {
            if (first.empty()) first = pair.difference(type, {{0, text}});
        });
        EXPECT_EQ(first, "") << type;
    }
    EXPECT_LE(pair.arbitrated(), 210u); // with spaces around them
}

TEST(CompiledType, says_what_it_leaves_to_xerces) {
    Pair pair(element("r", restriction("string", "<xs:pattern value=\"\\p{Lu}+\"/>")) +
              element("f", restriction("float", "")) + element("n", restriction("NCName", "")));
    for (const auto& plan : explain(pair.schema)) {
        EXPECT_EQ(plan.content_left_because, "");
        EXPECT_NE(plan.field_left_because[0], "");
    }
    for (std::uint32_t type = 0; type < 3; ++type)
        for (const char* text : {"AB", "Ab", "\xC3\x89", "1", "1e5", "INF", "-0", "a:b", ""})
            EXPECT_EQ(pair.difference(type, {{0, text}}), "");
}

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

// --- generated schemas and records -----------------------------------------------------------------------------------

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
    std::size_t values_judged = 0, valid = 0;
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
            values_judged += values.size();
            ASSERT_EQ(pair.difference(0, values), "") << "seed " << seed << '\n' << declaration;
        }
        valid += pair.accepted;
    }
    EXPECT_GT(valid, schemas);
    RecordProperty("values", static_cast<int>(values_judged));
}

} // namespace
} // namespace pilotage::validate
