// Verdicts of the reference, kept: the same wrong value in the same field is judged once. Bounded: when it is full it
// starts anew, which costs time and never changes a verdict. For core/validate only.
#pragma once

#include "core/validate/record_validator.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilotage::validate {

class VerdictCache {
public:
    static constexpr std::size_t most_entries = 1 << 16;
    static constexpr std::size_t longest_key = 256;

    /// The faults of a value, empty when it is valid; null when it was not judged yet.
    const std::vector<Fault>* find(std::uint32_t type, std::uint32_t field, std::string_view value) {
        return look_up(key(type, field, value));
    }
    void keep(std::uint32_t type, std::uint32_t field, std::string_view value, std::vector<Fault> faults) {
        store(key(type, field, value), std::move(faults));
    }

    /// The same for the order and number of a record's fields.
    const std::vector<Fault>* find_content(std::uint32_t type, std::span<const FieldValue> values) {
        return look_up(content_key(type, values));
    }
    void keep_content(std::uint32_t type, std::span<const FieldValue> values, std::vector<Fault> faults) {
        store(content_key(type, values), std::move(faults));
    }

private:
    void number(std::uint32_t n) { key_.append(reinterpret_cast<const char*>(&n), sizeof n); }
    const std::string& key(std::uint32_t type, std::uint32_t field, std::string_view value) {
        key_.assign(1, 'v');
        number(type);
        number(field);
        return key_.append(value);
    }
    const std::string& content_key(std::uint32_t type, std::span<const FieldValue> values) {
        key_.assign(1, 'c');
        number(type);
        for (const auto& value : values) number(value.field);
        return key_;
    }
    const std::vector<Fault>* look_up(const std::string& key) const {
        const auto found = verdicts_.find(key);
        return found == verdicts_.end() ? nullptr : &found->second;
    }
    void store(const std::string& key, std::vector<Fault> faults) {
        if (key.size() > longest_key) return;
        if (verdicts_.size() >= most_entries) verdicts_.clear();
        verdicts_.insert_or_assign(key, std::move(faults));
    }

    std::unordered_map<std::string, std::vector<Fault>> verdicts_;
    std::string key_;
};

} // namespace pilotage::validate
