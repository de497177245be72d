// A loaded XML schema, as record types with fields in plain terms. Xerces-C stays behind it.
#pragma once

#include "core/validate/finding.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::validate {

/// What a field holds, for masking and for the store. Marked in the XSD by
/// <xs:appinfo source="urn:pilotage:privacy">identifier</xs:appinfo> on the element or its type.
enum class Privacy : std::uint8_t {
    none,
    identifier, ///< NHS number, a person's local id: masked; stored only as a keyed pseudonym
    name,       ///< a person's name: withheld; never stored
    birth_date, ///< masked; only its month goes on
    postcode,   ///< masked; only its sector goes on
    free_text,  ///< withheld; never stored
};

/// "integer" and the built-ins that derive from it.
bool is_whole_number(std::string_view base_type);
/// "decimal", "double" or "float".
bool is_fraction(std::string_view base_type);

struct EnumerationValue {
    std::string value;
    std::string documentation;
};

/// One simple-typed child element of a record.
struct Field {
    std::string name;
    std::string documentation; ///< xs:documentation of the element, else of its type
    std::string base_type; ///< the built-in it derives from: "string", "date", "decimal", "integer", "gYearMonth", ...
    std::string type_name; ///< the named simple type, or empty
    std::string
        code_list; ///< <xs:appinfo source="urn:pilotage:codelist">name</xs:appinfo>: coded through a list, else empty
    std::string expected; ///< in plain words: "one of M, F, U", "a date like 2013-04-30", "a whole number from 1 to 4"
    Privacy privacy = Privacy::none;
    bool record_id = false;  ///< <xs:appinfo source="urn:pilotage:record-id"/>: the site's own id of the record
    /// <xs:appinfo source="urn:pilotage:heading">NHS Number</xs:appinfo> on the element: what a table calls its column,
    /// beside `name`.
    std::vector<std::string> headings;
    std::uint32_t least = 1; ///< minOccurs
    std::uint32_t most = 1;  ///< maxOccurs; 0xffffffff unbounded
    std::vector<EnumerationValue> enumeration;
};

/// Rows of a table that have one of the values, without ASCII case, in the field's column. Marked on the record's element
/// by <xs:appinfo source="urn:pilotage:rows">event_type = Request | Review</xs:appinfo>.
struct RowMark {
    std::uint32_t field = 0;
    std::vector<std::string> values;
};

/// A global element whose content is a sequence, all or choice of simple-typed elements.
struct RecordType {
    std::string name;
    std::string documentation;
    std::vector<Field> fields;
    std::vector<RowMark> rows; ///< a row that fits one of them is a record of this type; a schema may do without
    std::optional<std::uint32_t> find(std::string_view field) const;
};

/// The schema cannot be used. findings() has each fault with the schema file's line and column.
class SchemaError : public std::runtime_error {
public:
    SchemaError(const std::string& what, std::vector<Finding> findings)
        : std::runtime_error(what), findings_(std::move(findings)) {}
    const std::vector<Finding>& findings() const { return findings_; }

private:
    std::vector<Finding> findings_;
};

class Schema {
public:
    /// Loads and checks the whole schema; any fault, and anything that could be used to stall a validator (nested
    /// quantifiers in a pattern, a huge maxOccurs over optional parts), throws SchemaError. Nothing is fetched.
    static Schema load(const std::filesystem::path& file);

    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;
    ~Schema();

    const std::filesystem::path& file() const;
    const std::string& target_namespace() const;
    const std::string& documentation() const;
    /// Texts that stand for nothing in a table, without ASCII case, such as NULL. Marked on the schema by
    /// <xs:appinfo source="urn:pilotage:blank">NULL</xs:appinfo>.
    const std::vector<std::string>& blanks() const;
    const std::vector<RecordType>& types() const;
    std::optional<std::uint32_t> find(std::string_view type) const;

    class Grammar; ///< Xerces' side; known to core/validate only
    const Grammar& grammar() const;

private:
    struct Data;
    explicit Schema(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

} // namespace pilotage::validate
