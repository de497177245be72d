// SHA-256, in hex: what files, plugins, schemas and the rows of a submission are known by.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace pilotage {

class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    Sha256& update(std::string_view bytes);
    /// 64 lower-case hex digits; nothing more can be added afterwards.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

std::string sha256_bytes(std::string_view bytes);
/// Throws EnvironmentError when the file cannot be opened to be read.
void require_readable(const std::filesystem::path& file);
/// Throws EnvironmentError when the file cannot be read to its end.
std::string sha256_file(const std::filesystem::path& file);

} // namespace pilotage
