#include "core/validate/document_run.hpp"

#include "tests/validate/temporary_file.hpp"

#include <gmock/gmock.h>

namespace pilotage::validate {
namespace {

namespace fs = std::filesystem;
using test::schema_text;
using test::TemporaryFolder;

std::vector<DocumentResult> run(const std::vector<DocumentJob>& jobs, const DocumentLimits& limits = {}) {
    std::vector<DocumentResult> results;
    run_documents(jobs, limits,
                  {[&](std::size_t job, DocumentResult result) {
                       EXPECT_EQ(job, results.size());
                       results.push_back(std::move(result));
                   },
                   [](std::size_t, std::uint64_t, std::uint64_t) {}});
    EXPECT_EQ(results.size(), jobs.size());
    return results;
}

DocumentResult judge(const std::string& declarations, const std::string& document, const std::string& attributes = {}) {
    const TemporaryFolder folder;
    return run({{folder.write("s.xsd", schema_text(declarations, attributes)), folder.write("d.xml", document)}}).at(0);
}

const std::string numbers = "<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"n\" "
                            "type=\"xs:int\" maxOccurs=\"unbounded\"/>"
                            "</xs:sequence></xs:complexType></xs:element>";

TEST(Documents, are_valid_or_not_with_every_finding_at_its_line) {
    EXPECT_EQ(judge(numbers, "<r><n>1</n></r>").verdict, DocumentVerdict::valid);
    const auto bad = judge(numbers, "<r>\n<n>1</n>\n<n>x</n>\n<n>y</n>\n</r>");
    EXPECT_EQ(bad.verdict, DocumentVerdict::invalid);
    ASSERT_EQ(bad.findings.size(), 2u);
    EXPECT_EQ(bad.findings[0].line, 3u);
    EXPECT_EQ(bad.findings[1].line, 4u);
    EXPECT_THAT(bad.findings[0].message, testing::HasSubstr("'x'"));
    EXPECT_EQ(judge(numbers, "<r><n>1</n>").verdict, DocumentVerdict::invalid);
    EXPECT_EQ(judge(numbers, "").verdict, DocumentVerdict::invalid);
    EXPECT_EQ(judge(numbers, "<other/>").verdict, DocumentVerdict::invalid);
    EXPECT_EQ(judge(numbers, "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?><r><n> 7 </n></r>").verdict,
              DocumentVerdict::valid);
    EXPECT_EQ(judge(numbers, "<r><n>\xFF</n></r>").verdict, DocumentVerdict::invalid);
}

TEST(Documents, are_held_to_keys_and_types_of_instances) {
    const std::string keyed = "<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"n\" "
                              "type=\"xs:int\" maxOccurs=\"unbounded\"/></xs:sequence>"
                              "</xs:complexType><xs:unique name=\"u\"><xs:selector xpath=\"n\"/><xs:field "
                              "xpath=\".\"/></xs:unique></xs:element>";
    EXPECT_EQ(judge(keyed, "<r><n>1</n><n>2</n></r>").verdict, DocumentVerdict::valid);
    EXPECT_EQ(judge(keyed, "<r><n>1</n><n>01</n></r>").verdict, DocumentVerdict::invalid);
}

TEST(Documents, with_a_doctype_are_refused_at_once) {
    for (const char* document :
         {"<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><r><n>&b;</n></r>",
          "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>", "<?xml version='1.0'?>\n<!DOCTYPE r><r><n>1</n></r>",
          "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://example.org/'> %p;]><r/>"}) {
        const auto result = judge(numbers, document);
        EXPECT_EQ(result.verdict, DocumentVerdict::refused) << document;
        EXPECT_EQ(result.findings.size(), 1u);
    }
    // The next document is read as if nothing had been.
    const TemporaryFolder folder;
    const auto schema = folder.write("s.xsd", schema_text(numbers));
    const auto results =
        run({{schema, folder.write("a.xml", "<!DOCTYPE r><r/>")}, {schema, folder.write("b.xml", "<r><n>1</n></r>")}});
    EXPECT_EQ(results[1].verdict, DocumentVerdict::valid);
}

TEST(Documents, are_not_led_to_other_schemas_by_their_hints) {
    const TemporaryFolder folder;
    folder.write("lax.xsd", schema_text("<xs:element name=\"s\" type=\"xs:string\"/>"));
    const auto schema = folder.write("s.xsd", schema_text(numbers));
    const auto document = folder.write(
        "d.xml",
        "<s xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"lax.xsd\">x</s>");
    EXPECT_EQ(run({{schema, document}}).at(0).verdict, DocumentVerdict::invalid);
}

TEST(Documents, follow_includes_and_imports_of_local_files) {
    const TemporaryFolder folder;
    folder.write("types/t.xsd",
                 schema_text("<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\"><xs:maxLength "
                             "value=\"2\"/></xs:restriction></xs:simpleType>"));
    folder.write("other.xsd", schema_text("<xs:element name=\"o\" type=\"xs:int\"/>", "targetNamespace=\"urn:o\""));
    const auto schema = folder.write(
        "s.xsd",
        schema_text(
            "<xs:include schemaLocation=\"types/t.xsd\"/><xs:import namespace=\"urn:o\" schemaLocation=\"other.xsd\"/>"
            "<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"a\" type=\"t\"/><xs:element "
            "ref=\"o:o\"/>"
            "</xs:sequence></xs:complexType></xs:element>",
            "xmlns:o=\"urn:o\""));
    EXPECT_EQ(run({{schema, folder.write("a.xml", "<r><a>ab</a><o xmlns=\"urn:o\">1</o></r>")}}).at(0).verdict,
              DocumentVerdict::valid);
    EXPECT_EQ(run({{schema, folder.write("b.xml", "<r><a>abc</a><o xmlns=\"urn:o\">x</o></r>")}}).at(0).findings.size(),
              2u);
}

TEST(Documents, meet_no_schema_from_the_network) {
    for (const char* scheme : {"http", "https", "ftp"}) {
        const auto result = judge("<xs:import namespace=\"urn:x\" schemaLocation=\"" + std::string(scheme) +
                                      "://127.0.0.1:9/x.xsd\"/><xs:element name=\"r\" type=\"xs:int\"/>",
                                  "<r>1</r>");
        EXPECT_EQ(result.verdict, DocumentVerdict::schema_error) << scheme;
        EXPECT_THAT(result.findings.at(0).message, testing::HasSubstr("protocol")) << scheme;
    }
}

TEST(Documents, meet_a_schema_error_where_the_schema_has_one) {
    const auto result = judge("\n<xs:element name=\"r\" type=\"nowhere\"/>", "<r/>");
    EXPECT_EQ(result.verdict, DocumentVerdict::schema_error);
    EXPECT_EQ(result.findings.at(0).line, 3u);
    EXPECT_EQ(judge("<xs:element", "<r/>").verdict, DocumentVerdict::schema_error);
    // Only full checking finds that the two cannot be told apart.
    EXPECT_EQ(judge("<xs:element name=\"r\"><xs:complexType><xs:sequence><xs:element name=\"a\" "
                    "minOccurs=\"0\"/><xs:element name=\"a\"/></xs:sequence>"
                    "</xs:complexType></xs:element>",
                    "<r><a/></r>")
                  .verdict,
              DocumentVerdict::schema_error);
    const TemporaryFolder folder;
    EXPECT_EQ(run({{folder.path() / "no.xsd", folder.write("d.xml", "<r/>")}}).at(0).verdict,
              DocumentVerdict::schema_error);
    EXPECT_EQ(run({{folder.write("s.xsd", schema_text(numbers)), folder.path() / "no.xml"}}).at(0).verdict,
              DocumentVerdict::refused);
}

std::string with_pattern(const std::string& pattern) {
    return "<xs:element name=\"r\"><xs:simpleType><xs:restriction base=\"xs:string\"><xs:pattern value=\"" + pattern +
           "\"/></xs:restriction></xs:simpleType></xs:element>";
}

TEST(Documents, that_stall_a_pattern_cost_only_themselves) {
    const TemporaryFolder folder;
    const auto schema = folder.write("s.xsd", schema_text(with_pattern("(a+)+b")));
    const auto good = folder.write("good.xml", "<r>aab</r>");
    const auto bad = folder.write("bad.xml", "<r>" + std::string(60, 'a') + "</r>");
    DocumentLimits limits;
    limits.idle = std::chrono::seconds(2);
    const auto results = run({{schema, good}, {schema, bad}, {schema, good}}, limits);
    EXPECT_EQ(results[0].verdict, DocumentVerdict::valid);
    EXPECT_EQ(results[1].verdict, DocumentVerdict::refused);
    EXPECT_THAT(results[1].findings.at(0).message, testing::HasSubstr("2 seconds"));
    EXPECT_EQ(results[2].verdict, DocumentVerdict::valid);
}

#ifndef PILOTAGE_SANITIZED // which reports the overflow itself, at length
TEST(Documents, that_overflow_the_stack_cost_only_themselves) {
    const TemporaryFolder folder;
    const auto schema = folder.write("s.xsd", schema_text(with_pattern("(ab?)*c?")));
    const auto good = folder.write("good.xml", "<r>" + std::string(20'000, 'a') + "</r>");
    const auto bad = folder.write("bad.xml", "<r>" + std::string(200'000, 'a') + "</r>");
    DocumentLimits limits;
    limits.stack_bytes = 16 << 20;
    const auto results = run({{schema, good}, {schema, bad}, {schema, good}}, limits);
    EXPECT_EQ(results[0].verdict, DocumentVerdict::valid);
    EXPECT_EQ(results[1].verdict, DocumentVerdict::refused);
    EXPECT_EQ(results[2].verdict, DocumentVerdict::valid);
    EXPECT_EQ(run({{schema, bad}}).at(0).verdict, DocumentVerdict::valid); // the usual stack has room for it
}
#endif

class Reference : public testing::Test {
protected:
    void SetUp() override {
        if (!fs::exists(folder)) GTEST_SKIP() << "the reference corpora are not on this machine";
    }
    const fs::path folder = fs::path(PILOTAGE_REFERENCE_DIR) / "corpora";
};

TEST_F(Reference, a_census_return_is_valid_in_the_years_it_should_be) {
    const auto return_2022 = folder / "cin/cin-2022.xml";
    const auto results = run({{folder / "cin/CIN_schema_2021.xsd", return_2022},
                              {folder / "cin/CIN_schema_2022.xsd", return_2022},
                              {folder / "cin/CIN_schema_2024.xsd", return_2022}});
    EXPECT_EQ(results[0].verdict, DocumentVerdict::invalid);
    EXPECT_EQ(results[1].verdict, DocumentVerdict::valid);
    EXPECT_EQ(results[2].verdict, DocumentVerdict::valid);
}

TEST_F(Reference, hostile_documents_are_refused_in_little_memory) {
    const TemporaryFolder scratch;
    const auto schema = scratch.write("any.xsd", schema_text("<xs:element name=\"root\" type=\"xs:anyType\"/>"));
    std::vector<DocumentJob> jobs;
    for (const auto& entry : fs::directory_iterator(folder / "hostile-xml")) jobs.push_back({schema, entry.path()});
    ASSERT_EQ(jobs.size(), 10u);
    DocumentLimits limits;
    limits.memory_bytes = 512 << 20; // of address space; a bomb that went off would need gigabytes
    const auto results = run(jobs, limits);
    for (std::size_t i = 0; i < jobs.size(); ++i)
        EXPECT_EQ(results[i].verdict == DocumentVerdict::refused,
                  !jobs[i].file.filename().string().starts_with("simple"))
            << jobs[i].file;
}

} // namespace
} // namespace pilotage::validate
