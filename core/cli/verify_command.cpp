#include "core/cli/commands.hpp"
#include "core/cli/output.hpp"
#include "core/cli/terminal.hpp"
#include "core/hash.hpp"
#include "core/release/release_folder.hpp"

#include <nlohmann/json.hpp>

namespace pilotage::cli {
namespace {

class VerifyCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"DIR", &folder_, "The folder of a release", "", true}, {"--json", &json_, "One JSON object"}};
    }

    ExitCode run() override {
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
    std::string folder_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_verify() {
    return std::make_unique<VerifyCommand>();
}

} // namespace pilotage::cli
