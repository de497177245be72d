// Finds out how a text file is delimited, from its beginning.
#ifndef PILOTAGE_IMPORTERS_DELIMITED_SNIFFER_HPP
#define PILOTAGE_IMPORTERS_DELIMITED_SNIFFER_HPP

#include "importers/delimited/record_scanner.hpp"

namespace pilotage::importers {

struct Sniffed {
    Dialect dialect;
    std::size_t first_cells = 0; ///< of the first record; 0: there is none
    std::size_t usual_cells = 0; ///< of most records
    std::size_t crlf = 0, lf = 0, cr = 0; ///< records by their line end
    std::size_t declaration = 0; ///< bytes of a first line "sep=;", which is not a record
};

/// `delimiter` and `quote` as in Options. The delimiter that cuts most records into the same number of cells wins.
/// `last`: the whole file is at hand. *end is written to.
Sniffed sniff(const char* begin, char* end, bool last, char delimiter, char quote);

/// "comma", "tab", ...; the sign itself in quotes where it has no name here.
std::string delimiter_name(char delimiter);

} // namespace pilotage::importers

#endif
