// A command: setup() only declares what it takes, run() works. CLI11 is known to arguments.cpp alone.
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pilotage::cli {

/// Where the value of an option goes; the target's own value is its default.
using Target = std::variant<bool*, std::string*, std::vector<std::string>*, std::int64_t*, double*>;

struct Argument {
    std::string names; ///< "--sheet", "-j,--json", or "FILE" for a positional one
    Target target;
    std::string help;
    std::string value_name = {}; ///< "DIR", "NAME"; shown in the help
    bool required = false;
    std::vector<std::string> choices = {}; ///< allowed values; empty: any
};

class Command {
public:
    virtual ~Command() = default;
    virtual std::vector<Argument> setup() = 0;
    virtual ExitCode run() = 0;
};

struct CommandEntry {
    std::string_view name;
    std::string_view summary;  ///< one line
    std::string_view examples; ///< shown at the end of --help, one command with a comment line above it each
    std::unique_ptr<Command> (*make)();
};

/// The one table of all commands, in the order of the help.
const std::vector<CommandEntry>& commands();

/// Parses argv for the table's commands, runs the chosen one. Throws pilotage::Error.
ExitCode dispatch(int argc, char** argv);

} // namespace pilotage::cli
