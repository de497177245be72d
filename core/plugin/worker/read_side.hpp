// What a plugin meets while it reads: each record is checked against the site's schema and, if good, normalised at
// once.
#pragma once

#include "core/plugin/worker/desk.hpp"
#include "core/plugin/worker/normalise_side.hpp"

#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pilotage::plugin {

class ReadSide final : public abi::ReadHost {
public:
    ReadSide(Desk& desk, abi::Importer& importer);

    std::uint32_t source(abi::Text file, abi::Text table) noexcept override;
    std::uint32_t local_type(abi::Text name) noexcept override;
    std::uint32_t local_field(std::uint32_t type, abi::Text name) noexcept override;
    std::int32_t record(const abi::LocalRecord& record) noexcept override;
    std::int32_t leave_out(std::uint32_t source, std::uint64_t row, std::uint64_t line,
                           abi::Text reason) noexcept override;
    std::int32_t finding(const abi::Finding& finding) noexcept override;
    std::int32_t progress(std::uint64_t bytes_done, std::uint64_t bytes_all) noexcept override;

    std::uint64_t arbitrated() const { return validator_->arbitrated(); }
    /// The last place a record, a row or a finding was handed over for.
    Place place() const;

private:
    void check(const abi::LocalRecord& record) const;
    void collect(const abi::LocalRecord& record);
    void put_in_order(std::size_t count);
    bool valid(const abi::LocalRecord& record);
    void report(const abi::LocalRecord& record);
    void close(const abi::LocalRecord& record, LocalRecord::Outcome outcome);
    void stand_at(std::uint32_t source, std::uint64_t row, std::uint64_t line);
    static std::uint64_t row_key(std::uint32_t source, std::uint64_t row) {
        return (static_cast<std::uint64_t>(source) << 48) ^ row;
    }

    Desk& desk_;
    abi::Importer& importer_;
    NormaliseSide normalise_;
    std::unique_ptr<validate::RecordValidator> validator_;
    std::map<std::pair<std::string, std::string>, std::uint32_t> source_ids_;
    std::vector<std::pair<std::string, std::string>> sources_;
    std::vector<bool> has_id_;             ///< by type: the records may have an id of their own
    std::unordered_set<std::uint64_t> error_rows_; ///< rows with an error of a reader
    CurrentRecord current_;
    std::vector<validate::FieldValue> values_; ///< of the current record, then of longer ones before it
    std::vector<std::uint32_t> columns_;       ///< one for each of values_
    std::vector<std::uint32_t> order_;         ///< of values_, where they come in another order than the schema's
    std::vector<validate::Fault> faults_;
};

} // namespace pilotage::plugin
