// RepeatedRecord: an evaluation record that comes again with the same cells, as a person does with each of their
// events, is made once and handed over as it was (the worker takes an eighth less of a client-level file).
#ifndef PILOTAGE_SDK_REPEATED_RECORD_HPP
#define PILOTAGE_SDK_REPEATED_RECORD_HPP

#include "core/sdk/evaluation.hpp"

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::sdk {

class RepeatedRecord {
public:
    /// Writes the record that `make` sets into the draft it is given: the one that it made last time, if all cells that
    /// it looked at then stand here again. So `make` must depend on nothing but cells of `local` that it looks at
    /// itself, by their places: one that asks by name, or has something to report, is called every time.
    template <typename Make>
    void write(const LocalRecord& local, EvaluationWriter& out, std::string_view type, Make make) {
        if (stands_again(local)) return out.write(type_, fields_, number_);
        kept_ = false;
        local.looked_at_ = {};
        const auto told = out.told();
        auto draft = out.record(type);
        make(draft);
        if (out.told() != told || local.looked_at_.elsewhere) return draft.write();
        keep(local, draft);
        number_ = out.new_number();
        out.write(type_, fields_, number_);
    }

private:
    struct Cell {
        std::size_t place, size;
    };

    bool stands_again(const LocalRecord& local) const {
        if (!kept_ || local.record_.field_count != cell_count_) return false;
        const char* at = texts_.data();
        for (const auto& cell : cells_) {
            const auto text = local.text(cell.place);
            if (text.size() != cell.size || std::memcmp(text.data(), at, cell.size) != 0) return false;
            at += cell.size;
        }
        return true;
    }

    void keep(const LocalRecord& local, const EvaluationDraft& draft) {
        const auto places = local.looked_at_.places;
        cell_count_ = local.record_.field_count;
        texts_.clear();
        cells_.clear();
        for (std::size_t place = 0; place < cell_count_; ++place) {
            if ((places >> place % 64 & 1) == 0) continue;
            const auto text = local.text(place);
            cells_.push_back({place, text.size()});
            texts_.append(text);
        }
        type_ = draft.type_;
        values_.clear();
        fields_ = draft.values_.fields;
        for (auto& field : fields_) {
            field.value = text(values_.keep(view(field.value)));
            if (field.list.data != nullptr) field.list = text(values_.keep(view(field.list)));
        }
        kept_ = true;
    }

    bool kept_ = false;
    std::uint32_t cell_count_ = 0, type_ = 0, number_ = 0;
    std::string texts_; ///< of the cells, one behind the other
    std::vector<Cell> cells_;
    std::vector<abi::EvaluationField> fields_;
    TextStore values_; ///< what fields_ point to
};

} // namespace pilotage::sdk

#endif
