// Takes more and more memory and uses it.
#include "tests/plugin/hostile/hostile.hpp"

#include <cstring>
#include <vector>

namespace {

class EatsMemory final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        std::vector<char*> taken;
        for (;;) {
            taken.push_back(new char[1 << 20]);
            std::memset(taken.back(), 7, 1 << 20);
        }
    }
};

} // namespace

HOSTILE(EatsMemory, "eats_memory")
