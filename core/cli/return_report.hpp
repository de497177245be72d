// What check and ingest say of one return.
#pragma once

#include "core/error.hpp"
#include "core/store/store.hpp"
#include "core/store/submission.hpp"

#include <string>

namespace pilotage::cli {

/// {"verdict":..,"reason":..,"counts":{..},"findings":[..]} on one line; with `site` not empty it is preceded by site,
/// period and submission.
std::string report_json(const store::Store& store, const store::SubmissionResult& result, const std::string& site,
                        const std::string& period);

/// The verdict, the counts, the findings. `all`: every place, as the store holds them.
void append_report(std::string& out, const std::string& title, const store::Store& store,
                   const store::SubmissionResult& result, bool all, const std::string& where_the_rest_is);

/// "5,234 records read: 5,000 accepted, 30 rejected, 2 duplicate, 202 left out"; where the return as a whole was not
/// accepted the good ones are called usable, and it says that nothing was stored.
std::string counts_text(const store::SubmissionResult& result);

/// ", replaces submission 3", or nothing.
std::string replaced_text(const store::SubmissionResult& result);

/// The verdict in its colour, for standard output.
std::string verdict_text(const store::SubmissionResult& result);

/// 1 where the return was not accepted.
ExitCode exit_code(store::Verdict verdict);

} // namespace pilotage::cli
