#include "core/validate/content_faults.hpp"

#include <algorithm>

namespace pilotage::validate {
namespace {

constexpr std::uint32_t none = 0xffffffffu;

/// A field that the groups around it make optional, but that its neighbours of the same group ask for: the one just
/// before the value that does not fit, or after the last one.
std::uint32_t missing_neighbour(const TypeShape& shape, const std::vector<std::uint32_t>& counts) {
    for (std::uint32_t field = 0; field < counts.size(); ++field) {
        const bool wanted = counts[field] == 0 && shape.fields[field].own_least > 0;
        const bool beside =
            (field > 0 && counts[field - 1] > 0) || (field + 1 < counts.size() && counts[field + 1] > 0);
        if (wanted && beside) return field;
    }
    return none;
}

} // namespace

void find_content_faults(const TypeShape& shape, const RecordType& type, std::span<const FieldValue> values,
                         const std::string& reference, std::vector<Fault>& faults) {
    const std::size_t before = faults.size();
    std::vector<std::uint32_t> counts(type.fields.size());
    std::uint32_t furthest = 0;
    for (std::uint32_t position = 0; position < values.size(); ++position) {
        const auto field = values[position].field;
        ++counts[field];
        const bool again = counts[field] > type.fields[field].most;
        if (again) faults.push_back({Fault::Kind::repeated, field, position, reference});
        if (!again && shape.ordered && field < furthest)
            faults.push_back({Fault::Kind::unexpected, field, position, reference});
        furthest = std::max(furthest, field);
    }
    for (std::uint32_t field = 0; field < counts.size(); ++field)
        if (counts[field] < type.fields[field].least) faults.push_back({Fault::Kind::missing, field, none, reference});
    if (faults.size() > before) return;
    if (const auto field = missing_neighbour(shape, counts); field != none)
        faults.push_back({Fault::Kind::missing, field, none, reference});
    else
        faults.push_back({Fault::Kind::other, none, none, reference});
}

} // namespace pilotage::validate
