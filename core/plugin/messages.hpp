// What stands in the frames other than batches.
#pragma once

#include "core/plugin/run.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::plugin {

/// What the worker is to do.
struct Request {
    bool probe = false;    ///< only load the plugin, its schema and its crosswalk
    std::int64_t host = 0; ///< process id of the host: the worker ends with it
    std::string plugin, name, sha256, schema, crosswalk, evaluation_schema;
    struct File {
        std::string path, name;
        friend bool operator==(const File&, const File&) = default;
    };
    std::vector<File> files;
    std::string site, period, period_start, period_end;
    std::uint64_t memory_bytes = 0, deadline_seconds = 0;
    bool reference_validator = false;
    friend bool operator==(const Request&, const Request&) = default;
};

struct Hello {
    std::string sandbox;                  ///< what holds the worker, for the plugin's author
    std::vector<std::string> local_types; ///< names of the site schema's record types
    friend bool operator==(const Hello&, const Hello&) = default;
};

/// The worker's own counts.
struct End {
    std::uint64_t read = 0, normalised = 0, rejected = 0, left_out = 0;
    std::uint64_t evaluation_records = 0, findings = 0, unmapped = 0;
    std::uint64_t plugin_rows = 0; ///< rows that the plugin says it handed over
    std::uint64_t arbitrated = 0;  ///< valid local records that the native checks alone did not accept
    friend bool operator==(const End&, const End&) = default;
};

void put(std::string& out, const Request& request);
void put(std::string& out, const Hello& hello);
void put(std::string& out, const End& end);

/// Throw FrameError on anything that the functions above did not write.
Request read_request(std::string_view payload);
Hello read_hello(std::string_view payload);
End read_end(std::string_view payload);

} // namespace pilotage::plugin
