#include "importers/ods/document.hpp"

#include "importers/byte_source.hpp"

#include <algorithm>

namespace pilotage::importers::ods {
namespace {

constexpr std::string_view manifest = "META-INF/manifest.xml";
constexpr const char* remedy_for_damage =
    "Open the workbook in a spreadsheet program, save it again as .ods and send that file.";
constexpr std::string_view kinds[] = {"application/vnd.oasis.opendocument.spreadsheet",
                                      "application/vnd.oasis.opendocument.spreadsheet-template"};

[[noreturn]] void refuse(const char* rule, const std::string& message, const std::string& remedy) {
    throw Malformed({Issue::Severity::error, rule, {}, 0, 0, 0, message, remedy});
}

void check_kind(archive::Archive& archive) {
    std::string kind;
    if (archive.has("mimetype")) {
        archive::Archive::Part part(archive, "mimetype");
        char bytes[256];
        for (std::size_t got; kind.size() < sizeof bytes && (got = part.read(bytes, sizeof bytes)) > 0;)
            kind.append(bytes, got);
    }
    while (!kind.empty() && (kind.back() == '\n' || kind.back() == '\r')) kind.pop_back();
    if (std::find(std::begin(kinds), std::end(kinds), kind) == std::end(kinds))
        refuse("format.unknown", "The file is an archive, but its mimetype is not that of an OpenDocument spreadsheet.",
               "Open the file in a spreadsheet program, and save it as .ods.");
}

/// The manifest names the key of each part that is encrypted.
class EncryptionFinder final : public archive::XmlHandler {
public:
    bool found = false;

private:
    void start(const archive::XmlName& name, const archive::XmlAttributes&) override {
        if (name.local == "encryption-data") found = true;
    }
    void end(const archive::XmlName&) override {}
};

void check_encryption(archive::Archive& archive, const Limits& limits) {
    if (!archive.has(manifest)) return;
    EncryptionFinder finder;
    archive::read_xml_part(archive, std::string(manifest), finder, limits);
    if (finder.found)
        refuse("format.encrypted", "This is a workbook with a password, which cannot be read without it.",
               "Send the file without a password, by a safe way.");
}

} // namespace

Document::Document(std::shared_ptr<const File> file, const Limits& limits) : file_(std::move(file)) {
    if (file_->read_at(0, 2) != "PK") return;
    archive_ = std::make_shared<archive::Archive>(file_, limits, remedy_for_damage);
    check_kind(*archive_);
    check_encryption(*archive_, limits);
    if (!archive_->has("content.xml"))
        refuse("format.malformed", "The workbook is damaged: it has no content.", remedy_for_damage);
}

std::unique_ptr<archive::XmlPart> Document::content(archive::XmlHandler& handler, const Limits& limits) const {
    if (archive_) return std::make_unique<archive::XmlPart>(*archive_, "content.xml", handler, limits);
    auto read = [source = std::make_shared<ByteSource>(file_, limits), done = done_](char* to, std::size_t size) {
        const std::size_t got = source->read(to, size);
        *done = source->bytes_done();
        return got;
    };
    return std::make_unique<archive::XmlPart>(std::move(read), handler, limits, remedy_for_damage);
}

std::uint64_t Document::bytes_done() const {
    return std::min(archive_ ? archive_->bytes_done() : *done_, bytes_all());
}

bool looks_like_flat_document(std::string_view head) {
    const auto root = head.find("<office:document");
    if (root == std::string_view::npos) return false;
    const auto end = head.find('>', root);
    const auto tag = head.substr(root, end == std::string_view::npos ? end : end - root);
    return tag.find(kinds[0]) != std::string_view::npos;
}

} // namespace pilotage::importers::ods
