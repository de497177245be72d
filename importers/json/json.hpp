// JSON: an array of objects, objects one a line, or an object with arrays of objects in it.
//
// Each array of objects is a table, named by its path: "" for the outermost one (and for objects one a line),
// "contacts", "contacts.attachments". Each object in it is a row; Row::number counts the objects of the table,
// Row::line is the line on which the object begins. Objects in objects become columns ("address.postcode"); an array of
// objects in an object becomes rows of a table of its own, whose column ".." holds the number of the row they belong
// to. Those rows come before that row, because they end before it: nothing is kept but the objects that are open.
// Scalars of an object around tables make a row of the table "".
//
// Columns are named by header rows (Row::header). Numbers stand in canonical decimal form, with every digit they had
// (`shown` has the spelling of the file where it differs); true and false are booleans; null is an empty cell; an array
// of scalars, or of arrays, is one text cell in JSON notation without spaces (["text","web cam"]); an empty array or
// object is no cell at all. Elements of the outermost array that are no objects are rows with the one column "value".
//
// A name that comes twice in one object is a warning (json.duplicate_name), and the later value counts. All that is not
// JSON (RFC 8259, in UTF-8, a byte-order mark allowed) is Malformed with line and column.
#ifndef PILOTAGE_IMPORTERS_JSON_HPP
#define PILOTAGE_IMPORTERS_JSON_HPP

#include "importers/byte_source.hpp"

namespace pilotage::importers {

/// The text begins as a JSON object or an array of JSON values does.
bool looks_like_json(std::string_view head);

/// Throws Malformed.
std::unique_ptr<Reader> open_json(std::shared_ptr<const File> file, const Options& options);

} // namespace pilotage::importers

#endif
