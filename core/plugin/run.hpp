// One run of a plugin over one submission, in a worker process of its own. What the worker sends arrives at a RunSink
// in reading order; nothing of it is to be kept unless the run ends complete.
#pragma once

#include "core/plugin/discovery.hpp"
#include "core/validate/finding.hpp"
#include "core/validate/record_validator.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::validate {
class Schema;
}

namespace pilotage::plugin {

/// One value of an evaluation record. `field` indexes the fields of the record's type in evaluation-1.xsd.
struct EvaluationValue {
    std::uint32_t field = 0;
    std::uint32_t column = 0;        ///< the site's own cell it came from (1-based); 0: none
    std::uint32_t crosswalk_row = 0; ///< 1-based row of the crosswalk that mapped it; 0: not a mapped code
    std::string_view value;          ///< UTF-8; for a code without a row in the crosswalk "Invalid and not mapped"
    std::string_view local_code;     ///< the site's code where the value is coded, masked if it looks personal
    std::uint32_t entry = 0; ///< the same number: the same type and all of the above; 0: a value that was sent itself
};

struct EvaluationRecord {
    std::uint32_t type = 0;                  ///< index into Schema::types() of evaluation-1.xsd
    std::span<const EvaluationValue> values; ///< in the order of the schema
    /// All the same as what stood at this position in the latest local record that had one there, in the same memory.
    bool repeats = false;
};

/// What became of one row that was read.
struct LocalRecord {
    enum class Outcome : std::uint8_t {
        normalised, ///< passed the site's schema; `records` is what it says in evaluation terms
        rejected,   ///< did not; its findings came before it
        left_out,   ///< not a record of the return, or outside the study
    };
    Outcome outcome = Outcome::normalised;
    std::uint64_t sequence = 0; ///< 1, 2, 3, ... in reading order
    std::uint32_t source = 0;   ///< from RunSink::source
    std::uint64_t row = 0;
    std::uint64_t line = 0;
    std::string_view type;   ///< name of the local record type; empty for rows left out while reading
    std::string_view record; ///< the site's own id of the record, where the schema marks one and it is no identifier
    std::span<const EvaluationRecord> records;
};

/// A finding as it arrives, masked already. Its texts are valid during the call.
struct ToldFinding {
    std::uint64_t sequence = 0; ///< of the local record it belongs to; 0: of the files as such
    const Finding& words;       ///< its severity, rule, field, expected, message and remedy; the rest is empty
    std::uint32_t wording = 0;  ///< 1, 2, 3, ...: the same number, the same words; 0: words that came once
    std::uint32_t source = 0;   ///< from RunSink::source; abi::none: no file in particular
    std::uint64_t row = 0, line = 0;
    std::uint32_t column = 0;
    std::string_view record, value;
};

class RunSink {
public:
    virtual ~RunSink() = default;
    virtual void source(std::uint32_t id, std::string_view file, std::string_view table) = 0;
    virtual void local_record(const LocalRecord& record) = 0;
    virtual void finding(const ToldFinding& finding) = 0;
    virtual void progress(std::uint64_t bytes_done, std::uint64_t bytes_all) = 0;
};

/// Bounds of one worker.
struct RunLimits {
    std::chrono::seconds deadline{3600};     ///< for the whole run
    std::chrono::seconds idle{60};           ///< without a frame
    std::uint64_t memory_bytes = 2ull << 30; ///< resident
    std::uint64_t output_bytes = 64u << 10;  ///< that a plugin may print before it is stopped
};

struct RunRequest {
    PluginInfo plugin;
    std::filesystem::path evaluation_schema;
    const validate::Schema* evaluation = nullptr; ///< the same, where it has been read already
    struct File {
        std::filesystem::path path;
        std::string name;
    };
    std::vector<File> files;
    std::string site, period, period_start, period_end; ///< empty when a site checks its own files
    RunLimits limits;
    validate::Judge judge = validate::Judge::compiled; ///< of local records
    bool show_plugin_output = false;                   ///< pass what the plugin prints on to stderr, for its author
};

struct RunResult {
    bool complete = false; ///< END frame, end of file, exit 0 and balanced counts
    std::string reason;    ///< why it failed, one sentence in plain words
    std::string_view rule; ///< the catalogue's rule for it: "plugin.crashed", "plugin.limit", ...; empty when complete
    Place last_place;      ///< the last place read, when it failed
    std::uint64_t read = 0, normalised = 0, rejected = 0, left_out = 0; ///< local records; read = the sum of the others
    std::uint64_t crosswalk_unmapped = 0;                               ///< values whose code has no row
    std::uint64_t arbitrated = 0; ///< valid local records that the native checks alone did not accept
};

/// Starts the worker and feeds `sink` until it ends. An exception of the sink stops the worker and passes through.
RunResult run(const RunRequest& request, RunSink& sink);

} // namespace pilotage::plugin
