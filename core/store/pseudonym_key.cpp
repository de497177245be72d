// OpenSSL's functions for one algorithm alone: its general ones take longer to begin than to hash.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/store/pseudonym_key.hpp"

#include "core/error.hpp"

#include <openssl/sha.h>
#include <sodium.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pilotage::store {
namespace {

constexpr std::string_view heading = "pilotage-key-1\n";
constexpr std::size_t file_size = heading.size() + 64 + 1;

void start_sodium() {
    if (sodium_init() < 0) throw EnvironmentError("The cryptographic library could not be started.");
}

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

} // namespace

struct PseudonymKey::Prepared {
    SHA256_CTX inner, outer;
    ~Prepared() { sodium_memzero(this, sizeof *this); }
};

PseudonymKey::PseudonymKey() : prepared_(std::make_unique<Prepared>()) {}
PseudonymKey::PseudonymKey(PseudonymKey&&) noexcept = default;
PseudonymKey& PseudonymKey::operator=(PseudonymKey&&) noexcept = default;

PseudonymKey::~PseudonymKey() {
    sodium_memzero(bytes_.data(), bytes_.size());
}

PseudonymKey PseudonymKey::random() {
    start_sodium();
    PseudonymKey key;
    randombytes_buf(key.bytes_.data(), key.bytes_.size());
    key.prepare();
    return key;
}

PseudonymKey PseudonymKey::create(const std::filesystem::path& path) {
    auto key = random();
    std::error_code failed;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failed);
    if (failed)
        throw EnvironmentError("The folder " + path.parent_path().string() +
                                   " of the key cannot be made: " + failed.message() + ".",
                               "Name another place for it with --key PATH.");
    const File file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.get() < 0)
        throw EnvironmentError("The key file " + path.string() + " cannot be made: " + std::strerror(errno) + ".",
                               "Name another place for it with --key PATH.");
    std::string text(heading);
    char hex[65];
    sodium_bin2hex(hex, sizeof hex, key.bytes_.data(), key.bytes_.size());
    text += hex;
    text += '\n';
    const bool written =
        write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(file.get()) == 0;
    sodium_memzero(hex, sizeof hex);
    sodium_memzero(text.data(), text.size());
    if (!written) {
        const int error = errno;
        unlink(path.c_str());
        throw EnvironmentError("The key file " + path.string() + " cannot be written: " + std::strerror(error) + ".");
    }
    return key;
}

PseudonymKey PseudonymKey::load(const std::filesystem::path& path) {
    start_sodium();
    const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        throw EnvironmentError("The key file " + path.string() + " cannot be read: " + std::strerror(errno) + ".",
                               "Without the store's own key nothing can be added. Give its place with --key PATH.");
    struct stat about = {};
    if (fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode))
        throw EnvironmentError("The key file " + path.string() + " is no file.");
    if ((about.st_mode & 077) != 0)
        throw EnvironmentError("The key file " + path.string() + " is open to others than its owner.",
                               "Run: chmod 600 " + path.string());
    char text[file_size + 1];
    const auto got = read(file.get(), text, sizeof text);
    PseudonymKey key;
    std::size_t length = 0;
    const bool good = got == static_cast<ssize_t>(file_size) && std::string_view(text, heading.size()) == heading &&
                      sodium_hex2bin(key.bytes_.data(), key.bytes_.size(), text + heading.size(), 64, nullptr, &length,
                                     nullptr) == 0 &&
                      length == 32;
    sodium_memzero(text, sizeof text);
    if (!good)
        throw EnvironmentError("The file " + path.string() + " is not a key of Pilotage.",
                               "Give the store's own key file with --key PATH.");
    key.prepare();
    return key;
}

void PseudonymKey::prepare() {
    std::array<unsigned char, SHA256_CBLOCK> block{};
    const auto begin = [&](SHA256_CTX& hash, unsigned char pad) {
        block.fill(pad);
        for (std::size_t i = 0; i < bytes_.size(); ++i) block[i] ^= bytes_[i];
        SHA256_Init(&hash);
        SHA256_Update(&hash, block.data(), block.size());
    };
    begin(prepared_->inner, 0x36);
    begin(prepared_->outer, 0x5c);
    sodium_memzero(block.data(), block.size());
}

Pseudonym PseudonymKey::pseudonym(std::string_view text) const {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> whole;
    auto hash = prepared_->inner;
    SHA256_Update(&hash, text.data(), text.size());
    SHA256_Final(whole.data(), &hash);
    hash = prepared_->outer;
    SHA256_Update(&hash, whole.data(), whole.size());
    SHA256_Final(whole.data(), &hash);
    sodium_memzero(&hash, sizeof hash);
    Pseudonym out;
    std::memcpy(out.data(), whole.data(), out.size());
    return out;
}

Pseudonym PseudonymKey::check_value(std::string_view store_id) const {
    return pseudonym("check:" + std::string(store_id));
}

std::filesystem::path default_key_file(std::string_view store_id) {
    const char* folder = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    std::filesystem::path base;
    if (folder != nullptr && folder[0] == '/')
        base = folder;
    else if (home != nullptr && home[0] == '/')
        base = std::filesystem::path(home) / ".config";
    else
        throw EnvironmentError("There is no home folder to keep the key file in.",
                               "Name a place for it with --key PATH.");
    return base / "pilotage" / (std::string(store_id) + ".key");
}

std::string new_store_id() {
    start_sodium();
    unsigned char bytes[8];
    randombytes_buf(bytes, sizeof bytes);
    char hex[17];
    return sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
}

} // namespace pilotage::store
