#include "importers/delimited/delimited.hpp"
#include "importers/fixed_width/fixed_width.hpp"
#include "importers/format.hpp"
#include "importers/json/json.hpp"
#include "importers/ods/ods.hpp"
#include "importers/packed/packed.hpp"
#include "importers/xls/xls.hpp"
#include "importers/xlsx/xlsx.hpp"
#include "importers/xml/xml.hpp"

namespace pilotage::importers {
namespace {

[[noreturn]] void refuse_packed_workbook() {
    throw Malformed({Issue::Severity::error,
                     "format.unknown",
                     {},
                     0,
                     0,
                     0,
                     "A workbook in a packed file is not read.",
                     "Unpack the file, and send the workbook in it."});
}

std::unique_ptr<Reader> open_as(Format format, const std::string& path, std::shared_ptr<const File> file, bool packed,
                                const Options& options) {
    if (packed && (format == Format::xlsx || format == Format::xls || format == Format::ods)) refuse_packed_workbook();
    switch (format) {
    case Format::delimited:
        if (!options.layout.empty()) return open_fixed_width(std::move(file), Layout::load(options.layout), options);
        return open_delimited(std::move(file), options);
    case Format::json:
        return open_json(std::move(file), options);
    case Format::xml:
        return open_xml(std::move(file), options);
    case Format::xlsx:
        return open_xlsx(path, options);
    case Format::xls:
        return open_xls(path, options);
    case Format::ods:
        return open_ods(path, options);
    }
    return nullptr;
}

} // namespace

std::unique_ptr<Reader> open(const std::string& path, const Options& options) {
    std::shared_ptr<const File> file = std::make_shared<DiskFile>(path);
    const Packed packed = open_packed(path, file, options.limits);
    if (!packed.content) {
        const Format format = recognise(*file, path, options);
        return open_as(format, path, std::move(file), false, options);
    }
    if (ending(path) != packed.ending)
        report_disagreement(ending(path).empty() ? "no packed file" : "." + ending(path),
                            "a packed file (." + packed.ending + ")", options);
    return open_as(recognise(*packed.content, packed.name, options), path, packed.content, true, options);
}

} // namespace pilotage::importers
