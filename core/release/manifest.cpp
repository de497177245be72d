// PROV in RO-Crate form (Research Object Crate 1.1): the release is a dataset whose files have their hashes; it was
// made by one action, whose instrument is this program and whose objects are the submissions, each made in turn from
// files by a plugin, a schema and a crosswalk.
#include "core/hash.hpp"
#include "core/release/release_files.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace pilotage::release {
namespace {

using Json = nlohmann::ordered_json;

Json reference(const std::string& id) {
    return {{"@id", id}};
}

class Crate {
public:
    explicit Crate(const Release& release) : release_(release) {}

    Json build(const std::vector<ReleaseFile>& files) {
        auto parts = Json::array();
        for (const auto& file : files) parts.push_back(reference(file.name));
        graph_.push_back({{"@id", manifest_name},
                          {"@type", "CreativeWork"},
                          {"about", reference("./")},
                          {"conformsTo", reference("https://w3id.org/ro/crate/1.1")}});
        graph_.push_back({{"@id", "./"},
                          {"@type", "Dataset"},
                          {"name", release_.study_name},
                          {"description", description()},
                          {"datePublished", release_.data_date},
                          {"hasPart", parts},
                          {"prov:wasGeneratedBy", reference("#release")}});
        for (const auto& file : files)
            graph_.push_back({{"@id", file.name},
                              {"@type", "File"},
                              {"name", file.description},
                              {"encodingFormat", file.media_type},
                              {"contentSize", file.bytes.size()},
                              {"sha256", sha256_bytes(file.bytes)}});
        add_release();
        for (const auto& submission : release_.submissions) add_submission(submission);
        for (auto& [id, entity] : things_) graph_.push_back(std::move(entity));
        return {{"@context", Json::array({"https://w3id.org/ro/crate/1.1/context",
                                          {{"sha256", "https://w3id.org/ro/terms/workflow-run#sha256"},
                                           {"prov", "http://www.w3.org/ns/prov#"}}})},
                {"@graph", std::move(graph_)}};
    }

private:
    std::string description() const {
        if (release_.profile.id.empty()) return "Record-level data about single people. Not for publication.";
        return "Figures after disclosure control by the profile \"" + release_.profile.title + "\".";
    }
    /// A thing that is known by its hash; several submissions may have used it.
    Json thing(const std::string& type, const std::string& name, const std::string& sha256) {
        const auto id = "urn:sha256:" + sha256;
        things_.emplace(id, Json{{"@id", id}, {"@type", type}, {"name", name}, {"sha256", sha256}});
        return reference(id);
    }

    void add_release() {
        auto used = Json::array(), measures = Json::array();
        for (const auto& s : release_.submissions) used.push_back(reference("#submission-" + std::to_string(s.id)));
        used.push_back(thing("CreativeWork", "study " + release_.study, release_.study_sha256));
        if (!release_.profile.id.empty())
            used.push_back(thing("CreativeWork", "disclosure profile " + release_.profile.id, release_.profile.sha256));
        for (const auto& m : release_.measures)
            used.push_back(thing("SoftwareSourceCode", "measure " + m.id, m.sha256));
        graph_.push_back({{"@id", "#pilotage"},
                          {"@type", "SoftwareApplication"},
                          {"name", "Pilotage"},
                          {"version", release_.program_version}});
        graph_.push_back({{"@id", "#release"},
                          {"@type", Json::array({"CreateAction", "prov:Activity"})},
                          {"name", release_.profile.id.empty() ? "Records pseudonymised and written"
                                                               : "Figures worked out, protected and audited"},
                          {"instrument", reference("#pilotage")},
                          {"object", used},
                          {"result", reference("./")}});
    }

    void add_submission(const ReleasedSubmission& s) {
        const auto id = "#submission-" + std::to_string(s.id);
        auto files = Json::array();
        std::size_t number = 0;
        for (const auto& file : s.files)
            files.push_back(thing("File", s.site + ", " + s.period + ", file " + std::to_string(++number), file));
        graph_.push_back({{"@id", id},
                          {"@type", Json::array({"Dataset", "prov:Entity"})},
                          {"name", "Submission " + std::to_string(s.id) + ": " + s.site + ", " + s.period},
                          {"dateCreated", s.received_at},
                          {"creativeWorkStatus", s.verdict},
                          {"sha256", s.rows_sha256},
                          {"prov:wasGeneratedBy", reference(id + "-ingest")}});
        graph_.push_back(
            {{"@id", id + "-ingest"},
             {"@type", Json::array({"CreateAction", "prov:Activity"})},
             {"name", "Files read, checked and normalised"},
             {"instrument",
              Json::array({thing("SoftwareApplication", "plugin " + s.plugin + " " + s.plugin_version, s.plugin_sha256),
                           thing("CreativeWork", "schema of " + s.plugin, s.schema_sha256),
                           thing("CreativeWork", "crosswalk of " + s.plugin, s.crosswalk_sha256),
                           thing("CreativeWork", "evaluation schema", s.evaluation_sha256)})},
             {"object", files},
             {"result", reference(id)},
             {"endTime", s.received_at},
             {"description", "by Pilotage " + s.program_version}});
    }

    const Release& release_;
    Json graph_ = Json::array();
    std::map<std::string, Json> things_;
};

} // namespace

ReleaseFile manifest_of(const Release& release, const std::vector<ReleaseFile>& files) {
    const auto json = Crate(release).build(files);
    return {manifest_name, "application/ld+json", "The manifest",
            json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"};
}

} // namespace pilotage::release
