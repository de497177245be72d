#include "importers/delimited/delimited.hpp"
#include "importers/format.hpp"
#include "importers/xls/xls.hpp"
#include "importers/xlsx/xlsx.hpp"

namespace pilotage::importers {

std::unique_ptr<Reader> open(const std::string& path, const Options& options) {
    switch (recognise(File(path), path, options)) {
    case Format::xlsx: return open_xlsx(path, options);
    case Format::xls: return open_xls(path, options);
    default: return open_delimited(path, options);
    }
}

} // namespace pilotage::importers
