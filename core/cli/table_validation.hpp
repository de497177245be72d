// Tables as validate checks them: what is asked, and what is said of one file.
#pragma once

#include "core/cli/command.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/tables/table_run.hpp"

#include <string>
#include <vector>

namespace pilotage::cli {

/// Whether the file is for the check of XML documents: it begins with '<', is named so, or can be read only once.
bool is_document(const std::string& file);

class TableValidation {
public:
    void declare(std::vector<Argument>& arguments);

    /// Checks one file and shows what was found. Throws UsageError, EnvironmentError.
    ExitCode run(const std::string& schema, const std::string& file, const validate::ChildLimits& limits,
                 validate::Judge judge, bool json, Output& out) const;

private:
    tables::TableJob job_for(const std::string& file, validate::Judge judge) const;

    std::string record_, sheet_, delimiter_, encoding_, layout_;
    bool all_ = false;
};

} // namespace pilotage::cli
