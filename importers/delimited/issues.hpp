// The words in which the reader of delimited text says what it found.
#ifndef PILOTAGE_IMPORTERS_DELIMITED_ISSUES_HPP
#define PILOTAGE_IMPORTERS_DELIMITED_ISSUES_HPP

#include "importers/delimited/record_scanner.hpp"
#include "importers/text/decoder.hpp"

namespace pilotage::importers {

/// All without place, but for `row`.
Issue mark_issue(CellMark::Kind kind, std::uint64_t row);
Issue flaw_issue(const Flaw& flaw, const Charset& charset, std::uint64_t count, std::uint64_t row);
/// `surplus_empty`: there are more cells than expected, and those are empty.
Issue ragged_issue(std::size_t cells, std::size_t expected, bool surplus_empty, std::uint64_t row);

} // namespace pilotage::importers

#endif
