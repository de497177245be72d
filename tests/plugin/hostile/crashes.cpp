// Writes through a null pointer.
#include "tests/plugin/hostile/hostile.hpp"

namespace {

class Crashes final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        volatile int* nowhere = nullptr;
        *nowhere = 1;
    }
};

} // namespace

HOSTILE(Crashes, "crashes")
