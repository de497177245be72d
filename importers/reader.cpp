#include "importers/reader.hpp"

namespace pilotage::importers {

std::string_view name_of(CellType type) {
    constexpr std::string_view names[] = {"empty", "text", "number", "percentage", "currency",
                                          "date",  "time", "datetime", "boolean",  "error"};
    return names[static_cast<std::size_t>(type)];
}

} // namespace pilotage::importers
