#include "core/paths.hpp"

#include "core/error.hpp"

#include <cstdlib>

namespace pilotage {

namespace fs = std::filesystem;

fs::path executable_folder() {
    static const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
    return folder;
}

fs::path schema_folder() {
    if (const char* given = std::getenv("PILOTAGE_SCHEMAS"); given != nullptr && *given != '\0') return given;
    return executable_folder().parent_path() / "share" / "pilotage" / "schemas";
}

fs::path measure_folder() {
    if (const char* given = std::getenv("PILOTAGE_MEASURES"); given != nullptr && *given != '\0') return given;
    return executable_folder().parent_path() / "share" / "pilotage" / "measures";
}

fs::path evaluation_schema() {
    fs::path file = schema_folder() / "evaluation-1.xsd";
    std::error_code ignored;
    if (fs::is_regular_file(file, ignored)) return file;
    throw EnvironmentError(
        "The evaluation schema is not where it is expected: " + file.string() + ".",
        "Install Pilotage again, or set PILOTAGE_SCHEMAS to the folder that holds evaluation-1.xsd.");
}

fs::path worker_program() {
    std::error_code ignored;
    const char* given = std::getenv("PILOTAGE_WORKER");
    const bool chosen = given != nullptr && *given != '\0';
    for (const auto& file :
         {chosen ? fs::path(given) : executable_folder().parent_path() / "libexec" / "pilotage" / "pilotage-worker",
          chosen ? fs::path(given) : executable_folder() / "pilotage-worker"})
        if (fs::is_regular_file(file, ignored)) return file;
    throw EnvironmentError("The program pilotage-worker, which reads the returns, is missing.",
                           "Install Pilotage again, or set PILOTAGE_WORKER to the program's file.");
}

} // namespace pilotage
