// What the host finds in one local record, told at the record's place.
#pragma once

#include "core/store/draft.hpp"
#include "core/store/finding_log.hpp"
#include "core/validate/schema.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::store {

class RecordFindings {
public:
    RecordFindings(FindingLog& log, std::span<const validate::RecordType> types) : log_(log), types_(types) {}

    /// The record that is spoken of from here on.
    void begin(const Sources::Entry& source, const plugin::LocalRecord& record);
    const Place& place() const { return place_; }

    /// At the draft's value `position`, or at the record as a whole.
    void report(std::string_view rule, const Draft* draft = nullptr, std::uint32_t position = nowhere);
    void add(Finding finding, const Draft* draft = nullptr, std::uint32_t position = nowhere);
    /// A fault of a cell that several evaluation records rest on is told once.
    void add_once(Finding& finding);

private:
    FindingLog& log_;
    std::span<const validate::RecordType> types_;
    Place place_;
    std::string record_;
    std::vector<std::pair<std::string, std::uint32_t>> told_; ///< rule and column
};

} // namespace pilotage::store
