// Writes on the pipe that carries the frames.
#include "tests/plugin/hostile/hostile.hpp"

#include <unistd.h>

#include <cstring>

namespace {

class Scribbles final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        const char* noise = "this is no frame, whatever way one looks at it";
        if (::write(3, noise, std::strlen(noise)) < 0) return;
    }
};

} // namespace

HOSTILE(Scribbles, "scribbles")
