// The batches: sources, entries of the dictionary, wordings, local records with their evaluation records, findings and
// progress, in reading order.
#pragma once

#include "core/bytes.hpp"
#include "core/plugin/dictionary.hpp"
#include "core/plugin/run.hpp"
#include "core/plugin/wordings.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pilotage::plugin {

struct SourceItem {
    std::uint32_t id = 0; ///< 0, 1, 2, ... in the order they are named
    std::string_view file, table;
};

/// `record.type` stays empty on the way: `local_type` indexes Hello::local_types, or is abi::none.
struct RecordItem {
    LocalRecord record;
    std::uint32_t local_type = 0;
};

struct FindingItem {
    std::uint64_t sequence = 0;
    std::uint32_t source = 0; ///< abi::none: no file in particular
    std::uint64_t row = 0, line = 0;
    std::uint32_t column = 0;
    std::string_view record, value;
    /// With a number the words themselves stay empty on the way: they were sent before, as an item of their own.
    WordingItem words;
};

struct ProgressItem {
    std::uint64_t bytes_done = 0, bytes_all = 0;
};

using Item = std::variant<SourceItem, EntryItem, WordingItem, RecordItem, FindingItem, ProgressItem>;

void put_item(std::string& out, const SourceItem& item);
void put_item(std::string& out, const EntryItem& item);
void put_item(std::string& out, const WordingItem& item);
void put_item(std::string& out, const FindingItem& item);
void put_item(std::string& out, const ProgressItem& item);

/// A record travels as its head with the number of its evaluation records, then these one by one. Values with an entry
/// travel as its number, which must have been put before.
void put_record_head(std::string& out, const RecordItem& item, std::size_t evaluation_records);
void put_evaluation_record(std::string& out, const EvaluationRecord& record);
/// The same piece by piece: the head with the number of values, then these in the order of the schema.
void put_evaluation_head(ByteWriter& out, std::uint32_t type, std::size_t values);
void put_evaluation_value(ByteWriter& out, const EvaluationValue& value);
/// The value begins with its field, or with its entry's number; the last bit tells which.
inline void put_evaluation_entry(ByteWriter& out, std::uint32_t entry) {
    out.number(static_cast<std::uint64_t>(entry) << 1 | 1);
}

/// Reads one batch. Texts point into the payload or the dictionary; the spans of a record are valid until the next
/// call.
///
/// A person comes again with each of their events, in the same bytes: such a record is told by one comparison, is not
/// read again, and need not be judged again (EvaluationRecord::repeats). A client-level row takes a fifth less of the
/// host's time so.
class ItemReader {
public:
    /// Entries of the dictionary are added to it as they come.
    ItemReader(std::string_view payload, Dictionary& dictionary) : in_(payload), dictionary_(dictionary) {}
    /// Throws FrameError on anything that the functions above did not write.
    bool next(Item& item);

private:
    /// The evaluation record that came last at its position in a local record.
    struct Latest {
        std::string_view bytes;
        std::uint32_t type = 0;
        std::vector<EvaluationValue> values;
    };
    RecordItem record();
    void evaluation(Latest& latest, EvaluationRecord& record);
    void read(Latest& latest);

    ByteReader in_;
    Dictionary& dictionary_;
    std::vector<EvaluationRecord> records_;
    std::vector<Latest> latest_; ///< by position
};

} // namespace pilotage::plugin
