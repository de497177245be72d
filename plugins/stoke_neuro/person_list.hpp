// The list of persons of a return, a CSV file, and its columns.
#pragma once

#include "importers/plugin_support.hpp"

namespace pilotage::stoke_neuro {

/// The column of the service user's number in the list's table.
constexpr std::size_t list_person = 0;

const importers::Plan& person_list();

} // namespace pilotage::stoke_neuro
