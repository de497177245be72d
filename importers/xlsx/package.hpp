// The parts of a workbook package and how they point at each other. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLSX_PACKAGE_HPP
#define PILOTAGE_IMPORTERS_XLSX_PACKAGE_HPP

#include "importers/archive/archive.hpp"
#include "importers/archive/xml_part.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers::xlsx {

struct Relationship {
    std::string id;
    std::string type;   ///< its last word: "worksheet", "styles", "sharedStrings"
    std::string target; ///< a plain part name; empty for targets outside the package
};

/// Relationships of a part ("" for the package's own); none where it has no such part.
std::vector<Relationship> read_relationships(archive::Archive& archive, const std::string& part, const Limits& limits);

/// The workbook's part. Throws Malformed for packages that hold no workbook, or a binary one.
std::string find_workbook(archive::Archive& archive, const Limits& limits);

/// The transitional and the strict namespace of spreadsheets; parts without any namespace are taken as theirs.
bool is_spreadsheet(std::string_view space);

/// What mends damage to a workbook, for people.
extern const char* const remedy_for_damage;

[[noreturn]] void refuse(const char* rule, std::string message, std::string remedy = remedy_for_damage);

} // namespace pilotage::importers::xlsx

#endif
