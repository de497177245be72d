#include "importers/json/json.hpp"

#include "importers/decimal_text.hpp"
#include "importers/json/notation.hpp"
#include "importers/json/tokens.hpp"
#include "importers/records/record_reader.hpp"

namespace pilotage::importers {
namespace {

using Kind = JsonToken::Kind;

/// Of the rows that stand for elements of the outermost array that are no objects.
constexpr std::string_view element_column = "value";

class JsonReader final : public RecordReader {
public:
    JsonReader(std::shared_ptr<const File> file, const Options& options)
        : RecordReader(options), tokens_(ByteSource(std::move(file), options.limits), options.limits) {
        begin();
    }

    std::string_view format() const override { return "json"; }
    std::string decisions() const override {
        return std::string("UTF-8, ") + (documents_ > 1 ? "one object a line"
                                         : root_array_  ? "one array"
                                                        : "one object");
    }
    std::uint64_t bytes_done() const override { return tokens_.source().bytes_done(); }
    std::uint64_t bytes_all() const override { return tokens_.source().bytes_all(); }

private:
    /// A container that is open.
    struct Frame {
        enum class Kind : std::uint8_t {
            root_array,
            record, ///< an object that is a row
            object, ///< an object in one, whose members are columns of that row
            array,  ///< a member's array, whose objects are rows
            nested, ///< what stands in an array's array, and is written in JSON notation
        } kind;
        std::size_t path;     ///< length of path_ before it
        std::size_t notation; ///< length of notation_ before it
    };
    struct OpenRecord {
        RecordQueue::Record* record;
        std::size_t base; ///< where in path_ the names of its columns begin
    };

    bool parse_some() override;
    void begin_object(const JsonToken& token);
    void begin_array(const JsonToken& token);
    void end_container(const JsonToken& token);
    void scalar(const JsonToken& token);
    void key(const JsonToken& token);
    void begin_record(std::uint64_t line);
    void end_record();
    void note(const JsonToken& token, std::string_view number = {}, bool first = false);
    void set(const JsonToken& at, std::string_view column, CellType type, std::string_view value,
             std::string_view shown = {});

    bool in(Frame::Kind kind) const { return !frames_.empty() && frames_.back().kind == kind; }
    bool in_members() const { return in(Frame::Kind::record) || in(Frame::Kind::object); }
    void push(Frame::Kind kind) { frames_.push_back({kind, path_.size(), notation_.size()}); }
    std::string_view column_name() const { return std::string_view(path_).substr(records_.back().base); }

    JsonTokens tokens_;
    std::vector<Frame> frames_;
    std::vector<OpenRecord> records_;
    std::string path_; ///< of names; those of the innermost record begin at its base
    JsonNotation notation_;
    std::string number_;
    std::uint64_t documents_ = 0;
    bool root_array_ = false;
};

bool JsonReader::parse_some() {
    const JsonToken token = tokens_.next();
    if (frames_.empty() && token.kind != Kind::end) {
        root_array_ = token.kind == Kind::begin_array;
        ++documents_;
    }
    switch (token.kind) {
    case Kind::begin_object:
        begin_object(token);
        break;
    case Kind::begin_array:
        begin_array(token);
        break;
    case Kind::end_object:
    case Kind::end_array:
        end_container(token);
        break;
    case Kind::key:
        key(token);
        break;
    case Kind::end:
        return false;
    default:
        scalar(token);
    }
    return true;
}

void JsonReader::begin_record(std::uint64_t line) {
    std::string table;
    if (!records_.empty()) {
        table = queue().tables()[records_.back().record->table()].name;
        if (!table.empty()) table += '.';
        table += column_name();
    }
    RecordQueue::Record& record = queue().begin(queue().table(table), line);
    if (!records_.empty())
        queue().set(record, "..", CellType::number, std::to_string(records_.back().record->number()));
    records_.push_back({&record, path_.size()});
}

void JsonReader::end_record() {
    queue().end(*records_.back().record);
    records_.pop_back();
}

void JsonReader::begin_object(const JsonToken& token) {
    if (in(Frame::Kind::nested)) {
        note(token);
        push(Frame::Kind::nested);
    } else if (in_members()) {
        push(Frame::Kind::object);
    } else {
        push(Frame::Kind::record);
        begin_record(token.line);
    }
}

void JsonReader::begin_array(const JsonToken& token) {
    if (frames_.empty()) return push(Frame::Kind::root_array);
    const bool element_of_root = in(Frame::Kind::root_array);
    if (element_of_root) begin_record(token.line);
    const bool member = in_members();
    push(member ? Frame::Kind::array : Frame::Kind::nested);
    note(token, {}, member || element_of_root);
}

void JsonReader::end_container(const JsonToken& token) {
    const Frame ended = frames_.back();
    if (ended.kind == Frame::Kind::array && notation_.from(ended.notation).size() > 1) {
        note(token);
        set(token, column_name(), CellType::text, notation_.from(ended.notation));
    } else if (ended.kind == Frame::Kind::nested) {
        note(token);
    } else if (ended.kind == Frame::Kind::record) {
        end_record();
    }
    frames_.pop_back();
    path_.resize(ended.path);
    if (ended.kind == Frame::Kind::array) notation_.cut(ended.notation);
    if (ended.kind == Frame::Kind::nested && in(Frame::Kind::root_array)) {
        set(token, element_column, CellType::text, notation_.from(0));
        notation_.cut(0);
        end_record();
    }
}

void JsonReader::key(const JsonToken& token) {
    if (in(Frame::Kind::nested)) return note(token);
    const Frame& frame = frames_.back();
    path_.resize(frame.path);
    if (frame.kind == Frame::Kind::object) path_ += '.';
    path_ += token.text;
    if (path_.size() > options().limits.row_bytes)
        tokens_.refuse("limit.row_bytes", "The names around this value are together longer than a record may be.",
                       "Use shorter names.");
}

void JsonReader::scalar(const JsonToken& token) {
    std::string_view value = token.text, shown;
    CellType type = CellType::text;
    switch (token.kind) {
    case Kind::number:
        if (!canonical_decimal(token.text, number_))
            tokens_.refuse("format.malformed", "The exponent of this number has more than six digits.",
                           "Correct the number.");
        type = CellType::number;
        value = number_;
        if (value != token.text) shown = token.text;
        break;
    case Kind::boolean:
        type = CellType::boolean;
        break;
    case Kind::null:
        type = CellType::empty;
        value = {};
        break;
    default:
        break;
    }
    if (in(Frame::Kind::array) || in(Frame::Kind::nested)) {
        note(token, value);
    } else if (in_members()) {
        set(token, column_name(), type, value, shown);
    } else {
        begin_record(token.line);
        set(token, element_column, type, value, shown);
        end_record();
    }
}

void JsonReader::note(const JsonToken& token, std::string_view number, bool first) {
    notation_.add(token, number, first);
    const auto limit = options().limits.cell_bytes;
    if (notation_.size() > limit)
        tokens_.refuse("limit.cell_bytes",
                       "An array of values is longer than the limit of " + std::to_string(limit) + " bytes of a cell.",
                       "Check whether the file is what it should be.");
}

void JsonReader::set(const JsonToken& at, std::string_view column, CellType type, std::string_view value,
                     std::string_view shown) {
    const RecordQueue::Record& record = *records_.back().record;
    const auto done = queue().set(*records_.back().record, column, type, value, shown);
    if (done.again)
        queue().report({Issue::Severity::warning, "json.duplicate_name", queue().tables()[record.table()].name,
                        record.number(), at.line, done.column + 1,
                        "A name comes twice in one object; the later value counts.",
                        "Have each name written once in an object."});
}

} // namespace

bool looks_like_json(std::string_view head) {
    constexpr std::string_view space = " \t\r\n";
    if (head.substr(0, 3) == "\xef\xbb\xbf") head.remove_prefix(3);
    head.remove_prefix(std::min(head.find_first_not_of(space), head.size()));
    if (head.empty() || (head.front() != '{' && head.front() != '[')) return false;
    const std::string_view inside = head.substr(std::min(head.find_first_not_of(space, 1), head.size()));
    if (inside.empty()) return head.size() == 1;
    return head.front() == '{' ? inside.front() == '"' || inside.front() == '}'
                               : inside.front() == '{' || inside.front() == '[' || inside.front() == ']';
}

std::unique_ptr<Reader> open_json(std::shared_ptr<const File> file, const Options& options) {
    return std::make_unique<JsonReader>(std::move(file), options);
}

} // namespace pilotage::importers
