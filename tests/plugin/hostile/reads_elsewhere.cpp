// Reads a file that is no part of the submission.
#include "tests/plugin/hostile/hostile.hpp"

#include <fcntl.h>

#include <cerrno>
#include <system_error>

namespace {

class ReadsElsewhere final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        if (::open("/etc/passwd", O_RDONLY) < 0) throw std::logic_error(std::generic_category().message(errno));
    }
};

} // namespace

HOSTILE(ReadsElsewhere, "reads_elsewhere")
