// The names of a file's elements as small numbers, and what has been told about each.
#ifndef PILOTAGE_IMPORTERS_XML_ELEMENT_NAMES_HPP
#define PILOTAGE_IMPORTERS_XML_ELEMENT_NAMES_HPP

#include "importers/records/record_queue.hpp"
#include "importers/xml/xml_stream.hpp"

#include <map>
#include <optional>

namespace pilotage::importers {

class ElementNames {
public:
    enum class Remark : std::uint8_t {
        namespace_conflict = 1,
        mixed_content = 2,
        outside_records = 4,
        repeated_value = 8
    };
    struct Known {
        std::size_t space;
        std::uint8_t told = 0;
    };

    /// nothing when there are too many names, or one is too long.
    std::optional<std::uint32_t> find(const QualifiedName& name, const Limits& limits) {
        const auto found = index_.find(name.local);
        if (found != index_.end()) return found->second;
        if (known_.size() >= limits.columns || name.local.size() > limits.name_bytes) return std::nullopt;
        const auto id = static_cast<std::uint32_t>(known_.size());
        index_.emplace(std::string(name.local), id);
        known_.push_back({std::hash<std::string_view>()(name.space)});
        return id;
    }
    bool other_namespace(std::uint32_t id, std::string_view space) const {
        return known_[id].space != std::hash<std::string_view>()(space);
    }
    /// True the first time.
    bool tell(std::uint32_t id, Remark remark) {
        auto& told = known_[id].told;
        const auto bit = static_cast<std::uint8_t>(remark);
        if ((told & bit) != 0) return false;
        told = static_cast<std::uint8_t>(told | bit);
        return true;
    }

private:
    NameIndex index_;
    std::vector<Known> known_;
};

/// How many children of each name an element has had.
class ChildCounts {
public:
    void clear() {
        few_.clear();
        many_.clear();
    }
    std::uint32_t count(std::uint32_t name) {
        for (auto& entry : few_)
            if (entry.first == name) return ++entry.second;
        if (few_.size() == 32) return ++many_[name];
        few_.emplace_back(name, 1);
        return 1;
    }

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> few_;
    std::map<std::uint32_t, std::uint32_t> many_;
};

} // namespace pilotage::importers

#endif
