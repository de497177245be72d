// The binary boundary between the host and an importer plugin: the only header of Pilotage with a promised
// memory layout. It includes nothing of the standard library but <cstdint> and compiles as C++17 and C++20.
//
// Rules that keep the promise:
//  - only fixed-width integers, pointers, Text and the pure interfaces below cross the boundary;
//  - every method is noexcept; an exception never crosses;
//  - the side that allocates frees; a Text handed over is valid until the call returns, no longer;
//  - structs grow at their end only, with a new minor version; a new virtual method is a new interface.
//
// Authors of plugins do not use this header directly: they write ordinary C++ against core/sdk.
#ifndef PILOTAGE_ABI_HPP
#define PILOTAGE_ABI_HPP

#include <cstdint>

namespace pilotage::abi {

inline constexpr char magic[8] = {'P', 'I', 'L', 'O', 'T', 'A', 'G', 'E'};
inline constexpr std::uint16_t major_version = 1;
inline constexpr std::uint16_t minor_version = 0;

/// "No such thing": an unknown type, field, source or origin.
inline constexpr std::uint32_t none = 0xffffffffu;

/// Borrowed bytes, UTF-8 unless said otherwise, not terminated. data == nullptr means "absent".
struct Text {
    const char* data;
    std::uint64_t size;
};

/// What a call answers. Everything but `ok` ends the loop that made the call.
enum Status : std::int32_t {
    ok = 0,
    stop = 1,   ///< the host wants no more (deadline, cancelled): return at once
    failed = 2, ///< the call could not be carried out: return `failed` in turn
};

enum Severity : std::uint32_t { note = 0, warning = 1, error = 2, fatal = 3 };

/// One file of a submission. `path` can be opened; `name` is the sender's own name of it, for messages.
struct File {
    Text path;
    Text name;
};

struct Submission {
    std::uint32_t struct_size;
    std::uint32_t file_count;
    const File* files;
    Text site;         ///< the site's id in the study, or empty when a site checks its own files
    Text period;       ///< the period's id, or empty
    Text period_start; ///< yyyy-mm-dd, or empty
    Text period_end;   ///< yyyy-mm-dd (the last day), or empty
};

/// One cell of a local record. A cell that is there but empty has value.size == 0 and keeps its column, so
/// that "this must be filled in" stands at the right cell.
struct LocalField {
    std::uint32_t field;  ///< from ReadHost::local_field
    std::uint32_t column; ///< 1-based column in the source; 0 when the value has no column of its own
    Text value;           ///< as the site wrote it, UTF-8
};

struct LocalRecord {
    std::uint32_t struct_size;
    std::uint32_t type;   ///< from ReadHost::local_type
    std::uint32_t source; ///< from ReadHost::source
    std::uint32_t field_count;
    const LocalField* fields;
    std::uint64_t row;  ///< 1-based row in its table
    std::uint64_t line; ///< 1-based line in a text file; 0 for workbooks
};

/// One value of an evaluation record.
struct EvaluationField {
    std::uint32_t field;  ///< from NormaliseHost::evaluation_field
    std::uint32_t origin; ///< index into LocalRecord::fields the value came from, or `none`
    Text value;           ///< the value, or the site's own code when `list` is given
    /// data == nullptr: `value` is an evaluation value. Otherwise the crosswalk list that maps the site's code; an
    /// empty text means the code list of the field itself.
    Text list;
};

struct EvaluationRecord {
    std::uint32_t struct_size;
    std::uint32_t type; ///< from NormaliseHost::evaluation_type
    std::uint32_t field_count;
    /// 0, or a number that the plugin gives to records of this type which are alike to the byte in all of `fields`:
    /// such a record need not be looked into again. The fields are given all the same.
    std::uint32_t alike;
    const EvaluationField* fields;
};

/// One thing wrong, or worth knowing. `source`, `row`, `line`, `column` say where in the site's own file.
struct Finding {
    std::uint32_t struct_size;
    std::uint32_t severity;
    std::uint32_t source;
    std::uint32_t column;
    std::uint64_t row;
    std::uint64_t line;
    Text rule;     ///< dotted id, e.g. "table.ragged_row"
    Text field;    ///< the site's own name of the field, or empty
    Text value;    ///< what stood there; the host masks it before anyone sees it
    Text expected; ///< what was expected, in plain words
    Text message;  ///< what is wrong, in plain words; must not contain the value
    Text remedy;   ///< how to mend it, in plain words
};

/// What a crosswalk says of a code.
struct Mapping {
    std::uint32_t struct_size;
    std::uint32_t row; ///< 1-based row of the crosswalk, or `none` when the code is not mapped
    Text code;         ///< the evaluation code; valid as long as the importer lives
};

/// Offered by the host while it reads a submission.
class ReadHost {
public:
    /// Names a file and, for workbooks, a sheet in it; the id stands in records and findings.
    virtual std::uint32_t source(Text file, Text table) noexcept = 0;
    /// The id of a record type of the site's schema, or `none`.
    virtual std::uint32_t local_type(Text name) noexcept = 0;
    /// The id of a field of that type, or `none`.
    virtual std::uint32_t local_field(std::uint32_t type, Text name) noexcept = 0;
    /// Hands over one record: it is validated and, if good, normalised before the call returns.
    virtual std::int32_t record(const LocalRecord& record) noexcept = 0;
    /// A row that was read and is not a record of the return (a total, a row outside the scope): counted, and noted.
    virtual std::int32_t leave_out(std::uint32_t source, std::uint64_t row, std::uint64_t line,
                                   Text reason) noexcept = 0;
    /// An `error` at a row (of a reader: a ragged row, a byte without a meaning) rejects the record that is handed over
    /// next for the same source and row; it is counted as rejected, not validated further.
    virtual std::int32_t finding(const Finding& finding) noexcept = 0;
    /// How far the reading has come, in bytes of the whole submission. Call it at least once a second.
    virtual std::int32_t progress(std::uint64_t bytes_done, std::uint64_t bytes_all) noexcept = 0;

protected:
    ~ReadHost() = default;
};

/// Offered by the host while it normalises one local record.
class NormaliseHost {
public:
    virtual std::uint32_t evaluation_type(Text name) noexcept = 0;
    virtual std::uint32_t evaluation_field(std::uint32_t type, Text name) noexcept = 0;
    /// Looks a code up without writing anything; for decisions that depend on the evaluation code.
    virtual std::int32_t map(Text list, Text code, Mapping* mapping) noexcept = 0;
    virtual std::int32_t evaluation(const EvaluationRecord& record) noexcept = 0;
    /// An `error` rejects the local record it stands at; source, row and line are filled in by the host.
    virtual std::int32_t finding(const Finding& finding, std::uint32_t origin) noexcept = 0;
    /// The record is good but does not belong to the study (outside its scope): counted, with the reason.
    virtual std::int32_t leave_out(Text reason) noexcept = 0;

protected:
    ~NormaliseHost() = default;
};

/// Made by the plugin, used by one thread.
class Importer {
public:
    /// Reads the whole submission. *rows_read: rows handed to record() or leave_out(), as the plugin counts them;
    /// the host compares this with its own count.
    virtual std::int32_t read(const Submission& submission, ReadHost& host, std::uint64_t* rows_read) noexcept = 0;
    virtual std::int32_t normalise(const LocalRecord& record, NormaliseHost& host) noexcept = 0;
    virtual void destroy() noexcept = 0;

protected:
    ~Importer() = default;
};

/// The one symbol a plugin exports, named `pilotage_plugin`, in the ELF section `.pilotage`. Its text fields are
/// stored inline, zero-terminated, so that they can be read from the file before any of its code runs.
struct Descriptor {
    char magic[8];
    std::uint32_t struct_size;
    std::uint16_t abi_major;
    std::uint16_t abi_minor;
    char name[32];    ///< [a-z][a-z0-9_]*, also the site's default plugin name
    char version[16]; ///< semantic version of the plugin
    char schema[64];  ///< file name of the site's XSD, beside the plugin
    char formats[64]; ///< what it reads, e.g. "csv" or "xlsx, csv"
    char title[128];  ///< one line for people
    Importer* (*create)() noexcept;
};

} // namespace pilotage::abi

#endif
