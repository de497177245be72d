// The input is the document's content; the archive around it is made here, since its check sums would hide all faults
// behind it.
#include "importers/ods/ods.hpp"
#include "tests/fuzz/drain.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

namespace {

void append(std::string& out, std::uint64_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xff);
}

/// What the local header and the directory say of an entry alike.
std::string description(const std::string& name, const std::string& content) {
    std::string out;
    append(out, 0, 8); // flags, stored, no time
    append(out, crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())), 4);
    append(out, content.size(), 4);
    append(out, content.size(), 4);
    append(out, name.size(), 2);
    append(out, 0, 2);
    return out;
}

std::string archive(const std::string& content) {
    const std::pair<std::string, std::string> entries[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}};
    std::string out, directory;
    for (const auto& [name, bytes] : entries) {
        directory += "PK\x01\x02";
        append(directory, 20, 2);
        append(directory, 20, 2);
        directory += description(name, bytes);
        append(directory, 0, 10);
        append(directory, out.size(), 4);
        directory += name;
        out += "PK\x03\x04";
        append(out, 20, 2);
        out += description(name, bytes) + name + bytes;
    }
    const std::size_t at = out.size();
    out += directory + "PK\x05\x06";
    append(out, 0, 4);
    append(out, 2, 2);
    append(out, 2, 2);
    append(out, directory.size(), 4);
    append(out, at, 4);
    append(out, 0, 2);
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilotage::importers;
    const std::string bytes = archive(std::string(reinterpret_cast<const char*>(data), size));
    const int handle = ::memfd_create("ods", 0);
    if (::write(handle, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()))
        fuzz::drain([&] { return open_ods("/proc/self/fd/" + std::to_string(handle), fuzz::options()); });
    ::close(handle);
    return 0;
}
