// Which release of the specification a value is of. It is asked several times a row, mostly of the same value as in the
// row before.
#pragma once

#include "core/sdk/evaluation.hpp"
#include "core/sdk/last_answer.hpp"
#include "plugins/cld/cells.hpp"

#include <array>
#include <string>

namespace pilotage::cld {

class Releases {
public:
    /// The crosswalk's list of the values that release 1 alone has.
    static std::string list_of_first(ColumnName column) { return std::string(column.field()) + ".release_1"; }

    /// Whether only release 1 has the value of this column.
    bool only_first(ColumnName column, const Cells& record, sdk::EvaluationWriter& out) {
        return answers_[column.at()].of(record.text(column), [&](std::string_view text) {
            return !text.empty() && !out.map(column.field(), text) && out.map(list_of_first(column), text);
        });
    }

private:
    std::array<sdk::LastAnswer<bool>, columns.size()> answers_;
};

} // namespace pilotage::cld
