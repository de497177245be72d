#include "core/cli/commands.hpp"
#include "core/cli/measure_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/release/make_release.hpp"
#include "core/release/release_folder.hpp"
#include "core/store/store.hpp"

#include <algorithm>

namespace pilotage::cli {
namespace {

class ReleaseCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"DIR", &folder_, "The folder to make; it must not be there yet", "", true},
                {"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"},
                {"--profile", &profile_,
                 "The rules of disclosure control: ascof (unless told otherwise), safeguarding, ascs, hes, acro, or a "
                 "file of your own",
                 "NAME"},
                {"--measure", &ids_, "Only this measure; may be repeated", "ID"},
                {"--measures", &folders_, "A folder with further measures, .sql files", "DIR"},
                {"--earlier", &earlier_, "A release that readers may have already; may be repeated", "DIR"},
                {"--log", &log_, "Where the suppression log goes (else DIR-not-for-publication)", "DIR"},
                {"--seconds", &seconds_, "At most so long for finding what else to withhold (60)", "N"},
                {"--replace", &replace_, "Replace a release that stands in DIR"}};
    }

    ExitCode run() override {
        if (seconds_ <= 0)
            throw UsageError("--seconds must be more than 0.", "60 is what it is unless told otherwise.");
        release::require_free(folder_, replace_);
        release::ReleaseOptions options;
        options.profile = release::find_profile(profile_);
        options.measures = chosen_measures(folders_, ids_);
        options.seconds = seconds_;
        for (const auto& folder : earlier_) options.earlier.push_back(release::read_earlier(folder));

        const auto file = store_named(store_);
        measure::Evaluation evaluation(file);
        const auto study = store::Store::open(file, store::Access::read).study();
        if (std::ranges::all_of(evaluation.site_periods(), [](const auto& where) { return where.submission == 0; }))
            throw UsageError("No return stands in the store, so there is nothing to release.",
                             "\"pilotage status\" shows what is due.");
        const auto made = make(evaluation, study, options);
        if (!made.faults.empty()) return refuse(made);
        release::write_log(log_folder(), made.log);
        const auto manifest = release::write_folder(folder_, made.release, release::files_of(made.release), replace_);
        report(made, manifest);
        return ExitCode::done;
    }

private:
    static release::MadeRelease make(measure::Evaluation& evaluation, const study::Study& study,
                                     release::ReleaseOptions& options) {
        Progress progress("Releasing");
        options.progress = [&](std::string_view, std::size_t done, std::size_t of) { progress.update(done, of); };
        return release::make_release(evaluation, study, options);
    }
    ExitCode refuse(const release::MadeRelease& made) const {
        Output out;
        out.text() = "Not released: the audit found that too much can be worked out of " +
                     std::to_string(made.faults.size()) + (made.faults.size() == 1 ? " count.\n" : " counts.\n");
        for (const auto& fault : made.faults) out.text() += "  " + printable(fault) + "\n";
        out.flush();
        return ExitCode::findings;
    }
    /// Beside the release, not in it: who passes the folder on does not pass this on.
    std::filesystem::path log_folder() const {
        if (!log_.empty()) return log_;
        const std::filesystem::path folder(folder_);
        return (folder.has_filename() ? folder : folder.parent_path()).string() + "-not-for-publication";
    }
    void report(const release::MadeRelease& made, const std::string& manifest) const {
        std::size_t primary = 0, secondary = 0, figures = 0;
        bool optimal = true;
        for (const auto& entry : made.log.entries) ++(entry.primary ? primary : secondary);
        for (const auto& group : made.log.groups) optimal = optimal && group.optimal;
        for (const auto& m : made.release.measures) figures += m.figures.size();
        const auto& profile = made.release.profile;
        Output out;
        auto& text = out.text();
        text += "Released " + std::to_string(figures) + " figures of " + std::to_string(made.release.measures.size()) +
                (made.release.measures.size() == 1 ? " measure in " : " measures in ") + folder_ + "\n";
        text += "  data of        " + made.release.data_date + "\n";
        text += "  rules          " + profile.id + " (" + printable(profile.title) + ")\n";
        text += "  withheld       " + std::to_string(primary) + " small counts, and " + std::to_string(secondary) +
                " to protect them" + (optimal ? "; fewer would not do" : "; see the gap in the log") + "\n";
        text += "  audit          passed: every small count can still have the values that the rules ask for\n";
        text += "  for the output checker, not for publication: " + log_folder().string() + "\n";
        text += "  manifest       " + manifest + "\n";
        text += "\"pilotage verify " + folder_ + "\" checks a copy.\n";
        out.flush();
    }

    std::string folder_, store_, profile_ = "ascof", log_;
    std::vector<std::string> ids_, folders_, earlier_;
    double seconds_ = 60;
    bool replace_ = false;
};

} // namespace

std::unique_ptr<Command> make_release() {
    return std::make_unique<ReleaseCommand>();
}

} // namespace pilotage::cli
