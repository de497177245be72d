// Where the program's own files are: beside it in a build, under its prefix once installed.
#pragma once

#include <filesystem>

namespace pilotage {

/// The folder of the running program's file.
std::filesystem::path executable_folder();

/// The schemas: PILOTAGE_SCHEMAS, else ../share/pilotage/schemas beside the program's folder (build and installation
/// have the same shape).
std::filesystem::path schema_folder();

/// The measures: PILOTAGE_MEASURES, else ../share/pilotage/measures beside the program's folder.
std::filesystem::path measure_folder();

/// evaluation-1.xsd. Throws EnvironmentError when it is not there.
std::filesystem::path evaluation_schema();

/// The worker: PILOTAGE_WORKER, else pilotage-worker in ../libexec/pilotage, else beside the program. Throws
/// EnvironmentError when it is not there.
std::filesystem::path worker_program();

} // namespace pilotage
