// The one interface of all record validators. Xerces-C is behind it; a compiled validator may stand beside it and
// must give the same verdicts.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::validate {

class Schema;

/// One value of a record in schema order. Absent or empty cells are not part of the list.
struct FieldValue {
    std::uint32_t field;    ///< index into RecordType::fields
    std::string_view value; ///< UTF-8
    bool accepted = false;  ///< the same validator has accepted this value in this field before
};

/// What a schema refuses in a record.
struct Fault {
    enum class Kind : std::uint8_t {
        enumeration,
        pattern,
        type,
        too_long,
        too_short,
        out_of_range,
        digits,     ///< the value of `field`
        missing,    ///< `field` must be there and is not
        unexpected, ///< `field` is there and must not be, or stands in the wrong order
        repeated,   ///< `field` is there more often than allowed
        characters, ///< `field` holds characters that XML does not allow
        other
    };
    Kind kind = Kind::other;
    std::uint32_t field = 0xffffffffu;    ///< index into RecordType::fields; none when the record as a whole is meant
    std::uint32_t position = 0xffffffffu; ///< index into the values given; none for a missing field
    std::string reference; ///< the reference validator's own words (may quote the value: never shown unmasked)
};

class RecordValidator {
public:
    virtual ~RecordValidator() = default;
    /// Appends all faults of the record; true when there is none. `type` indexes Schema::types().
    virtual bool validate(std::uint32_t type, std::span<const FieldValue> values, std::vector<Fault>& faults) = 0;
    /// How many valid records native checks alone did not accept so far.
    virtual std::uint64_t arbitrated() const { return 0; }
};

/// The reference: renders the record as a small document and lets Xerces-C judge it.
std::unique_ptr<RecordValidator> make_xerces_validator(const Schema& schema);

/// Native checks compiled from the schema accept what is certainly valid; the reference judges everything else, once
/// for each value. The same verdicts and the same faults as the reference, sooner.
std::unique_ptr<RecordValidator> make_compiled_validator(const Schema& schema);

enum class Judge : std::uint8_t {
    compiled,
    reference, ///< Xerces-C alone, so that a user can compare
};
std::unique_ptr<RecordValidator> make_validator(const Schema& schema, Judge judge);

/// What of a schema is checked natively and what is left to the reference, and why.
struct RecordPlan {
    std::string content_left_because;            ///< the order and number of the fields; empty: checked natively
    std::vector<std::string> field_left_because; ///< one for each field; empty: checked natively
};
/// One for each of Schema::types().
std::vector<RecordPlan> explain(const Schema& schema);

} // namespace pilotage::validate
