#include "core/release/workbook/workbook_files.hpp"

#include "core/release/workbook/ods_writer.hpp"
#include "core/release/workbook/release_workbook.hpp"
#include "core/release/workbook/xlsx_writer.hpp"

namespace pilotage::release::workbook {

std::vector<ReleaseFile> workbook_files(const Release& release) {
    const auto book = workbook_of(release);
    return {{"release.xlsx", xlsx_media_type, "The tables as an accessible workbook, Office Open XML", xlsx_of(book)},
            {"release.ods", ods_media_type, "The tables as an accessible workbook, OpenDocument", ods_of(book)}};
}

} // namespace pilotage::release::workbook
