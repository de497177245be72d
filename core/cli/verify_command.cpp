#include "core/cli/commands.hpp"
#include "core/cli/output.hpp"
#include "core/cli/terminal.hpp"
#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/release/accessibility/read_workbook.hpp"
#include "core/release/accessibility/workbook_rules.hpp"
#include "core/release/release_folder.hpp"
#include "importers/reader.hpp"

#include <nlohmann/json.hpp>

namespace pilotage::cli {
namespace {

class VerifyCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"DIR", &folder_, "The folder of a release, or a workbook (.xlsx, .ods)", "", true},
                {"--json", &json_, "One JSON object"}};
    }

    ExitCode run() override {
        if (std::error_code ignored; std::filesystem::is_regular_file(folder_, ignored)) return check_workbook();
        if (std::error_code ignored; !std::filesystem::exists(folder_, ignored))
            throw UsageError("There is no folder or file \"" + folder_ + "\".",
                             "Give the folder of a release, or a workbook.");
        std::size_t files = 0;
        const auto faults = release::verify_folder(folder_, files);
        const auto manifest = sha256_file(std::filesystem::path(folder_) / release::manifest_name);
        Output out;
        if (json_) {
            const nlohmann::ordered_json json = {{"release", folder_},
                                                 {"whole", faults.empty()},
                                                 {"files", files},
                                                 {"manifest_sha256", manifest},
                                                 {"faults", faults}};
            out.text() = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
        } else {
            for (const auto& fault : faults) out.text() += printable(fault) + "\n";
            const auto number = std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults");
            out.text() += faults.empty() ? "The release is whole: " + std::to_string(files) +
                                               " files are as the manifest names them.\n"
                                         : number + ". Do not use this copy: get the release again.\n";
            out.text() += "SHA-256 of the manifest: " + manifest + "\n";
            if (faults.empty())
                out.text() += "Compare it with the one that the unit made known: it stands for all files.\n";
        }
        out.flush();
        return faults.empty() ? ExitCode::done : ExitCode::findings;
    }

private:
    /// Whether people can read it who do not see it, or not well: by the rules that the workbooks of releases keep.
    ExitCode check_workbook() const {
        using namespace release::accessibility;
        std::vector<WorkbookFault> faults;
        try {
            faults =
                release::accessibility::check_workbook(read_workbook(std::make_shared<importers::DiskFile>(folder_)));
        } catch (const importers::Malformed&) {
            throw UsageError("\"" + folder_ + "\" is neither a release nor a workbook that can be read.",
                             "Name the folder of a release, or an .xlsx or .ods file.");
        }
        Output out;
        if (json_) {
            auto list = nlohmann::ordered_json::array();
            for (const auto& f : faults)
                list.push_back({{"rule", f.rule}, {"place", f.place}, {"message", f.message}, {"times", f.times}});
            const nlohmann::ordered_json json = {
                {"workbook", folder_}, {"accessible", faults.empty()}, {"faults", list}};
            out.text() = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
        } else {
            for (const auto& f : faults)
                out.text() += printable((f.place.empty() ? "" : f.place + ": ") + f.message) +
                              (f.times > 1 ? " (" + std::to_string(f.times) + " cells)" : "") + " [" + f.rule + "]\n";
            out.text() += faults.empty()
                              ? "The workbook keeps the rules of accessible spreadsheets.\n"
                              : std::to_string(faults.size()) + (faults.size() == 1 ? " fault.\n" : " faults.\n");
        }
        out.flush();
        return faults.empty() ? ExitCode::done : ExitCode::findings;
    }

    std::string folder_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_verify() {
    return std::make_unique<VerifyCommand>();
}

} // namespace pilotage::cli
