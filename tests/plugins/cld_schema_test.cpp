// The schema of client-level files and its importer hold the same: plain validation reads the marks of the one, a check
// the columns of the other.
#include "core/paths.hpp"
#include "core/plugin/discovery.hpp"
#include "core/tables/row_types.hpp"
#include "core/tables/table_check.hpp"
#include "plugins/cld/columns.hpp"
#include "tests/plugin/runs.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace pilotage {
namespace {

namespace fs = std::filesystem;
using plugin::LocalRecord;

const fs::path source(PILOTAGE_SOURCE_DIR);

const validate::Schema& schema() {
    static const auto loaded = validate::Schema::load(source / "schemas/cld.xsd");
    return loaded;
}

TEST(CldSchema, HasTheHeadingsOfTheImporter) {
    ASSERT_EQ(schema().types().size(), 5u);
    for (const auto& type : schema().types()) {
        ASSERT_EQ(type.fields.size(), cld::columns.size()) << type.name;
        for (std::size_t i = 0; i < cld::columns.size(); ++i) {
            EXPECT_EQ(type.fields[i].name, cld::columns[i].field);
            EXPECT_THAT(type.fields[i].headings, testing::ElementsAre(cld::columns[i].heading));
        }
    }
}

/// A file as the importer reads it, for both sides.
importers::Options as_the_importer() {
    importers::Options options;
    options.delimiter = ',';
    options.encoding = "windows-1252";
    return options;
}

std::vector<fs::path> files() {
    std::vector<fs::path> all;
    for (const auto* root : {"examples/study/returns/comparison", "tests/data/cld"})
        for (const auto& entry : fs::recursive_directory_iterator(source / root))
            if (entry.path().extension() == ".csv" &&
                !entry.path().string().ends_with("workbook/client_level_data.csv"))
                all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    return all;
}

plugin::test::KeepingSink by_the_importer(const fs::path& file) {
    plugin::RunRequest request;
    request.plugin = plugin::find("cld", std::vector<fs::path>{fs::path(PILOTAGE_BINARY_DIR) / "plugins"});
    request.evaluation_schema = evaluation_schema();
    request.files.push_back({file, file.filename()});
    plugin::test::KeepingSink sink;
    plugin::run(request, sink);
    return sink;
}

/// What both say of the rows that both judge, and the record type of each of these rows.
void compare(const fs::path& file, std::uint64_t& faults) {
    SCOPED_TRACE(file.string());
    const auto sink = by_the_importer(file);
    std::map<std::uint64_t, std::string> types; // by row
    for (const auto& record : sink.records)
        if (record.outcome != LocalRecord::Outcome::left_out) types[record.row] = record.type;
    for (const auto& [sequence, finding] : sink.findings) // rows that the importer or the reader refuses are not judged
        if (!finding.rule.starts_with("schema.") && finding.severity == Severity::error) types.erase(finding.place.row);
    if (types.empty()) return;

    const auto words = [](const Finding& f) {
        return f.rule + " at " + to_string(f.place) + " field " + f.field + " of " + f.record + " found " + f.value +
               " expected " + f.expected + ": " + f.message + " " + f.remedy;
    };
    std::vector<std::string> theirs;
    for (const auto& [sequence, finding] : sink.findings)
        if (finding.rule.starts_with("schema.") && types.contains(finding.place.row)) theirs.push_back(words(finding));
    const auto judged_by = [&](validate::Judge judge) {
        std::vector<std::string> told;
        const auto keep = [&](const Finding& finding) {
            if (finding.rule.starts_with("schema.") && types.contains(finding.place.row))
                told.push_back(words(finding));
        };
        tables::check_table(schema(), {file.string(), {}, as_the_importer(), judge},
                            {keep, [](std::uint64_t, std::uint64_t) {}});
        return told;
    };
    const auto ours = judged_by(validate::Judge::compiled);
    EXPECT_EQ(ours, judged_by(validate::Judge::reference));
    EXPECT_EQ(ours, theirs);
    faults += ours.size();

    tables::RowTypes row_types(schema(), "");
    tables::Columns columns(schema(), row_types.types());
    const tables::CellWords cell_words(schema().blanks());
    const auto reader = importers::open(file.string(), as_the_importer());
    importers::Row row;
    ASSERT_TRUE(reader->next(row));
    columns.bind(row, {}, [](const Finding&) {});
    row_types.bind(columns, {}, [](const Finding&) {});
    while (reader->next(row)) {
        const auto known = types.find(row.number);
        if (known == types.end()) continue;
        const auto type = row_types.type_of(row, cell_words);
        ASSERT_TRUE(type) << "row " << row.number;
        EXPECT_EQ(schema().types()[*type].name, known->second) << "row " << row.number;
        types.erase(known);
    }
    EXPECT_TRUE(types.empty());
}

TEST(CldSchema, JudgesTheSamplesAsTheImporterDoes) {
    std::uint64_t faults = 0;
    const auto all = files();
    ASSERT_GT(all.size(), 20u);
    for (const auto& file : all) compare(file, faults);
    EXPECT_GT(faults, 5u);
}

TEST(CldSchema, JudgesFaultyDataAsTheImporterDoes) {
    const plugin::test::TemporaryFolder folder;
    std::uint64_t faults = 0;
    for (const auto* words : {"--seed 3 --flaws 1", "--seed 4 --flaws 0.2"}) {
        const auto out = folder.path() / words;
        const auto call = "'" PILOTAGE_BINARY_DIR "/bin/pilotage-generate' --site cld --rows 3000 " +
                          std::string(words) + " '" + out.string() + "' > /dev/null";
        ASSERT_EQ(std::system(call.c_str()), 0);
        compare(out / "client_level_data.csv", faults);
    }
    EXPECT_GT(faults, 500u);
}

} // namespace
} // namespace pilotage
