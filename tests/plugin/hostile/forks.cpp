// Starts a process of its own.
#include "tests/plugin/hostile/hostile.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

class Forks final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        if (::fork() < 0) throw std::logic_error(std::generic_category().message(errno));
    }
};

} // namespace

HOSTILE(Forks, "forks")
