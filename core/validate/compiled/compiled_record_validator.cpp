#include "core/validate/compiled/accepted_values.hpp"
#include "core/validate/compiled/compile_type.hpp"
#include "core/validate/compiled/verdict_cache.hpp"
#include "core/validate/grammar.hpp"
#include "core/validate/record_document.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace pilotage::validate {
namespace {

struct NativeField {
    std::optional<NativeType> type; ///< nothing: the reference judges
    bool cached = true;             ///< its verdicts may be kept
    std::string left_because;
};

NativeField compile_field(const FieldShape& shape) {
    NativeField field;
    if (shape.constrained) {
        field.left_because = "a fixed or default value";
    } else {
        field.type = compile_type(*shape.type, field.left_because);
    }
    field.cached = judged_alone(*shape.type);
    return field;
}

/// The fields of all record types. Those of one simple type share what was compiled of it; those of one name, too, what
/// was accepted of late: the record types of a schema mostly have the same columns, which hold the same values (the
/// worker for client-level files, with five times fifty columns, takes a quarter less to start).
class NativeFields {
public:
    struct Use {
        const NativeField* native;
        AcceptedValues* accepted;
    };

    explicit NativeFields(const Schema& schema) {
        const auto& shapes = schema.grammar().shapes;
        for (std::size_t type = 0; type < shapes.size(); ++type) {
            auto& uses = uses_.emplace_back();
            for (std::size_t field = 0; field < shapes[type].fields.size(); ++field)
                uses.push_back(use(shapes[type].fields[field], schema.types()[type].fields[field].name));
        }
    }
    const std::vector<Use>& operator[](std::uint32_t type) const { return uses_[type]; }

private:
    using Kind = std::pair<const xerces::XSSimpleTypeDefinition*, bool>;

    Use use(const FieldShape& shape, const std::string& name) {
        const Kind kind(shape.type, shape.constrained);
        auto& native = compiled_[kind];
        if (native == nullptr) native = std::make_unique<NativeField>(compile_field(shape));
        auto& accepted = accepted_[{kind, name}];
        if (accepted == nullptr) accepted = std::make_unique<AcceptedValues>();
        return {native.get(), accepted.get()};
    }

    std::map<Kind, std::unique_ptr<NativeField>> compiled_;
    std::map<std::pair<Kind, std::string>, std::unique_ptr<AcceptedValues>> accepted_;
    std::vector<std::vector<Use>> uses_; ///< [type][field]
};

bool is_content(const Fault& fault) {
    return fault.position == no_limit || fault.kind == Fault::Kind::unexpected || fault.kind == Fault::Kind::repeated;
}

class CompiledRecordValidator : public RecordValidator {
public:
    explicit CompiledRecordValidator(const Schema& schema)
        : schema_(schema), reference_(make_xerces_validator(schema)), fields_(schema) {}

    bool validate(std::uint32_t type, std::span<const FieldValue> values, std::vector<Fault>& faults) override {
        if (accepted(type, values)) return true;
        const bool valid = arbitrate(type, values, faults);
        arbitrated_ += valid ? 1 : 0;
        return valid;
    }
    std::uint64_t arbitrated() const override { return arbitrated_; }

private:
    struct Doubt {
        std::uint32_t position;
        const std::vector<Fault>* verdict; ///< null: not judged yet
        bool asked = false;                ///< just now, for this record
    };

    /// Whether native checks alone accept the record.
    bool accepted(std::uint32_t type, std::span<const FieldValue> values) {
        const auto& fields = fields_[type];
        const auto& content = schema_.grammar().shapes[type].content;
        if (!content) return false;
        // Each step of the content waits for the one before, so they are taken beside the values, which need not wait.
        auto state = ContentAutomaton::start;
        for (const auto& value : values) {
            state = content->next(state, value.field);
            if (state == ContentAutomaton::dead) return false;
            if (!value.accepted && !sound(fields[value.field], value.value)) return false;
        }
        return content->complete(state);
    }
    static bool sound(const NativeFields::Use& field, std::string_view value) {
        if (field.accepted->contains(value)) return true;
        const auto& type = field.native->type;
        if (!type || value.size() > longest_value || !type->accepts(value)) return false;
        field.accepted->keep(value);
        return true;
    }

    bool arbitrate(std::uint32_t type, std::span<const FieldValue> values, std::vector<Fault>& faults) {
        const std::size_t before = faults.size();
        const auto& fields = fields_[type];
        const bool plain = content_accepted(type, values);
        doubtful_.clear();
        bool unknown = false;
        for (std::uint32_t position = 0; position < values.size(); ++position) {
            const auto& value = values[position];
            if (value.accepted) continue;
            const auto& field = fields[value.field];
            if (sound(field, value.value)) continue;
            const auto* verdict = field.native->cached ? verdicts_.find(type, value.field, value.value) : nullptr;
            unknown = unknown || verdict == nullptr;
            doubtful_.push_back({position, verdict});
        }
        if (plain && unknown) unknown = !ask(type, values);
        // What is kept of the order of the fields was learnt from records whose values were all valid, and applies to
        // those.
        const bool values_valid =
            !unknown && std::ranges::all_of(doubtful_, [](const Doubt& doubt) { return doubt.verdict->empty(); });
        const auto* content = plain || !values_valid ? nullptr : verdicts_.find_content(type, values);
        if (unknown || (!plain && content == nullptr)) {
            reference_->validate(type, values, faults);
            // Of the order of the fields, where it is clear that nothing else was said.
            if (const std::span said(faults.begin() + static_cast<std::ptrdiff_t>(before), faults.end());
                !plain && doubtful_.empty() && std::ranges::all_of(said, is_content))
                verdicts_.keep_content(type, values, {said.begin(), said.end()});
            return faults.size() == before;
        }
        if (content != nullptr) faults.insert(faults.end(), content->begin(), content->end());
        for (const auto& doubt : doubtful_)
            for (Fault fault : *doubt.verdict) {
                fault.position = doubt.position;
                faults.push_back(std::move(fault));
            }
        std::stable_sort(faults.begin() + static_cast<std::ptrdiff_t>(before), faults.end(),
                         [](const Fault& a, const Fault& b) { return a.field < b.field; });
        for (const auto& doubt : doubtful_)
            if (doubt.asked)
                verdicts_.keep(type, values[doubt.position].field, values[doubt.position].value, *doubt.verdict);
        return faults.size() == before;
    }

    /// Asks the reference for the values that were not judged yet, where each is judged alone, without the rest of the
    /// record: what it says of fields that are not there goes unheard. (Where every record has a wrong value that no
    /// other has, the validation takes less than half the time so.) False: one of them is not judged alone.
    bool ask(std::uint32_t type, std::span<const FieldValue> values) {
        asked_.clear();
        for (const auto& doubt : doubtful_) {
            if (doubt.verdict != nullptr) continue;
            if (!fields_[type][values[doubt.position].field].native->cached) return false;
            asked_.push_back(values[doubt.position]);
        }
        said_.clear();
        reference_->validate(type, asked_, said_);
        answers_.assign(asked_.size(), {});
        for (auto& fault : said_)
            if (!is_content(fault)) answers_[fault.position].push_back(std::move(fault));
        auto answer = answers_.begin();
        for (auto& doubt : doubtful_)
            if (doubt.verdict == nullptr) doubt = {doubt.position, &*answer++, true};
        return true;
    }

    /// Whether fields stand in order, as often as they may and as often as they must.
    bool content_accepted(std::uint32_t type, std::span<const FieldValue> values) const {
        const auto& content = schema_.grammar().shapes[type].content;
        if (!content) return false;
        auto state = ContentAutomaton::start;
        for (const auto& value : values)
            if (state = content->next(state, value.field); state == ContentAutomaton::dead) return false;
        return content->complete(state);
    }

    Platform platform_;
    const Schema& schema_;
    std::unique_ptr<RecordValidator> reference_;
    NativeFields fields_;
    VerdictCache verdicts_;
    std::vector<Doubt> doubtful_;
    std::vector<FieldValue> asked_;           ///< values of doubtful_ that the reference was asked for
    std::vector<Fault> said_;                 ///< what it said
    std::vector<std::vector<Fault>> answers_; ///< the same by value
    std::uint64_t arbitrated_ = 0;
};

} // namespace

std::unique_ptr<RecordValidator> make_compiled_validator(const Schema& schema) {
    return std::make_unique<CompiledRecordValidator>(schema);
}

std::unique_ptr<RecordValidator> make_validator(const Schema& schema, Judge judge) {
    return judge == Judge::reference ? make_xerces_validator(schema) : make_compiled_validator(schema);
}

std::vector<RecordPlan> explain(const Schema& schema) {
    std::vector<RecordPlan> plans;
    for (const auto& shape : schema.grammar().shapes) {
        auto& plan = plans.emplace_back();
        plan.content_left_because = shape.content_left_because;
        for (const auto& field : shape.fields) plan.field_left_because.push_back(compile_field(field).left_because);
    }
    return plans;
}

} // namespace pilotage::validate
