// One file packed by gzip or ZIP is read as if it were not packed.
#include "examples/generate/xls_writer.hpp"
#include "importers/packed/gzip_file.hpp"
#include "tests/importers/record_text.hpp"
#include "tests/importers/workbook.hpp"
#include "tests/importers/zip_writer.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <zlib.h>

namespace pilotage::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string gzipped(std::string_view content) {
    const TemporaryFile file("", ".gz");
    const gzFile out = gzopen(file.path().c_str(), "wb9");
    gzwrite(out, content.data(), static_cast<unsigned>(content.size()));
    gzclose(out);
    return bytes_of(file.path());
}

TEST(Packed, gzip_of_each_text_format_is_read_as_that_format) {
    EXPECT_THAT(read_text(gzipped("a,b\n1,2\n"), ".csv.gz").rows, ElementsAre("1@1: a|b", "2@2: 1|2"));
    EXPECT_THAT(read_text(gzipped("[{\"a\":1}]"), ".json.gz").rows, ElementsAre("#@1: a", "1@1: 1"));
    EXPECT_THAT(read_text(gzipped("<l><r>1</r><r>2</r></l>"), ".xml.gz").rows,
                ElementsAre("r #@1: .", "r 1@1: 1", "r 2@1: 2"));
    EXPECT_THAT(read_text(gzipped("a,b\n1,2\n"), ".csv.gz").rules(), IsEmpty());
}

TEST(Packed, a_zip_of_one_file_is_read_as_that_file) {
    const ZipWriter file({{"folder/", ""}, {"folder/data.csv", "a,b\n1,2\n"}, {"__MACOSX/._data.csv", "x"}});
    const auto reading = read_all(file.path());
    EXPECT_THAT(reading.rows, ElementsAre("1@1: a|b", "2@2: 1|2"));
    EXPECT_THAT(reading.rules(), IsEmpty());
}

TEST(Packed, a_zip_of_several_files_is_refused) {
    const ZipWriter file({{"a.csv", "a,b\n"}, {"b.csv", "a,b\n"}}, ".zip");
    const auto reading = read_all(file.path());
    EXPECT_TRUE(reading.malformed);
    EXPECT_THAT(reading.fault.message, HasSubstr("ZIP archive"));
}

TEST(Packed, the_encoding_is_found_as_in_a_plain_file) {
    const auto reading = read_text(gzipped("name,town\ncaf\xe9,x\n"), ".csv.gz");
    EXPECT_THAT(reading.rows, ElementsAre("1@1: name|town", "2@2: caf\xc3\xa9|x"));
    EXPECT_THAT(reading.decisions, HasSubstr("1252"));
}

TEST(Packed, members_of_a_gzip_file_follow_each_other_and_zeros_may_fill_it_up) {
    const std::string both = gzipped("a,b\n") + gzipped("1,2\n") + std::string(512, '\0');
    EXPECT_THAT(read_text(both, ".csv.gz").rows, ElementsAre("1@1: a|b", "2@2: 1|2"));
}

TEST(Packed, damage_is_refused) {
    std::string content;
    for (int i = 0; i < 20'000; ++i) content += std::to_string(i * 7919) + "," + std::to_string(i) + "\n";
    const std::string packed = gzipped(content);
    const auto cut = read_text(packed.substr(0, packed.size() / 2), ".csv.gz");
    EXPECT_EQ(cut.fault.rule, "format.truncated");
    std::string changed = packed;
    changed[changed.size() - 6] ^= 1; // in the check sum
    EXPECT_EQ(read_text(changed, ".csv.gz").fault.rule, "format.malformed");
    EXPECT_EQ(read_text(packed + "more", ".csv.gz").fault.rule, "format.malformed");
    EXPECT_EQ(read_text(std::string("\x1f\x8b\x08rest"), ".csv.gz").fault.rule, "format.malformed");
}

TEST(Packed, damage_inside_an_archive_is_mended_by_sending_the_file_that_is_in_it) {
    std::string content;
    for (int i = 0; i < 20'000; ++i) content += std::to_string(i * 7919) + "," + std::to_string(i) + "\n";
    const ZipWriter archive({{"data.csv", content}});
    auto bytes = bytes_of(archive.path());
    bytes[bytes.size() / 2] ^= 1;
    const auto reading = read_text(bytes, ".zip");
    EXPECT_EQ(reading.fault.rule, "format.malformed");
    EXPECT_EQ(reading.fault.remedy, "Unpack the archive, and send the file that is in it.");
}

TEST(Packed, the_limits_of_archives_hold) {
    Options options;
    options.limits.unpacked_bytes = 1 << 20;
    EXPECT_EQ(read_text(gzipped(std::string(2 << 20, 'x')), ".csv.gz", options).fault.rule, "format.archive_limit");
    EXPECT_EQ(read_text(gzipped(std::string(40 << 20, '\n')), ".csv.gz").fault.rule, "format.archive_limit");
    const ZipWriter bomb({{"data.csv", std::string(40 << 20, '\n')}});
    EXPECT_EQ(read_all(bomb.path()).fault.rule, "format.archive_limit");
    options = {};
    options.limits.file_bytes = 10;
    EXPECT_EQ(read_text(gzipped("a,b\n"), ".csv.gz", options).fault.rule, "limit.file_bytes");
    const ZipWriter small({{"folder/", ""}, {"folder/data.csv", "a,b\n"}, {"__MACOSX/._data.csv", "x"}});
    EXPECT_EQ(read_all(small.path(), options).fault.rule, "limit.file_bytes");
}

TEST(Packed, a_file_packed_twice_is_refused) {
    EXPECT_EQ(read_text(gzipped(gzipped("a,b\n")), ".csv.gz.gz").fault.rule, "format.unknown");
}

const std::string sheet =
    R"(<t:table t:name="S"><t:table-row><t:table-cell o:value-type="string"><x:p>a</x:p></t:table-cell></t:table-row></t:table>)";
const std::string spaces = R"( xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
                           R"( xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
                           R"( xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0")";

/// A workbook of each kind with the text "a" in its first cell, by its ending.
std::vector<std::pair<std::string, std::string>> workbooks() {
    generate::XlsWriter legacy;
    legacy.sheet("S");
    legacy.text(0, 0, "a");
    const ZipWriter document({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                              {"content.xml", "<o:d" + spaces + ">" + sheet + "</o:d>"}});
    return {{"xls", legacy.file()},
            {"xlsx", test::zipped(test::workbook_parts("<row><c t=\"str\"><v>a</v></c></row>"))},
            {"ods", bytes_of(document.path())},
            {"fods", "<?xml version=\"1.0\"?><office:document"
                     " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                     " office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"" +
                         spaces + ">" + sheet + "</office:document>"}};
}

TEST(Packed, workbooks_are_read_plain_and_packed) {
    for (const auto& [kind, bytes] : workbooks()) {
        const std::string row = (kind == "xlsx" ? "Data" : "S") + std::string(" 1@0: a");
        const std::string format = kind == "fods" ? "ods" : kind;
        const ZipWriter archive({{"return." + kind, bytes}});
        for (const auto& reading :
             {read_text(bytes, "." + kind), read_text(gzipped(bytes), "." + kind + ".gz"), read_all(archive.path())}) {
            EXPECT_THAT(reading.rows, ElementsAre(row)) << kind << ": " << reading.fault.message;
            EXPECT_THAT(reading.rules(), IsEmpty()) << kind;
            EXPECT_EQ(reading.format, format);
            EXPECT_EQ(reading.tables.size(), 1u);
        }
        Options options;
        options.limits.packed_workbook_bytes = bytes.size() - 1;
        EXPECT_EQ(read_text(gzipped(bytes), "." + kind + ".gz", options).fault.rule, "format.archive_limit") << kind;
        options.limits.packed_workbook_bytes = bytes.size();
        EXPECT_FALSE(read_text(gzipped(bytes), "." + kind + ".gz", options).malformed) << kind;
    }
}

TEST(Packed, a_name_that_hides_the_packing_is_told) {
    EXPECT_THAT(read_text(gzipped("a,b\n"), ".csv").rules(), testing::Contains("format.disagrees"));
    EXPECT_THAT(read_text(gzipped("[{\"a\":1}]"), ".csv.gz").rules(), ElementsAre("format.disagrees"));
}

TEST(Packed, any_part_of_the_content_can_be_asked_for) {
    EXPECT_TRUE(rc::check([] {
        const auto content = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        const TemporaryFile packed(gzipped(content), ".gz");
        const GzipFile file(std::make_shared<DiskFile>(packed.path()), Limits{});
        RC_ASSERT(file.size() == content.size());
        for (int i = 0; i < 5; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, content.size() + 2);
            const auto size = *rc::gen::inRange<std::size_t>(0, content.size() + 2);
            RC_ASSERT(file.read_at(at, size) == (at < content.size() ? content.substr(at, size) : ""));
        }
    }));
}

} // namespace
} // namespace pilotage::importers
