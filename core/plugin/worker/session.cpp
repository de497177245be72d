#include "core/plugin/worker/session.hpp"

#include "core/error.hpp"
#include "core/plugin/place_words.hpp"
#include "core/plugin/worker/loaded_plugin.hpp"
#include "core/plugin/worker/read_side.hpp"
#include "core/plugin/worker/sandbox.hpp"
#include "core/sdk/value.hpp"

#include <cstdio>

namespace pilotage::plugin {
namespace {

validate::Schema load_schema(const std::string& file) {
    try {
        return validate::Schema::load(file);
    } catch (const validate::SchemaError& e) {
        throw EnvironmentError(e.what());
    }
}

/// What reading answered, as the reason of a failure; empty when it went well.
std::string complaint(std::int32_t status, const Desk& desk, const ReadSide& reading) {
    if (!desk.broken.empty()) return desk.broken;
    if (status == abi::ok) return {};
    const auto place = words(reading.place());
    return std::string(status == abi::failed ? "The plugin stopped with an exception" : "The plugin broke off") +
           (place.empty() ? " before it read a row." : " while reading " + place + ".");
}

void read(const Request& request, abi::Importer& importer, Desk& desk) {
    std::vector<abi::File> files;
    for (const auto& file : request.files) files.push_back({sdk::text(file.path), sdk::text(file.name)});
    const abi::Submission submission{sizeof(abi::Submission),
                                     static_cast<std::uint32_t>(files.size()),
                                     files.data(),
                                     sdk::text(request.site),
                                     sdk::text(request.period),
                                     sdk::text(request.period_start),
                                     sdk::text(request.period_end)};
    ReadSide reading(desk, importer);
    desk.place.set(Phase::reading);
    const auto status = importer.read(submission, reading, &desk.counts.plugin_rows);
    desk.counts.arbitrated = reading.arbitrated();
    if (const auto why = complaint(status, desk, reading); !why.empty()) throw EnvironmentError(why);
}

} // namespace

void serve(const Request& request, Outbox& outbox, PlacePage& place) {
    place.source.store(abi::none, std::memory_order_relaxed);
    Hello hello;
    hello.sandbox = enter_sandbox(request);
    place.set(Phase::loading);
    const auto evaluation = load_schema(request.evaluation_schema);
    const auto site = load_schema(request.schema);
    const auto crosswalk = request.crosswalk.empty() ? Crosswalk() : Crosswalk::load(request.crosswalk, evaluation);
    for (const auto& type : site.types()) hello.local_types.push_back(type.name);
    LoadedPlugin plugin(request);
    outbox.hello(hello);

    Desk desk{site,   evaluation, crosswalk,
              outbox, place,      request.reference_validator ? validate::Judge::reference : validate::Judge::compiled,
              {},     {}};
    if (!request.probe) read(request, plugin.importer(), desk);
    place.set(Phase::ending);
    std::fflush(nullptr);
    outbox.end(desk.counts);
}

} // namespace pilotage::plugin
