#include "importers/delimited/delimited.hpp"

namespace pilotage::importers {

std::unique_ptr<Reader> open_delimited(const std::string&, const Options&) {
    throw Malformed({Issue::Severity::error, "format.unsupported", {}, 0, 0, 0, "The delimited importer is not built yet.", {}});
}

} // namespace pilotage::importers
