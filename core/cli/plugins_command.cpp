#include "core/cli/commands.hpp"
#include "core/cli/output.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/text_table.hpp"
#include "core/plugin/discovery.hpp"

#include <nlohmann/json.hpp>

namespace pilotage::cli {
namespace {

constexpr std::size_t short_hash = 12;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string interface_version(const plugin::PluginInfo& info) {
    return std::to_string(info.abi_major) + "." + std::to_string(info.abi_minor);
}

std::string json_line(const plugin::PluginInfo& info) {
    nlohmann::ordered_json line;
    line["name"] = info.name;
    line["version"] = info.version;
    line["title"] = info.title;
    line["formats"] = info.formats;
    line["schema"] = info.schema.string();
    line["crosswalk"] = info.crosswalk.string();
    line["abi"] = interface_version(info);
    line["sha256"] = info.sha256;
    line["path"] = info.path.string();
    line["usable"] = info.usable();
    line["refused"] = info.refused;
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

class PluginsCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"--plugin-dir", &folders_, "Look into this folder first; may be given more than once", "DIR"},
                {"--json", &json_, "One JSON object for each plugin, usable or refused"}};
    }

    ExitCode run() override {
        const auto path = plugin::search_path(folders_);
        const auto found = plugin::discover(path, true);
        if (json_)
            for (const auto& info : found) out_.text() += json_line(info);
        else
            show(path, found);
        out_.flush();
        return ExitCode::done;
    }

private:
    void show(const std::vector<std::filesystem::path>& path, const std::vector<plugin::PluginInfo>& found) {
        auto& text = out_.text();
        TextTable table;
        for (const char* title : {"name", "version", "formats", "schema", "interface", "SHA-256", "title"})
            table.column(title);
        for (const auto& info : found)
            if (info.usable())
                table.row({info.name, info.version, joined(info.formats), info.schema.filename().string(),
                           interface_version(info), info.sha256.substr(0, short_hash), info.title});
        if (!table.empty()) table.print(text, stdout);
        bool first = true;
        for (const auto& info : found) {
            if (info.usable()) continue;
            if (first) text += (table.empty() ? "" : "\n") + styled(stdout, Style::bold, "refused") + "\n";
            first = false;
            text += "  " + printable(info.refused) + "\n";
        }
        if (!found.empty()) return;
        text += path.empty() ? "No folder of plugins is there.\n" : "No plugins were found. Searched:\n";
        for (const auto& folder : path) text += "  " + printable(folder.string()) + "\n";
        text += "Name a folder with --plugin-dir, or in PILOTAGE_PLUGIN_PATH.\n";
    }

    std::vector<std::string> folders_;
    bool json_ = false;
    Output out_;
};

} // namespace

std::unique_ptr<Command> make_plugins() {
    return std::make_unique<PluginsCommand>();
}

} // namespace pilotage::cli
