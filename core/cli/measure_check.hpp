// Checking measures before they are used: against an empty store of this program's evaluation schema and, where one is
// named, against a store with returns.
#pragma once

#include "core/measure/evaluation.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace pilotage::cli {

class MeasureCheck {
public:
    /// `store` may be empty. Throws EnvironmentError where a store cannot be made or read.
    explicit MeasureCheck(const std::string& store);
    ~MeasureCheck();
    MeasureCheck(const MeasureCheck&) = delete;
    MeasureCheck& operator=(const MeasureCheck&) = delete;

    struct Fault {
        std::string what; ///< "file:line: what is wrong"
        std::string remedy;
    };
    /// The first fault of the file; nothing where it is good.
    std::optional<Fault> fault_of(const std::filesystem::path& file);

private:
    std::filesystem::path folder_;
    std::optional<measure::Evaluation> empty_, filled_;
};

} // namespace pilotage::cli
