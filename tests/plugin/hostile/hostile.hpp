// What all hostile plugins do before they misbehave: they hand over two good rows of things.csv, and would hand over a
// third.
#pragma once

#include "core/sdk/plugin.hpp"

namespace hostile {

namespace sdk = pilotage::sdk;

class Plugin : public sdk::SiteImporter {
public:
    void read(const sdk::Submission&, sdk::LocalWriter& out) override {
        const auto source = out.source("things.csv");
        const auto type = out.type("thing");
        const auto number = out.field(type, "number");
        for (const unsigned row : {2u, 3u, 4u}) {
            if (row == 4) misbehave(out);
            out.write(type, {source, row, row, 0}, out.draft().set(number, 1, "7"));
        }
    }
    void normalise(const sdk::LocalRecord&, sdk::EvaluationWriter&) override {}

private:
    virtual void misbehave(sdk::LocalWriter& out) = 0;
};

} // namespace hostile

#define HOSTILE(Class, name) PILOTAGE_PLUGIN(Class, name, "1.0.0", "things.xsd", "csv", "misbehaves")
