#include "importers/archive/archive.hpp"

#include "importers/archive/zip_source.hpp"

#include <algorithm>
#include <vector>

namespace pilotage::importers::archive {
namespace {

constexpr std::uint64_t ratio_counts_from = 16ull << 20;
constexpr std::uint16_t encrypted_flag = 1;
[[noreturn]] void refuse(const char* rule, std::string message, std::string remedy) {
    Issue issue;
    issue.rule = rule;
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    throw Malformed(std::move(issue));
}

std::string mebibytes(std::uint64_t bytes) {
    return std::to_string(bytes >> 20) + " MiB";
}

} // namespace

std::string plain_name(std::string_view name) {
    std::vector<std::string> steps(1);
    for (const char c : name) {
        if (c == '/' || c == '\\')
            steps.emplace_back();
        else
            steps.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    std::vector<std::string> kept;
    for (auto& step : steps) {
        if (step == "..") {
            if (!kept.empty()) kept.pop_back();
        } else if (!step.empty() && step != ".") {
            kept.push_back(std::move(step));
        }
    }
    std::string plain;
    for (const auto& step : kept) plain += (plain.empty() ? "" : "/") + step;
    return plain;
}

Archive::Archive(std::shared_ptr<const File> file, const Limits& limits, std::string remedy)
    : source_(std::make_unique<ZipSource>(std::move(file))), limits_(limits), remedy_(std::move(remedy)) {
    if (file_size() > limits_.file_bytes)
        archive::refuse("limit.file_bytes", "The file is larger than " + mebibytes(limits_.file_bytes) + ".",
                        "Split the return into smaller files.");
    directory_ = read_zip_directory(source_->file(), limits_.entries);
    check(directory_);
    for (std::uint64_t i = 0; i < directory_.entries.size(); ++i) {
        const std::string& name = directory_.entries[i].name;
        if (!name.empty() && name.back() == '/') continue;
        if (!parts_.emplace(plain_name(name), i).second)
            refuse("format.malformed", "The archive holds two parts of the same name.");
    }
    zip_ = source_->open();
    if (zip_ == nullptr) {
        source_->rethrow();
        refuse("format.malformed", "The archive is damaged or cut off and cannot be opened.");
    }
    if (static_cast<std::uint64_t>(zip_get_num_entries(zip_, 0)) != directory_.entries.size()) {
        zip_discard(zip_);
        zip_ = nullptr;
        refuse("format.malformed", "The archive is damaged: it has two directories that differ.");
    }
}

Archive::~Archive() {
    if (zip_ != nullptr) zip_discard(zip_);
}

void Archive::refuse(const char* rule, std::string message) const {
    archive::refuse(rule, std::move(message), remedy_);
}

std::uint64_t Archive::file_size() const {
    return source_->file().size();
}

void Archive::check(const ZipDirectory& directory) const {
    if (!directory.fault.empty()) refuse(directory.too_many ? "limit.entries" : "format.malformed", directory.fault);
    std::uint64_t unpacked = 0;
    for (const auto& entry : directory.entries) {
        if ((entry.flags & encrypted_flag) != 0)
            archive::refuse("format.encrypted", "The archive is protected by a password.",
                            "Remove the password and send the file again.");
        if (entry.method != ZIP_CM_STORE && entry.method != ZIP_CM_DEFLATE)
            refuse("format.malformed", "The archive is compressed in a way that office programs do not use.");
        if (entry.unpacked > limits_.unpacked_bytes || unpacked + entry.unpacked > limits_.unpacked_bytes)
            refuse("format.archive_limit",
                   "The archive would unpack to more than " + mebibytes(limits_.unpacked_bytes) + ".");
        unpacked += entry.unpacked;
        if (entry.unpacked > ratio_counts_from && entry.unpacked / limits_.ratio > entry.packed)
            refuse("format.archive_limit", "A part of the archive would unpack to more than " +
                                               std::to_string(limits_.ratio) + " times its size.");
    }
}

Archive::Part::Part(Archive& archive, std::string_view name)
    : archive_(archive), name_(name), done_before_(archive.done_) {
    const auto found = archive.parts_.find(plain_name(name));
    if (found == archive.parts_.end()) archive.refuse("format.malformed", "The archive has no part \"" + name_ + "\".");
    entry_ = &archive.directory_.entries[found->second];
    file_ = zip_fopen_index(archive.zip_, found->second, 0);
    if (file_ == nullptr) {
        archive.source_->rethrow();
        archive.refuse("format.malformed", "The part \"" + name_ + "\" of the archive is damaged.");
    }
}

Archive::Part::~Part() {
    if (file_ != nullptr) zip_fclose(file_);
    archive_.done_ = done_before_ + entry_->packed;
}

std::size_t Archive::Part::read(char* to, std::size_t size) {
    const auto count = zip_fread(file_, to, size);
    if (count < 0) {
        archive_.source_->rethrow();
        archive_.refuse("format.malformed",
                        "The part \"" + name_ +
                            "\" of the archive is damaged: it cannot be unpacked or its check sum is wrong.");
    }
    const auto got = static_cast<std::uint64_t>(count);
    read_ += got;
    archive_.unpacked_ += got;
    if (archive_.unpacked_ > archive_.limits_.unpacked_bytes)
        archive_.refuse("format.archive_limit",
                        "The archive unpacks to more than " + mebibytes(archive_.limits_.unpacked_bytes) + ".");
    if (read_ > ratio_counts_from && read_ / archive_.limits_.ratio > entry_->packed)
        archive_.refuse("format.archive_limit", "The part \"" + name_ + "\" unpacks to more than " +
                                                    std::to_string(archive_.limits_.ratio) + " times its size.");
    if (got == 0 && read_ != entry_->unpacked)
        archive_.refuse("format.malformed",
                        "The part \"" + name_ + "\" of the archive is not as long as its directory says.");
    if (entry_->unpacked != 0)
        archive_.done_ =
            done_before_ + static_cast<std::uint64_t>(
                               static_cast<double>(entry_->packed) *
                               std::min(1.0, static_cast<double>(read_) / static_cast<double>(entry_->unpacked)));
    return static_cast<std::size_t>(got);
}

} // namespace pilotage::importers::archive
