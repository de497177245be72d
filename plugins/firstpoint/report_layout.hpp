// The layout of the report: layout.csv, built in.
#pragma once

namespace pilotage::firstpoint {

const char* report_layout();

} // namespace pilotage::firstpoint
