#include "importers/delimited/delimited.hpp"
#include "importers/xls/xls.hpp"
#include "importers/xlsx/xlsx.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace pilotage::importers {
namespace {

std::string first_bytes(const std::string& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) throw std::system_error(errno, std::generic_category(), path);
    std::string head(4096, '\0');
    head.resize(std::fread(head.data(), 1, head.size(), file.get()));
    return head;
}

} // namespace

std::unique_ptr<Reader> open(const std::string& path, const Options& options) {
    const std::string head = first_bytes(path);
    if (head.rfind("PK\x03\x04", 0) == 0) return open_xlsx(path, options);
    if (head.rfind("\xd0\xcf\x11\xe0", 0) == 0) return open_xls(path, options);
    return open_delimited(path, options);
}

} // namespace pilotage::importers
