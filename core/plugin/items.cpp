#include "core/plugin/items.hpp"

#include <array>

namespace pilotage::plugin {
namespace {

enum class Tag : std::uint8_t { source = 1, record = 2, finding = 3, progress = 4, entry = 5, wording = 6 };

/// The texts of a wording in the order they travel in.
template <typename W>
auto texts(W& w) {
    return std::array{&w.rule, &w.field, &w.expected, &w.message, &w.remedy};
}

void put_words(ByteWriter& out, const WordingItem& item) {
    out.number(static_cast<std::uint64_t>(item.severity));
    for (const auto* text : texts(item)) out.text(*text);
}

void read_words(ByteReader& in, WordingItem& item) {
    const auto severity = in.number();
    if (severity > static_cast<std::uint64_t>(Severity::fatal)) throw FrameError("a finding of no known severity");
    item.severity = static_cast<Severity>(severity);
    for (auto* text : texts(item)) *text = in.text();
}

/// The fewest bytes an evaluation value or record takes.
constexpr std::size_t least_value = 1, least_record = 2;

constexpr std::uint64_t by_entry = 1;

void put_tag(ByteWriter& out, Tag tag) {
    out.number(static_cast<std::uint64_t>(tag));
}

void put_value(ByteWriter& out, const EvaluationValue& value) {
    out.number(value.column);
    out.number(value.crosswalk_row);
    out.text(value.value);
    out.text(value.local_code);
}

} // namespace

void put_item(std::string& to, const SourceItem& item) {
    ByteWriter out(to);
    put_tag(out, Tag::source);
    out.number(item.id);
    out.text(item.file);
    out.text(item.table);
    out.flush();
}

void put_item(std::string& to, const EntryItem& item) {
    ByteWriter out(to);
    put_tag(out, Tag::entry);
    out.number(item.type);
    out.number(item.value.entry);
    out.number(item.value.field);
    put_value(out, item.value);
    out.flush();
}

void put_item(std::string& to, const WordingItem& item) {
    ByteWriter out(to);
    put_tag(out, Tag::wording);
    out.number(item.number);
    put_words(out, item);
    out.flush();
}

void put_item(std::string& to, const FindingItem& item) {
    ByteWriter out(to);
    put_tag(out, Tag::finding);
    out.number(item.sequence);
    out.number(item.source);
    out.number(item.row);
    out.number(item.line);
    out.number(item.column);
    out.text(item.record);
    out.text(item.value);
    out.number(item.words.number);
    if (item.words.number == 0) put_words(out, item.words);
    out.flush();
}

void put_item(std::string& to, const ProgressItem& item) {
    ByteWriter out(to);
    put_tag(out, Tag::progress);
    out.number(item.bytes_done);
    out.number(item.bytes_all);
    out.flush();
}

void put_record_head(std::string& to, const RecordItem& item, std::size_t evaluation_records) {
    ByteWriter out(to);
    put_tag(out, Tag::record);
    out.number(static_cast<std::uint64_t>(item.record.outcome));
    out.number(item.record.sequence);
    out.number(item.record.source);
    out.number(item.record.row);
    out.number(item.record.line);
    out.number(item.local_type);
    out.text(item.record.record);
    out.number(evaluation_records);
    out.flush();
}

void put_evaluation_head(ByteWriter& out, std::uint32_t type, std::size_t values) {
    out.number(type);
    out.number(values);
}

void put_evaluation_value(ByteWriter& out, const EvaluationValue& value) {
    if (value.entry != 0) return put_evaluation_entry(out, value.entry);
    out.number(static_cast<std::uint64_t>(value.field) << 1);
    put_value(out, value);
}

void put_evaluation_record(std::string& to, const EvaluationRecord& record) {
    ByteWriter out(to);
    put_evaluation_head(out, record.type, record.values.size());
    for (const auto& value : record.values) put_evaluation_value(out, value);
    out.flush();
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
