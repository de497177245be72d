// XML: the elements that are records become rows.
//
// Options::record_path says which elements those are; where it is empty, they are found by what repeats in the first
// 256 KiB, and decisions() tells. Row::table is the record element's name, Row::number counts the records of the table,
// Row::line is the line on which the element begins. Columns are named by header rows (Row::header):
//
//     @id                an attribute of the record
//     .                  the text of the record itself
//     Name               the text of an element in it; Name[2] that of a second one of the name beside it
//     Name.Family        of an element in an element; Name.@id of an attribute
//     ../ContractNumber  a simple value (attribute, or element without elements) of the element around the record,
//     where it
//                        stands before the record; ../../FileReference of the element around that one
//
// Names are local names. All cells are text as it stands, white space included; an element that is empty or xsi:nil is
// an empty cell. Attributes of the namespace xsi are left out. Comments and processing instructions are passed over,
// CDATA is text. Text beside elements is kept in the column of the element it stands in, without
// the indentation before it. A record in a record is a row
// of its own and comes first, because it ends first.
//
// Issues, each told once for a name: xml.mixed_content (note), xml.namespace_conflict (warning: one local name in two
// namespaces), xml.outside_records (note: elements that hold elements and stand in no record), xml.repeated_value
// (warning: of a value around the records the last one counts); and xml.no_records (error) at the end. Malformed, with
// line and column: what is not well-formed, any DOCTYPE, an encoding that is not read, a limit.
#ifndef PILOTAGE_IMPORTERS_XML_HPP
#define PILOTAGE_IMPORTERS_XML_HPP

#include "importers/byte_source.hpp"

namespace pilotage::importers {

/// The text begins as XML does, in UTF-8 or UTF-16.
bool looks_like_xml(std::string_view head);

/// Throws Malformed, and std::invalid_argument for a record path that is none.
std::unique_ptr<Reader> open_xml(std::shared_ptr<const File> file, const Options& options);

} // namespace pilotage::importers

#endif
