// Record-level data for researchers: the evaluation records of the returns that stand, one table for each record type,
// pseudonymised once more and made coarser. It is about single people and never part of a release of figures.
//
// People, and references by which records belong together, are numbers, the same in all tables of one export, which say
// nothing of the store's pseudonyms. Of birth and death the year is kept, of a postcode its first half.
#pragma once

#include "core/measure/evaluation.hpp"
#include "core/release/release_tables.hpp"
#include "core/validate/schema.hpp"

#include <string>
#include <utility>
#include <vector>

namespace pilotage::release {

struct RecordVariable {
    enum class Type : std::uint8_t { text, number, whole, date, coded };
    std::string name, label;
    Type type = Type::text;
    /// Of a coded one: number and text of each code, by the evaluation's code list.
    std::vector<std::pair<int, std::string>> codes;
};

struct RecordTable {
    std::string name, label;
    std::vector<RecordVariable> variables;
    std::vector<std::vector<TableCell>> rows; ///< a coded cell holds the code's number, a date "2013-04-30"
};

std::vector<RecordTable> record_tables(measure::Evaluation& evaluation, const validate::Schema& schema);

} // namespace pilotage::release
