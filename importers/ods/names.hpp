// Names of OpenDocument that are used in more than one place. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_ODS_NAMES_HPP
#define PILOTAGE_IMPORTERS_ODS_NAMES_HPP

#include "importers/archive/xml_names.hpp"

#include <string_view>

namespace pilotage::importers::ods {

inline constexpr std::string_view office_space = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
inline constexpr std::string_view table_space = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
inline constexpr std::string_view text_space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
inline constexpr std::string_view style_space = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";

inline constexpr archive::XmlName value_type{office_space, "value-type"};
inline constexpr archive::XmlName value{office_space, "value"};
inline constexpr archive::XmlName date_value{office_space, "date-value"};
inline constexpr archive::XmlName time_value{office_space, "time-value"};
inline constexpr archive::XmlName boolean_value{office_space, "boolean-value"};
inline constexpr archive::XmlName string_value{office_space, "string-value"};
inline constexpr archive::XmlName formula{table_space, "formula"};
inline constexpr archive::XmlName columns_repeated{table_space, "number-columns-repeated"};
inline constexpr archive::XmlName rows_repeated{table_space, "number-rows-repeated"};
inline constexpr archive::XmlName table_name{table_space, "name"};
inline constexpr archive::XmlName table_style{table_space, "style-name"};
inline constexpr archive::XmlName table_display{table_space, "display"};
inline constexpr archive::XmlName style_name{style_space, "name"};
/// LibreOffice's own: tells errors, which the standard has no type for, from texts.
inline constexpr archive::XmlName extended_value_type{
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "value-type"};

} // namespace pilotage::importers::ods

#endif
