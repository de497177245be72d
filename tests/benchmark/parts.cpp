// The parts of an ingest, each alone (Google Benchmark): build/release/bin/benchmark_parts.
#include "core/plugin/items.hpp"
#include "core/plugin/worker/code_lookup.hpp"
#include "core/store/pseudonym_key.hpp"
#include "core/store/record_bytes.hpp"
#include "core/store/table_file.hpp"
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"
#include "importers/delimited/record_scanner.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace pilotage;

// A service of a client-level file, field by field.
constexpr std::array<std::pair<const char*, const char*>, 24> service{
    {{"la_code", "999"},
     {"period_start", "01/04/2012"},
     {"period_end", "31/03/2013"},
     {"nhs_number", "999 123 4560"},
     {"person_id", "P100234"},
     {"first_name", "Talo"},
     {"last_name", "Meriva"},
     {"gender", "Female"},
     {"ethnicity", "White: English, Welsh, Scottish, Northern Irish or British"},
     {"date_of_birth", "14/02/1931"},
     {"client_type", "Service user"},
     {"primary_support_reason", "Physical support: Personal care support"},
     {"postcode", "ZZ99 3CZ"},
     {"accommodation_status", "Owner occupier or shared ownership scheme"},
     {"has_unpaid_carer", "Yes"},
     {"client_funding_status", "Fully social care funded"},
     {"event_type", "Service"},
     {"event_reference", "E100234101"},
     {"event_start_date", "12/05/2012"},
     {"event_outcome", "Continuation of support or services"},
     {"service_type", "Long term support: Community"},
     {"service_component", "Home support or domiciliary care"},
     {"unit_cost", "13.75"},
     {"cost_frequency", "Hourly"}}};

void tokeniser(benchmark::State& state) {
    std::string text;
    for (int row = 0; row < 2000; ++row) {
        for (const auto& [name, value] : service) {
            const std::string_view cell = value;
            const bool quoted = cell.find(',') != cell.npos;
            text.append(quoted ? "\"" : "").append(cell).append(quoted ? "\"," : ",");
        }
        text.back() = '\n';
    }
    const auto size = text.size();
    text += '\0'; // room for the scanner's sentinel
    importers::RecordScanner scanner({}, {});
    std::vector<importers::Cell> cells;
    for (auto _ : state) {
        const char* at = text.data();
        while (scanner.scan(at, text.data() + size, true, cells) == importers::RecordScanner::Outcome::record)
            at = scanner.next();
        benchmark::DoNotOptimize(cells.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * size));
    state.SetItemsProcessed(state.iterations() * 2000);
}

void validator(benchmark::State& state, validate::Judge judge) {
    const auto schema = validate::Schema::load(PILOTAGE_SOURCE_DIR "/schemas/cld.xsd");
    const auto type = schema.find("service").value();
    std::vector<validate::FieldValue> values;
    for (const auto& [name, value] : service) values.push_back({schema.types()[type].find(name).value(), value});
    const auto checks = validate::make_validator(schema, judge);
    std::vector<validate::Fault> faults;
    for (auto _ : state)
        if (!checks->validate(type, values, faults)) state.SkipWithError("the record is not valid");
    state.SetItemsProcessed(state.iterations());
}

void crosswalk(benchmark::State& state) {
    const auto evaluation = validate::Schema::load(PILOTAGE_SOURCE_DIR "/schemas/evaluation-1.xsd");
    const auto rows = plugin::Crosswalk::load(PILOTAGE_SOURCE_DIR "/plugins/cld/crosswalk.csv", evaluation);
    plugin::CodeLookup codes(rows);
    for (auto _ : state)
        benchmark::DoNotOptimize(codes.mapped("accommodation_status", "Owner occupier or shared ownership scheme"));
    state.SetItemsProcessed(state.iterations());
}

void pseudonyms(benchmark::State& state) {
    const auto key = store::PseudonymKey::random();
    std::string number = "nhs:9991234560";
    std::uint64_t n = 0;
    for (auto _ : state) {
        number.replace(7, 7, std::to_string(1'000'000 + ++n % 9'000'000));
        benchmark::DoNotOptimize(key.pseudonym(number));
    }
    state.SetItemsProcessed(state.iterations());
}

void transport(benchmark::State& state) {
    const auto evaluation = validate::Schema::load(PILOTAGE_SOURCE_DIR "/schemas/evaluation-1.xsd");
    const auto type = evaluation.find("service").value();
    const auto& fields = evaluation.types()[type];
    std::string batch;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const std::array<plugin::EvaluationValue, 4> values{
            {{fields.find("nhs_number").value(), 4, 0, "9991234560", {}},
             {fields.find("start_date").value(), 27, 0, "2012-05-12", {}},
             {fields.find("unit_cost").value(), 48, 0, "13.75", {}},
             {fields.find("planned_units_per_week").value(), 50, 0, "10.5", {}}}};
        plugin::RecordItem item;
        item.record = {plugin::LocalRecord::Outcome::normalised, i + 1, 0, i + 2, i + 2, {}, {}, {}};
        plugin::put_record_head(batch, item, 1);
        plugin::put_evaluation_record(batch, {type, values});
    }
    for (auto _ : state) {
        plugin::Dictionary dictionary;
        plugin::ItemReader reader(batch, dictionary);
        plugin::Item item;
        while (reader.next(item)) benchmark::DoNotOptimize(item);
    }
    state.SetItemsProcessed(state.iterations() * 1000);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * batch.size()));
}

void table_file(benchmark::State& state) {
    for (auto _ : state) {
        store::TableFile file("CREATE TABLE event (id INTEGER PRIMARY KEY, person BLOB, start TEXT, cost REAL)");
        auto& table = file.table("event");
        store::RecordBytes record;
        const std::array<unsigned char, 16> person{1, 2, 3};
        for (std::int64_t id = 1; id <= 10'000; ++id) {
            record.clear();
            record.null();
            record.blob(person.data(), person.size());
            record.text("2012-05-12");
            record.real(13.75);
            table.append(id, record.finish());
        }
    }
    state.SetItemsProcessed(state.iterations() * 10'000);
}

BENCHMARK(tokeniser);
BENCHMARK_CAPTURE(validator, compiled, validate::Judge::compiled);
BENCHMARK_CAPTURE(validator, xerces, validate::Judge::reference);
BENCHMARK(crosswalk);
BENCHMARK(pseudonyms);
BENCHMARK(transport);
BENCHMARK(table_file);

} // namespace

BENCHMARK_MAIN();
