// The makers of the commands, for the table in commands.cpp.
#pragma once

#include "core/cli/command.hpp"

namespace pilotage::cli {

std::unique_ptr<Command> make_compare();
std::unique_ptr<Command> make_preview();
std::unique_ptr<Command> make_schema();
std::unique_ptr<Command> make_trace();
std::unique_ptr<Command> make_validate();

} // namespace pilotage::cli
