// A trace for other programs.
#pragma once

#include "core/measure/trace.hpp"

#include <string>

namespace pilotage::cli {

/// One JSON object on one line:
///   {"measure","title","kind","site","period","dimension","state","measure_sha256","numerator","denominator","value",
///    "lower","upper","method",
///    "submissions":[{"submission","site","period","received_at","verdict",
///      "counts":{"read","accepted","rejected","duplicate","left_out"},"rows","files":[{"name","sha256","bytes"}],
///      "plugin":{"name","version","sha256"},"schema_sha256","crosswalk_sha256","evaluation_sha256"}],
///    "crosswalk":[{"row","list","local_code","evaluation_code","equivalence","status","note","record","field","rows",
///      "sha256"}],
///    "numerator_count","numerator_rows":[{"submission","record","file","table","row","line","place"}],
///    "denominator_count","denominator_rows":[...]}
std::string trace_json(const measure::Trace& trace);

} // namespace pilotage::cli
