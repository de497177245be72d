// Prints without end.
#include "tests/plugin/hostile/hostile.hpp"

#include <cstdio>

namespace {

class Floods final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        for (;;) std::puts("all work and no play");
    }
};

} // namespace

HOSTILE(Floods, "floods")
