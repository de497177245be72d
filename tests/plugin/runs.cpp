#include "tests/plugin/runs.hpp"

#include "core/paths.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace pilotage::plugin::test {

void KeepingSink::source(std::uint32_t id, std::string_view file, std::string_view table) {
    places_[id] = {std::string(file), std::string(table)};
    sources[id] = table.empty() ? std::string(file) : std::string(file) + "/" + std::string(table);
}

void KeepingSink::local_record(const LocalRecord& record) {
    KeptRecord kept{record.outcome,
                    record.sequence,
                    record.row,
                    record.line,
                    record.source,
                    std::string(record.type),
                    std::string(record.record),
                    {}};
    for (const auto& evaluation : record.records) {
        kept.evaluations.push_back({evaluation.type, {}});
        for (const auto& value : evaluation.values)
            kept.evaluations.back().values.push_back({value.field, value.column, value.crosswalk_row,
                                                      std::string(value.value), std::string(value.local_code)});
    }
    records.push_back(std::move(kept));
}

void KeepingSink::finding(const ToldFinding& told) {
    Finding finding = told.words;
    if (const auto source = places_.find(told.source); source != places_.end()) finding.place = source->second;
    finding.place.row = told.row;
    finding.place.line = told.line;
    finding.place.column = told.column;
    finding.record = told.record;
    finding.value = told.value;
    findings.push_back({told.sequence, std::move(finding)});
}

void KeepingSink::progress(std::uint64_t done, std::uint64_t) {
    bytes_done = done;
}

std::filesystem::path plugins_of(const std::string& kind) {
    return std::filesystem::path(PILOTAGE_TEST_PLUGINS) / kind;
}

RunRequest request_for(const std::string& kind, const std::string& name) {
    const std::vector folders = {plugins_of(kind)};
    RunRequest request;
    request.plugin = find(name, folders);
    request.evaluation_schema = evaluation_schema();
    request.show_plugin_output =
        std::getenv("PILOTAGE_TEST_OUTPUT") != nullptr; // to see what a sanitizer says of a worker
    return request;
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "pilotage-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::write(const std::string& name, std::string_view content) const {
    const auto file = path_ / name;
    std::ofstream(file, std::ios::binary) << content;
    return file;
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace pilotage::plugin::test
