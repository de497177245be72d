#include "core/plugin/run.hpp"

#include "core/paths.hpp"
#include "core/plugin/probe.hpp"
#include "core/plugin/supervision.hpp"
#include "core/validate/schema.hpp"

#include <unistd.h>

#include <optional>

namespace pilotage::plugin {
namespace {

Request request_for(const PluginInfo& plugin, const std::filesystem::path& evaluation, const RunLimits& limits) {
    const auto full = [](const std::filesystem::path& path) {
        return path.empty() ? std::string() : std::filesystem::absolute(path).string();
    };
    Request request;
    request.host = ::getpid();
    request.plugin = full(plugin.path);
    request.name = plugin.name;
    request.sha256 = plugin.sha256;
    request.schema = full(plugin.schema);
    request.crosswalk = full(plugin.crosswalk);
    request.evaluation_schema = full(evaluation);
    request.memory_bytes = limits.memory_bytes;
    request.deadline_seconds = static_cast<std::uint64_t>(limits.deadline.count());
    return request;
}

} // namespace

RunResult run(const RunRequest& from, RunSink& sink) {
    auto request = request_for(from.plugin, from.evaluation_schema, from.limits);
    for (const auto& file : from.files)
        request.files.push_back({std::filesystem::absolute(file.path).string(), file.name});
    request.site = from.site;
    request.period = from.period;
    request.period_start = from.period_start;
    request.period_end = from.period_end;
    request.reference_validator = from.judge == validate::Judge::reference;
    std::optional<validate::Schema> read;
    if (from.evaluation == nullptr) read = validate::Schema::load(from.evaluation_schema);
    std::vector<std::size_t> shape;
    for (const auto& type : (read ? *read : *from.evaluation).types()) shape.push_back(type.fields.size());
    return supervise(request, from.limits, &sink, std::move(shape), from.show_plugin_output);
}

std::string probe(const PluginInfo& plugin) {
    RunLimits limits;
    limits.deadline = std::chrono::seconds(30);
    limits.idle = std::chrono::seconds(30);
    auto request = request_for(plugin, evaluation_schema(), limits);
    request.probe = true;
    const auto result = supervise(request, limits, nullptr, {}, false);
    if (result.complete) return {};
    const auto file = "\"" + plugin.path.filename().string() + "\"";
    auto why = result.reason;
    if (why.rfind(file, 0) == 0) return why;
    if (!why.empty() && why.back() == '.') why.pop_back();
    return file + " was tried by a worker and failed: " + why + "; mend it, or take it out of the folder.";
}

} // namespace pilotage::plugin
