#include "core/plugin/items.hpp"

#include <array>

namespace pilotage::plugin {
namespace {

enum class Tag : std::uint8_t { source = 1, record = 2, finding = 3, progress = 4, entry = 5, wording = 6 };

void put_tag(std::string& out, Tag tag) {
    out += static_cast<char>(tag);
}

/// The texts of a wording in the order they travel in.
template <typename W>
auto texts(W& w) {
    return std::array{&w.rule, &w.field, &w.expected, &w.message, &w.remedy};
}

void put_words(std::string& out, const WordingItem& item) {
    put_number(out, static_cast<std::uint64_t>(item.severity));
    for (const auto* text : texts(item)) put_text(out, *text);
}

void read_words(ByteReader& in, WordingItem& item) {
    const auto severity = in.number();
    if (severity > static_cast<std::uint64_t>(Severity::fatal)) throw FrameError("a finding of no known severity");
    item.severity = static_cast<Severity>(severity);
    for (auto* text : texts(item)) *text = in.text();
}

/// The fewest bytes an evaluation value or record takes.
constexpr std::size_t least_value = 1, least_record = 2;

/// A value begins with its field, or with its entry's number; the last bit tells which.
constexpr std::uint64_t by_entry = 1;

void put_value(std::string& out, const EvaluationValue& value) {
    put_number(out, value.column);
    put_number(out, value.crosswalk_row);
    put_text(out, value.value);
    put_text(out, value.local_code);
}

} // namespace

void put_item(std::string& out, const SourceItem& item) {
    put_tag(out, Tag::source);
    put_number(out, item.id);
    put_text(out, item.file);
    put_text(out, item.table);
}

void put_item(std::string& out, const EntryItem& item) {
    put_tag(out, Tag::entry);
    put_number(out, item.type);
    put_number(out, item.value.entry);
    put_number(out, item.value.field);
    put_value(out, item.value);
}

void put_item(std::string& out, const WordingItem& item) {
    put_tag(out, Tag::wording);
    put_number(out, item.number);
    put_words(out, item);
}

void put_item(std::string& out, const FindingItem& item) {
    put_tag(out, Tag::finding);
    put_number(out, item.sequence);
    put_number(out, item.source);
    put_number(out, item.row);
    put_number(out, item.line);
    put_number(out, item.column);
    put_text(out, item.record);
    put_text(out, item.value);
    put_number(out, item.words.number);
    if (item.words.number == 0) put_words(out, item.words);
}

void put_item(std::string& out, const ProgressItem& item) {
    put_tag(out, Tag::progress);
    put_number(out, item.bytes_done);
    put_number(out, item.bytes_all);
}

void put_record_head(std::string& out, const RecordItem& item, std::size_t evaluation_records) {
    put_tag(out, Tag::record);
    put_number(out, static_cast<std::uint64_t>(item.record.outcome));
    put_number(out, item.record.sequence);
    put_number(out, item.record.source);
    put_number(out, item.record.row);
    put_number(out, item.record.line);
    put_number(out, item.local_type);
    put_text(out, item.record.record);
    put_number(out, evaluation_records);
}

void put_evaluation_head(std::string& out, std::uint32_t type, std::size_t values) {
    put_number(out, type);
    put_number(out, values);
}

void put_evaluation_entry(std::string& out, std::uint32_t entry) {
    put_number(out, static_cast<std::uint64_t>(entry) << 1 | by_entry);
}

void put_evaluation_value(std::string& out, const EvaluationValue& value) {
    if (value.entry != 0) return put_evaluation_entry(out, value.entry);
    put_number(out, static_cast<std::uint64_t>(value.field) << 1);
    put_value(out, value);
}

void put_evaluation_record(std::string& out, const EvaluationRecord& record) {
    put_evaluation_head(out, record.type, record.values.size());
    for (const auto& value : record.values) put_evaluation_value(out, value);
}

namespace {

void read_value(ByteReader& in, EvaluationValue& value) {
    value.column = in.number32();
    value.crosswalk_row = in.number32();
    value.value = in.text();
    value.local_code = in.text();
}

} // namespace

bool ItemReader::next(Item& item) {
    if (in_.at_end()) return false;
    const auto tag = in_.number();
    if (tag < 1 || tag > 6) throw FrameError("an item of no known kind");
    switch (static_cast<Tag>(tag)) {
    case Tag::source: {
        SourceItem source;
        source.id = in_.number32();
        source.file = in_.text();
        source.table = in_.text();
        item = source;
        return true;
    }
    case Tag::entry: {
        EntryItem entry;
        entry.type = in_.number32();
        entry.value.entry = in_.number32();
        entry.value.field = in_.number32();
        read_value(in_, entry.value);
        dictionary_.add(entry);
        item = entry;
        return true;
    }
    case Tag::record:
        item = record();
        return true;
    case Tag::finding: {
        FindingItem finding;
        finding.sequence = in_.number();
        finding.source = in_.number32();
        finding.row = in_.number();
        finding.line = in_.number();
        finding.column = in_.number32();
        finding.record = in_.text();
        finding.value = in_.text();
        finding.words.number = in_.number32();
        if (finding.words.number == 0) read_words(in_, finding.words);
        item = finding;
        return true;
    }
    case Tag::wording: {
        WordingItem wording;
        wording.number = in_.number32();
        read_words(in_, wording);
        item = wording;
        return true;
    }
    case Tag::progress: {
        ProgressItem progress;
        progress.bytes_done = in_.number();
        progress.bytes_all = in_.number();
        item = progress;
        return true;
    }
    }
    return false;
}

RecordItem ItemReader::record() {
    RecordItem item;
    const auto outcome = in_.number();
    if (outcome > static_cast<std::uint64_t>(LocalRecord::Outcome::left_out))
        throw FrameError("a record of no known outcome");
    item.record.outcome = static_cast<LocalRecord::Outcome>(outcome);
    item.record.sequence = in_.number();
    item.record.source = in_.number32();
    item.record.row = in_.number();
    item.record.line = in_.number();
    item.local_type = in_.number32();
    item.record.record = in_.text();

    const auto count = in_.count(least_record);
    if (latest_.size() < count) latest_.resize(count);
    records_.resize(count);
    for (std::size_t i = 0; i < count; ++i) evaluation(latest_[i], records_[i]);
    item.record.records = records_;
    return item;
}

void ItemReader::evaluation(Latest& latest, EvaluationRecord& record) {
    record.repeats = !latest.bytes.empty() && in_.skip(latest.bytes);
    if (!record.repeats) read(latest);
    record.type = latest.type;
    record.values = latest.values;
}

void ItemReader::read(Latest& latest) {
    const auto* const begin = in_.at();
    latest.bytes = {};
    latest.type = in_.number32();
    latest.values.resize(in_.count(least_value));
    for (auto& value : latest.values) {
        const auto head = in_.number();
        if ((head & by_entry) != 0) {
            value = dictionary_.find(latest.type, head >> 1);
            continue;
        }
        if (head >> 33 != 0) throw FrameError("a number is too large");
        value.field = static_cast<std::uint32_t>(head >> 1);
        value.entry = 0;
        read_value(in_, value);
    }
    latest.bytes = {begin, static_cast<std::size_t>(in_.at() - begin)};
}

} // namespace pilotage::plugin
