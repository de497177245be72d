#include "importers/xlsx/xlsx.hpp"

namespace pilotage::importers {

std::unique_ptr<Reader> open_xlsx(const std::string&, const Options&) {
    throw Malformed({Issue::Severity::error, "format.unsupported", {}, 0, 0, 0, "The xlsx importer is not built yet.", {}});
}

} // namespace pilotage::importers
