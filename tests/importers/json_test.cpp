#include "importers/decimal_text.hpp"
#include "importers/json/json.hpp"
#include "tests/importers/record_text.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <regex>

namespace pilotage::importers {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::unique_ptr<Reader> open_it(const std::string& path, const Options& options) {
    return open_json(std::make_shared<DiskFile>(path), options);
}

Reading read_json(std::string_view text, const Options& options = {}) {
    return read_text(text, ".json", options, &open_it);
}

/// Rule, line and column of what makes the text no JSON.
std::string fault_of(std::string_view text, const Options& options = {}) {
    return place_of_fault(read_json(text, options));
}

TEST(Json, an_array_of_objects_is_a_table_with_a_header_row) {
    const auto reading = read_json("[\n {\"id\": 1, \"name\": \"a\"},\n {\"name\": \"b\", \"id\": 2}\n]\n");
    EXPECT_THAT(reading.rows, ElementsAre("#@2: id|name", "1@2: 1|a", "2@3: 2|b"));
    EXPECT_THAT(reading.rules(), IsEmpty());
    EXPECT_EQ(reading.format, "json");
}

TEST(Json, objects_one_a_line_are_a_table) {
    const auto reading = read_json("{\"a\":1}\r\n{\"a\":2}\r\n\r\n{\"a\":3}");
    EXPECT_THAT(reading.rows, ElementsAre("#@1: a", "1@1: 1", "2@2: 2", "3@4: 3"));
    EXPECT_THAT(reading.decisions, HasSubstr("one object a line"));
}

TEST(Json, arrays_of_objects_are_tables_and_name_the_row_they_belong_to) {
    const auto reading = read_json(R"({"period": "2012-13", "contacts": [
 {"id": 7, "files": [{"n": "x"}, {"n": "y"}]},
 {"id": 8}]})");
    EXPECT_THAT(reading.rows, ElementsAre("contacts.files #@2: ..|n", "contacts.files 1@2: 1|x",
                                          "contacts.files 2@2: 1|y", "contacts #@2: ..|id", "contacts 1@2: 1|7",
                                          "contacts 2@3: 1|8", "#@1: period", "1@1: 2012-13"));
    ASSERT_EQ(reading.tables.size(), 3u);
    EXPECT_EQ(reading.tables[1].name, "contacts");
}

TEST(Json, one_table_can_be_asked_for) {
    Options options;
    options.table = "contacts";
    const auto reading = read_json(R"({"a": 1, "contacts": [{"id": 7, "files": [{"n": 1}]}]})", options);
    EXPECT_THAT(reading.rows, ElementsAre("contacts #@1: ..|id", "contacts 1@1: 1|7"));
}

TEST(Json, objects_in_objects_become_columns) {
    const auto reading = read_json(R"([{"a": {"b": {"c": 1}, "d": 2}, "e": {}, "f": []}])");
    EXPECT_THAT(reading.rows, ElementsAre("#@1: a.b.c|a.d", "1@1: 1|2"));
}

TEST(Json, arrays_of_scalars_stand_in_one_cell_in_json_notation) {
    const auto reading = read_json(R"([{"a": ["x", "say \"y\"\n", 1.50, true, null, [2, {"k": "v"}, []]]}])");
    EXPECT_THAT(reading.rows, ElementsAre("#@1: a", R"(1@1: ["x","say \"y\"\u000a",1.5,true,null,[2,{"k":"v"},[]]])"));
}

TEST(Json, an_array_may_hold_both_scalars_and_objects) {
    const auto reading = read_json(R"([{"a": [1, {"b": [5, 6]}, 2]}])");
    EXPECT_THAT(reading.rows, ElementsAre("a #@1: ..|b", "a 1@1: 1|[5,6]", "#@1: a", "1@1: [1,2]"));
}

TEST(Json, elements_that_are_no_objects_are_rows_of_one_value) {
    const auto reading = read_json(R"([1, "x", [2, [3]], {"value": null, "b": false}])");
    EXPECT_THAT(reading.rows, ElementsAre("#@1: value|b", "1@1: 1|-", "2@1: x|-", "3@1: [2,[3]]|-", "4@1: -|false"));
}

TEST(Json, late_names_add_columns_behind_the_others_and_are_noted) {
    std::string text = "[";
    for (int i = 0; i < 600; ++i) text += "{\"a\":" + std::to_string(i) + "},\n";
    text += "{\"b\":1,\"a\":2},{\"a\":3}]";
    const auto reading = read_json(text);
    ASSERT_EQ(reading.rows.size(), 604u);
    EXPECT_EQ(reading.rows[0], "#@1: a");
    EXPECT_EQ(reading.rows[1], "1@1: 0");
    EXPECT_THAT(reading.rows, testing::Contains("#@513: a|b"));
    EXPECT_EQ(reading.rows[601], "600@600: 599|-");
    EXPECT_EQ(reading.rows[602], "601@601: 2|1");
    EXPECT_EQ(reading.rows[603], "602@601: 3|-");
    ASSERT_THAT(reading.rules(), ElementsAre("table.new_column"));
    EXPECT_EQ(reading.issues[0].row, 601u);
    EXPECT_EQ(reading.issues[0].column, 2u);
}

TEST(Json, numbers_keep_every_digit) {
    const auto reading =
        read_json(R"([[123456789012345678901234567890], [0.10], [-0.0], [1e3], [1E+30], [12.5e-1], [1.0]])");
    EXPECT_THAT(reading.rows, ElementsAre("#@1: value", "1@1: [123456789012345678901234567890]", "2@1: [0.1]",
                                          "3@1: [0]", "4@1: [1000]", "5@1: [1e+30]", "6@1: [1.25]", "7@1: [1]"));
    EXPECT_THAT(read_json("[{\"a\": 0.10}]").rows, ElementsAre("#@1: a", "1@1: 0.1~0.10"));
}

TEST(Json, canonical_numbers_follow_the_rule_of_the_longest_plain_form) {
    const auto canonical = [](std::string_view number) {
        std::string out;
        return canonical_decimal(number, out) ? out : "refused";
    };
    EXPECT_EQ(canonical("100000000000000000000"), "100000000000000000000");
    EXPECT_EQ(canonical("1e21"), "1e+21");
    EXPECT_EQ(canonical("0.0000000000000000001"), "0.0000000000000000001");
    EXPECT_EQ(canonical("1e-20"), "1e-20");
    EXPECT_EQ(canonical("-12.50e-30"), "-1.25e-29");
    EXPECT_EQ(canonical("0e999999999"), "refused");
    EXPECT_EQ(canonical("1e000000001"), "10");
}

TEST(Json, a_name_that_comes_twice_is_a_warning_and_the_later_value_counts) {
    const auto reading = read_json("[{\"a\":1,\n\"b\":2,\"a\":3}]");
    EXPECT_THAT(reading.rows, ElementsAre("#@1: a|b", "1@1: 3|2"));
    ASSERT_THAT(reading.rules(), ElementsAre("json.duplicate_name"));
    EXPECT_EQ(reading.issues[0].line, 2u);
    EXPECT_EQ(reading.issues[0].column, 1u);
}

TEST(Json, escapes_and_utf8_are_read) {
    const auto reading = read_json("\xef\xbb\xbf[{\"\\u0041\": \"\\ud83d\\ude00 caf\xc3\xa9 \\\\ \\/\"}]");
    EXPECT_THAT(reading.rows, ElementsAre("#@1: A", "1@1: \xf0\x9f\x98\x80 caf\xc3\xa9 \\ /"));
}

TEST(Json, what_is_no_json_is_refused_at_its_line_and_column) {
    EXPECT_EQ(fault_of("[\n{\"a\":1,}]"), "format.malformed 2:8");
    EXPECT_EQ(fault_of("[{\"caf\xc3\xa9\" 1}]"), "format.malformed 1:10");
    EXPECT_EQ(fault_of("[{\"a\":01}]"), "format.malformed 1:7");
    EXPECT_EQ(fault_of("[{\"a\":.5}]"), "format.malformed 1:7");
    EXPECT_EQ(fault_of("[{\"a\":NaN}]"), "format.malformed 1:7");
    EXPECT_EQ(fault_of("[{\"a\":\"x\ny\"}]"), "format.malformed 1:9");
    EXPECT_EQ(fault_of("[{\"a\":1}"), "format.truncated 1:9");
    EXPECT_EQ(fault_of("[{\"a\":\"tex"), "format.truncated 1:11");
    EXPECT_EQ(fault_of("{\"a\":1} x"), "format.malformed 1:9");
    EXPECT_EQ(fault_of("{\"a\":1} {\"a\":2}"), "format.malformed 1:9");
    EXPECT_EQ(fault_of("[{\"a\":1}]\n[]"), "format.malformed 2:1");
    EXPECT_EQ(fault_of("[{\"a\":\"\\ud83d\"}]"), "encoding.lone_surrogate 1:9");
    EXPECT_EQ(fault_of("[{\"a\":\"\\ude00\"}]"), "encoding.lone_surrogate 1:9");
    EXPECT_EQ(fault_of("[{\"a\":\"caf\xe9\"}]"), "encoding.invalid_utf8 1:11");
    EXPECT_EQ(fault_of("[{\"a\":1e1234567}]"), "format.malformed 1:7");
}

TEST(Json, rows_before_the_fault_are_given) {
    const auto reading = read_json("[{\"a\":1},{\"a\":2},{\"a\":");
    EXPECT_TRUE(reading.malformed);
    EXPECT_THAT(reading.rows, ElementsAre("#@1: a", "1@1: 1", "2@1: 2"));
}

TEST(Json, every_limit_refuses) {
    Options options;
    options.limits.nesting = 3;
    EXPECT_EQ(fault_of("[{\"a\":[]}]", options), "none");
    EXPECT_EQ(fault_of("[{\"a\":[[]]}]", options), "limit.nesting 1:8");
    options = {};
    options.limits.cell_bytes = 4;
    EXPECT_EQ(fault_of("[{\"a\":\"1234\"}]", options), "none");
    EXPECT_EQ(fault_of("[{\"a\":\"12345\"}]", options), "limit.cell_bytes 1:7");
    EXPECT_EQ(fault_of("[{\"a\":12345}]", options), "limit.cell_bytes 1:7");
    EXPECT_EQ(fault_of("[{\"a\":[1,2]}]", options), "limit.cell_bytes 1:11");
    options = {};
    options.limits.columns = 1;
    EXPECT_EQ(fault_of("[{\"a\":1,\n\"b\":1}]", options), "limit.columns 1:0");
    options = {};
    options.limits.rows = 1;
    EXPECT_EQ(fault_of("[{\"a\":1},\n{\"b\":1}]", options), "limit.rows 2:0");
    options = {};
    options.limits.row_bytes = 3;
    EXPECT_EQ(fault_of("[{\"a\":12,\"b\":34}]", options), "limit.row_bytes 1:0");
    options = {};
    options.limits.name_bytes = 3;
    EXPECT_EQ(fault_of("[{\"abcd\":1}]", options), "limit.name_bytes 1:0");
    EXPECT_EQ(fault_of("[{\"abcd\":[{\"e\":1}]}]", options), "limit.name_bytes 0:0");
    options = {};
    options.limits.entries = 2;
    EXPECT_EQ(fault_of("[{\"a\":[{}],\"b\":[{}]}]", options), "limit.entries 0:0");
    options = {};
    options.limits.file_bytes = 5;
    EXPECT_EQ(fault_of("[{\"a\":1}]", options), "limit.file_bytes 0:0");
}

/// Reads the rows of a flat table back into objects, by the header rows.
std::vector<json> objects_of(const std::string& path) {
    std::vector<json> objects;
    std::vector<std::string> names;
    const auto reader = open_it(path, {});
    Row row;
    while (reader->next(row)) {
        if (row.header) names.clear();
        json object = json::object();
        for (std::size_t i = 0; i < row.cells().size(); ++i) {
            const Cell& cell = row.cells()[i];
            if (row.header)
                names.emplace_back(cell.value);
            else if (cell.type == CellType::number)
                object[names.at(i)] = json::parse(cell.value);
            else if (cell.type == CellType::boolean)
                object[names.at(i)] = cell.value == "true";
            else if (cell.type == CellType::text)
                object[names.at(i)] = std::string(cell.value);
        }
        if (!row.header) objects.push_back(std::move(object));
    }
    return objects;
}

rc::Gen<json> any_scalar() {
    const auto text = rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)),
                                   [](std::string s) { return json(s + "\xc3\xa9"); });
    return rc::gen::oneOf(text,
                          rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return json(n); }),
                          rc::gen::map(rc::gen::arbitrary<double>(), [](double n) { return json(n); }),
                          rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return json(b); }));
}

TEST(Json, what_a_json_library_writes_is_read_back) {
    EXPECT_TRUE(rc::check([] {
        const auto names = *rc::gen::container<std::vector<std::string>>(
            rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'e'))));
        json table = json::array();
        const int rows = *rc::gen::inRange(0, 20);
        for (int i = 0; i < rows; ++i) {
            json object = json::object();
            for (const auto& name : names)
                if (*rc::gen::arbitrary<bool>()) object[name] = *any_scalar();
            if (!object.empty()) table.push_back(object);
        }
        const int indent = *rc::gen::element(-1, 0, 2);
        std::string text = table.dump(indent, ' ', *rc::gen::arbitrary<bool>());
        if (*rc::gen::arbitrary<bool>()) {
            text.clear();
            for (const auto& object : table) text += object.dump() + "\n";
        }
        if (text.empty()) text = "[]";
        const TemporaryFile file(text, ".json");
        RC_ASSERT(objects_of(file.path()) == table.get<std::vector<json>>());
    }));
}

TEST(Json, a_text_is_refused_exactly_where_the_reference_library_refuses_it) {
    EXPECT_TRUE(rc::check([] {
        std::string text = R"([{"a":[1,-2.5e3,"x\u00e9\n"],"b":{"c":null,"d":[true,false,{"e":"é"}]}},{"f":[]}])";
        const int changes = *rc::gen::inRange(0, 4);
        for (int i = 0; i < changes; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
            const int what = *rc::gen::inRange(0, 3);
            const char sign = *rc::gen::oneOf(rc::gen::elementOf(std::string("[]{},:\"\\0123eEtfn-+. u")),
                                              rc::gen::arbitrary<char>());
            if (what == 0) text.erase(at, 1);
            if (what == 1) text[at] = sign;
            if (what == 2) text.insert(at, 1, sign);
            if (text.empty()) text = "[]";
        }
        // The library's numbers end where binary ones end.
        RC_PRE(!std::regex_search(text, std::regex("[eE][+-]?[0-9]{3}")));
        const auto reading = read_json(text);
        const bool refused = reading.malformed;
        RC_ASSERT(refused == !json::accept(text));
    }));
}

} // namespace
} // namespace pilotage::importers
