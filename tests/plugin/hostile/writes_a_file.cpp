// Writes a file of its own.
#include "tests/plugin/hostile/hostile.hpp"

#include <fcntl.h>

#include <cerrno>
#include <system_error>

namespace {

class WritesAFile final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        if (::open("/tmp/pilotage-hostile", O_WRONLY | O_CREAT | O_TRUNC, 0600) < 0)
            throw std::logic_error(std::generic_category().message(errno));
    }
};

} // namespace

HOSTILE(WritesAFile, "writes_a_file")
