#include "core/cli/commands.hpp"
#include "core/cli/output.hpp"
#include "core/cli/return_files.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/store/releases.hpp"
#include "core/store/submissions.hpp"

namespace pilotage::cli {
namespace {

class WithdrawCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"SUBMISSION", &submission_, "Its number, as ingest and findings tell it", "NUMBER", true},
                {"--reason", &reason_, "Why, for those who ask later; no personal data", "TEXT", true},
                {"--store", &store_, "The store (else PILOTAGE_STORE, else evaluation.sqlite)", "FILE"}};
    }

    ExitCode run() override {
        if (reason_.empty()) throw UsageError("--reason is empty.", "Say why the return is withdrawn.");
        const auto store = store::Store::open(store_named(store_), store::Access::write);
        const auto submission = submission_numbered(store, submission_);
        if (!submission.counts_now()) throw UsageError(why_not(submission), "Nothing was changed.");
        const auto again = store::withdraw(store, submission, reason_);
        Output out;
        auto& text = out.text();
        text = "Submission " + std::to_string(submission.id) + ", " + submission.site + " " + submission.period +
               ", no longer counts.";
        text += again == 0 ? " No other return stands for it.\n"
                           : " Submission " + std::to_string(again) + " counts again.\n";
        if (const auto releases = store::remembered_releases(store).size(); releases > 0)
            text += "What was released before (" + counted(releases, "release", "releases") +
                    ") stays as it is; \"pilotage release --list\" shows when and where.\n";
        out.flush();
        return ExitCode::done;
    }

private:
    static std::string why_not(const store::SubmissionState& state) {
        const auto name = "Submission " + std::to_string(state.id);
        if (state.withdrawn()) return name + " was withdrawn before.";
        if (state.superseded_by != 0)
            return name + " does not count: submission " + std::to_string(state.superseded_by) + " replaced it.";
        return name + " does not count: it was not accepted.";
    }

    std::int64_t submission_ = 0;
    std::string reason_, store_;
};

} // namespace

std::unique_ptr<Command> make_withdraw() {
    return std::make_unique<WithdrawCommand>();
}

} // namespace pilotage::cli
