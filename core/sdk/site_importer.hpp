// SiteImporter: the class a site's developer derives from. See examples/out_of_tree_plugin for a complete one.
#ifndef PILOTAGE_SDK_SITE_IMPORTER_HPP
#define PILOTAGE_SDK_SITE_IMPORTER_HPP

#include "core/sdk/evaluation.hpp"

#include <vector>

namespace pilotage::sdk {

struct File {
    std::string path; ///< to open it with
    std::string name; ///< the sender's name of it, for sources and messages
};

/// The files that one site hands in for one period. Dates are ISO; they and the ids are empty when a site checks
/// files on its own, without a study.
struct Submission {
    std::vector<File> files;
    std::string site;
    std::string period;
    std::string period_start;
    std::string period_end;
};

class SiteImporter {
public:
    virtual ~SiteImporter() = default;

    /// Called once: read all files, hand every row over as a local record (or leave it out with a reason), and report
    /// what is wrong with the files themselves. Let exceptions of the importers pass: they become findings.
    virtual void read(const Submission& submission, LocalWriter& out) = 0;

    /// Called for each local record that passed the site's schema, while read() hands it over and in that order: write
    /// its evaluation records. What must be known of every row, refused ones too, belongs into read().
    virtual void normalise(const LocalRecord& record, EvaluationWriter& out) = 0;
};

} // namespace pilotage::sdk

#endif
