// Kills the process that started it.
#include "tests/plugin/hostile/hostile.hpp"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

class Kills final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        if (::kill(::getppid(), SIGKILL) < 0) throw std::logic_error(std::generic_category().message(errno));
    }
};

} // namespace

HOSTILE(Kills, "kills")
