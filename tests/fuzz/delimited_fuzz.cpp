// The first byte chooses what is told of the text; the rest is the text.
#include "importers/delimited/delimited.hpp"
#include "importers/memory_file.hpp"
#include "tests/fuzz/drain.hpp"

#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    if (size == 0) return 0;
    auto options = fuzz::options();
    constexpr char delimiters[] = {'\0', ',', ';', '\t', '|', '\x1f', '\xa4', '\0'};
    const char* const encodings[] = {"", "", "", "UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "ISO-8859-15"};
    options.delimiter = delimiters[data[0] & 7];
    options.encoding = encodings[data[0] >> 3 & 7];
    options.blank_rows = (data[0] & 64) != 0;
    if ((data[0] & 128) != 0) options.quote = '\0';
    fuzz::drain([&] {
        return open_delimited(std::make_shared<MemoryFile>(std::string(reinterpret_cast<const char*>(data + 1), size - 1)),
                              options);
    });
    return 0;
}
