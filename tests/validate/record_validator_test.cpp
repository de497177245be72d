#include "core/validate/record_validator.hpp"

#include "core/validate/schema.hpp"
#include "tests/validate/temporary_file.hpp"

#include <gmock/gmock.h>

namespace pilotage::validate {

void PrintTo(const Fault& fault, std::ostream* out) {
    *out << "kind " << static_cast<int>(fault.kind) << " field " << static_cast<int>(fault.field) << " position "
         << static_cast<int>(fault.position) << " \"" << fault.reference << '"';
}

namespace {

constexpr std::uint32_t none = 0xffffffffu;
using Kind = Fault::Kind;

constexpr const char* site = R"(
<xs:simpleType name="sex"><xs:restriction base="xs:string"><xs:enumeration value="M"/><xs:enumeration value="F"/></xs:restriction></xs:simpleType>
<xs:element name="row"><xs:complexType><xs:sequence>
  <xs:element name="id"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[A-Z][0-9]+"/><xs:maxLength value="6"/></xs:restriction></xs:simpleType></xs:element>
  <xs:element name="sex" type="sex"/>
  <xs:element name="day" type="xs:date" minOccurs="0"/>
  <xs:element name="count" minOccurs="0"><xs:simpleType><xs:restriction base="xs:integer"><xs:minInclusive value="1"/><xs:maxInclusive value="4"/></xs:restriction></xs:simpleType></xs:element>
  <xs:element name="cost" minOccurs="0"><xs:simpleType><xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType></xs:element>
  <xs:element name="note" minOccurs="0" maxOccurs="2"><xs:simpleType><xs:restriction base="xs:string"><xs:minLength value="2"/></xs:restriction></xs:simpleType></xs:element>
  <xs:sequence minOccurs="0"><xs:element name="from" type="xs:date"/><xs:element name="to" type="xs:date"/></xs:sequence>
</xs:sequence></xs:complexType></xs:element>)";
enum : std::uint32_t { id, sex, day, count, cost, note, from, to };

class RecordValidator : public testing::TestWithParam<const char*> {
protected:
    Schema schema = make();
    std::unique_ptr<validate::RecordValidator> validator = make_xerces_validator(schema);

    Schema make() {
        const test::TemporaryFolder folder;
        return Schema::load(folder.write("site.xsd", test::schema_text(site, GetParam())));
    }
    std::vector<Fault> faults(const std::vector<FieldValue>& values) {
        std::vector<Fault> found;
        const bool good = validator->validate(0, values, found);
        EXPECT_EQ(good, found.empty());
        return found;
    }
};

INSTANTIATE_TEST_SUITE_P(Namespaces, RecordValidator,
                         testing::Values("", "targetNamespace=\"urn:s\" xmlns=\"urn:s\"",
                                         "targetNamespace=\"urn:s\" xmlns=\"urn:s\" elementFormDefault=\"qualified\""));

MATCHER_P3(is, kind, field, position, "") {
    return arg.kind == kind && arg.field == field && arg.position == position;
}

TEST_P(RecordValidator, accepts_a_good_record) {
    EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}}), testing::IsEmpty());
    EXPECT_THAT(faults({{id, "A1"},
                        {sex, "F"},
                        {day, "2012-02-29"},
                        {count, "4"},
                        {cost, "12.50"},
                        {note, "a <b> & ]]> \"c\" \xC3\xA9 \xF0\x9F\x99\x82"},
                        {note, "xx"},
                        {from, "2012-01-01"},
                        {to, "2012-01-02"}}),
                testing::IsEmpty());
}

TEST_P(RecordValidator, names_every_fault_at_its_value) {
    const auto found =
        faults({{id, "1"}, {sex, "Male"}, {day, "2013-02-29"}, {count, "5"}, {cost, "1.234"}, {note, "x"}});
    EXPECT_THAT(found, testing::ElementsAre(is(Kind::pattern, id, 0u), is(Kind::enumeration, sex, 1u),
                                            is(Kind::type, day, 2u), is(Kind::out_of_range, count, 3u),
                                            is(Kind::digits, cost, 4u), is(Kind::too_short, note, 5u)));
    for (const auto& fault : found) EXPECT_FALSE(fault.reference.empty());
    EXPECT_THAT(faults({{id, "A123456"}, {sex, "M"}, {count, "four"}}),
                testing::ElementsAre(is(Kind::too_long, id, 0u), is(Kind::type, count, 2u)));
}

TEST_P(RecordValidator, gives_one_cause_one_fault) {
    EXPECT_THAT(faults({{sex, "M"}, {day, "2012-02-29"}, {count, "4"}}),
                testing::ElementsAre(is(Kind::missing, id, none)));
    EXPECT_THAT(faults({{id, "A1"}}), testing::ElementsAre(is(Kind::missing, sex, none)));
    EXPECT_THAT(faults({}), testing::ElementsAre(is(Kind::missing, id, none), is(Kind::missing, sex, none)));
    EXPECT_THAT(faults({{count, "9"}}), testing::ElementsAre(is(Kind::missing, id, none), is(Kind::missing, sex, none),
                                                             is(Kind::out_of_range, count, 0u)));
    EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}, {note, "aa"}, {note, "bb"}, {note, "cc"}}),
                testing::ElementsAre(is(Kind::repeated, note, 4u)));
    EXPECT_THAT(faults({{sex, "M"}, {id, "A1"}}), testing::ElementsAre(is(Kind::unexpected, id, 1u)));
    EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}, {from, "2012-01-01"}}),
                testing::ElementsAre(is(Kind::missing, to, none)));
}

TEST_P(RecordValidator, keeps_from_xerces_what_it_cannot_take) {
    EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}, {note, std::string_view("a\0b", 3)}}),
                testing::ElementsAre(is(Kind::characters, note, 2u)));
    EXPECT_THAT(faults({{id, "\x01"}, {sex, "\xFF"}, {note, "\xEF\xBF\xBE"}}),
                testing::ElementsAre(is(Kind::characters, id, 0u), is(Kind::characters, sex, 1u),
                                     is(Kind::characters, note, 2u)));
    const std::string million(1'000'000, 'A');
    EXPECT_THAT(faults({{id, million}, {sex, "M"}}), testing::ElementsAre(is(Kind::too_long, id, 0u)));
    EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}, {note, million}}), testing::ElementsAre(is(Kind::too_long, note, 2u)));
    EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}, {note, std::string_view(million).substr(0, 20'000)}}),
                testing::IsEmpty());
}

TEST_P(RecordValidator, reads_a_carriage_return_as_one) {
    // XML would turn a bare one into a line feed, which no pattern of one line refuses.
    EXPECT_THAT(faults({{id, "A1\r"}, {sex, "M"}}), testing::ElementsAre(is(Kind::pattern, id, 0u)));
    EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}, {note, "a\rb\r\n\t"}}), testing::IsEmpty());
}

TEST_P(RecordValidator, starts_anew_with_each_record) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(faults({{id, "bad"}, {sex, "M"}}).size(), 1u);
        EXPECT_THAT(faults({{id, "A1"}, {sex, "M"}}), testing::IsEmpty());
    }
}

} // namespace
} // namespace pilotage::validate
