// Receives one submission from its files to its verdict: the worker reads, the intake stores.
#pragma once

#include "core/store/intake.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace pilotage::store {

struct Return {
    study::Site site;
    study::Period period;
    std::vector<plugin::RunRequest::File> files;
    plugin::PluginInfo plugin;
    plugin::RunLimits limits;
    bool alone = false; ///< a site checks its own files: the plugin is told no site and no period
    validate::Judge judge = validate::Judge::compiled;
    bool show_plugin_output = false; ///< for the plugin's author
    bool any_period = false;         ///< most of it may lie outside the period: an extract of several years
    bool kept = true;                ///< false: only the verdict and the findings are asked for
};

class Receiver {
public:
    /// Throws EnvironmentError when the store's tables do not follow the evaluation schema.
    Receiver(Store& store, const PseudonymKey& key);
    /// `evaluation`: evaluation-1.xsd, where it has been read already.
    Receiver(Store& store, const PseudonymKey& key, validate::Schema evaluation);
    ~Receiver();
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    /// The same files again, with the same plugin, schema and crosswalk, change nothing. Throws EnvironmentError; the
    /// store is then as it was.
    SubmissionResult receive(const Return& handed_in, const ProgressCall& progress = {});

private:
    struct Tools;
    Store& store_;
    const PseudonymKey& key_;
    std::unique_ptr<Tools> tools_;
};

} // namespace pilotage::store
