#include "core/store/staged_place.hpp"

#include <SQLiteCpp/Column.h>

namespace pilotage::store {

Place staged_place(const Stage& stage, const Sources& sources, const SQLite::Statement& row, int first) {
    const auto index = row.getColumn(first).getInt64() - stage.reservation().source;
    const auto& source = sources.all()[static_cast<std::size_t>(index)];
    Place out{source.file, source.table};
    out.row = static_cast<std::uint64_t>(row.getColumn(first + 1).getInt64());
    out.line = static_cast<std::uint64_t>(row.getColumn(first + 2).getInt64());
    return out;
}

} // namespace pilotage::store
