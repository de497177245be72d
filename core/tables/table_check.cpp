#include "core/tables/table_check.hpp"

#include "core/tables/row_check.hpp"
#include "core/tables/row_types.hpp"
#include "core/validate/rules.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace pilotage::tables {
namespace {

constexpr std::uint64_t rows_between_progress = 4096;

Severity severity_of(importers::Issue::Severity severity) {
    switch (severity) {
    case importers::Issue::Severity::note:
        return Severity::note;
    case importers::Issue::Severity::warning:
        return Severity::warning;
    default:
        return Severity::error;
    }
}

class TableCheck {
public:
    TableCheck(const validate::Schema& schema, const TableJob& job, const TableSink& sink)
        : job_(job), sink_(sink), words_(schema.blanks()), row_types_(schema, job.record),
          columns_(schema, row_types_.types()), rows_(schema, job.judge, words_) {
        place_.file = std::filesystem::path(job.file).filename().string();
    }

    TableCounts run() {
        try {
            auto options = job_.options;
            options.issues = [this](const importers::Issue& issue) { take(issue); };
            read(*importers::open(job_.file, options));
        } catch (const importers::Malformed& e) {
            auto finding = finding_of(e.issue, place_.file);
            finding.severity = Severity::fatal;
            tell(finding);
        } catch (const std::system_error& e) {
            auto finding = pilotage::finding_of("file.unreadable", {place_.file});
            finding.message = "The file cannot be opened or read: " + e.code().message() + ".";
            tell(finding);
        }
        return counts_;
    }

private:
    enum class State : std::uint8_t { headings, rows, passing };

    void read(importers::Reader& reader) {
        if (reader.format() == "xml") {
            auto finding = pilotage::finding_of("format.unknown", {place_.file});
            finding.message = "The file is a packed XML document, which is checked as a document and not as a table.";
            finding.remedy = "Unpack it first.";
            return tell(finding);
        }
        tables_ = &reader.tables();
        rows_.typed(reader.format() != "delimited");
        importers::Row row;
        bool begun = false;
        for (std::uint64_t number = 0; reader.next(row); ++number) {
            if (number % rows_between_progress == 0) sink_.progress(reader.bytes_done(), reader.bytes_all());
            if (!begun || row.table != place_.table) begin(row);
            begun = true;
            take(row);
        }
        if (!begun) return tell(pilotage::finding_of("file.empty", {place_.file}));
        if (!bound_ && !fatal_) {
            place_ = {place_.file};
            tell(no_headings("No table begins with headings that the schema names."));
        }
        if (bound_ && counts_.read == 0 && !fatal_) {
            auto finding = pilotage::finding_of("file.empty", {place_.file});
            finding.severity = Severity::warning;
            finding.message = "There is no row below the headings.";
            tell(finding);
        }
    }

    void begin(const importers::Row& row) {
        place_.table = row.table;
        state_ = State::headings;
        hidden_ = false;
        for (const auto& table : *tables_) hidden_ = hidden_ || (table.name == row.table && table.hidden);
    }

    void take(const importers::Row& row) {
        const bool doubted = !faulty_.empty() && faulty(row);
        if (state_ == State::headings || row.header) return take_headings(row);
        if (state_ == State::passing) return;
        place_.row = row.number;
        place_.line = row.line;
        if (!doubted) {
            const auto type = row_types_.type_of(row, words_);
            const auto verdict = type ? rows_.check(row, *type, columns_, place_, sink_.finding) : no_type(row);
            if (verdict == RowCheck::Verdict::empty) return;
            ++counts_.read;
            ++(verdict == RowCheck::Verdict::valid ? counts_.valid : counts_.invalid);
        } else {
            ++counts_.read, ++counts_.invalid;
        }
    }

    RowCheck::Verdict no_type(const importers::Row& row) {
        if (rows_.is_empty(row)) return RowCheck::Verdict::empty;
        tell(row_types_.of_no_type(row, words_, place_));
        return RowCheck::Verdict::invalid;
    }

    void take_headings(const importers::Row& row) {
        place_.row = row.number;
        place_.line = row.line;
        state_ = State::passing;
        if (!columns_.known_in(row)) {
            if (tables_->size() > 1)
                tell(told("table.unknown_sheet", "This sheet has no heading of the schema; it was not checked."));
            else if (row.header)
                state_ = State::headings; // more columns may come
            else
                tell(no_headings("The first row holds none of the headings that the schema names."));
            return;
        }
        if (hidden_)
            return tell(told("table.hidden", "A hidden sheet has headings of the schema; it was not checked."));
        const auto tell_on = [this](const Finding& finding) { tell(finding); };
        if (!columns_.bind(row, place_, tell_on) || !row_types_.bind(columns_, place_, tell_on)) return;
        state_ = State::rows;
        bound_ = true;
    }

    Finding no_headings(const char* message) const {
        auto finding = told("table.heading_row", message);
        finding.remedy = "Let the first row be the names of the schema's elements, or their marks for headings.";
        return finding;
    }
    Finding told(std::string_view rule, const char* message) const {
        auto finding = pilotage::finding_of(rule, place_);
        finding.message = message;
        return finding;
    }

    void take(const importers::Issue& issue) {
        tell(finding_of(issue, place_.file));
        if (issue.severity == importers::Issue::Severity::error && issue.row != 0)
            faulty_.emplace_back(issue.table, issue.row);
    }

    /// Whether a reader found an error in the row, which is not judged then. What was found before it is forgotten.
    bool faulty(const importers::Row& row) {
        bool found = false;
        std::erase_if(faulty_, [&](const auto& fault) {
            found = found || (fault.first == row.table && fault.second == row.number);
            return fault.first != row.table || fault.second <= row.number;
        });
        return found;
    }

    void tell(const Finding& finding) {
        fatal_ = fatal_ || finding.severity == Severity::fatal;
        sink_.finding(finding);
    }

    const TableJob& job_;
    const TableSink& sink_;
    CellWords words_;
    RowTypes row_types_;
    Columns columns_;
    RowCheck rows_;
    TableCounts counts_;
    Place place_; ///< of the row at hand
    State state_ = State::headings;
    bool hidden_ = false, bound_ = false, fatal_ = false;
    const std::vector<importers::Table>* tables_ = nullptr;
    std::vector<std::pair<std::string, std::uint64_t>> faulty_; ///< table and row
};

} // namespace

TableCounts check_table(const validate::Schema& schema, const TableJob& job, const TableSink& sink) {
    return TableCheck(schema, job, sink).run();
}

Finding finding_of(const importers::Issue& issue, const std::string& file) {
    Finding finding;
    finding.severity = severity_of(issue.severity);
    finding.rule = issue.rule;
    finding.place = {file, issue.table, issue.row, issue.line, issue.column};
    finding.message = issue.message;
    finding.remedy = issue.remedy;
    return finding;
}

} // namespace pilotage::tables
