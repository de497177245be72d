// A file that lives as long as the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace pilotage::test {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "pilotage-test-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path write(const std::string& name, std::string_view content) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::filesystem::remove(file); // ext4 writes one that is overwritten to the disk at once, which takes milliseconds
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A schema around the given declarations.
inline std::string schema_text(std::string_view declarations, std::string_view attributes = {}) {
    return "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" " + std::string(attributes) + ">\n" +
           std::string(declarations) + "\n</xs:schema>\n";
}

} // namespace pilotage::test
