// Waits for ever, without a frame.
#include "tests/plugin/hostile/hostile.hpp"

#include <unistd.h>

namespace {

class Hangs final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        for (;;) ::pause();
    }
};

} // namespace

HOSTILE(Hangs, "hangs")
