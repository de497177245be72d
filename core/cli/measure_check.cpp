#include "core/cli/measure_check.hpp"

#include "core/error.hpp"
#include "core/paths.hpp"
#include "core/store/store.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdlib.h>

namespace pilotage::cli {
namespace {

constexpr std::string_view study_without_returns = R"(
[study]
id = "empty"
name = "Empty"
[[period]]
id = "p"
start = 2000-01-01
end = 2000-12-31
[[site]]
id = "s"
name = "S"
plugin = "s"
council = "S"
cassr = "000"
ons = "E00000000"
arm = "pilot"
)";

std::filesystem::path fresh_folder() {
    auto name = (std::filesystem::temp_directory_path() / "pilotage-measures-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw EnvironmentError("No folder can be made in " + std::filesystem::temp_directory_path().string() + ".",
                               "Set TMPDIR to a folder that you may write to.");
    return name;
}

} // namespace

MeasureCheck::MeasureCheck(const std::string& store) : folder_(fresh_folder()) {
    try {
        const auto file = folder_ / "empty.sqlite";
        // Closed again before the measures are read from it.
        store::Store::create(file, study::parse(study_without_returns, "a study without returns"),
                             validate::Schema::load(evaluation_schema()), "0000000000000000", "none",
                             store::PseudonymKey::random());
        empty_.emplace(file);
        if (!store.empty()) filled_.emplace(store);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
        throw;
    }
}

MeasureCheck::~MeasureCheck() {
    empty_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::vector<measure::MeasureFault> MeasureCheck::faults_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {{file.string() + ": the file cannot be read.", "Check its name and its permissions."}};
    std::string text(std::istreambuf_iterator<char>(in), {});
    std::vector<measure::MeasureFault> faults;
    const auto measure = measure::parse_measure(std::move(text), file, faults);
    // Which columns the SQL must have depends on the kind.
    if (std::ranges::find(faults, "kind", &measure::MeasureFault::key) != faults.end()) return faults;
    auto of_sql = empty_->faults(measure);
    if (of_sql.empty() && filled_) of_sql = filled_->faults(measure);
    std::ranges::move(of_sql, std::back_inserter(faults));
    return faults;
}

} // namespace pilotage::cli
