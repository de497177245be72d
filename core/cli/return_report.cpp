#include "core/cli/return_report.hpp"

#include "core/cli/finding_list.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/store/submissions.hpp"
#include "core/validate/finding_group.hpp"

#include <nlohmann/json.hpp>

namespace pilotage::cli {
namespace {

constexpr std::size_t brief = 10; // causes of each severity

Style style_of(store::Verdict verdict) {
    switch (verdict) {
    case store::Verdict::accepted:
        return Style::green;
    case store::Verdict::accepted_in_part:
        return Style::yellow;
    default:
        return Style::red;
    }
}

template <typename Gathered>
Gathered stored_findings(const store::Store& store, std::int64_t submission, Gathered gathered) {
    store::FindingFilter filter;
    filter.submission = submission;
    store::each_finding(store, filter, [&](store::StoredFinding&& stored) { gathered.add(std::move(stored.finding)); });
    return gathered;
}

} // namespace

std::string report_json(const store::Store& store, const store::SubmissionResult& result, const std::string& site,
                        const std::string& period) {
    nlohmann::ordered_json json;
    if (!site.empty()) {
        json["site"] = site;
        json["period"] = period;
        json["submission"] = result.id;
        json["unchanged"] = result.unchanged;
    }
    json["verdict"] = std::string(store::name_of(result.verdict));
    json["reason"] = result.reason;
    const auto& counts = result.counts;
    json["counts"] = {{"read", counts.read},
                      {"accepted", counts.accepted},
                      {"rejected", counts.rejected},
                      {"duplicate", counts.duplicate},
                      {"left_out", counts.left_out}};
    json["findings"] = to_json(stored_findings(store, result.id, FindingGroups()));
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string counts_text(const store::SubmissionResult& result) {
    const auto& counts = result.counts;
    const bool stored = exit_code(result.verdict) == ExitCode::done;
    return counted(counts.read, "record", "records") + " read: " + grouped_digits(counts.accepted) +
           (stored ? " accepted, " : " usable, ") + grouped_digits(counts.rejected) + " rejected, " +
           grouped_digits(counts.duplicate) + " duplicate, " + grouped_digits(counts.left_out) + " left out" +
           (stored ? "" : "; nothing was stored");
}

std::string verdict_text(const store::SubmissionResult& result) {
    return styled(stdout, style_of(result.verdict), store::name_of(result.verdict));
}

void append_report(std::string& out, const std::string& title, const store::Store& store,
                   const store::SubmissionResult& result, bool all, const std::string& where_the_rest_is) {
    out += styled(stdout, Style::bold, printable(title)) + ": " + verdict_text(result);
    if (!result.reason.empty()) out += ". " + printable(result.reason);
    out += '\n' + counts_text(result) + '\n';
    if (result.replaced != 0) out += "It is submission " + std::to_string(result.id) + replaced_text(result) + ".\n";
    if (result.unchanged)
        out += "The same files were handed in before as submission " + std::to_string(result.id) +
               "; nothing was changed.\n";
    if (all)
        append_findings(out, stored_findings(store, result.id, FindingCauses({SIZE_MAX, SIZE_MAX})));
    else if (!append_findings(out, result.findings, brief))
        out += '\n' + where_the_rest_is + '\n';
}

std::string replaced_text(const store::SubmissionResult& result) {
    return result.replaced == 0 ? "" : ", replaces submission " + std::to_string(result.replaced);
}

ExitCode exit_code(store::Verdict verdict) {
    return verdict == store::Verdict::accepted || verdict == store::Verdict::accepted_in_part ? ExitCode::done
                                                                                              : ExitCode::findings;
}

} // namespace pilotage::cli
