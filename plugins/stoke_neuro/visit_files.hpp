// From the files of visits to local records: XML, File > ProviderContract > ServiceDeliveryHeader > HomeCareVisit.
#pragma once

#include "core/sdk/site_importer.hpp"
#include "importers/reader.hpp"
#include "plugins/stoke_neuro/roll.hpp"

#include <memory>

namespace pilotage::stoke_neuro {

/// How the reader of XML finds the records.
importers::Options visit_options();

/// Reads files one after the other; a visit is written as soon as it was read, with the values of the elements around
/// it. A person-week without a visit is left out, with the reason.
class VisitFiles {
public:
    /// The first two must outlive it. `bytes`: of all files together, for progress.
    VisitFiles(sdk::LocalWriter& out, Roll& roll, std::uint64_t bytes);
    ~VisitFiles();

    /// Throws importers::Malformed.
    void read(const sdk::File& file);
    /// Whether a file of visits was read to its end.
    bool any() const { return any_; }

private:
    class OneFile;
    struct Names;

    sdk::LocalWriter& out_;
    Roll& roll_;
    std::unique_ptr<Names> names_;
    std::uint64_t before_ = 0; ///< bytes of the files already read
    std::uint64_t bytes_;
    bool any_ = false;
};

} // namespace pilotage::stoke_neuro
