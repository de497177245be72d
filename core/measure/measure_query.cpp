#include "core/measure/measure_query.hpp"

#include "core/error.hpp"

#include <algorithm>

namespace pilotage::measure {
namespace {

constexpr std::array<std::string_view, 12> names{
    "site",        "period", "record",          "id",          "dimension", "numerator",
    "denominator", "value",  "evidence_record", "evidence_id", "stratum",   "stratum_size"};

std::string in_list(std::string_view column, std::size_t values) {
    std::string sql = std::string(column) + " IN (";
    for (std::size_t i = 0; i < values; ++i) sql += i == 0 ? "?" : ", ?";
    return sql + ")";
}

} // namespace

MeasureQuery::MeasureQuery(Database& database, const Measure& measure, const Selection& selection)
    : measure_(&measure) {
    const std::string head = "SELECT * FROM (\n";
    std::string sql = head + single_statement(database) + "\n)";
    const char* join = " WHERE ";
    for (const auto& [column, values] : {std::pair{"site", &selection.sites}, std::pair{"period", &selection.periods}})
        if (!values->empty()) sql += join + in_list(column, values->size()), join = " AND ";
    database.take_columns_read();
    try {
        statement_.emplace(database.prepare(sql));
    } catch (const SqlFault& fault) {
        fail(fault, -static_cast<std::ptrdiff_t>(head.size()));
    }
    int index = 0;
    for (const auto* values : {&selection.sites, &selection.periods})
        for (const auto& text : *values) statement_->bind(++index, text);
}

std::string MeasureQuery::single_statement(Database& database) {
    const std::string_view text = measure_->sql;
    std::size_t end = 0;
    try {
        const auto first = database.prepare(text, &end);
        if (first.columns() == 0) fail("the file holds no SELECT", "Write one SELECT below the header.");
        if (!first.read_only()) fail("the SQL changes something", "Write one SELECT, which only reads.");
        find_columns(first);
        std::size_t more = 0;
        if (database.prepare(text.substr(end), &more).columns() > 0)
            fail("the file holds more than one statement", "Keep one SELECT; parts of it can stand in a WITH.");
    } catch (const SqlFault& fault) {
        fail(fault, static_cast<std::ptrdiff_t>(end));
    }
    auto statement = text.substr(0, end);
    if (!statement.empty() && statement.back() == ';') statement.remove_suffix(1);
    return std::string(statement);
}

void MeasureQuery::find_columns(const Statement& statement) {
    std::vector<MeasureFault> faults;
    const auto fault = [&](const std::string& what, const std::string& remedy) {
        faults.push_back({sentence(what), remedy});
    };
    columns_.fill(-1);
    for (int i = 0; i < statement.columns(); ++i) {
        const auto it = std::ranges::find(names, statement.name(i));
        if (it == names.end()) {
            fault("the SELECT has a column \"" + std::string(statement.name(i)) + "\", which means nothing",
                  "Name each column after its part: site, period, record, id and what the kind needs.");
            continue;
        }
        columns_[static_cast<std::size_t>(it - names.begin())] = i;
    }
    std::vector<Column> expected{site, period, record, id};
    if (!measure_->dimension.empty()) expected.push_back(dimension);
    switch (measure_->kind) {
    case Kind::count:
        break;
    case Kind::rate:
    case Kind::ratio:
        expected.push_back(denominator);
        [[fallthrough]];
    case Kind::proportion:
        expected.push_back(numerator);
        break;
    case Kind::mean:
    case Kind::median:
    case Kind::score:
        expected.push_back(value);
        break;
    }
    for (const auto column : expected)
        if (columns_[column] < 0)
            fault("the SELECT has no column \"" + std::string(names[column]) + "\", which a " +
                      std::string(name_of(measure_->kind)) + (column == dimension ? " with a dimension" : "") +
                      " needs",
                  "Add it, as in \"... AS " + std::string(names[column]) + "\".");
    if (measure_->dimension.empty() && columns_[dimension] >= 0)
        fault("the SELECT has a column \"dimension\", but the header does not say what it is",
              "Add a line \"-- dimension: ...\".");
    if ((columns_[evidence_record] < 0) != (columns_[evidence_id] < 0))
        fault("evidence_record and evidence_id belong together", "Select both, or none.");
    if ((columns_[stratum] < 0) != (columns_[stratum_size] < 0))
        fault("stratum and stratum_size belong together", "Select both, or none.");
    const bool may_have_strata =
        measure_->kind == Kind::proportion || measure_->kind == Kind::mean || measure_->kind == Kind::score;
    if (columns_[stratum] >= 0 && !may_have_strata)
        fault("only a proportion, mean or score has strata", "Leave stratum and stratum_size out.");
    if (!faults.empty()) throw QueryFaults(std::move(faults));
}

std::optional<Case> MeasureQuery::next() {
    try {
        if (!statement_->step()) return std::nullopt;
    } catch (const SqlFault& fault) {
        fail(fault.message, "Correct the SQL.");
    }
    const auto& row = *statement_;
    Case c;
    c.site = row.text(columns_[site]);
    c.period = row.text(columns_[period]);
    c.record = row.text(columns_[record]);
    if (c.site.empty() || c.period.empty() || c.record.empty() || row.null(columns_[id]))
        fail("a row has no site, period, record or id", "Every row names the evaluation row that makes it a case.");
    c.id = row.integer(columns_[id]);
    if (columns_[dimension] >= 0)
        c.dimension = row.null(columns_[dimension]) ? "Not recorded" : row.text(columns_[dimension]);
    if (columns_[evidence_id] >= 0 && !row.null(columns_[evidence_id])) {
        c.evidence_record = row.text(columns_[evidence_record]);
        c.evidence_id = row.integer(columns_[evidence_id]);
    }
    if (columns_[stratum] >= 0 && !row.null(columns_[stratum]) && !row.null(columns_[stratum_size])) {
        c.stratum = row.text(columns_[stratum]);
        c.stratum_size = number(stratum_size, "a number of people");
    }
    switch (measure_->kind) {
    case Kind::count:
        break;
    case Kind::proportion:
        c.numerator = number(numerator, "0 or 1");
        if (c.numerator != 0 && c.numerator != 1)
            fail("a numerator is neither 0 nor 1", "A proportion counts each case once, above the line or not.");
        break;
    case Kind::rate:
        c.numerator = number(numerator, "a number of events");
        c.denominator = number(denominator, "an exposure above 0");
        if (!(c.numerator >= 0) || !(c.denominator > 0))
            fail("a rate has events below 0 or an exposure not above 0", "Leave such rows out with WHERE.");
        break;
    case Kind::ratio:
        c.numerator = number(numerator, "a number of 0 or more");
        c.denominator = number(denominator, "a number of 0 or more");
        if (!(c.numerator >= 0) || !(c.denominator >= 0))
            fail("a ratio has a part below 0", "Leave such rows out with WHERE.");
        break;
    case Kind::mean:
    case Kind::median:
    case Kind::score:
        c.value = number(value, "a number");
        break;
    }
    return c;
}

double MeasureQuery::number(Column column, const char* expected) const {
    if (!statement_->number(columns_[column]))
        fail("the " + std::string(names[column]) + " of a row is not " + expected,
             "Leave rows without one out with WHERE.");
    return statement_->real(columns_[column]);
}

std::string MeasureQuery::place_at(std::size_t offset) const {
    const std::string_view sql = measure_->sql;
    const auto line = 1 + std::ranges::count(sql.substr(0, std::min(offset, sql.size())), '\n');
    return measure_->file.string() + ":" + std::to_string(line);
}

std::size_t MeasureQuery::begin_of_sql(std::size_t from) const {
    const std::string_view sql = measure_->sql;
    while (from < sql.size()) {
        if (std::string_view(" \t\r\n;").find(sql[from]) != std::string_view::npos)
            ++from;
        else if (sql.substr(from, 2) == "--")
            from = std::min(sql.find('\n', from), sql.size());
        else
            break;
    }
    return from;
}

void MeasureQuery::fail(const std::string& what, const std::string& remedy) const {
    throw EnvironmentError(sentence(what), remedy);
}

std::string MeasureQuery::sentence(const std::string& what) const {
    return place_at(begin_of_sql(0)) + ": the measure \"" + measure_->id + "\" cannot be worked out: " + what + ".";
}

void MeasureQuery::fail(const SqlFault& fault, std::ptrdiff_t shift) const {
    auto at = begin_of_sql(shift > 0 ? static_cast<std::size_t>(shift) : 0);
    // SQLite names a table that is not there, but not where; the header says nothing that looks like one.
    constexpr std::string_view no_table = "no such table: ";
    if (fault.offset >= 0 && fault.offset + shift >= 0)
        at = static_cast<std::size_t>(fault.offset + shift);
    else if (fault.message.starts_with(no_table))
        at = std::min(measure_->sql.rfind(fault.message.substr(no_table.size())), measure_->sql.size());
    throw EnvironmentError(
        place_at(at) + ": the SQL of the measure \"" + measure_->id + "\" fails: " + fault.message + ".",
        "A measure is one SELECT over the views current_<record type>; \"pilotage schema\" lists their columns.");
}

} // namespace pilotage::measure
