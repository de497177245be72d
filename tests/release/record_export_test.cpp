// Record-level data: what goes out and what does not, read back by libreadstat's own program.
#include "core/release/analysis_files.hpp"
#include "core/release/record_export.hpp"
#include "tests/measure/hand_made_store.hpp"

#include <gmock/gmock.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace pilotage::release {
namespace {

namespace fs = std::filesystem;
using pilotage::testing::HandMadeStore;
using ::testing::HasSubstr;
using ::testing::Not;

const validate::Schema& evaluation_schema() {
    static const auto schema = validate::Schema::load(std::string(PILOTAGE_SOURCE_DIR) + "/schemas/evaluation-1.xsd");
    return schema;
}

class RecordExport : public ::testing::Test {
protected:
    RecordExport() {
        const auto east = store_.submission("east", "2011-12");
        store_.row(
            east, "person",
            {{"person", "zoe"}, {"birth_month", "1930-04"}, {"gender", "Female"}, {"postcode_sector", "DN31 1"}});
        store_.row(east, "person", {{"person", "adam"}, {"birth_month", "1941-11"}});
        store_.row(east, "request",
                   {{"person", "zoe"},
                    {"event_reference", "secret"},
                    {"start_date", "2011-06-01"},
                    {"route_of_access", "Prison"}});
        measure::Evaluation evaluation(store_.file());
        tables_ = record_tables(evaluation, evaluation_schema());
        folder_ = fs::temp_directory_path() / ("pilotage_records_" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    ~RecordExport() override { fs::remove_all(folder_); }
    const RecordTable& table(const std::string& name) const {
        for (const auto& t : tables_)
            if (t.name == name) return t;
        throw std::runtime_error("no table " + name);
    }
    /// What `readstat FILE -` makes of the bytes; all of the file's own description without the dash.
    std::string read_back(const std::string& name, const std::string& bytes, const char* dash = "-") {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        const auto command = "readstat '" + (folder_ / name).string() + "' " + dash + " 2>&1";
        std::string out;
        FILE* pipe = ::popen(command.c_str(), "r");
        for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
        EXPECT_EQ(::pclose(pipe), 0) << out;
        return out;
    }

    HandMadeStore store_;
    std::vector<RecordTable> tables_;
    fs::path folder_;
};

TEST_F(RecordExport, PeopleAreNumbersAndDatesOfBirthAreYears) {
    const auto csv = csv_of(table("person"));
    EXPECT_THAT(csv, HasSubstr("site,arm,period,person,birth_year,"));
    EXPECT_THAT(csv, HasSubstr("east,pilot,2011-12,2,1930,"));
    EXPECT_THAT(csv, HasSubstr("east,pilot,2011-12,1,1941,"));
    EXPECT_THAT(csv, HasSubstr(",DN31\r\n"));
    for (const auto* word : {"zoe", "adam", "DN31 1", "-04", "-11,"}) EXPECT_THAT(csv, Not(HasSubstr(word)));
    const auto requests = csv_of(table("request"));
    EXPECT_THAT(requests, Not(HasSubstr("secret")));
    EXPECT_THAT(requests, HasSubstr("person,event_reference,"));
    EXPECT_THAT(requests, HasSubstr("2011-06-01"));
    EXPECT_THAT(requests, HasSubstr("east,pilot,2011-12,2,1,2011-06-01,")); // the person of before
}

TEST_F(RecordExport, AnotherReaderFindsTheSameValuesAndLabels) {
    for (const auto* end : {"sav", "dta"}) {
        const bool spss = std::string(end) == "sav";
        const auto bytes = spss ? sav_of(table("request"), "2014-05-12") : dta_of(table("request"), "2014-05-12");
        EXPECT_EQ(bytes, spss ? sav_of(table("request"), "2014-05-12") : dta_of(table("request"), "2014-05-12"));
        const auto rows = read_back(std::string("request.") + end, bytes);
        EXPECT_THAT(rows, HasSubstr("\"site\",\"arm\",\"period\",\"person\",\"event_reference\",\"start_date\""))
            << end;
        // The person, the reference, and 1 June 2011: seconds since 1582, days since 1960.
        EXPECT_THAT(rows, HasSubstr(spss ? "\"2011-12\",2.000000,1.000000,13526265600.000000,"
                                         : "\"2011-12\",2,1,18779.000000,"))
            << end;
        EXPECT_THAT(read_back(std::string("request.") + end, bytes, ""), HasSubstr("Rows: 1")) << end;
    }
}

TEST_F(RecordExport, CodesAreNumbersWithTheTextOfTheirList) {
    const auto& requests = table("request");
    const auto route = std::ranges::find(requests.variables, "route_of_access", &RecordVariable::name);
    ASSERT_NE(route, requests.variables.end());
    EXPECT_EQ(route->type, RecordVariable::Type::coded);
    const auto at = static_cast<std::size_t>(route - requests.variables.begin());
    const auto number = std::get<double>(requests.rows.front()[at]);
    EXPECT_EQ(route->codes.at(static_cast<std::size_t>(number) - 1).second, "Prison");
    EXPECT_THAT(csv_of(requests), HasSubstr(",Prison,"));
}

TEST_F(RecordExport, SaysWhatItIs) {
    Release study;
    study.study_name = "A study";
    study.data_date = "2014-05-12";
    const auto files = record_files(tables_, study);
    EXPECT_EQ(files.size(), 3 * tables_.size() + 1);
    EXPECT_THAT(files.back().bytes, HasSubstr("NOT FOR PUBLICATION"));
    EXPECT_THAT(files.back().bytes, HasSubstr("person  2 rows"));
}

} // namespace
} // namespace pilotage::release
