#include "core/release/release_folder.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <unistd.h>

namespace pilotage::release {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& what, const std::string& why) {
    throw EnvironmentError("\"" + what.string() + "\" cannot be written: " + why + ".",
                           "Check the folder's permissions and the room on the disk; nothing was released.");
}

/// On the disk when it returns.
void write_file(const fs::path& file, const std::string& bytes) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) cannot_write(file, std::strerror(errno));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto n = ::write(fd, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) break;
        done += static_cast<std::size_t>(n);
    }
    const bool good = done == bytes.size() && ::fsync(fd) == 0;
    const std::string why = std::strerror(errno);
    ::close(fd);
    if (!good) cannot_write(file, why);
}

fs::path plain(const fs::path& folder) {
    return folder.has_filename() ? folder : folder.parent_path(); // "out/" is "out"
}

/// A folder that goes again unless it is kept.
class NewFolder {
public:
    explicit NewFolder(const fs::path& beside) : path_(beside.string() + ".part-" + std::to_string(::getpid())) {
        std::error_code error;
        if (beside.has_parent_path()) fs::create_directories(beside.parent_path(), error);
        if (!error) fs::create_directory(path_, error);
        if (error) cannot_write(path_, error.message());
    }
    ~NewFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    const fs::path& path() const { return path_; }
    void keep() { path_.clear(); }

private:
    fs::path path_;
};

/// The hashes of the files that the manifest names.
std::map<std::string, std::string> hashes_of(const fs::path& folder) {
    std::ifstream in(folder / manifest_name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in)
        throw UsageError("\"" + folder.string() + "\" is no release: it has no " + manifest_name + ".",
                         "Name the folder that \"pilotage release\" wrote.");
    std::map<std::string, std::string> hashes;
    try {
        const auto json = nlohmann::json::parse(text.str());
        for (const auto& entity : json.at("@graph")) {
            const auto id = entity.at("@id").get<std::string>();
            if (entity.at("@type") == "File" && !id.starts_with("urn:")) hashes[id] = entity.at("sha256");
        }
    } catch (const nlohmann::json::exception&) {
        throw EnvironmentError("The manifest \"" + (folder / manifest_name).string() + "\" is damaged.",
                               "Get the release again from where it was made.");
    }
    return hashes;
}

} // namespace

void require_free(const fs::path& given, bool replace) {
    const auto folder = plain(given);
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(folder, ignored))) return;
    const bool release = fs::is_directory(folder, ignored) && fs::exists(folder / manifest_name, ignored);
    if (!release)
        throw UsageError("\"" + folder.string() + "\" is there already, and it is no release.",
                         "Name a folder that is not there yet.");
    if (!replace)
        throw UsageError("There is a release in \"" + folder.string() + "\" already.",
                         "Name another folder, or give --replace if readers do not have that one.");
}

std::string write_folder(const fs::path& given, const Release& release, const std::vector<ReleaseFile>& files,
                         bool replace, const std::function<void()>& before) {
    const auto folder = plain(given);
    require_free(folder, replace);
    NewFolder made(folder);
    for (const auto& file : files) write_file(made.path() / file.name, file.bytes);
    const auto manifest = manifest_of(release, files);
    write_file(made.path() / manifest.name, manifest.bytes);

    std::error_code error;
    const fs::path old = folder.string() + ".old-" + std::to_string(::getpid());
    const bool had = fs::exists(folder, error);
    if (before) before();
    if (had) fs::rename(folder, old, error);
    if (!error) fs::rename(made.path(), folder, error);
    if (error) {
        const auto why = error.message();
        if (had && fs::exists(old, error)) fs::rename(old, folder, error);
        cannot_write(folder, why);
    }
    made.keep();
    if (had) fs::remove_all(old, error);
    return sha256_bytes(manifest.bytes);
}

void write_log(const fs::path& folder, const SuppressionLog& log) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) cannot_write(folder, error.message());
    std::string about =
        "NOT FOR PUBLICATION\n\n"
        "For the output checker: what was withheld from the release \"" +
        log.release +
        "\",\n"
        "by which rule of the profile " +
        log.profile + " (SHA-256 " + log.profile_sha256 +
        "),\n"
        "and what a reader can still work out of it. There is no true count in it, but it tells which\n"
        "counts are small.\n\n"
        "suppression_log.csv   every count and value that is withheld, by the id of its figure. A complement is what\n"
        "                      is left of a denominator without the numerator; nobody shows it, and it is protected\n"
        "                      too. The rule; primary (by the rule itself), secondary (to protect others), or follows\n"
        "                      (rests on a count that is withheld, of which its own line says more)\n"
        "  possible_from, _to  what the count may be for a reader who knows all that is published and takes a small\n"
        "                      count for small; of means none is worked out\n"
        "  possible_values_at_least, asked\n"
        "                      how many values a small count may still have, looked for up to as many as the\n"
        "                      profile asks\n"
        "groups.csv            counts that sums connect, each group protected as one problem: the loss of\n"
        "                      what is withheld to protect others (values plus one), and the least possible\n";
    for (const auto& name : log.earlier) about += "\nReckoned with the earlier release " + name;
    about += log.earlier.empty() ? "\nNo earlier release was reckoned with.\n" : "\n";
    for (const auto& [name, bytes] : {std::pair<const char*, std::string>{"NOT_FOR_PUBLICATION.txt", about},
                                      {"suppression_log.csv", suppression_log_csv(log)},
                                      {"groups.csv", suppression_groups_csv(log)}}) {
        fs::remove(folder / name, error);
        write_file(folder / name, bytes);
    }
}

std::vector<std::string> verify_folder(const fs::path& folder, std::size_t& files) {
    const auto hashes = hashes_of(folder);
    files = hashes.size();
    std::vector<std::string> faults;
    for (const auto& [name, sha256] : hashes) {
        std::error_code ignored;
        if (!fs::exists(folder / name, ignored))
            faults.push_back("\"" + name + "\" is missing.");
        else if (!fs::is_regular_file(folder / name, ignored))
            faults.push_back("\"" + name + "\" is no longer a file.");
        else if (sha256_file(folder / name) != sha256)
            faults.push_back("\"" + name +
                             "\" was changed after the release: it is not the file that the manifest names.");
    }
    std::set<std::string> added;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (!entry.is_directory()) added.insert(entry.path().lexically_relative(folder).generic_string());
    for (const auto& name : added)
        if (name != manifest_name && !hashes.contains(name))
            faults.push_back("\"" + name + "\" was added after the release: the manifest does not name it.");
    return faults;
}

} // namespace pilotage::release
