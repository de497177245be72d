// Sends a frame of its own in the middle: an evaluation record of a type that the schema does not have.
#include "tests/plugin/hostile/hostile.hpp"

#include <unistd.h>

namespace {

class Forges final : public hostile::Plugin {
    void misbehave(hostile::sdk::LocalWriter&) override {
        std::string bytes;
        // By hand, since a plugin is not linked with the host's code: length, kind 3, then one record of one evaluation
        // record.
        const char record[] = {2, 0, 1, 0, 2, 2, 0, 0, 1, 99, 0};
        bytes.push_back(sizeof record);
        bytes.append({0, 0, 0, 3});
        bytes.append(record, sizeof record);
        if (::write(3, bytes.data(), bytes.size()) < 0) return;
    }
};

} // namespace

HOSTILE(Forges, "forges")
