#include "core/cli/commands.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/paths.hpp"
#include "core/store/store.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>

namespace fs = std::filesystem;

namespace pilotage::cli {
namespace {

class InitCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {
            {"STORE", &store_, "The file to make (evaluation.sqlite)", "STORE"},
            {"--study", &study_, "The study file", "FILE", true},
            {"--key", &key_, "Where to keep the key of the pseudonyms (a file of your configuration folder)", "PATH"},
            {"--json", &json_, "One JSON object"}};
    }

    ExitCode run() override {
        auto study = study::load(study_);
        study.file = fs::absolute(study_).lexically_normal().string();
        const auto evaluation = validate::Schema::load(evaluation_schema());
        if (fs::exists(store_))
            throw EnvironmentError("There is already a file " + store_ + "; it was left as it is.",
                                   "Choose another name, or ingest into the store that is there.");
        const auto id = store::new_store_id();
        const fs::path key_file =
            fs::absolute(key_.empty() ? store::default_key_file(id) : fs::path(key_)).lexically_normal();
        const auto key = store::PseudonymKey::create(key_file);
        try {
            store::Store::create(store_, study, evaluation, id, key_file, key);
        } catch (...) {
            std::error_code ignored;
            fs::remove(key_file, ignored);
            throw;
        }
        if (json_) {
            const nlohmann::ordered_json json = {{"store", store_},
                                                 {"study", study.id},
                                                 {"sites", study.sites.size()},
                                                 {"periods", study.periods.size()},
                                                 {"key", key_file.string()}};
            std::printf("%s\n", json.dump().c_str());
            return ExitCode::done;
        }
        std::printf("Made the store %s for the study \"%s\": %s, %s.\n", store_.c_str(), study.name.c_str(),
                    counted(study.sites.size(), "site", "sites").c_str(),
                    counted(study.periods.size(), "period", "periods").c_str());
        std::printf("The key of its pseudonyms is %s; only you can read it.\n", key_file.c_str());
        std::printf("Keep a copy of the key apart from the store: without it no return can be added, with it persons "
                    "can be told.\n");
        return ExitCode::done;
    }

private:
    std::string store_ = "evaluation.sqlite", study_, key_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_init() {
    return std::make_unique<InitCommand>();
}

} // namespace pilotage::cli
