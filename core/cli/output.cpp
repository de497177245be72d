#include "core/cli/output.hpp"

#include "core/error.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace pilotage::cli {

bool Output::flush() {
    const bool good = gone_ || (std::fwrite(text_.data(), 1, text_.size(), stdout) == text_.size() && std::fflush(stdout) == 0);
    if (!good && errno != EPIPE)
        throw EnvironmentError(std::string("The output could not be written: ") + std::strerror(errno) + ".");
    gone_ = gone_ || !good;
    text_.clear();
    return !gone_;
}

} // namespace pilotage::cli
