// The makers of the commands, for the table in commands.cpp.
#pragma once

#include "core/cli/command.hpp"

namespace pilotage::cli {

std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_compare();
std::unique_ptr<Command> make_findings();
std::unique_ptr<Command> make_ingest();
std::unique_ptr<Command> make_init();
std::unique_ptr<Command> make_measures();
std::unique_ptr<Command> make_plugins();
std::unique_ptr<Command> make_preview();
std::unique_ptr<Command> make_release();
std::unique_ptr<Command> make_schema();
std::unique_ptr<Command> make_withdraw();
std::unique_ptr<Command> make_status();
std::unique_ptr<Command> make_trace();
std::unique_ptr<Command> make_validate();
std::unique_ptr<Command> make_verify();

} // namespace pilotage::cli
