// The input is the content of a document: of one in an archive, or of a flat one where its length is odd.
#include "importers/ods/ods.hpp"
#include "tests/fuzz/drain.hpp"
#include "tests/fuzz/stored_archive.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    const std::string content(reinterpret_cast<const char*>(data), size);
    fuzz::drain([&] {
        return open_ods(
            size % 2 == 0
                ? fuzz::stored_archive(
                      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}})
                : std::make_shared<MemoryFile>(content),
            fuzz::options());
    });
    return 0;
}
