// Checking measures before they are used: against an empty store of this program's evaluation schema and, where one is
// named, against a store with returns.
#pragma once

#include "core/measure/evaluation.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::cli {

class MeasureCheck {
public:
    /// `store` may be empty. Throws EnvironmentError where a store cannot be made or read.
    explicit MeasureCheck(const std::string& store);
    ~MeasureCheck();
    MeasureCheck(const MeasureCheck&) = delete;
    MeasureCheck& operator=(const MeasureCheck&) = delete;

    /// All faults of the file that can be found in one go; none where it is good.
    std::vector<measure::MeasureFault> faults_of(const std::filesystem::path& file);

private:
    std::filesystem::path folder_;
    std::optional<measure::Evaluation> empty_, filled_;
};

} // namespace pilotage::cli
