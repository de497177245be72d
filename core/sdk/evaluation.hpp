// What a plugin writes while it normalises: evaluation records in the study's common terms.
#ifndef PILOTAGE_SDK_EVALUATION_HPP
#define PILOTAGE_SDK_EVALUATION_HPP

#include "core/sdk/local.hpp"
#include "core/sdk/text_store.hpp"

#include <deque>
#include <optional>

namespace pilotage::sdk {

/// What the evaluation records of one reading share: the ids of names, and storage that is used again.
class EvaluationNames {
public:
    std::uint32_t type(abi::NormaliseHost& host, std::string_view name) {
        return ids_.find(abi::none, name, [&] {
            const auto id = host.evaluation_type(text(name));
            if (id == abi::none) throw std::logic_error("there is no evaluation record \"" + std::string(name) + "\"");
            return id;
        });
    }
    std::uint32_t field(abi::NormaliseHost& host, std::uint32_t type, std::string_view name) {
        return ids_.find(type, name, [&] {
            const auto id = host.evaluation_field(type, text(name));
            if (id == abi::none)
                throw std::logic_error("the evaluation record has no field \"" + std::string(name) + "\"");
            return id;
        });
    }

private:
    friend class EvaluationDraft;
    friend class EvaluationWriter;
    struct Storage {
        std::vector<abi::EvaluationField> fields;
        TextStore texts; ///< those that do not lie in the local record, and names of lists
    };

    NameIds ids_;
    std::vector<Storage> spare_; ///< of drafts that are gone
    std::uint64_t told_ = 0;     ///< findings and reasons to leave out
    std::uint32_t numbers_ = 0;  ///< given to records that are alike
};

/// One evaluation record being filled; write() hands it over. Empty values are simply not set.
class EvaluationDraft {
public:
    EvaluationDraft(abi::NormaliseHost& host, EvaluationNames& names, std::string_view type)
        : host_(host), names_(&names), type_(names.type(host, type)) {
        if (names.spare_.empty()) return;
        values_ = std::move(names.spare_.back());
        names.spare_.pop_back();
    }
    EvaluationDraft(EvaluationDraft&&) = default;
    EvaluationDraft(const EvaluationDraft&) = delete;
    EvaluationDraft& operator=(EvaluationDraft&&) = delete;
    EvaluationDraft& operator=(const EvaluationDraft&) = delete;
    ~EvaluationDraft() {
        if (values_.fields.capacity() == 0 || names_->spare_.size() >= most_spare) return;
        values_.fields.clear();
        values_.texts.clear();
        try {
            names_->spare_.push_back(std::move(values_));
        } catch (const std::bad_alloc&) { // then the storage is given back
        }
    }

    /// A value that is already in evaluation terms: an ISO date, a number, an evaluation code.
    EvaluationDraft& set(std::string_view field, const Value& value) { return add(field, value, {nullptr, 0}); }
    /// The site's own code, mapped through the crosswalk's list of that name; by default the field's own code list.
    /// A list is named after its code list, with the site's vocabulary behind a dot where it has more than one:
    /// "event_outcome.referrals".
    EvaluationDraft& code(std::string_view field, const Value& local_code, std::string_view list = {}) {
        return add(field, local_code, text(values_.texts.keep(list)));
    }
    void write() { hand_over(host_, type_, values_.fields, 0); }

private:
    friend class RepeatedRecord;
    friend class EvaluationWriter;
    static constexpr std::size_t most_spare = 8;

    static void hand_over(abi::NormaliseHost& host, std::uint32_t type, const std::vector<abi::EvaluationField>& fields,
                          std::uint32_t alike) {
        const abi::EvaluationRecord record{sizeof(abi::EvaluationRecord), type,
                                           static_cast<std::uint32_t>(fields.size()), alike, fields.data()};
        if (host.evaluation(record) != abi::ok) throw Stopped();
    }
    EvaluationDraft& add(std::string_view field, const Value& value, abi::Text list) {
        const auto id = names_->field(host_, type_, field);
        if (!value.good()) {
            const abi::Finding finding{sizeof(abi::Finding),
                                       abi::error,
                                       abi::none,
                                       0,
                                       0,
                                       0,
                                       text("value.unreadable"),
                                       text(std::string_view()),
                                       text(value.text()),
                                       text(value.expected()),
                                       text("This value cannot be read as what the column holds."),
                                       text("Correct the cell in the source system and send the file again.")};
            ++names_->told_;
            if (host_.finding(finding, value.origin()) != abi::ok) throw Stopped();
            return *this;
        }
        if (value.text().empty()) return *this;
        const auto lies = value.borrowed() ? value.text() : values_.texts.keep(value.text());
        values_.fields.push_back({id, value.origin(), text(lies), list});
        return *this;
    }

    abi::NormaliseHost& host_;
    EvaluationNames* names_;
    std::uint32_t type_;
    EvaluationNames::Storage values_;
};

class EvaluationWriter {
public:
    EvaluationWriter(abi::NormaliseHost& host, EvaluationNames& names) : host_(host), names_(names) {}

    /// Starts a record of evaluation-1.xsd: "person", "request", "assessment", "service", "review", ...
    EvaluationDraft record(std::string_view type) { return EvaluationDraft(host_, names_, type); }
    /// The evaluation code that the crosswalk gives; nothing when the code is not mapped. Writes nothing.
    std::optional<std::string_view> map(std::string_view list, const Value& local_code) {
        abi::Mapping mapping{sizeof(abi::Mapping), abi::none, {nullptr, 0}};
        if (host_.map(text(list), text(local_code.text()), &mapping) != abi::ok || mapping.row == abi::none)
            return std::nullopt;
        return view(mapping.code);
    }
    /// A finding at one cell of the record (or at its row); an error rejects the record.
    void finding(const Value& at, const Finding& f) {
        const abi::Finding finding{sizeof(abi::Finding),
                                   static_cast<std::uint32_t>(f.severity),
                                   abi::none,
                                   0,
                                   0,
                                   0,
                                   text(f.rule),
                                   text(f.field),
                                   text(f.value.empty() ? at.text() : f.value),
                                   text(f.expected),
                                   text(f.message),
                                   text(f.remedy)};
        ++names_.told_;
        if (host_.finding(finding, at.origin()) != abi::ok) throw Stopped();
    }
    /// The record is good but outside the study's scope; it is counted as left out, with the reason.
    void leave_out(std::string_view reason) {
        ++names_.told_;
        if (host_.leave_out(text(reason)) != abi::ok) throw Stopped();
    }

private:
    friend class RepeatedRecord;
    std::uint64_t told() const { return names_.told_; }
    /// A number for records that are alike.
    std::uint32_t new_number() { return ++names_.numbers_; }
    void write(std::uint32_t type, const std::vector<abi::EvaluationField>& fields, std::uint32_t alike) {
        EvaluationDraft::hand_over(host_, type, fields, alike);
    }

    abi::NormaliseHost& host_;
    EvaluationNames& names_;
};

} // namespace pilotage::sdk

#endif
