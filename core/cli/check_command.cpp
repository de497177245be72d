#include "core/cli/commands.hpp"
#include "core/cli/limit_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/return_files.hpp"
#include "core/cli/return_report.hpp"
#include "core/paths.hpp"
#include "core/store/reception.hpp"

namespace pilotage::cli {
namespace {

class CheckCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        std::vector<Argument> arguments = {
            {"FILES", &paths_, "The files of one return, or a folder of them", "FILE|DIR", true},
            {"--plugin", &plugin_, "The importer that reads them (else the site's own)", "NAME"},
            {"--study", &study_, "The study file, to check against a period", "FILE"},
            {"--site", &site_, "Id or alias of the site in the study", "SITE"},
            {"--period", &period_, "Period of the study", "PERIOD"},
            {"--plugin-dir", &folders_, "A folder with further plugins; may be repeated", "DIR"},
            {"--any-period", &any_period_, "Do not mind that most of it lies outside the period"},
            {"--reference-validator", &reference_validator_,
             "Let Xerces-C judge every record, to compare: slower, the same verdicts"},
            {"--all", &all_, "List every finding with every place"},
            {"--plugin-output", &plugin_output_, "Show what the plugin prints"},
            {"--json", &json_, "One JSON object"}};
        limits_.declare(arguments);
        return arguments;
    }

    ExitCode run() override {
        store::Return handed_in;
        const auto study = prepare(handed_in);
        handed_in.files = return_files(paths_);
        handed_in.plugin = plugin::find(handed_in.site.plugin, plugin::search_path(folders_));
        handed_in.limits = limits_.limits();
        handed_in.show_plugin_output = plugin_output_;
        handed_in.kept = false;
        handed_in.any_period = any_period_;
        if (reference_validator_) handed_in.judge = validate::Judge::reference;

        const auto key = store::PseudonymKey::random();
        auto evaluation = validate::Schema::load(evaluation_schema());
        auto store = store::Store::scratch(study, evaluation, key);
        store::Receiver receiver(store, key, std::move(evaluation));
        store::SubmissionResult result;
        {
            Progress progress("Checking");
            result =
                receiver.receive(handed_in, [&](std::uint64_t done, std::uint64_t all) { progress.update(done, all); });
        }
        Output out;
        if (json_)
            out.text() = report_json(store, result, {}, {}) + '\n';
        else
            append_report(out.text(), title(handed_in), store, result, all_,
                          "--all lists every finding with every place.");
        out.flush();
        return exit_code(result.verdict);
    }

private:
    /// The study that the return is checked in: the one given, or one of nothing but this return.
    study::Study prepare(store::Return& handed_in) const {
        if (study_.empty()) {
            if (plugin_.empty())
                throw UsageError("It is not said how to read the files.",
                                 "Name the importer with --plugin, or the site with --study and --site.");
            if (!site_.empty() || !period_.empty())
                throw UsageError("--site and --period need a --study that they are from.");
            handed_in.site.id = handed_in.site.name = handed_in.site.plugin = plugin_;
            handed_in.period = {"any", "0001-01-01", "9999-12-31"};
            handed_in.alone = true;
            study::Study study;
            study.sites = {handed_in.site};
            study.periods = {handed_in.period};
            return study;
        }
        if (site_.empty() || period_.empty())
            throw UsageError("A return is of one site for one period.", "Name them with --site and --period.");
        auto study = study::load(study_);
        handed_in.site = site_named(study, site_);
        handed_in.period = period_named(study, period_);
        if (!plugin_.empty()) handed_in.site.plugin = plugin_;
        return study;
    }
    static std::string title(const store::Return& handed_in) {
        return handed_in.alone ? handed_in.plugin.name : handed_in.site.name + ", " + handed_in.period.id;
    }

    std::vector<std::string> paths_, folders_;
    LimitOptions limits_;
    std::string plugin_, study_, site_, period_;
    bool all_ = false, any_period_ = false, plugin_output_ = false, reference_validator_ = false, json_ = false;
};

} // namespace

std::unique_ptr<Command> make_check() {
    return std::make_unique<CheckCommand>();
}

} // namespace pilotage::cli
