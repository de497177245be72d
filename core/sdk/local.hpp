// What a plugin hands over while it reads: local records, findings about the files, rows left out.
#ifndef PILOTAGE_SDK_LOCAL_HPP
#define PILOTAGE_SDK_LOCAL_HPP

#include "core/sdk/names.hpp"
#include "core/sdk/value.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::sdk {

enum class Severity : std::uint32_t {
    note = abi::note,
    warning = abi::warning,
    error = abi::error,
    fatal = abi::fatal, ///< the whole submission cannot be used
};

/// Thrown by LocalWriter when the host wants no more; let it pass through your code.
struct Stopped : std::runtime_error {
    Stopped() : std::runtime_error("the host stopped the reading") {}
};

/// Where something stands in a site's own file. Rows, lines and columns count from 1; 0 means "not one of these".
struct Where {
    std::uint32_t source = abi::none;
    std::uint64_t row = 0;
    std::uint64_t line = 0;
    std::uint32_t column = 0;
};

/// A finding in the author's words. `message` says what is wrong without repeating the value.
struct Finding {
    Severity severity = Severity::error;
    std::string_view rule;
    std::string_view message;
    std::string_view remedy = {};
    std::string_view field = {};
    std::string_view value = {};
    std::string_view expected = {};
};

/// Thrown to give a file up: the finding is reported at `where` and the submission is not used. For a file that
/// cannot be read at all; a single bad row is a finding, not an exception.
class UnusableFile : public std::runtime_error {
public:
    UnusableFile(Where at, std::string rule_id, std::string what_is_wrong, std::string how_to_mend)
        : std::runtime_error(what_is_wrong), where(at), rule(std::move(rule_id)), message(std::move(what_is_wrong)),
          remedy(std::move(how_to_mend)) {}

    Where where;
    std::string rule;
    std::string message;
    std::string remedy;
};

class LocalWriter;

/// One local record while it is being filled. Cells may be set in any order, as the site wrote them: outer white space
/// is taken away before the schema sees a value. An empty cell that was there is set too, so that a finding about it
/// can name its place; to the schema it is not there.
class LocalDraft {
public:
    LocalDraft& set(std::uint32_t field, std::uint32_t column, std::string_view value) {
        fields_.push_back({field, column, text(value)});
        return *this;
    }
    /// Another value for the cell that was set as the `place`-th, from 0. A wide table whose rows have all columns in
    /// one order can fill a draft of its own once, and change its values from row to row.
    LocalDraft& change(std::size_t place, std::string_view value) {
        fields_[place].value = text(value);
        return *this;
    }

private:
    friend class LocalWriter;
    std::vector<abi::LocalField> fields_;
};

class LocalWriter {
public:
    explicit LocalWriter(abi::ReadHost& host) : host_(host) {}

    /// Names a file (and a sheet, for workbooks) as the sender knows it.
    std::uint32_t source(std::string_view file, std::string_view table = {}) {
        return last_source_ = host_.source(text(file), text(table));
    }
    /// The source named last, abi::none before the first.
    std::uint32_t last_source() const { return last_source_; }
    /// The id of a record type of the schema; a name that is not in it is a fault of the plugin.
    std::uint32_t type(std::string_view name) {
        const auto id = host_.local_type(text(name));
        if (id == abi::none) throw std::logic_error("the schema has no record type \"" + std::string(name) + "\"");
        return id;
    }
    std::uint32_t field(std::uint32_t type, std::string_view name) {
        const auto id = host_.local_field(type, text(name));
        if (id == abi::none) throw std::logic_error("the schema has no field \"" + std::string(name) + "\"");
        return id;
    }
    /// A cleared draft whose storage is used again: texts set into it must live until write() returns.
    LocalDraft& draft() {
        draft_.fields_.clear();
        return draft_;
    }
    void write(std::uint32_t type, const Where& where, const LocalDraft& draft) {
        ++rows_;
        const abi::LocalRecord record{
            sizeof(abi::LocalRecord), type,      where.source, static_cast<std::uint32_t>(draft.fields_.size()),
            draft.fields_.data(),     where.row, where.line};
        check(host_.record(record));
    }
    /// A row that is not a record of the return: a total, a heading, a row outside the scope.
    void leave_out(const Where& where, std::string_view reason) {
        ++rows_;
        check(host_.leave_out(where.source, where.row, where.line, text(reason)));
    }
    /// An error at a row rejects the record that is written next for that row.
    void finding(const Where& where, const Finding& f) {
        const abi::Finding finding{sizeof(abi::Finding),
                                   static_cast<std::uint32_t>(f.severity),
                                   where.source,
                                   where.column,
                                   where.row,
                                   where.line,
                                   text(f.rule),
                                   text(f.field),
                                   text(f.value),
                                   text(f.expected),
                                   text(f.message),
                                   text(f.remedy)};
        check(host_.finding(finding));
    }
    /// How far the reading has come. Call it about once every few thousand rows.
    void progress(std::uint64_t bytes_done, std::uint64_t bytes_all) { check(host_.progress(bytes_done, bytes_all)); }
    std::uint64_t rows() const { return rows_; }

private:
    static void check(std::int32_t status) {
        if (status != abi::ok) throw Stopped();
    }

    abi::ReadHost& host_;
    LocalDraft draft_;
    std::uint64_t rows_ = 0;
    std::uint32_t last_source_ = abi::none;
};

/// What the records of one reading share: the ids of names, and where the fields of the record at hand stand.
class LocalNames {
public:
    std::uint32_t type(abi::ReadHost& host, std::string_view name) {
        return ids_.find(abi::none, name, [&] { return host.local_type(text(name)); });
    }
    std::uint32_t field(abi::ReadHost& host, std::uint32_t type, std::string_view name) {
        return ids_.find(type, name, [&] { return host.local_field(type, text(name)); });
    }
    /// For each field of the record its first place, abi::none where it is not set.
    void place(const abi::LocalRecord& record) {
        std::fill(places_.begin(), places_.end(), abi::none);
        for (std::uint32_t i = record.field_count; i-- > 0;) {
            const auto field = record.fields[i].field;
            if (field >= places_.size()) places_.resize(field + 1, abi::none);
            places_[field] = i;
        }
    }
    std::uint32_t place_of(std::uint32_t field) const { return field < places_.size() ? places_[field] : abi::none; }

private:
    NameIds ids_;
    std::vector<std::uint32_t> places_;
};

/// A local record that has passed the site's schema, as normalise() sees it.
class LocalRecord {
public:
    LocalRecord(const abi::LocalRecord& record, abi::ReadHost& host, LocalNames& names)
        : record_(record), host_(host), names_(names) {}

    bool is(std::string_view type) const {
        looked_at_.elsewhere = true;
        return names_.type(host_, type) == record_.type;
    }
    /// The field's value, trimmed of outer white space; empty when the cell is empty or absent.
    /// A name that the schema does not have is a fault of the plugin and throws.
    Value operator[](std::string_view name) const {
        looked_at_.elsewhere = true;
        const auto id = names_.field(host_, record_.type, name);
        if (id == abi::none)
            throw std::logic_error("the schema has no field \"" + std::string(name) + "\" in this record");
        if (!placed_) names_.place(record_);
        placed_ = true;
        return cell(names_.place_of(id));
    }
    /// The same of the cell that read() set as the `place`-th, from 0: for wide tables whose plugin sets all columns in
    /// one order, and so need not look for names.
    Value cell(std::size_t place) const {
        const auto lies = text(place);
        return place < record_.field_count ? Value(lies, static_cast<std::uint32_t>(place)) : Value();
    }
    /// The text of cell(place), for what asks without passing the value on.
    std::string_view text(std::size_t place) const {
        looked_at_.places |= std::uint64_t{1} << place % 64;
        return place < record_.field_count ? trimmed(view(record_.fields[place].value)) : std::string_view();
    }
    std::uint64_t row() const {
        looked_at_.elsewhere = true;
        return record_.row;
    }

private:
    friend class RepeatedRecord;
    struct LookedAt {
        std::uint64_t places = 0; ///< a bit each, modulo 64
        bool elsewhere = false;   ///< at something that is not told by its place
    };

    const abi::LocalRecord& record_;
    abi::ReadHost& host_;
    LocalNames& names_;
    mutable bool placed_ = false;
    mutable LookedAt looked_at_;
};

} // namespace pilotage::sdk

#endif
