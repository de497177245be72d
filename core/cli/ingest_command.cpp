#include "core/cli/commands.hpp"
#include "core/cli/finding_list.hpp"
#include "core/cli/limit_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/return_files.hpp"
#include "core/cli/return_report.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/store/reception.hpp"

#include <algorithm>
#include <cstdio>

namespace pilotage::cli {
namespace {

class IngestCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        std::vector<Argument> arguments = {
            {"FILES", &paths_, "The files of one return, or a folder with returns as SITE/PERIOD/files", "FILE|DIR",
             true},
            {"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"},
            {"--site", &site_, "Id or alias of the site", "SITE"},
            {"--period", &period_, "Period of the study", "PERIOD"},
            {"--plugin-dir", &folders_, "A folder with further plugins; may be repeated", "DIR"},
            {"--key", &key_, "The key of the pseudonyms, where it is not where init put it", "PATH"},
            {"--any-period", &any_period_, "Take a return though most of it lies outside its period"},
            {"--reference-validator", &reference_validator_,
             "Let Xerces-C judge every record, to compare: slower, the same verdicts"},
            {"--all", &all_, "List every finding with every place"},
            {"--json", &json_, "One JSON object for each return"}};
        limits_.declare(arguments);
        return arguments;
    }

    ExitCode run() override {
        if (site_.empty() != period_.empty())
            throw UsageError("A return is of one site for one period.",
                             "Give both --site and --period, or neither and a folder SITE/PERIOD/files.");
        auto store = store::Store::open(store_named(store_), store::Access::write);
        const auto key = store.load_key(key_);
        const auto study = store.refresh_study();
        store::Receiver receiver(store, key);
        return site_.empty() ? ingest_folders(store, receiver, study) : ingest_one(store, receiver, study);
    }

private:
    ExitCode ingest_one(const store::Store& store, store::Receiver& receiver, const study::Study& study) {
        const auto& site = site_named(study, site_);
        const auto& period = period_named(study, period_);
        const auto result = receive(receiver, site, period, return_files(paths_));
        Output out;
        if (json_)
            out.text() = report_json(store, result, site.id, period.id) + '\n';
        else
            append_report(out.text(), site.name + ", " + period.id, store, result, all_,
                          "\"pilotage findings --submission " + std::to_string(result.id) +
                              " --all\" lists every finding with every place.");
        out.flush();
        return exit_code(result.verdict);
    }

    ExitCode ingest_folders(const store::Store& store, store::Receiver& receiver, const study::Study& study) {
        std::vector<std::string> passed_over;
        std::vector<ReturnFolder> returns;
        for (const auto& path : paths_)
            for (auto& folder : return_folders(path, study, passed_over)) returns.push_back(std::move(folder));
        for (const auto& name : passed_over)
            std::fprintf(stderr, "The folder \"%s\" is no site or period of the study; it was passed over.\n",
                         printable(name).c_str());
        if (returns.empty())
            throw UsageError("There are no returns below what was given.",
                             "They are looked for as DIR/SITE/PERIOD/files.");
        std::size_t wide = 0;
        for (const auto& entry : returns) wide = std::max(wide, entry.site->id.size());

        auto code = passed_over.empty() ? ExitCode::done : ExitCode::findings;
        std::size_t by_verdict[4] = {}, unchanged = 0, not_read = 0;
        for (const auto& entry : returns) {
            store::SubmissionResult result;
            try {
                result = receive(receiver, *entry.site, *entry.period, return_files({entry.folder.string()}));
            } catch (const Error& e) {
                // One site's plugin or folder must not keep the others out.
                std::fprintf(stderr, "%s %s: %s %s\n", entry.site->id.c_str(), entry.period->id.c_str(), e.what(),
                             e.hint().c_str());
                code = ExitCode::environment;
                ++not_read;
                continue;
            }
            ++by_verdict[static_cast<std::size_t>(result.verdict)];
            unchanged += result.unchanged ? 1 : 0;
            if (code == ExitCode::done) code = exit_code(result.verdict);
            Output out;
            if (json_)
                out.text() = report_json(store, result, entry.site->id, entry.period->id) + '\n';
            else
                append_line(out.text(), entry, result, wide);
            out.flush();
        }
        if (!json_) print_summary(returns.size(), by_verdict, unchanged, not_read, passed_over.size());
        return code;
    }

    store::SubmissionResult receive(store::Receiver& receiver, const study::Site& site, const study::Period& period,
                                    std::vector<plugin::RunRequest::File> files) const {
        store::Return handed_in;
        handed_in.site = site;
        handed_in.period = period;
        handed_in.files = std::move(files);
        if (reference_validator_) handed_in.judge = validate::Judge::reference;
        handed_in.plugin = plugin::find(site.plugin, plugin::search_path(folders_));
        handed_in.limits = limits_.limits();
        handed_in.any_period = any_period_;
        Progress progress("Reading " + site.id + " " + period.id);
        return receiver.receive(handed_in, [&](std::uint64_t done, std::uint64_t all) { progress.update(done, all); });
    }

    static void append_line(std::string& out, const ReturnFolder& entry, const store::SubmissionResult& result,
                            std::size_t wide) {
        const auto& findings = result.findings;
        std::string site = entry.site->id;
        site.resize(wide, ' ');
        out += site + "  " + entry.period->id + "  " + verdict_text(result) +
               (result.unchanged ? " before, unchanged" : "") + ". " + counts_text(result) + "; " +
               finding_counts(findings.count(Severity::fatal), findings.count(Severity::error),
                              findings.count(Severity::warning), findings.count(Severity::note)) +
               " (submission " + std::to_string(result.id) + replaced_text(result) + ")\n";
        if (!result.reason.empty()) out += std::string(wide + 2, ' ') + printable(result.reason) + '\n';
    }

    static void print_summary(std::size_t all, const std::size_t (&by_verdict)[4], std::size_t unchanged,
                              std::size_t not_read, std::size_t passed_over) {
        std::string text = "\n" + counted(all, "return", "returns") + ":";
        const char* separator = " ";
        const auto add = [&](std::size_t count, std::string_view what) {
            if (count == 0) return;
            text += separator + grouped_digits(count) + " " + std::string(what);
            separator = ", ";
        };
        for (std::size_t i = 0; i < 4; ++i) add(by_verdict[i], store::name_of(static_cast<store::Verdict>(i)));
        add(not_read, "not read");
        if (unchanged > 0) text += " (" + grouped_digits(unchanged) + " unchanged)";
        text += ".";
        if (passed_over > 0) text += " " + counted(passed_over, "folder", "folders") + " passed over, see above.";
        std::printf("%s \"pilotage findings\" shows what to mend.\n", text.c_str());
    }

    std::vector<std::string> paths_, folders_;
    LimitOptions limits_;
    std::string store_, site_, period_, key_;
    bool all_ = false, any_period_ = false, reference_validator_ = false, json_ = false;
};

} // namespace

std::unique_ptr<Command> make_ingest() {
    return std::make_unique<IngestCommand>();
}

} // namespace pilotage::cli
