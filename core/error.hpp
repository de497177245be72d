// The errors that end a command, and the exit codes they map to. Bad data is never an error of this kind: it is a finding.
#pragma once

#include <stdexcept>
#include <string>

namespace pilotage {

enum class ExitCode : int {
    done = 0,
    findings = 1,    ///< findings stop it
    usage = 2,       ///< the call's words are off
    environment = 3, ///< a file, a folder, the store or the machine failed
};

class Error : public std::runtime_error {
public:
    Error(ExitCode code, const std::string& message, std::string hint = {})
        : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}
    ExitCode code() const { return code_; }
    /// What to do, shown on a line of its own; may be empty.
    const std::string& hint() const { return hint_; }

private:
    ExitCode code_;
    std::string hint_;
};

class UsageError : public Error {
public:
    explicit UsageError(const std::string& message, std::string hint = {}) : Error(ExitCode::usage, message, std::move(hint)) {}
};

class EnvironmentError : public Error {
public:
    explicit EnvironmentError(const std::string& message, std::string hint = {})
        : Error(ExitCode::environment, message, std::move(hint)) {}
};

} // namespace pilotage
