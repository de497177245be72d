// What a plugin meets while it normalises one record: evaluation records are checked, their codes mapped, and kept
// until the record is known to be good.
#pragma once

#include "core/plugin/worker/code_lookup.hpp"
#include "core/plugin/worker/desk.hpp"
#include "core/plugin/worker/dictionary_writer.hpp"
#include "core/plugin/worker/known_values.hpp"

#include <string>
#include <vector>

namespace pilotage::plugin {

class NormaliseSide final : public abi::NormaliseHost {
public:
    explicit NormaliseSide(Desk& desk) : desk_(desk), codes_(desk.crosswalk) {}

    /// Before normalise() is called for a record.
    void begin(const CurrentRecord& current);
    /// What became of it, given what normalise() answered. The evaluation records are in encoded() and count().
    LocalRecord::Outcome outcome(std::int32_t status) const;
    const std::string& encoded() const { return encoded_; }
    std::size_t count() const { return count_; }
    std::uint64_t unmapped() const { return unmapped_; }

    std::uint32_t evaluation_type(abi::Text name) noexcept override;
    std::uint32_t evaluation_field(std::uint32_t type, abi::Text name) noexcept override;
    std::int32_t map(abi::Text list, abi::Text code, abi::Mapping* mapping) noexcept override;
    std::int32_t evaluation(const abi::EvaluationRecord& record) noexcept override;
    std::int32_t finding(const abi::Finding& finding, std::uint32_t origin) noexcept override;
    std::int32_t leave_out(abi::Text reason) noexcept override;

private:
    /// The record that came last with a number for those that are alike: its columns and what was made of it.
    struct Latest {
        std::uint32_t number = 0; ///< 0: none that could be taken again
        std::vector<std::uint32_t> columns;
        std::string encoded;
    };
    std::uint32_t column_of(const abi::EvaluationField& given) const {
        if (given.origin == abi::none) return 0;
        if (given.origin >= current_.local->field_count) throw Breach("named a cell that its record does not have");
        return current_.local->fields[given.origin].column;
    }
    bool again(const Latest& latest, const abi::EvaluationRecord& record) const;
    void keep(Latest& latest, const abi::EvaluationRecord& record, std::size_t begin) const;
    void put_in_order(const validate::RecordType& type);
    void put(ByteWriter& out, const abi::EvaluationField& given, std::uint32_t type_id,
             const validate::RecordType& type);
    void put_unknown(ByteWriter& out, const abi::EvaluationField& given, const GivenValue& key,
                     const validate::RecordType& type);
    void map_code(EvaluationValue& value, std::string_view code, std::string_view list, std::uint32_t origin);
    void enter(std::uint32_t type, EvaluationValue& value);
    /// `value`: with its column, and the code as it may be shown.
    void report_unmapped(std::string_view code, std::string_view list, std::uint32_t origin,
                         const EvaluationValue& value);
    void send(Severity severity, std::uint32_t column, std::string_view rule, std::string_view field,
              std::string_view value, std::string_view expected, std::string_view message, std::string_view remedy);

    Desk& desk_;
    DictionaryWriter dictionary_;
    CodeLookup codes_;
    KnownValues known_;
    CurrentRecord current_;
    bool faulty_ = false;
    bool left_out_ = false;
    std::string encoded_;
    std::size_t count_ = 0;
    std::uint64_t unmapped_ = 0;
    std::vector<Latest> latest_;                     ///< by type
    std::vector<const abi::EvaluationField*> given_; ///< those of one evaluation record that are not empty
    std::vector<std::string>
        reported_;                   ///< codes of this record that were reported as unmapped, with their list and cell
    std::vector<std::string> shown_; ///< masked codes of one evaluation record
};

} // namespace pilotage::plugin
