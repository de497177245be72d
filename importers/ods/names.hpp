// Names of OpenDocument that are used in more than one place. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_ODS_NAMES_HPP
#define PILOTAGE_IMPORTERS_ODS_NAMES_HPP

#include <string_view>

namespace pilotage::importers::ods {

inline constexpr std::string_view office_space = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
inline constexpr std::string_view table_space = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
inline constexpr std::string_view text_space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
inline constexpr std::string_view style_space = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";

// As attributes are named: the namespace, a bar, the local name.
#define PILOTAGE_ODS_OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0|"
#define PILOTAGE_ODS_TABLE "urn:oasis:names:tc:opendocument:xmlns:table:1.0|"
#define PILOTAGE_ODS_STYLE "urn:oasis:names:tc:opendocument:xmlns:style:1.0|"
inline constexpr std::string_view value_type = PILOTAGE_ODS_OFFICE "value-type";
inline constexpr std::string_view value = PILOTAGE_ODS_OFFICE "value";
inline constexpr std::string_view date_value = PILOTAGE_ODS_OFFICE "date-value";
inline constexpr std::string_view time_value = PILOTAGE_ODS_OFFICE "time-value";
inline constexpr std::string_view boolean_value = PILOTAGE_ODS_OFFICE "boolean-value";
inline constexpr std::string_view string_value = PILOTAGE_ODS_OFFICE "string-value";
inline constexpr std::string_view formula = PILOTAGE_ODS_TABLE "formula";
inline constexpr std::string_view columns_repeated = PILOTAGE_ODS_TABLE "number-columns-repeated";
inline constexpr std::string_view rows_repeated = PILOTAGE_ODS_TABLE "number-rows-repeated";
inline constexpr std::string_view table_name = PILOTAGE_ODS_TABLE "name";
inline constexpr std::string_view table_style = PILOTAGE_ODS_TABLE "style-name";
inline constexpr std::string_view table_display = PILOTAGE_ODS_TABLE "display";
inline constexpr std::string_view style_name = PILOTAGE_ODS_STYLE "name";
/// LibreOffice's own: tells errors, which the standard has no type for, from texts.
inline constexpr std::string_view extended_value_type =
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0|value-type";
#undef PILOTAGE_ODS_OFFICE
#undef PILOTAGE_ODS_TABLE
#undef PILOTAGE_ODS_STYLE

} // namespace pilotage::importers::ods

#endif
