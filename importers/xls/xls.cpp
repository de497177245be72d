#include "importers/xls/xls.hpp"

namespace pilotage::importers {

std::unique_ptr<Reader> open_xls(const std::string&, const Options&) {
    throw Malformed({Issue::Severity::error, "format.unsupported", {}, 0, 0, 0, "The xls importer is not built yet.", {}});
}

} // namespace pilotage::importers
