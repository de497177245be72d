// OpenDocument spreadsheets (.ods, and .fods where they are not packed).
//
// Values are those that the file stores: a formula's is the one that was last computed. `shown` is the cell's text, its
// paragraphs joined by line breaks; annotations and drawings are left out. What repetition makes of one written cell or
// row is yielded as often as it stands there; blank repetition costs nothing.
//
// Malformed: an encrypted document, a mimetype of another kind, a DOCTYPE, and what archive::Archive and Limits refuse
// (repeated_cells bounds what repetition makes). Issues: ods.bad_value (warning: a value is not of its type; the text
// counts), ods.formula_without_value (warning).
#ifndef PILOTAGE_IMPORTERS_ODS_ODS_HPP
#define PILOTAGE_IMPORTERS_ODS_ODS_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

/// Throws Malformed.
std::unique_ptr<Reader> open_ods(std::shared_ptr<const File> file, const Options& options);

} // namespace pilotage::importers

#endif
