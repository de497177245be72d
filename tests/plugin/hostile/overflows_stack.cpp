// Calls itself for ever.
#include "tests/plugin/hostile/hostile.hpp"

namespace {

class OverflowsStack final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override { dig(1); }

    int dig(int depth) {
        volatile char page[4096];
        page[0] = static_cast<char>(depth);
        return depth == 0 ? 0 : dig(depth + 1) + page[0];
    }
};

} // namespace

HOSTILE(OverflowsStack, "overflows_stack")
