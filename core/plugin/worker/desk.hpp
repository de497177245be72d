// What reading and normalising share within the worker: schemas, crosswalk, counts, and the way out.
#pragma once

#include "core/abi/pilotage_abi.hpp"
#include "core/plugin/crosswalk.hpp"
#include "core/plugin/messages.hpp"
#include "core/plugin/place_page.hpp"
#include "core/plugin/worker/outbox.hpp"
#include "core/plugin/worker/wording_writer.hpp"
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace pilotage::plugin {

struct Desk {
    const validate::Schema& site;
    const validate::Schema& evaluation;
    const Crosswalk& crosswalk;
    Outbox& outbox;
    PlacePage& place;
    validate::Judge judge;
    End counts;
    WordingWriter wordings;
    /// Why the worker gives up: a sentence; the plugin is answered `failed` from then on.
    std::string broken;

    /// The finding's words are given in full.
    void send(FindingItem finding) {
        ++counts.findings;
        bool added = false;
        finding.words.number = wordings.number(finding.words, added);
        auto& out = outbox.items();
        if (added) put_item(out, finding.words);
        put_item(out, finding);
        outbox.done();
    }
};

inline std::string_view view(abi::Text text) {
    return {text.data == nullptr ? "" : text.data, text.data == nullptr ? 0 : text.size};
}

/// The record that is being handled: what findings and masking need of it.
struct CurrentRecord {
    const abi::LocalRecord* local = nullptr;
    const validate::RecordType* type = nullptr;
    std::span<const validate::FieldValue> values; ///< as the validator sees them
    std::uint64_t sequence = 0;
    std::string id; ///< the site's own id of the record, or empty
};

/// Breach of the plugin interface: what() is the rest of a sentence that begins with "The plugin".
class Breach : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Runs one call of the plugin into the worker: nothing is thrown back into the plugin.
template <typename Work>
std::int32_t answered(Desk& desk, Work work) noexcept {
    if (!desk.broken.empty()) return abi::failed;
    try {
        work();
        return abi::ok;
    } catch (const Breach& breach) {
        desk.broken = "The plugin " + std::string(breach.what()) + ".";
    } catch (const std::bad_alloc&) {
        desk.broken = "The plugin used up the memory that it may use.";
    } catch (const std::exception& e) {
        desk.broken = "The worker failed: " + std::string(e.what()) + ".";
    }
    return abi::failed;
}

} // namespace pilotage::plugin
