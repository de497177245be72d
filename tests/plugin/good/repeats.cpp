// One person over and over, by an SDK that makes the person's record once: from another column in the fourth row, and
// with a code that the crosswalk does not have in the last two.
#include "core/sdk/plugin.hpp"
#include "core/sdk/repeated_record.hpp"

namespace {

namespace sdk = pilotage::sdk;

class Repeats final : public sdk::SiteImporter {
    void read(const sdk::Submission&, sdk::LocalWriter& out) override {
        const auto source = out.source("things.csv");
        const auto type = out.type("thing");
        const auto number = out.field(type, "number");
        std::uint64_t row = 0;
        for (const auto& [column, code] : {std::pair(1u, "M"), {1u, "M"}, {1u, "M"}, {9u, "M"}, {9u, "X"}, {9u, "X"}}) {
            ++row;
            out.write(type, {source, row, row, 0}, out.draft().set(number, column, code));
        }
    }
    void normalise(const sdk::LocalRecord& local, sdk::EvaluationWriter& out) override {
        person_.write(local, out, "person", [&](sdk::EvaluationDraft& draft) { draft.code("gender", local.cell(0)); });
    }

    sdk::RepeatedRecord person_;
};

} // namespace

PILOTAGE_PLUGIN(Repeats, "repeats", "1.0.0", "things.xsd", "csv", "One person over and over")
