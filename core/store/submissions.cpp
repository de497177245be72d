#include "core/store/submissions.hpp"

#include "core/store/times.hpp"
#include "core/validate/rules.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {
namespace {

std::uint64_t count_at(const SQLite::Statement& row, int column) {
    return static_cast<std::uint64_t>(row.getColumn(column).getInt64());
}

Counts counts_at(const SQLite::Statement& row, int column) {
    return {count_at(row, column), count_at(row, column + 1), count_at(row, column + 2), count_at(row, column + 3),
            count_at(row, column + 4)};
}

constexpr const char* finding_sql = R"sql(
SELECT f.submission, f.site, f.period, f.severity, f.rule, coalesce(f.file, ''), coalesce(f.table_name, ''), f.row, f.line,
       f.column_number, f.record, f.field, f.value, f.expected, f.message, f.remedy
FROM finding_detail f
WHERE (?1 = '' OR f.site = ?1) AND (?2 = '' OR f.period = ?2) AND (?4 = '' OR f.severity = ?4) AND (?5 = '' OR f.rule = ?5)
  AND CASE WHEN ?3 <> 0 THEN f.submission = ?3
           ELSE f.submission IN (SELECT max(id) FROM submission WHERE superseded_by IS NOT id GROUP BY site, period) END
ORDER BY f.submission, CASE f.severity WHEN 'fatal' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.finding
)sql";

Severity severity_of(const std::string& name) {
    return name == "fatal"     ? Severity::fatal
           : name == "error"   ? Severity::error
           : name == "warning" ? Severity::warning
                               : Severity::note;
}

} // namespace

std::vector<SubmissionState> submissions(const Store& store) {
    return guarded(store, [&] {
        std::vector<SubmissionState> out;
        SQLite::Statement rows(
            store.connection(),
            "SELECT id, site, period, received_at, verdict, coalesce(superseded_by, 0), reason, read, accepted, "
            "rejected, duplicate, left_out, plugin, plugin_version FROM submission ORDER BY id");
        while (rows.executeStep()) {
            SubmissionState state;
            state.id = rows.getColumn(0).getInt64();
            state.site = rows.getColumn(1).getString();
            state.period = rows.getColumn(2).getString();
            state.received_at = rows.getColumn(3).getString();
            state.verdict = verdict_of(rows.getColumn(4).getString());
            state.superseded_by = rows.getColumn(5).getInt64();
            state.reason = rows.getColumn(6).getString();
            state.counts = counts_at(rows, 7);
            state.plugin = rows.getColumn(12).getString();
            state.plugin_version = rows.getColumn(13).getString();
            out.push_back(std::move(state));
        }
        SQLite::Statement findings(
            store.connection(),
            "SELECT f.submission, c.severity, count(*) FROM finding f JOIN cause c ON c.id = f.cause GROUP BY 1, 2");
        while (findings.executeStep())
            for (auto& state : out)
                if (state.id == findings.getColumn(0).getInt64())
                    state.findings[static_cast<std::size_t>(severity_of(findings.getColumn(1).getString()))] =
                        count_at(findings, 2);
        return out;
    });
}

void each_finding(const Store& store, const FindingFilter& filter, const std::function<void(StoredFinding&&)>& call) {
    guarded(store, [&] {
        SQLite::Statement rows(store.connection(), finding_sql);
        rows.bind(1, filter.site);
        rows.bind(2, filter.period);
        rows.bind(3, filter.submission);
        rows.bind(4, filter.severity);
        rows.bind(5, filter.rule);
        while (rows.executeStep()) {
            StoredFinding out;
            out.submission = rows.getColumn(0).getInt64();
            out.site = rows.getColumn(1).getString();
            out.period = rows.getColumn(2).getString();
            auto& finding = out.finding;
            finding.severity = severity_of(rows.getColumn(3).getString());
            finding.rule = rows.getColumn(4).getString();
            finding.place = {rows.getColumn(5).getString(), rows.getColumn(6).getString(), count_at(rows, 7),
                             count_at(rows, 8), rows.getColumn(9).getUInt()};
            finding.record = rows.getColumn(10).getString();
            finding.field = rows.getColumn(11).getString();
            finding.value = rows.getColumn(12).getString();
            finding.expected = rows.getColumn(13).getString();
            finding.message = rows.getColumn(14).getString();
            finding.remedy = rows.getColumn(15).getString();
            call(std::move(out));
        }
    });
}

bool may_be_same(const Store& store, const SubmissionContext& context) {
    return guarded(store, [&] {
        std::uint64_t bytes = 0;
        for (const auto& file : context.files) bytes += file.bytes;
        SQLite::Statement row(store.connection(),
                              "SELECT 1 FROM submission s JOIN submission_file f ON f.submission = s.id WHERE "
                              "s.site = ? AND s.period = ? GROUP BY s.id HAVING count(*) = ? AND sum(f.bytes) = ?");
        row.bind(1, context.site.id);
        row.bind(2, context.period.id);
        row.bind(3, static_cast<std::int64_t>(context.files.size()));
        row.bind(4, static_cast<std::int64_t>(bytes));
        return row.executeStep();
    });
}

std::optional<SubmissionResult> find_same(const Store& store, const SubmissionContext& context) {
    return guarded(store, [&]() -> std::optional<SubmissionResult> {
        SQLite::Statement row(store.connection(),
                              "SELECT id, verdict, reason, read, accepted, rejected, duplicate, "
                              "left_out FROM submission s WHERE site = ? AND period = ? "
                              "AND files_sha256 = ? AND plugin_sha256 = ? AND schema_sha256 = ? "
                              "AND crosswalk_sha256 = ? AND evaluation_sha256 = ? "
                              "AND ((superseded_by IS NULL AND verdict IN ('accepted', 'accepted "
                              "in part')) OR (verdict = 'rejected' AND id = "
                              "(SELECT max(id) FROM submission m WHERE m.site = s.site AND "
                              "m.period = s.period AND m.superseded_by IS NOT m.id))) ORDER BY id DESC LIMIT 1");
        int index = 0;
        for (const auto* text : {&context.site.id, &context.period.id}) row.bind(++index, *text);
        row.bind(++index, files_hash(context.files));
        for (const auto* text :
             {&context.plugin_sha256, &context.schema_sha256, &context.crosswalk_sha256, &context.evaluation_sha256})
            row.bind(++index, *text);
        if (!row.executeStep()) return std::nullopt;
        SubmissionResult result;
        result.id = row.getColumn(0).getInt64();
        result.verdict = verdict_of(row.getColumn(1).getString());
        result.reason = row.getColumn(2).getString();
        result.counts = counts_at(row, 3);
        result.unchanged = true;
        FindingFilter own;
        own.submission = result.id;
        each_finding(store, own, [&](StoredFinding&& stored) { result.findings.add(stored.finding); });
        return result;
    });
}

std::optional<Finding> same_files_for_another_period(const Store& store, const SubmissionContext& context) {
    return guarded(store, [&]() -> std::optional<Finding> {
        SQLite::Statement row(store.connection(),
                              "SELECT c.submission, c.period FROM current_submission c JOIN submission s ON s.id = "
                              "c.submission WHERE c.site = ? AND c.period <> ? AND s.files_sha256 = ? LIMIT 1");
        row.bind(1, context.site.id);
        row.bind(2, context.period.id);
        row.bind(3, files_hash(context.files));
        if (!row.executeStep()) return std::nullopt;
        auto finding = finding_of("submission.files_of_other_period");
        finding.message = "The same files are the return for " + row.getColumn(1).getString() + " (submission " +
                          row.getColumn(0).getString() + ").";
        return finding;
    });
}

std::int64_t withdraw(const Store& store, const SubmissionState& submission, const std::string& reason) {
    return guarded(store, [&] {
        auto& database = store.connection();
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement out(database, "UPDATE submission SET superseded_by = id, reason = ?2 WHERE id = ?1");
        out.bind(1, submission.id);
        out.bind(2, "Withdrawn on " + utc_now().substr(0, 10) + ": " + reason);
        out.exec();
        SQLite::Statement in(database, "UPDATE submission SET superseded_by = NULL WHERE id = (SELECT max(id) FROM "
                                       "submission WHERE superseded_by = ?1 AND id <> ?1) RETURNING id");
        in.bind(1, submission.id);
        std::int64_t again = 0;
        while (in.executeStep()) again = in.getColumn(0).getInt64();
        transaction.commit();
        return again;
    });
}

} // namespace pilotage::store
