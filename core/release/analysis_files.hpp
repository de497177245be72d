// Files for statistics programs, by libreadstat: SPSS (.sav) and Stata (.dta), with labels of variables and codes.
#pragma once

#include "core/release/record_tables.hpp"

#include <string>

namespace pilotage::release {

/// `date`: "2014-05-12", the only time that the file bears. Throws std::runtime_error where libreadstat refuses.
std::string sav_of(const RecordTable& table, const std::string& date);
std::string dta_of(const RecordTable& table, const std::string& date);

/// The same as CSV; codes as their text.
std::string csv_of(const RecordTable& table);

} // namespace pilotage::release
