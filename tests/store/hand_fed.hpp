// A study, an evaluation schema and an intake fed by hand: what a worker would send, written down in a test.
#pragma once

#include "core/store/intake.hpp"
#include "core/store/pseudonym_key.hpp"
#include "core/store/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pilotage::store::test {

inline const char* const study_text = R"([study]
id = "s"
name = "A study"
[[period]]
id = "2012-13"
start = 2012-04-01
end = 2013-03-31
[[period]]
id = "2013-14"
start = 2013-04-01
end = 2014-03-31
[[site]]
id = "one"
name = "One"
plugin = "one"
council = "First council"
cassr = "216"
ons = "E06000012"
arm = "pilot"
[[site]]
id = "two"
name = "Two"
plugin = "two"
council = "Second council"
cassr = "417"
ons = "E06000051"
arm = "comparison"
)";

// Valid NHS numbers.
inline const std::string nhs_a = "9434765919", nhs_b = "4010232137";

inline const validate::Schema& evaluation() {
    static const auto schema = validate::Schema::load(PILOTAGE_SOURCE_DIR "/schemas/evaluation-1.xsd");
    return schema;
}

struct Value {
    std::string field, value;
    std::uint32_t column = 0;
    std::string local_code = {};
};
struct Record {
    std::string type;
    std::vector<Value> values;
};

inline Record request(std::vector<Value> more, std::string start = "2012-06-01") {
    Record record{"request", std::move(more)};
    record.values.push_back({"start_date", std::move(start), 4});
    return record;
}

/// Stands for one worker.
class Feed {
public:
    explicit Feed(Intake& intake) : intake_(intake) { intake_.source(7, "events.csv", ""); }

    /// One local record that says these evaluation records. `again`: the first is told to be that of the row before.
    Feed& row(std::vector<Record> records, bool again = false) {
        if (again) records.front() = std::move(records_.front());
        records_ = std::move(records);
        std::vector<plugin::EvaluationRecord> out;
        values_.resize(std::max(values_.size(), records_.size()));
        for (std::size_t i = 0; i < records_.size(); ++i) {
            const auto type = evaluation().find(records_[i].type).value();
            const bool repeats = again && i == 0;
            if (!repeats) {
                values_[i].clear();
                for (const auto& value : records_[i].values)
                    values_[i].push_back({evaluation().types()[type].find(value.field).value(), value.column, 0,
                                          value.value, value.local_code});
                std::ranges::sort(values_[i], {}, &plugin::EvaluationValue::field);
            }
            out.push_back({type, values_[i], repeats});
        }
        send(plugin::LocalRecord::Outcome::normalised, out);
        return *this;
    }
    Feed& rejected() {
        Finding words;
        words.rule = "schema.type";
        words.message = "This cannot be a value.";
        intake_.finding({sequence_ + 1, words, 0, 7, sequence_ + 2, sequence_ + 2, 3, {}, {}});
        send(plugin::LocalRecord::Outcome::rejected, {});
        return *this;
    }
    Feed& left_out() {
        send(plugin::LocalRecord::Outcome::left_out, {});
        return *this;
    }
    SubmissionResult end() {
        plugin::RunResult run;
        run.complete = true;
        run.read = sequence_;
        return intake_.finish(run);
    }

private:
    void send(plugin::LocalRecord::Outcome outcome, std::span<const plugin::EvaluationRecord> records) {
        plugin::LocalRecord record;
        record.outcome = outcome;
        record.sequence = ++sequence_;
        record.source = 7;
        record.row = record.line = sequence_ + 1;
        record.type = "event";
        record.records = records;
        intake_.local_record(record);
    }

    Intake& intake_;
    std::uint64_t sequence_ = 0;
    std::vector<Record> records_;
    std::vector<std::vector<plugin::EvaluationValue>> values_; ///< point into the records
};

class HandFed : public testing::Test {
protected:
    HandFed()
        : study_(study::parse(study_text, "study.toml")), key_(PseudonymKey::random()),
          store_(Store::scratch(study_, evaluation(), key_)) {}

    SubmissionContext context(const std::string& site = "one", const std::string& period = "2012-13",
                              const std::string& bytes = "a") const {
        SubmissionContext context;
        context.site = *study_.find_site(site);
        context.period = *study_.find_period(period);
        context.received_at = "2014-06-30T10:00:00Z";
        context.files = {{"events.csv", 1, bytes}};
        context.plugin = site;
        return context;
    }
    IntakeTools tools() { return {evaluation(), *validator_, PILOTAGE_SOURCE_DIR "/schemas/scores"}; }

    template <typename Rows>
    SubmissionResult submit(Rows rows, const std::string& site = "one", const std::string& period = "2012-13") {
        const bool first = number("SELECT count(*) FROM submission") == 0;
        const auto result = submit_to(store_, rows, context(site, period));
        if (first) expect_same_check(rows, context(site, period), result);
        return result;
    }
    std::int64_t number(const std::string& sql) { return store_.connection().execAndGet(sql).getInt64(); }
    std::string text(const std::string& sql) { return store_.connection().execAndGet(sql).getString(); }
    /// rule@place of all findings of a submission, in order.
    std::vector<std::string> findings(std::int64_t submission) { return findings(store_, submission); }
    static std::vector<std::string> findings(const Store& store, std::int64_t submission) {
        std::vector<std::string> out;
        SQLite::Statement rows(store.connection(),
                               "SELECT severity || ' ' || rule || ' ' || coalesce(line || ':' || column_number, '') "
                               "FROM finding_detail WHERE submission = ? ORDER BY finding");
        rows.bind(1, submission);
        while (rows.executeStep()) out.push_back(rows.getColumn(0).getString());
        return out;
    }

    study::Study study_;
    PseudonymKey key_;
    Store store_;
    std::unique_ptr<validate::RecordValidator> validator_ = validate::make_xerces_validator(evaluation());
    plugin::Crosswalk crosswalk_;

private:
    template <typename Rows>
    SubmissionResult submit_to(Store& store, Rows rows, SubmissionContext context) {
        const auto given = tools();
        Intake intake(store, given, crosswalk_, key_, std::move(context));
        Feed feed(intake);
        rows(feed);
        return feed.end();
    }
    /// A check, which keeps no rows, says the same of them.
    template <typename Rows>
    void expect_same_check(Rows rows, SubmissionContext context, const SubmissionResult& result) {
        auto store = Store::scratch(study_, evaluation(), key_);
        context.kept = false;
        const auto checked = submit_to(store, rows, std::move(context));
        EXPECT_EQ(checked.verdict, result.verdict);
        EXPECT_EQ(checked.reason, result.reason);
        EXPECT_EQ(checked.counts, result.counts);
        EXPECT_EQ(findings(store, checked.id), findings(store_, result.id));
        EXPECT_EQ(store.connection().execAndGet("SELECT count(*) FROM person").getInt64(), 0);
    }
};

} // namespace pilotage::store::test
