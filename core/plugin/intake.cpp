#include "core/plugin/intake.hpp"

#include "core/abi/pilotage_abi.hpp"
#include "core/plugin/shown_words.hpp"

namespace pilotage::plugin {
void Intake::take(const Frame& frame) {
    if (end_ || !trouble_.empty()) throw FrameError("more after the end");
    switch (frame.kind) {
    case FrameKind::hello:
        if (hello_) throw FrameError("a second greeting");
        hello_ = read_hello(frame.payload);
        return;
    case FrameKind::trouble:
        trouble_ = shown(frame.payload);
        if (trouble_.empty()) throw FrameError("a trouble without a word");
        return;
    case FrameKind::items:
        if (!hello_) throw FrameError("a batch before the greeting");
        return take_items(frame.payload);
    case FrameKind::end:
        if (!hello_) throw FrameError("an end before the greeting");
        end_ = read_end(frame.payload);
        return;
    case FrameKind::request:
        break;
    }
    throw FrameError("a frame that only the host sends");
}

void Intake::take_items(std::string_view payload) {
    ItemReader reader(payload, dictionary_);
    for (Item item; reader.next(item);) std::visit([&](auto& one) { take(one); }, item);
}

void Intake::take(const SourceItem& item) {
    if (item.id != sources_.size()) throw FrameError("a source out of turn");
    sources_.push_back({shown(item.file), shown(item.table)});
    if (sink_ != nullptr) sink_->source(item.id, sources_.back().file, sources_.back().table);
}

void Intake::take(const EntryItem& item) const {
    if (item.type >= shape_.size()) throw FrameError("an entry of the dictionary of no known type");
    if (item.value.field >= shape_[item.type])
        throw FrameError("an entry of the dictionary with a field that is not in the schema");
}

void Intake::take(RecordItem& item) {
    auto& record = item.record;
    if (record.sequence != arrived_.read + 1) throw FrameError("a record out of turn");
    if (record.source >= sources_.size() && record.source != abi::none)
        throw FrameError("a record of a source that was not named");
    if (item.local_type < hello_->local_types.size())
        record.type = hello_->local_types[item.local_type];
    else if (record.outcome != LocalRecord::Outcome::left_out)
        throw FrameError("a record of a type that is not in the schema");
    ++arrived_.read;
    arrived_.evaluation_records += record.records.size();
    switch (record.outcome) {
    case LocalRecord::Outcome::normalised:
        ++arrived_.normalised;
        break;
    case LocalRecord::Outcome::rejected:
        ++arrived_.rejected;
        break;
    case LocalRecord::Outcome::left_out:
        ++arrived_.left_out;
        break;
    }
    if (record.outcome != LocalRecord::Outcome::normalised && !record.records.empty())
        throw FrameError("evaluation records of a record that was not accepted");
    for (const auto& evaluation : record.records)
        if (!evaluation.repeats) check_evaluation(evaluation);
    last_.row = record.row;
    last_.line = record.line;
    if (record.source < sources_.size() &&
        (last_.file != sources_[record.source].file || last_.table != sources_[record.source].table)) {
        last_.file = sources_[record.source].file;
        last_.table = sources_[record.source].table;
    }
    if (sink_ != nullptr) sink_->local_record(record);
}

void Intake::check_evaluation(const EvaluationRecord& record) const {
    if (record.type >= shape_.size()) throw FrameError("an evaluation record of no known type");
    std::uint32_t last = 0;
    for (const auto& value : record.values) {
        if (value.field >= shape_[record.type])
            throw FrameError("an evaluation record with a field that is not in the schema");
        if (value.field < last) throw FrameError("an evaluation record whose fields are out of order");
        last = value.field;
    }
}

void Intake::take(const FindingItem& item) {
    if (item.source >= sources_.size() && item.source != abi::none)
        throw FrameError("a finding at a source that was not named");
    if (item.sequence > arrived_.read + 1) throw FrameError("a finding of a record that was not sent");
    const auto* known = item.words.number == 0 ? nullptr : &wordings_.find(item.words.number);
    ++arrived_.findings;
    if (sink_ == nullptr) return;
    show(item.record, record_);
    show(item.value, value_);
    const auto words = known == nullptr ? worded(item.words) : Finding();
    sink_->finding({item.sequence, known == nullptr ? words : *known, item.words.number, item.source, item.row,
                    item.line, item.column, record_, value_});
}

void Intake::take(const ProgressItem& item) {
    if (sink_ != nullptr) sink_->progress(item.bytes_done, item.bytes_all);
}

std::string Intake::imbalance() const {
    const auto& end = *end_;
    if (end.plugin_rows != end.read)
        return "The plugin's counts do not balance: it says that it handed over " + std::to_string(end.plugin_rows) +
               " rows, and " + std::to_string(end.read) + " were counted.";
    if (end.read != arrived_.read || end.normalised != arrived_.normalised || end.rejected != arrived_.rejected ||
        end.left_out != arrived_.left_out || end.evaluation_records != arrived_.evaluation_records ||
        end.findings != arrived_.findings)
        return "The worker's counts do not balance: it says that it sent " + std::to_string(end.read) + " rows with " +
               std::to_string(end.evaluation_records) + " evaluation records and " + std::to_string(end.findings) +
               " findings, and " + std::to_string(arrived_.read) + ", " + std::to_string(arrived_.evaluation_records) +
               " and " + std::to_string(arrived_.findings) + " arrived.";
    return {};
}

void Intake::count_into(RunResult& result) const {
    result.read = arrived_.read;
    result.normalised = arrived_.normalised;
    result.rejected = arrived_.rejected;
    result.left_out = arrived_.left_out;
    result.crosswalk_unmapped = end_ ? end_->unmapped : 0;
    result.arbitrated = end_ ? end_->arbitrated : 0;
}

Place Intake::place(std::uint32_t source, std::uint64_t row, std::uint64_t line) const {
    Place place;
    if (source < sources_.size()) {
        place.file = sources_[source].file;
        place.table = sources_[source].table;
    }
    place.row = row;
    place.line = line;
    return place;
}

} // namespace pilotage::plugin
