// Remembered: what later rows need of an earlier one that they name only by its reference, such as whose case it is.
#ifndef PILOTAGE_SDK_REMEMBERED_HPP
#define PILOTAGE_SDK_REMEMBERED_HPP

#include "core/sdk/evaluation.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pilotage::sdk {

template <typename Row>
class Remembered {
public:
    /// At the beginning of each reading.
    void clear() { rows_.clear(); }
    /// The last row of a reference counts.
    void keep(const Value& reference, Row row) { rows_[std::string(reference.text())] = std::move(row); }
    bool has(const Value& reference) const { return rows_.count(std::string(reference.text())) != 0; }

    /// The row of that reference, or null: then the present record was rejected with `unknown`, as
    /// record.unknown_reference at the cell of the reference. Where no row was kept at all and there are words for it
    /// in `none_kept`, it was left out with these: one cause is not to be told at every row.
    const Row* find(const Value& reference, EvaluationWriter& out, Finding unknown,
                    std::string_view none_kept = {}) const {
        const auto found = rows_.find(std::string(reference.text()));
        if (found != rows_.end()) return &found->second;
        if (rows_.empty() && !none_kept.empty()) {
            out.leave_out(none_kept);
            return nullptr;
        }
        unknown.severity = Severity::error;
        unknown.rule = "record.unknown_reference";
        out.finding(reference, unknown);
        return nullptr;
    }

private:
    std::unordered_map<std::string, Row> rows_;
};

} // namespace pilotage::sdk

#endif
