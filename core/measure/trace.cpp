#include "core/measure/trace.hpp"

#include "core/error.hpp"
#include "core/measure/database.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <optional>

namespace pilotage::measure {
namespace {

/// A contributing evaluation row.
struct Row {
    std::uint32_t record = 0; ///< index into RecordRows
    std::int64_t id = 0;
    friend auto operator<=>(const Row&, const Row&) = default;
};

/// Where it stands; ordered by submission, source and row.
struct Stand {
    std::int64_t submission = 0, source = 0, row = 0, line = 0;
    std::uint32_t record = 0;
    friend auto operator<=>(const Stand&, const Stand&) = default;
};

/// Looks rows of one record type up, with the crosswalk rows behind the fields that the measure reads.
struct RecordTable {
    std::string name;
    std::vector<std::string> fields;
    std::optional<Statement> look_up;
};

class Tracer {
public:
    explicit Tracer(Evaluation& evaluation) : database_(evaluation.database()) {}

    std::uint32_t record(std::string_view name) {
        const auto it = std::ranges::find(tables_, name, &RecordTable::name);
        if (it != tables_.end()) return static_cast<std::uint32_t>(it - tables_.begin());
        tables_.push_back({std::string(name), {}, std::nullopt});
        return static_cast<std::uint32_t>(tables_.size() - 1);
    }

    /// Finds out which fields of each record type matter: coded ones whose name the measure reads.
    void prepare(const Evaluation::Columns& read) {
        for (auto& table : tables_) {
            const auto quoted = "\"" + table.name + "\"";
            const auto all = database_.prepare("SELECT * FROM " + quoted + " LIMIT 0");
            std::string sql = "SELECT submission, source, row, coalesce(line, 0)";
            for (int i = 0; i < all.columns(); ++i) {
                const auto column = all.name(i);
                const auto field =
                    column.substr(0, column.size() - std::min<std::size_t>(column.size(), crosswalk.size()));
                if (!column.ends_with(crosswalk) ||
                    std::ranges::none_of(read, [&](const auto& c) { return c.second == field; }))
                    continue;
                table.fields.emplace_back(field);
                sql += ", \"" + std::string(column) + "\"";
            }
            table.look_up.emplace(database_.prepare(sql + " FROM " + quoted + " WHERE id = ?"));
        }
    }

    /// The rows' places in order, each once.
    std::vector<Stand> stands(std::vector<Row>& rows) {
        std::ranges::sort(rows);
        rows.erase(std::ranges::unique(rows).begin(), rows.end());
        std::vector<Stand> stands;
        stands.reserve(rows.size());
        for (const auto& row : rows) {
            auto& look_up = *tables_[row.record].look_up;
            look_up.reset();
            look_up.bind(1, row.id);
            if (look_up.step())
                stands.push_back(
                    {look_up.integer(0), look_up.integer(1), look_up.integer(2), look_up.integer(3), row.record});
        }
        std::ranges::sort(stands);
        return stands;
    }

    /// Counts the rows by submission and by the crosswalk rows behind them.
    void count(const std::vector<Row>& rows) {
        for (const auto& row : rows) {
            auto& table = tables_[row.record];
            table.look_up->reset();
            table.look_up->bind(1, row.id);
            if (!table.look_up->step()) continue;
            ++by_submission_[table.look_up->integer(0)];
            for (std::size_t i = 0; i < table.fields.size(); ++i)
                if (const int column = static_cast<int>(i) + 4; !table.look_up->null(column))
                    ++by_code_[{row.record, i, table.look_up->integer(column)}];
        }
    }

    std::vector<TracedRow> rows(const std::vector<Stand>& stands, std::size_t most) {
        std::vector<TracedRow> traced;
        auto source = database_.prepare("SELECT file, table_name FROM source WHERE id = ?");
        for (const auto& stand : std::span(stands).first(std::min(most, stands.size()))) {
            source.reset();
            source.bind(1, stand.source);
            if (!source.step()) continue;
            TracedRow row{stand.submission, tables_[stand.record].name, {}, {}};
            row.place.file = source.text(0);
            row.place.table = source.text(1);
            row.place.row = static_cast<std::uint64_t>(stand.row);
            row.place.line = static_cast<std::uint64_t>(stand.line);
            row.text = row.place.table.empty() || row.place.line != 0
                           ? to_string(row.place)
                           : row.place.table + "!" + std::to_string(row.place.row);
            traced.push_back(std::move(row));
        }
        return traced;
    }

    std::vector<TracedSubmission> submissions() {
        std::vector<TracedSubmission> all;
        for (const auto& [id, rows] : by_submission_) {
            auto found = database_.prepare(
                "SELECT site, period, received_at, verdict, plugin, plugin_version, plugin_sha256, schema_sha256, "
                "crosswalk_sha256, evaluation_sha256, read, accepted, rejected, duplicate, left_out "
                "FROM submission WHERE id = ?");
            found.bind(1, id);
            if (!found.step()) continue;
            TracedSubmission s;
            s.id = id;
            s.rows = rows;
            int column = 0;
            for (auto field : {&TracedSubmission::site, &TracedSubmission::period, &TracedSubmission::received_at,
                               &TracedSubmission::verdict, &TracedSubmission::plugin, &TracedSubmission::plugin_version,
                               &TracedSubmission::plugin_sha256, &TracedSubmission::schema_sha256,
                               &TracedSubmission::crosswalk_sha256, &TracedSubmission::evaluation_sha256})
                s.*field = found.text(column++);
            for (auto field : {&TracedSubmission::read, &TracedSubmission::accepted, &TracedSubmission::rejected,
                               &TracedSubmission::duplicate, &TracedSubmission::left_out})
                s.*field = found.integer(column++);
            auto files =
                database_.prepare("SELECT name, sha256, bytes FROM submission_file WHERE submission = ? ORDER BY name");
            files.bind(1, id);
            while (files.step())
                s.files.push_back({std::string(files.text(0)), std::string(files.text(1)), files.integer(2)});
            all.push_back(std::move(s));
        }
        return all;
    }

    std::vector<TracedCode> codes() {
        std::vector<TracedCode> all;
        auto found = database_.prepare("SELECT list, local_code, evaluation_code, equivalence, status, note, sha256, "
                                       "number FROM crosswalk WHERE id = ?");
        for (const auto& [key, rows] : by_code_) {
            const auto& [record, field, id] = key;
            found.reset();
            found.bind(1, id);
            if (!found.step()) continue;
            const auto text = [&](int column) { return std::string(found.text(column)); };
            all.push_back({tables_[record].name, tables_[record].fields[field], text(0), text(1), text(2), text(3),
                           text(4), text(5), text(6), found.integer(7), rows});
        }
        std::ranges::stable_sort(all, {}, [](const TracedCode& code) {
            return std::tie(code.crosswalk_sha256, code.field, code.number, code.local_code);
        });
        return all;
    }

private:
    static constexpr std::string_view crosswalk = "_crosswalk";

    Database& database_;
    std::vector<RecordTable> tables_;
    std::map<std::int64_t, std::uint64_t> by_submission_;
    std::map<std::tuple<std::uint32_t, std::size_t, std::int64_t>, std::uint64_t> by_code_;
};

Cell chosen_cell(const Measure& measure, std::vector<Cell> cells, const std::string& dimension) {
    if (measure.dimension.empty()) {
        if (!dimension.empty())
            throw UsageError("The measure \"" + measure.id + "\" is not split by anything.", "Leave --dimension out.");
        return std::move(cells.at(0));
    }
    std::string known;
    for (auto& cell : cells) {
        if (cell.dimension == dimension) return std::move(cell);
        if (!cell.dimension.empty()) known += (known.empty() ? "" : "; ") + cell.dimension;
    }
    if (known.empty()) return std::move(cells.at(0));
    if (dimension.empty())
        throw UsageError("The measure \"" + measure.id + "\" is split by " + measure.dimension + ".",
                         "Choose a part with --dimension: " + known + ".");
    throw UsageError("There is no figure of \"" + measure.id + "\" for \"" + dimension + "\".",
                     "There are: " + known + ".");
}

} // namespace

Trace trace(Evaluation& evaluation, const Measure& measure, const std::string& site, const std::string& period,
            const std::string& dimension, std::size_t most_rows) {
    const Selection where{{site}, {period}};
    Trace result;
    result.measure = measure;
    result.cell = chosen_cell(measure, evaluation.figures(measure, where), dimension);
    if (!std::holds_alternative<Figure>(result.cell.state)) return result;

    Tracer tracer(evaluation);
    std::vector<Row> above, below;
    const auto read = evaluation.cases(measure, where, [&](const Case& c) {
        if (c.dimension != result.cell.dimension) return;
        const Row own{tracer.record(c.record), c.id};
        const auto evidence =
            c.evidence_record.empty() ? std::optional<Row>() : Row{tracer.record(c.evidence_record), c.evidence_id};
        switch (measure.kind) {
        case Kind::count:
            above.push_back(own);
            break;
        case Kind::proportion:
        case Kind::rate:
            below.push_back(own);
            if (c.numerator > 0) above.push_back(evidence.value_or(own));
            break;
        case Kind::ratio:
            if (c.denominator > 0) below.push_back(own);
            if (c.numerator > 0) above.push_back(evidence.value_or(own));
            break;
        case Kind::mean:
        case Kind::median:
        case Kind::score:
            below.push_back(own);
            if (evidence) above.push_back(*evidence);
            break;
        }
    });
    try {
        tracer.prepare(read);
        const auto numerator = tracer.stands(above), denominator = tracer.stands(below);
        std::vector<Row> either;
        std::ranges::set_union(above, below, std::back_inserter(either));
        tracer.count(either);
        result.numerator_rows = tracer.rows(numerator, most_rows);
        result.denominator_rows = tracer.rows(denominator, most_rows);
        result.numerator_count = numerator.size();
        result.denominator_count = denominator.size();
        result.submissions = tracer.submissions();
        result.codes = tracer.codes();
    } catch (const SqlFault& fault) {
        throw EnvironmentError(measure.file.string() + ": a row of the measure \"" + measure.id +
                                   "\" cannot be traced: " + fault.message + ".",
                               "The columns record and evidence_record name record types, such as 'request'.");
    }
    return result;
}

} // namespace pilotage::measure
