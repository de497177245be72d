// Opens a socket.
#include "tests/plugin/hostile/hostile.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace {

class CallsHome final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        if (::socket(AF_INET, SOCK_STREAM, 0) < 0) throw std::logic_error(std::generic_category().message(errno));
    }
};

} // namespace

HOSTILE(CallsHome, "calls_home")
