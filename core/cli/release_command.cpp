#include "core/cli/commands.hpp"
#include "core/cli/measure_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/text_table.hpp"
#include "core/hash.hpp"
#include "core/paths.hpp"
#include "core/release/make_release.hpp"
#include "core/release/record_export.hpp"
#include "core/release/release_folder.hpp"
#include "core/release/release_json.hpp"
#include "core/release/report/report.hpp"
#include "core/store/releases.hpp"

#include <algorithm>

namespace pilotage::cli {
namespace {

class ReleaseCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"DIR", &folder_, "The folder to make; it must not be there yet"},
                {"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"},
                {"--profile", &profile_,
                 "The rules of disclosure control: ascof (unless told otherwise), safeguarding, ascs, hes, acro, or a "
                 "file of your own",
                 "NAME"},
                {"--measure", &ids_, "Only this measure; may be repeated", "ID"},
                {"--measures", &folders_, "A folder with further measures, .sql files", "DIR"},
                {"--earlier", &earlier_,
                 "A release that readers may have and that this store did not make; may be repeated", "DIR"},
                {"--log", &log_, "Where the suppression log goes (else DIR-not-for-publication)", "DIR"},
                {"--seconds", &seconds_, "At most so long for finding what else to withhold (60)", "N"},
                {"--draft", &draft_, "To look at only: later releases do not reckon with it"},
                {"--replace", &replace_, "Replace the release in DIR, which readers do not have"},
                {"--list", &list_, "List the releases that the next one will reckon with"},
                {"--forget", &forget_, "No longer reckon with this release, which readers never got", "MANIFEST"},
                {"--record-level", &record_level_,
                 "Instead of figures, records of people for researchers: CSV, SPSS, Stata"},
                {"--understood", &understood_, "With --record-level: you know its risk"}};
    }

    ExitCode run() override {
        if (list_) return list();
        if (!forget_.empty()) return forget();
        if (folder_.empty()) throw UsageError("release needs a folder to make.", "See \"pilotage release --help\".");
        if (seconds_ <= 0) throw UsageError("--seconds must be more than 0.", "It is 60 unless told otherwise.");
        release::require_free(folder_, replace_);
        if (record_level_) return release_records();
        return release_figures();
    }

private:
    store::Store open(store::Access access) const { return store::Store::open(store_named(store_), access); }

    ExitCode release_figures() {
        release::ReleaseOptions options;
        options.profile = release::find_profile(profile_);
        options.measures = chosen_measures(folders_, ids_);
        options.seconds = seconds_;
        options.draft = draft_;
        const auto study = open(store::Access::write).study(); // brings an older store up to date
        const auto remembered = store::remembered_releases(open(store::Access::read));
        const auto replaced = store::replaced_in(remembered, folder_, manifest_in_place());
        for (const auto& earlier : remembered)
            if (std::ranges::find(replaced, earlier.id, &store::RememberedRelease::id) == replaced.end())
                options.earlier.push_back(release::parse_earlier(earlier.text, "of " + earlier.made_at.substr(0, 10) +
                                                                                   " in " + earlier.folder));
        for (const auto& folder : earlier_) options.earlier.push_back(release::read_earlier(folder));

        measure::Evaluation evaluation(store_named(store_));
        if (std::ranges::all_of(evaluation.site_periods(), [](const auto& where) { return where.submission == 0; }))
            throw UsageError("No return stands in the store, so there is nothing to release.",
                             "\"pilotage status\" shows what is due.");
        const auto made = make(evaluation, study, options);
        if (!made.faults.empty()) return refuse(made);
        const auto files = release::files_of(made.release);
        const auto manifest = sha256_bytes(release::manifest_of(made.release, files).bytes);
        release::write_log(log_folder(), made.log);
        release::write_folder(folder_, made.release, files, replace_, [&] {
            const auto store = open(store::Access::write);
            store::forget_releases(store, replaced);
            if (!draft_)
                store::remember(
                    store, {0, {}, folder_, manifest, made.release.profile.id, release::release_json(made.release)});
        });
        report(made, manifest, options.earlier.size());
        return ExitCode::done;
    }

    /// Of the release that --replace does away with; empty where there is none.
    std::string manifest_in_place() const {
        const auto file = std::filesystem::path(folder_) / release::manifest_name;
        std::error_code ignored;
        return std::filesystem::exists(file, ignored) ? sha256_file(file) : "";
    }

    static release::MadeRelease make(measure::Evaluation& evaluation, const study::Study& study,
                                     release::ReleaseOptions& options) {
        Progress progress("Releasing");
        options.progress = [&](std::string_view, std::size_t done, std::size_t of) { progress.update(done, of); };
        return release::make_release(evaluation, study, options);
    }

    static ExitCode refuse(const release::MadeRelease& made) {
        Output out;
        auto& text = out.text();
        text = "Nothing was released: too much can be worked out of " + std::to_string(made.faults.size()) +
               (made.faults.size() == 1 ? " count.\n" : " counts.\n");
        for (const auto& fault : made.faults) text += "  " + printable(fault) + "\n";
        text += "Release fewer measures (--measure), or use a profile that rounds more or withholds more.\n";
        if (!made.log.earlier.empty()) {
            text += "Earlier releases were reckoned with; one that readers never got can be forgotten (--forget):\n";
            for (const auto& name : made.log.earlier) text += "  " + printable(name) + "\n";
        }
        out.flush();
        return ExitCode::findings;
    }

    /// Beside the release, not in it: who passes the folder on does not pass this on.
    std::filesystem::path log_folder() const {
        if (!log_.empty()) return log_;
        const std::filesystem::path folder(folder_);
        return (folder.has_filename() ? folder : folder.parent_path()).string() + "-not-for-publication";
    }

    void report(const release::MadeRelease& made, const std::string& manifest, std::size_t earlier) const {
        std::size_t primary = 0, secondary = 0, figures = 0;
        bool optimal = true;
        for (const auto& entry : made.log.entries)
            if (!entry.follows) ++(entry.primary ? primary : secondary);
        for (const auto& group : made.log.groups) optimal = optimal && group.optimal;
        for (const auto& m : made.release.measures) figures += m.figures.size();
        const auto& profile = made.release.profile;
        const auto many = [](std::size_t n, const char* one) {
            return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
        };
        Output out;
        auto& text = out.text();
        text += std::string(draft_ ? "Draft of " : "Released ") + many(figures, "figure") + " of " +
                many(made.release.measures.size(), "measure") + " in " + folder_ + "\n";
        text += "  data of     " + made.release.data_date + "\n";
        text += "  rules       " + profile.id + ": " + printable(profile.title) + "\n";
        text += "  withheld    " + many(primary, "count") + " by rule, and " + std::to_string(secondary) +
                " to protect them" + (optimal ? "; fewer would not do" : "; fewer might do, see groups.csv") + "\n";
        text += "  audit       passed" +
                (earlier == 0 ? std::string("; no earlier release to reckon with")
                              : "; reckoned with " + many(earlier, "earlier release")) +
                "\n";
        text += "  manifest    " + manifest + "\n";
        text += "  to read     " + (std::filesystem::path(folder_) / release::report_name).string() + "\n";
        text += "For the output checker, not for publication: " + log_folder().string() + "\n";
        out.flush();
    }

    ExitCode list() const {
        Output out;
        TextTable table;
        table.column("Made");
        table.column("Profile");
        table.column("Folder");
        table.column("Manifest");
        for (const auto& r : store::remembered_releases(open(store::Access::write)))
            table.row({r.made_at, r.profile, r.folder, r.manifest_sha256});
        if (table.empty())
            out.text() = "No release was made from this store yet.\n";
        else
            table.print(out.text(), stdout);
        out.flush();
        return ExitCode::done;
    }

    ExitCode forget() const {
        const auto store = open(store::Access::write);
        std::vector<store::RememberedRelease> found;
        for (const auto& r : store::remembered_releases(store))
            if (r.manifest_sha256.starts_with(forget_)) {
                if (!found.empty() && found.front().manifest_sha256 != r.manifest_sha256)
                    throw UsageError("Several releases begin with \"" + forget_ + "\".",
                                     "Give more of the manifest's hash.");
                found.push_back(r);
            }
        if (found.empty())
            throw UsageError("There is no release with the manifest \"" + forget_ + "\".",
                             "\"pilotage release --list\" lists them.");
        store::forget_releases(store, found);
        Output out;
        out.text() = "Forgotten: later releases are made as if readers never had it.\n";
        out.flush();
        return ExitCode::done;
    }

    ExitCode release_records() {
        if (!understood_) throw UsageError(release::record_level_risk(), "If that is so, give --understood too.");
        const auto study = open(store::Access::write).study();
        measure::Evaluation evaluation(store_named(store_));
        const auto tables = release::record_tables(evaluation, validate::Schema::load(evaluation_schema()));
        if (tables.empty())
            throw UsageError("No return stands in the store, so there are no records.",
                             "\"pilotage status\" shows what is due.");
        const auto described = release::describe_study(evaluation, study);
        const auto files = release::record_files(tables, described);
        const auto manifest = release::write_folder(folder_, described, files, replace_);
        Output out;
        std::size_t rows = 0;
        for (const auto& table : tables) rows += table.rows.size();
        out.text() = "Wrote " + std::to_string(rows) + " records of " + std::to_string(tables.size()) + " types in " +
                     folder_ + ": not for publication.\n  manifest    " + manifest + "\n";
        out.flush();
        return ExitCode::done;
    }

    std::string folder_, store_, profile_ = "ascof", log_, forget_;
    std::vector<std::string> ids_, folders_, earlier_;
    double seconds_ = 60;
    bool replace_ = false, draft_ = false, list_ = false, record_level_ = false, understood_ = false;
};

} // namespace

std::unique_ptr<Command> make_release() {
    return std::make_unique<ReleaseCommand>();
}

} // namespace pilotage::cli
