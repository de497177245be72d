#include "importers/xlsx/package.hpp"

namespace pilotage::importers::xlsx {
namespace {

std::string last_word(std::string_view path) {
    const auto slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string folder_of(const std::string& part) {
    const auto slash = part.rfind('/');
    return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

// Targets are URIs: "%20" stands for a space.
std::string decoded(std::string_view uri) {
    const auto hex = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string text;
    for (std::size_t i = 0; i < uri.size(); ++i) {
        if (uri[i] == '%' && i + 2 < uri.size() && hex(uri[i + 1]) >= 0 && hex(uri[i + 2]) >= 0) {
            text += static_cast<char>(hex(uri[i + 1]) * 16 + hex(uri[i + 2]));
            i += 2;
        } else {
            text += uri[i];
        }
    }
    return text;
}

class RelationshipHandler : public archive::XmlHandler {
public:
    explicit RelationshipHandler(std::string folder) : folder_(std::move(folder)) {}
    void start(const archive::XmlName& name, const archive::XmlAttributes& attributes) override {
        if (name.local != "Relationship") return;
        Relationship made;
        made.id = attributes["Id"];
        made.type = last_word(attributes["Type"]);
        const std::string target = decoded(attributes["Target"]);
        if (attributes["TargetMode"] != "External" && !target.empty())
            made.target =
                archive::plain_name(target.front() == '/' || target.front() == '\\' ? target : folder_ + target);
        found.push_back(std::move(made));
    }
    void end(const archive::XmlName&) override {}

    std::vector<Relationship> found;

private:
    std::string folder_;
};

} // namespace

std::vector<Relationship> read_relationships(archive::Archive& archive, const std::string& part, const Limits& limits) {
    const std::string folder = folder_of(part);
    const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!archive.has(name)) return {};
    RelationshipHandler handler(folder);
    archive::read_xml_part(archive, name, handler, limits);
    return std::move(handler.found);
}

std::string find_workbook(archive::Archive& archive, const Limits& limits) {
    std::string part;
    for (const auto& relationship : read_relationships(archive, "", limits))
        if (relationship.type == "officeDocument" && part.empty()) part = relationship.target;
    if (part.empty() || !archive.has(part)) part = "xl/workbook.xml";
    if (part.size() > 4 && part.compare(part.size() - 4, 4, ".bin") == 0)
        refuse("format.unknown", "This is a binary workbook (.xlsb), which is not read.",
               "Save it as .xlsx and send that file.");
    if (!archive.has(part)) {
        const bool text = archive.has("word/document.xml") || archive.has("content.xml");
        refuse("format.unknown",
               text ? "This archive is an office document, but not an Excel workbook."
                    : "This is a ZIP archive without a workbook in it.",
               "Send the workbook itself, as .xlsx.");
    }
    return part;
}

bool is_spreadsheet(std::string_view space) {
    return space.empty() || space == "http://schemas.openxmlformats.org/spreadsheetml/2006/main" ||
           space == "http://purl.oclc.org/ooxml/spreadsheetml/main";
}

const char* const remedy_for_damage = "Open the workbook in a spreadsheet program, save it again as .xlsx and send that file.";

void refuse(const char* rule, std::string message, std::string remedy) {
    Issue issue;
    issue.rule = rule;
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    throw Malformed(std::move(issue));
}

} // namespace pilotage::importers::xlsx
