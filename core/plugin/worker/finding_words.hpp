// A plugin's finding made fit to be seen: masked value, words from the catalogue where the plugin gave none.
#pragma once

#include "core/plugin/worker/desk.hpp"

#include <string>

namespace pilotage::plugin {

/// The texts of a finding while it is put together.
struct FindingWords {
    std::string rule, field, value, expected, message, remedy;
};

/// `current` is null while a file is read. `origin` indexes the record's fields, or is abi::none.
FindingWords words_of(const abi::Finding& finding, const validate::Schema& site, const CurrentRecord* current,
                      std::uint32_t origin);

/// A value of the current record's field (abi::none: of no field) as it may be shown.
std::string shown_value(std::string_view value, const CurrentRecord& current, std::uint32_t origin);

/// The site's name of the record's cell, empty for abi::none.
std::string field_name(const CurrentRecord& current, std::uint32_t origin);

} // namespace pilotage::plugin
