#include "core/hash.hpp"

#include "core/error.hpp"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <vector>

namespace pilotage {

struct Sha256::State {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

namespace {

void check(int answer) {
    if (answer != 1) throw EnvironmentError("SHA-256 is not available from OpenSSL on this machine.");
}

[[noreturn]] void refuse(const std::filesystem::path& file, int error) {
    throw EnvironmentError("\"" + file.string() + "\" cannot be read: " + std::generic_category().message(error) + ".");
}

std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(const std::filesystem::path& file) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(file.c_str(), "rbe"), &std::fclose);
    if (!in) refuse(file, errno);
    return in;
}

} // namespace

Sha256::Sha256() : state_(std::make_unique<State>()) {
    check(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

Sha256& Sha256::update(std::string_view bytes) {
    check(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
    return *this;
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size));
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * size);
    for (unsigned int i = 0; i < size; ++i) {
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

std::string sha256_bytes(std::string_view bytes) {
    return Sha256().update(bytes).hex();
}

void require_readable(const std::filesystem::path& file) {
    opened(file);
}

std::string sha256_file(const std::filesystem::path& file) {
    const auto in = opened(file);
    Sha256 hash;
    std::vector<char> block(1 << 18);
    while (const auto got = std::fread(block.data(), 1, block.size(), in.get())) hash.update({block.data(), got});
    if (std::ferror(in.get()) != 0) refuse(file, errno);
    return hash.hex();
}

} // namespace pilotage
