#include "core/store/reception.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/paths.hpp"
#include "core/store/submissions.hpp"
#include "core/store/times.hpp"
#include "core/validate/rules.hpp"
#include "core/version.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <future>

namespace pilotage::store {

struct Receiver::Tools {
    explicit Tools(validate::Schema schema) : evaluation(std::move(schema)) {}

    validate::Schema evaluation;
    std::string evaluation_sha256 = sha256_file(evaluation_schema());
    std::array<std::unique_ptr<validate::RecordValidator>, 2> validators; ///< by Judge, made when first asked for
};

Receiver::Receiver(Store& store, const PseudonymKey& key)
    : Receiver(store, key, validate::Schema::load(evaluation_schema())) {}
Receiver::Receiver(Store& store, const PseudonymKey& key, validate::Schema evaluation)
    : store_(store), key_(key), tools_(std::make_unique<Tools>(std::move(evaluation))) {
    store.require(tools_->evaluation);
}
Receiver::~Receiver() = default;

SubmissionResult Receiver::receive(const Return& handed_in, const ProgressCall& progress) {
    SubmissionContext context;
    context.site = handed_in.site;
    context.period = handed_in.period;
    context.max_rejected_share = store_.study().max_rejected_share;
    context.any_period = handed_in.any_period;
    context.received_at = utc_now();
    for (const auto& file : handed_in.files) {
        std::error_code failed;
        const auto bytes = std::filesystem::file_size(file.path, failed);
        if (failed)
            throw EnvironmentError("The file " + file.path.string() + " cannot be read: " + failed.message() + ".");
        require_readable(file.path);
        context.files.push_back({file.name, bytes, {}});
    }
    context.plugin = handed_in.plugin.name;
    context.plugin_version = handed_in.plugin.version;
    context.plugin_sha256 = handed_in.plugin.sha256;
    context.schema_sha256 = sha256_file(handed_in.plugin.schema);
    // A plugin that maps no codes has no crosswalk.
    const auto crosswalk = handed_in.plugin.crosswalk.empty()
                               ? plugin::Crosswalk()
                               : plugin::Crosswalk::load(handed_in.plugin.crosswalk, tools_->evaluation);
    context.crosswalk_sha256 = crosswalk.sha256();
    context.evaluation_sha256 = tools_->evaluation_sha256;
    context.program_version = program_version();
    context.kept = handed_in.kept;
    auto files = context.files;
    std::future<void> hashing;
    if (context.kept) {
        hashing = std::async(std::launch::async | std::launch::deferred, [&] {
            for (std::size_t i = 0; i < files.size(); ++i) files[i].sha256 = sha256_file(handed_in.files[i].path);
        });
        if (may_be_same(store_, context)) {
            hashing.get();
            context.files = files;
            const auto same = find_same(store_, context);
            // With --any-period a return that was rejected is judged anew.
            if (same && !(context.any_period && same->verdict == Verdict::rejected)) return *same;
        }
    }

    plugin::RunRequest request;
    request.plugin = handed_in.plugin;
    request.evaluation_schema = evaluation_schema();
    request.evaluation = &tools_->evaluation;
    request.files = handed_in.files;
    if (!handed_in.alone) {
        request.site = handed_in.site.id;
        request.period = handed_in.period.id;
        request.period_start = handed_in.period.start;
        request.period_end = handed_in.period.end;
    }
    request.limits = handed_in.limits;
    request.judge = handed_in.judge;
    request.show_plugin_output = handed_in.show_plugin_output;

    auto& validator = tools_->validators[static_cast<std::size_t>(handed_in.judge)];
    if (validator == nullptr) validator = validate::make_validator(tools_->evaluation, handed_in.judge);
    const IntakeTools tools{tools_->evaluation, *validator, schema_folder() / "scores"};
    Intake intake(store_, tools, crosswalk, key_, context, progress);
    if (!handed_in.alone && !study::return_due(handed_in.site, handed_in.period).due)
        intake.finding(finding_of("submission.not_due"));
    const auto run = plugin::run(request, intake);
    if (hashing.valid()) hashing.get();
    context.files = files;
    if (context.kept)
        if (const auto finding = same_files_for_another_period(store_, context)) intake.finding(*finding);
    intake.files(std::move(files));
    return intake.finish(run);
}

} // namespace pilotage::store
