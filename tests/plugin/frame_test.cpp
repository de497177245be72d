// Frames and batches: what is put in comes out, and any other bytes are refused without harm.
#include "core/plugin/frame.hpp"
#include "core/plugin/items.hpp"
#include "core/plugin/messages.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

namespace pilotage::plugin {
namespace {

using Outcome = LocalRecord::Outcome;

std::string framed(FrameKind kind, const std::string& payload) {
    std::string bytes;
    const auto start = open_frame(bytes);
    bytes += payload;
    close_frame(bytes, start, kind);
    return bytes;
}

void feed(FrameDecoder& decoder, std::string_view bytes) {
    std::memcpy(decoder.room(bytes.size() + 1), bytes.data(), bytes.size());
    decoder.taken(bytes.size());
}

RC_GTEST_PROP(Frames, ComeOutAsTheyWentInHoweverTheyAreCut, (const std::vector<std::string>& payloads)) {
    std::string bytes;
    for (const auto& payload : payloads) bytes += framed(FrameKind::items, payload);
    FrameDecoder decoder;
    std::vector<std::string> seen;
    while (!bytes.empty()) {
        const auto cut = std::min<std::size_t>(bytes.size(), *rc::gen::inRange<std::size_t>(1, 40));
        feed(decoder, std::string_view(bytes).substr(0, cut));
        bytes.erase(0, cut);
        for (Frame frame; decoder.next(frame);) seen.emplace_back(frame.payload);
    }
    RC_ASSERT(seen == payloads);
    RC_ASSERT(decoder.empty());
}

TEST(Frames, AnUnknownKindAndATooLargeOneAreRefused) {
    FrameDecoder unknown;
    feed(unknown, std::string_view("\x01\x00\x00\x00\x09x", 6));
    Frame frame;
    EXPECT_THROW(unknown.next(frame), FrameError);
    FrameDecoder large;
    feed(large, std::string_view("\xff\xff\xff\xff\x03", 5));
    EXPECT_THROW(large.next(frame), FrameError);
}

RC_GTEST_PROP(Messages, EndAndHelloComeOutAsTheyWentIn,
              (std::uint64_t read, std::uint64_t findings, const std::vector<std::string>& types)) {
    End end;
    end.read = read;
    end.findings = findings;
    std::string bytes;
    put(bytes, end);
    RC_ASSERT(read_end(bytes) == end);
    Hello hello;
    hello.local_types = types;
    bytes.clear();
    put(bytes, hello);
    RC_ASSERT(read_hello(bytes) == hello);
}

RC_GTEST_PROP(Messages, ARequestComesOutAsItWentIn,
              (const std::string& plugin, const std::string& period,
               const std::vector<std::pair<std::string, std::string>>& files)) {
    Request request;
    request.host = 42;
    request.plugin = plugin;
    request.period_end = period;
    request.memory_bytes = 1ull << 40;
    for (const auto& [path, name] : files) request.files.push_back({path, name});
    std::string bytes;
    put(bytes, request);
    RC_ASSERT(read_request(bytes) == request);
}

/// A batch with every kind of item in it.
std::string batch() {
    std::string bytes;
    put_item(bytes, SourceItem{0, "referrals.csv", ""});
    const WordingItem words{1, Severity::warning, "crosswalk.unmapped", "sex", "a code", "not mapped", "map it"};
    put_item(bytes, words);
    put_item(bytes, FindingItem{1, 0, 2, 2, 5, "R-1", "X", words});
    put_item(bytes, FindingItem{1, 0, 2, 2, 6, "R-1", "Y", {0, Severity::note, "value.unreadable", "", "", "odd", ""}});
    const std::vector<EvaluationValue> person = {{0, 3, 0, "9434765919", {}}, {4, 6, 12, "Female", "F", 1}};
    RecordItem item;
    item.record = {Outcome::normalised, 1, 0, 2, 2, {}, "R-1", {}};
    item.local_type = 1;
    put_item(bytes, EntryItem{0, person[1]});
    put_record_head(bytes, item, 2);
    put_evaluation_record(bytes, {0, person});
    put_evaluation_record(bytes, {1, {}});
    put_item(bytes, ProgressItem{100, 200});
    return bytes;
}

TEST(Items, ComeOutAsTheyWentIn) {
    const auto bytes = batch();
    Dictionary dictionary;
    ItemReader reader(bytes, dictionary);
    Item item;
    ASSERT_TRUE(reader.next(item));
    EXPECT_EQ(std::get<SourceItem>(item).file, "referrals.csv");
    ASSERT_TRUE(reader.next(item));
    EXPECT_EQ(std::get<WordingItem>(item).number, 1u);
    EXPECT_EQ(std::get<WordingItem>(item).severity, Severity::warning);
    EXPECT_EQ(std::get<WordingItem>(item).rule, "crosswalk.unmapped");
    EXPECT_EQ(std::get<WordingItem>(item).remedy, "map it");
    ASSERT_TRUE(reader.next(item));
    EXPECT_EQ(std::get<FindingItem>(item).words.number, 1u);
    EXPECT_EQ(std::get<FindingItem>(item).value, "X");
    EXPECT_EQ(std::get<FindingItem>(item).column, 5u);
    ASSERT_TRUE(reader.next(item));
    EXPECT_EQ(std::get<FindingItem>(item).words.number, 0u);
    EXPECT_EQ(std::get<FindingItem>(item).words.severity, Severity::note);
    EXPECT_EQ(std::get<FindingItem>(item).words.message, "odd");
    EXPECT_EQ(std::get<FindingItem>(item).record, "R-1");
    ASSERT_TRUE(reader.next(item));
    EXPECT_EQ(std::get<EntryItem>(item).value.value, "Female");
    ASSERT_TRUE(reader.next(item));
    const auto& record = std::get<RecordItem>(item).record;
    EXPECT_EQ(record.record, "R-1");
    ASSERT_EQ(record.records.size(), 2u);
    ASSERT_EQ(record.records[0].values.size(), 2u);
    EXPECT_EQ(record.records[0].values[1].value, "Female");
    EXPECT_EQ(record.records[0].values[1].local_code, "F");
    EXPECT_EQ(record.records[0].values[1].crosswalk_row, 12u);
    EXPECT_EQ(record.records[0].values[1].field, 4u);
    EXPECT_EQ(record.records[0].values[1].column, 6u);
    EXPECT_EQ(record.records[0].values[1].entry, 1u);
    EXPECT_EQ(record.records[1].type, 1u);
    EXPECT_TRUE(record.records[1].values.empty());
    ASSERT_TRUE(reader.next(item));
    EXPECT_EQ(std::get<ProgressItem>(item).bytes_all, 200u);
    EXPECT_FALSE(reader.next(item));
}

TEST(Items, ARecordInTheBytesOfTheOneBeforeIsToldToRepeatIt) {
    const std::vector<EvaluationValue> first = {{0, 3, 0, "9434765919", {}}, {4, 6, 12, "Female", "F", 1}},
                                       longer = {{0, 3, 0, "9434765919", {}}, {4, 6, 12, "Female", "F", 1}, {5, 7}},
                                       other = {{0, 3, 0, "4010232137", {}}, {4, 6, 12, "Female", "F", 1}};
    std::string bytes;
    put_item(bytes, EntryItem{0, first[1]});
    for (const auto* values : {&first, &first, &longer, &other, &other, &first}) {
        put_record_head(bytes, {}, 2);
        put_evaluation_record(bytes, {0, *values});
        put_evaluation_record(bytes, {0, first});
    }
    Dictionary dictionary;
    ItemReader reader(bytes, dictionary);
    std::string repeated;
    const EvaluationValue* where = nullptr;
    for (Item item; reader.next(item);)
        if (const auto* record = std::get_if<RecordItem>(&item)) {
            const auto& records = record->record.records;
            ASSERT_EQ(records.size(), 2u);
            EXPECT_EQ(records[1].repeats, !repeated.empty());
            EXPECT_TRUE(!records[0].repeats || records[0].values.data() == where);
            where = records[0].values.data();
            repeated += (repeated.empty() ? "" : " ") + std::string(records[0].repeats ? "again:" : "new:") +
                        std::to_string(records[0].values.size()) + std::string(records[0].values[0].value.substr(0, 1));
        }
    EXPECT_EQ(repeated, "new:29 again:29 new:39 new:24 again:24 new:29");
}

/// Reads a batch to its end and touches every byte that it gives; true when it was a batch.
bool readable(std::string_view bytes) {
    std::size_t touched = 0;
    const auto touch = [&](std::string_view text) {
        for (const char c : text) touched += static_cast<unsigned char>(c);
    };
    try {
        Dictionary dictionary;
        ItemReader reader(bytes, dictionary);
        for (Item item; reader.next(item);)
            if (const auto* record = std::get_if<RecordItem>(&item))
                for (const auto& evaluation : record->record.records)
                    for (const auto& value : evaluation.values) touch(value.value), touch(value.local_code);
            else if (const auto* finding = std::get_if<FindingItem>(&item))
                touch(finding->value), touch(finding->words.message), touch(finding->words.remedy);
            else if (const auto* wording = std::get_if<WordingItem>(&item))
                touch(wording->rule), touch(wording->remedy);
    } catch (const FrameError&) {
        return false;
    }
    return touched < static_cast<std::size_t>(-1);
}

TEST(Items, ACutBatchIsRefusedUnlessItIsCutBetweenItems) {
    const auto bytes = batch();
    std::size_t good = 0;
    for (std::size_t size = 0; size < bytes.size(); ++size)
        if (readable(std::string_view(bytes).substr(0, size))) ++good;
    EXPECT_EQ(good, 7u); // before each of the seven items
    EXPECT_TRUE(readable(bytes));
}

TEST(Items, DamagedBatchesDoNoHarm) {
    const auto whole = batch();
    std::mt19937 random(20130430);
    std::size_t refused = 0;
    for (int i = 0; i < 20000; ++i) {
        auto bytes = whole;
        for (int k = 0; k < 1 + i % 3; ++k) bytes[random() % bytes.size()] = static_cast<char>(random());
        if (!readable(bytes)) ++refused;
    }
    EXPECT_GT(refused, 2000u);
}

RC_GTEST_PROP(Items, NoiseDoesNoHarm, (const std::string& noise)) {
    readable(noise);
}

/// What the reader says to one evaluation record of type 0 with this value, after these entries; empty when it takes
/// it.
std::string refusal(const std::vector<EntryItem>& entries, const EvaluationValue& value) {
    std::string bytes;
    for (const auto& entry : entries) put_item(bytes, entry);
    put_record_head(bytes, {}, 1);
    put_evaluation_record(bytes, {0, {&value, 1}});
    try {
        Dictionary dictionary;
        ItemReader reader(bytes, dictionary);
        for (Item item; reader.next(item);) {
        }
    } catch (const FrameError& e) {
        return e.what();
    }
    return {};
}

TEST(Items, AnEntryMustHaveBeenSentInTurnAndForTheType) {
    const EvaluationValue first{4, 6, 12, "Female", "F", 1}, second{4, 6, 11, "Male", "M", 2};
    EXPECT_EQ(refusal({{0, first}, {0, second}}, second), "");
    EXPECT_EQ(refusal({{0, first}}, second), "an entry of the dictionary that was not sent");
    EXPECT_EQ(refusal({{1, first}}, first), "an entry of the dictionary that is of another type");
    EXPECT_EQ(refusal({{0, second}}, second), "an entry of the dictionary out of turn");
    EXPECT_EQ(refusal({{0, {4, 6, 12, std::string(600, 'x'), "F", 1}}}, first),
              "an entry of the dictionary that is too long");
}

TEST(Items, ADictionaryHasABound) {
    Dictionary dictionary;
    const std::string text = "a";
    for (std::uint32_t i = 1; i <= Dictionary::most_entries; ++i) dictionary.add({0, {0, 0, 0, text, {}, i}});
    EXPECT_THROW(dictionary.add({0, {0, 0, 0, text, {}, Dictionary::most_entries + 1}}), FrameError);
}

TEST(Items, ACountThatItsFrameCannotHoldTakesNoMemory) {
    std::string bytes;
    RecordItem item;
    put_record_head(bytes, item, std::size_t{1} << 40);
    EXPECT_FALSE(readable(bytes));
}

} // namespace
} // namespace pilotage::plugin
