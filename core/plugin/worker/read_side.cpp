#include "core/plugin/worker/read_side.hpp"

#include "core/plugin/worker/finding_words.hpp"
#include "core/sdk/value.hpp"
#include "core/validate/fault_finding.hpp"

#include <algorithm>
#include <numeric>

namespace pilotage::plugin {

ReadSide::ReadSide(Desk& desk, abi::Importer& importer)
    : desk_(desk), importer_(importer), normalise_(desk), validator_(validate::make_validator(desk.site, desk.judge)) {
    for (const auto& type : desk.site.types())
        has_id_.push_back(std::ranges::any_of(type.fields, [](const auto& field) { return field.record_id; }));
}

std::uint32_t ReadSide::source(abi::Text file, abi::Text table) noexcept {
    std::uint32_t id = abi::none;
    answered(desk_, [&] {
        const auto known = source_ids_.try_emplace({std::string(view(file)), std::string(view(table))},
                                                   static_cast<std::uint32_t>(sources_.size()));
        id = known.first->second;
        if (!known.second) return;
        sources_.push_back(known.first->first);
        put_item(desk_.outbox.items(), SourceItem{id, view(file), view(table)});
        // The host must know the source before the shared page speaks of it.
        desk_.outbox.flush();
        stand_at(id, 0, 0);
    });
    return id;
}

std::uint32_t ReadSide::local_type(abi::Text name) noexcept {
    return desk_.site.find(view(name)).value_or(abi::none);
}

std::uint32_t ReadSide::local_field(std::uint32_t type, abi::Text name) noexcept {
    const auto& types = desk_.site.types();
    return type < types.size() ? types[type].find(view(name)).value_or(abi::none) : abi::none;
}

std::int32_t ReadSide::record(const abi::LocalRecord& record) noexcept {
    return answered(desk_,
                    [&] {
                        check(record);
                        stand_at(record.source, record.row, record.line);
                        collect(record);
                        auto outcome = LocalRecord::Outcome::rejected;
                        if ((error_rows_.empty() || !error_rows_.contains(row_key(record.source, record.row))) &&
                            valid(record)) {
                            desk_.place.set(Phase::normalising);
                            normalise_.begin(current_);
                            outcome = normalise_.outcome(importer_.normalise(record, normalise_));
                        }
                        if (desk_.broken.empty()) close(record, outcome);
                        desk_.place.set(Phase::reading);
                    }) == abi::ok &&
                   desk_.broken.empty()
               ? abi::ok
               : abi::failed;
}

void ReadSide::check(const abi::LocalRecord& record) const {
    if (record.struct_size < sizeof record || (record.fields == nullptr && record.field_count != 0))
        throw Breach("handed over a record that cannot be read");
    if (record.source >= sources_.size()) throw Breach("handed over a record of a source that it never named");
    if (record.type >= desk_.site.types().size())
        throw Breach("handed over a record of a type that its schema does not have");
}

void ReadSide::collect(const abi::LocalRecord& record) {
    const auto& type = desk_.site.types()[record.type];
    const auto fields = type.fields.size();
    if (values_.size() < record.field_count) values_.resize(record.field_count), columns_.resize(record.field_count);
    auto* value = values_.data();
    auto* column = columns_.data();
    std::uint32_t last = 0;
    bool in_order = true;
    for (const auto& cell : std::span(record.fields, record.field_count)) {
        if (cell.field >= fields)
            throw Breach("handed over a field that the record type \"" + type.name + "\" of its schema does not have");
        const auto text = sdk::trimmed(view(cell.value));
        if (text.empty()) continue;
        in_order = in_order && last <= cell.field;
        last = cell.field;
        // Each for itself: a whole one is made on the stack first, and read back before it is written (7% of the time).
        value->field = cell.field;
        value->value = text;
        value->accepted = false;
        ++value;
        *column++ = cell.column;
    }
    const auto count = static_cast<std::size_t>(value - values_.data());
    if (!in_order) put_in_order(count);
    current_.local = &record;
    current_.type = &type;
    current_.values = std::span(values_).first(count);
    current_.sequence = desk_.counts.read + 1;
    if (has_id_[record.type]) current_.id = validate::record_id(type, current_.values);
}

void ReadSide::put_in_order(std::size_t count) {
    order_.resize(count);
    std::iota(order_.begin(), order_.end(), 0u);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return values_[a].field < values_[b].field; });
    const auto given = values_;
    const auto columns = columns_;
    for (std::size_t i = 0; i < count; ++i) {
        values_[i] = given[order_[i]];
        columns_[i] = columns[order_[i]];
    }
}

bool ReadSide::valid(const abi::LocalRecord& record) {
    desk_.place.set(Phase::checking);
    faults_.clear();
    if (validator_->validate(record.type, current_.values, faults_)) return true;
    report(record);
    return false;
}

void ReadSide::report(const abi::LocalRecord& record) {
    std::vector<std::uint32_t> field_columns(current_.type->fields.size());
    for (std::uint32_t i = 0; i < record.field_count; ++i)
        field_columns[record.fields[i].field] = record.fields[i].column;
    const validate::RecordPlace place{{}, std::span(columns_).first(current_.values.size()), field_columns};
    for (const auto& fault : faults_) {
        const auto finding = validate::to_finding(fault, *current_.type, current_.values, place);
        desk_.send(
            {current_.sequence,
             record.source,
             record.row,
             record.line,
             finding.place.column,
             finding.record,
             finding.value,
             {0, finding.severity, finding.rule, finding.field, finding.expected, finding.message, finding.remedy}});
    }
}

void ReadSide::close(const abi::LocalRecord& record, LocalRecord::Outcome outcome) {
    auto& counts = desk_.counts;
    const bool good = outcome == LocalRecord::Outcome::normalised;
    ++counts.read;
    ++(good ? counts.normalised : outcome == LocalRecord::Outcome::rejected ? counts.rejected : counts.left_out);
    RecordItem item;
    item.record = {outcome, counts.read, record.source, record.row, record.line, {}, current_.id, {}};
    item.local_type = record.type;
    auto& out = desk_.outbox.items();
    put_record_head(out, item, good ? normalise_.count() : 0);
    if (good) {
        out.append(normalise_.encoded());
        counts.evaluation_records += normalise_.count();
        counts.unmapped += normalise_.unmapped();
    }
    desk_.outbox.done();
}

std::int32_t ReadSide::leave_out(std::uint32_t source, std::uint64_t row, std::uint64_t line,
                                 abi::Text reason) noexcept {
    return answered(desk_, [&] {
        if (source >= sources_.size()) throw Breach("left out a row of a source that it never named");
        stand_at(source, row, line);
        FindingItem note{};
        note.sequence = ++desk_.counts.read;
        note.source = source, note.row = row, note.line = line;
        note.words.severity = Severity::note;
        note.words.rule = "record.left_out";
        note.words.message = view(reason);
        desk_.send(note);
        ++desk_.counts.left_out;
        RecordItem item;
        item.record = {LocalRecord::Outcome::left_out, desk_.counts.read, source, row, line, {}, {}, {}};
        item.local_type = abi::none;
        put_record_head(desk_.outbox.items(), item, 0);
        desk_.outbox.done();
    });
}

std::int32_t ReadSide::finding(const abi::Finding& finding) noexcept {
    return answered(desk_, [&] {
        if (finding.struct_size < sizeof finding || finding.severity > abi::fatal)
            throw Breach("handed over a finding that cannot be read");
        if (finding.source != abi::none && finding.source >= sources_.size())
            throw Breach("handed over a finding at a source that it never named");
        const auto words = words_of(finding, desk_.site, nullptr, abi::none);
        if (finding.severity == abi::error && finding.row != 0)
            error_rows_.insert(row_key(finding.source, finding.row));
        desk_.send({0,
                    finding.source,
                    finding.row,
                    finding.line,
                    finding.column,
                    {},
                    words.value,
                    {0, static_cast<Severity>(finding.severity), words.rule, words.field, words.expected, words.message,
                     words.remedy}});
    });
}

std::int32_t ReadSide::progress(std::uint64_t bytes_done, std::uint64_t bytes_all) noexcept {
    return answered(desk_, [&] {
        put_item(desk_.outbox.items(), ProgressItem{bytes_done, bytes_all});
        desk_.outbox.done();
    });
}

Place ReadSide::place() const {
    Place place;
    if (const auto source = desk_.place.source.load(std::memory_order_relaxed); source < sources_.size()) {
        place.file = sources_[source].first;
        place.table = sources_[source].second;
    }
    place.row = desk_.place.row.load(std::memory_order_relaxed);
    place.line = desk_.place.line.load(std::memory_order_relaxed);
    return place;
}

void ReadSide::stand_at(std::uint32_t source, std::uint64_t row, std::uint64_t line) {
    desk_.place.source.store(source, std::memory_order_relaxed);
    desk_.place.row.store(row, std::memory_order_relaxed);
    desk_.place.line.store(line, std::memory_order_relaxed);
}

} // namespace pilotage::plugin
