// A whole run, from a site's file to what arrives at the sink, with the tutorial's plugin.
#include "tests/plugin/runs.hpp"

#include "core/validate/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::plugin::test {
namespace {

using testing::HasSubstr;
using Outcome = LocalRecord::Outcome;

RunRequest riverside(const std::filesystem::path& file) {
    auto request = request_for("good", "riverside");
    request.files = {{file, file.filename().string()}};
    return request;
}

RunRequest sample() {
    return riverside(std::filesystem::path(PILOTAGE_SOURCE_DIR) / "examples/out_of_tree_plugin/sample.csv");
}

const KeptFinding* find(const KeepingSink& sink, std::string_view rule) {
    for (const auto& kept : sink.findings)
        if (kept.finding.rule == rule) return &kept;
    return nullptr;
}

TEST(Run, TheSampleIsReadToItsEnd) {
    KeepingSink sink;
    const auto result = run(sample(), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    EXPECT_EQ(result.reason, "");
    EXPECT_EQ(result.read, 10u);
    EXPECT_EQ(result.normalised, 8u);
    EXPECT_EQ(result.rejected, 2u);
    EXPECT_EQ(result.left_out, 0u);
    EXPECT_EQ(result.crosswalk_unmapped, 2u);
    ASSERT_EQ(sink.records.size(), 10u);
    EXPECT_EQ(sink.sources.at(sink.records[0].source), "sample.csv");
    EXPECT_EQ(sink.records[0].type, "enquiry");
    EXPECT_EQ(sink.records[0].record, "R-0001");
    EXPECT_EQ(sink.records[0].line, 2u);
    EXPECT_EQ(sink.records[3].outcome, Outcome::rejected);
}

TEST(Run, ValuesArriveInTheOrderOfTheSchemaWithTheirCells) {
    const auto evaluation = validate::Schema::load(sample().evaluation_schema);
    KeepingSink sink;
    run(sample(), sink);
    ASSERT_EQ(sink.records.at(0).evaluations.size(), 2u);
    const auto& request = sink.records[0].evaluations[1];
    const auto& type = evaluation.types().at(request.type);
    EXPECT_EQ(type.name, "request");
    std::string seen;
    for (const auto& value : request.values)
        seen += type.fields.at(value.field).name + "=" + value.value + "@" + std::to_string(value.column) + " ";
    EXPECT_EQ(seen,
              "nhs_number=9434765919@3 local_id=P-17@2 event_reference=R-0001@1 start_date=2012-09-03@4 "
              "end_date=2012-09-05@5 "
              "referral_source=GP or community health@7 event_outcome=NFA: Information and advice or signposting@8 ");
    EXPECT_EQ(request.values.back().crosswalk_row, 7u);
    EXPECT_EQ(request.values.back().local_code, "ADVICE");
    EXPECT_EQ(request.values.front().crosswalk_row, 0u);
}

TEST(Run, ASchemaFaultStandsAtItsCell) {
    KeepingSink sink;
    run(sample(), sink);
    const auto* kept = find(sink, "schema.pattern");
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->sequence, 4u);
    EXPECT_EQ(to_string(kept->finding.place), "sample.csv:5:1");
    EXPECT_EQ(kept->finding.field, "number");
}

TEST(Run, AValueThatCannotBeConvertedRejectsItsRecordAtItsCell) {
    KeepingSink sink;
    run(sample(), sink);
    const auto* kept = find(sink, "value.unreadable");
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->sequence, 3u);
    EXPECT_EQ(to_string(kept->finding.place), "sample.csv:4:4");
    EXPECT_EQ(kept->finding.field, "received");
    EXPECT_EQ(kept->finding.record, "R-0003");
    EXPECT_EQ(sink.records.at(2).outcome, Outcome::rejected);
    EXPECT_TRUE(sink.records[2].evaluations.empty());
}

TEST(Run, AnUnmappedCodeIsFoundCountedAndNeverGuessed) {
    const auto evaluation = validate::Schema::load(sample().evaluation_schema);
    KeepingSink sink;
    run(sample(), sink);
    std::vector<std::string> found;
    for (const auto& kept : sink.findings)
        if (kept.finding.rule == "crosswalk.unmapped")
            found.push_back(to_string(kept.finding.place) + " " + kept.finding.value);
    EXPECT_THAT(found, testing::ElementsAre("sample.csv:6:7 VICAR", "sample.csv:6:8 LAPSED"));
    const auto& last = sink.records.at(4).evaluations.at(1).values.back();
    EXPECT_EQ(last.value, "Invalid and not mapped");
    EXPECT_EQ(last.local_code, "LAPSED");
    EXPECT_EQ(last.crosswalk_row, 0u);
}

TEST(Run, ARecordThatIsAlikeArrivesEachTimeWithTheCellOfItsRow) {
    auto request = request_for("good", "repeats");
    KeepingSink sink;
    const auto result = run(request, sink);
    EXPECT_TRUE(result.complete) << result.reason;
    std::vector<std::string> seen, found;
    for (const auto& record : sink.records) {
        ASSERT_EQ(record.evaluations.size(), 1u);
        for (const auto& value : record.evaluations[0].values)
            seen.push_back(value.value + "@" + std::to_string(value.column));
    }
    const std::string none = "Invalid and not mapped@9";
    EXPECT_THAT(seen, testing::ElementsAre("Male@1", "Male@1", "Male@1", "Male@9", none, none));
    for (const auto& kept : sink.findings) found.push_back(to_string(kept.finding.place));
    EXPECT_THAT(found, testing::ElementsAre("things.csv:5:9", "things.csv:6:9"));
    EXPECT_EQ(result.crosswalk_unmapped, 2u);
}

TEST(Run, PersonalValuesAreMaskedInFindings) {
    const TemporaryFolder folder;
    const auto file = folder.write("r.csv", "Enquiry,Person,NHS no,Received,Closed,Sex,Asked by,Result\n"
                                            "R-0001,Q-99887,943 476 591,03/09/2012,,F,GP,ADVICE\n");
    KeepingSink sink;
    const auto result = run(riverside(file), sink);
    EXPECT_EQ(result.rejected, 1u);
    ASSERT_GE(sink.findings.size(), 2u);
    for (const auto& kept : sink.findings) {
        const auto all = kept.finding.value + kept.finding.message + kept.finding.remedy + kept.finding.expected;
        EXPECT_THAT(all, testing::Not(HasSubstr("99887")));
        EXPECT_THAT(all, testing::Not(HasSubstr("943 476 591")));
    }
}

TEST(Run, AFileThatCannotBeReadIsAFatalFindingOfACompleteRun) {
    const TemporaryFolder folder;
    KeepingSink sink;
    const auto result = run(riverside(folder.path() / "absent.csv"), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    EXPECT_EQ(result.read, 0u);
    ASSERT_FALSE(sink.findings.empty());
    EXPECT_EQ(sink.findings[0].finding.severity, Severity::fatal);
    EXPECT_EQ(sink.findings[0].finding.place.file, "absent.csv");
}

TEST(Run, ManyRowsArriveInOrder) {
    const TemporaryFolder folder;
    std::string text = "Enquiry,Person,NHS no,Received,Closed,Sex,Asked by,Result\n";
    for (int i = 0; i < 20000; ++i)
        text += "R-" + std::to_string(1000 + i % 9000) + ",P-" + std::to_string(i) + ",,03/09/2012,,F,GP,ADVICE\n";
    KeepingSink sink;
    const auto result = run(riverside(folder.write("many.csv", text)), sink);
    EXPECT_TRUE(result.complete) << result.reason;
    EXPECT_EQ(result.normalised, 20000u);
    ASSERT_EQ(sink.records.size(), 20000u);
    for (std::size_t i = 0; i < sink.records.size(); ++i) ASSERT_EQ(sink.records[i].sequence, i + 1);
    EXPECT_EQ(sink.records.back().line, 20001u);
}

TEST(Run, AnExceptionOfTheSinkPassesThrough) {
    class Refusing : public KeepingSink {
        void local_record(const LocalRecord&) override { throw std::runtime_error("the disk is full"); }
    } sink;
    EXPECT_THROW(run(sample(), sink), std::runtime_error);
}

TEST(Run, APluginChangedSinceItWasFoundIsRefused) {
    auto request = sample();
    request.plugin.sha256 = std::string(64, '0');
    KeepingSink sink;
    const auto result = run(request, sink);
    EXPECT_FALSE(result.complete);
    EXPECT_EQ(result.reason, "\"riverside.so\" was changed while it was being used; run the command again.");
}

} // namespace
} // namespace pilotage::plugin::test
