// Finds out how a text file is delimited, from its beginning.
#ifndef PILOTAGE_IMPORTERS_DELIMITED_SNIFFER_HPP
#define PILOTAGE_IMPORTERS_DELIMITED_SNIFFER_HPP

#include "importers/delimited/record_scanner.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pilotage::importers {

struct Sniffed {
    Dialect dialect;
    char comment = '\0';          ///< begins a comment; '\0': nothing does
    std::size_t first_cells = 0;  ///< of the first record; 0: there is none
    std::size_t usual_cells = 0;  ///< of most records
    std::size_t usual_records = 0, records = 0; ///< those with the usual number, and all that were looked at
    std::size_t quoted_cells = 0;
    std::size_t later_cells = 0, spaced_cells = 0; ///< filled cells behind a delimiter, and those with spaces around
    std::size_t crlf = 0, lf = 0, cr = 0;          ///< records by their line end
    std::size_t declaration = 0;                   ///< bytes of a first line "sep=;", which is not a record
    bool delimiter_declared = false;
    std::string headings; ///< whether the first row is one of headings, and why: a sentence
};

/// What was told, as in Options; what is unset is found out.
struct Told {
    char delimiter = '\0';
    std::optional<char> quote, comment;
    std::optional<bool> spaces_around;
};

/// The dialect that cuts most records into the same number of cells wins. `last`: the whole file is at hand. What lies
/// between `begin` and `end` is as before afterwards; *end is written to.
Sniffed sniff(char* begin, char* end, bool last, const Told& told);

/// "comma", "tab", ...; the sign itself in quotes where it has no name here.
std::string delimiter_name(char delimiter);
/// Why the dialect was chosen: sentences.
std::vector<std::string> reasons_of(const Sniffed& found, const Told& told);

} // namespace pilotage::importers

#endif
