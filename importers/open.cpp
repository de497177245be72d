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

bool is_workbook(Format format) {
    return format == Format::xlsx || format == Format::xls || format == Format::ods;
}

std::unique_ptr<Reader> open_as(Format format, std::shared_ptr<const File> file, const Options& options) {
    switch (format) {
    case Format::delimited:
        if (!options.layout_text.empty())
            return open_fixed_width(std::move(file), Layout::parse(options.layout_text), options);
        if (!options.layout.empty()) return open_fixed_width(std::move(file), Layout::load(options.layout), options);
        return open_delimited(std::move(file), options);
    case Format::json:
        return open_json(std::move(file), options);
    case Format::xml:
        return open_xml(std::move(file), options);
    case Format::xlsx:
        return open_xlsx(std::move(file), options);
    case Format::xls:
        return open_xls(std::move(file), options);
    case Format::ods:
        return open_ods(std::move(file), options);
    }
    return nullptr;
}

} // namespace

std::unique_ptr<Reader> open(const std::string& path, const Options& options) {
    return open_bytes(std::make_shared<DiskFile>(path), path, options);
}

std::unique_ptr<Reader> open_bytes(std::shared_ptr<const File> file, const std::string& name, const Options& options) {
    Packed packed = open_packed(name, file, options.limits);
    if (!packed.content) {
        const Format format = recognise(*file, name, options);
        return open_as(format, std::move(file), options);
    }
    if (ending(name) != packed.ending)
        report_disagreement(ending(name).empty() ? "no packed file" : "." + ending(name),
                            "a packed file (." + packed.ending + ")", options);
    const Format format = recognise(*packed.content, packed.name, options);
    // Workbooks are read here and there, which what is unpacked on the way does not bear.
    if (is_workbook(format)) packed.content = unpacked(*packed.content, options.limits);
    return open_as(format, std::move(packed.content), options);
}

} // namespace pilotage::importers
