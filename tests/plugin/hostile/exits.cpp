// Ends the process in the middle, as if all were well.
#include "tests/plugin/hostile/hostile.hpp"

#include <cstdlib>

namespace {

class Exits final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override { std::exit(0); }
};

} // namespace

HOSTILE(Exits, "exits")
