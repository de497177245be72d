#include "importers/xml/record_path.hpp"

#include "importers/xml/xml_stream.hpp"

#include <map>
#include <stdexcept>
#include <tuple>

namespace pilotage::importers {
namespace {

constexpr std::size_t most_paths = 32;
constexpr std::size_t most_kinds = 10'000; ///< of elements that are looked at

/// Counts the elements of each path.
class Scout final : public XmlEvents {
public:
    struct Kind {
        RecordPath path;
        std::uint64_t count = 0;
        bool repeats = false, has_elements = false, has_attributes = false;
        std::map<std::string, std::size_t, std::less<>> inner; ///< indices into kinds_

        auto rank() const { return std::make_tuple(has_elements, has_attributes, count); }
    };

    void start(const QualifiedName& name, const char** attributes) override {
        const std::size_t parent = open_.empty() ? none : open_.back().kind;
        if (parent != none) kinds_[parent].has_elements = true;
        const std::size_t at = kind(parent, name.local);
        Kind& found = kinds_[at];
        ++found.count;
        if (*attributes != nullptr) found.has_attributes = true;
        if (!open_.empty() && ++open_.back().seen[at] > 1) found.repeats = true;
        open_.push_back({at, {}});
    }
    void end(const QualifiedName&) override { open_.pop_back(); }
    void characters(std::string_view) override {}

    RecordPath best() const {
        const Kind* best = nullptr;
        for (const Kind& kind : kinds_)
            if (kind.repeats && (best == nullptr || kind.rank() > best->rank())) best = &kind;
        if (best != nullptr) return best->path;
        return kinds_.empty() ? RecordPath{} : kinds_.front().path;
    }

private:
    static constexpr auto none = static_cast<std::size_t>(-1);
    struct Open {
        std::size_t kind;
        std::map<std::size_t, std::uint64_t> seen; ///< children by kind
    };

    /// Kinds stand in the order they were met: an outer one before those in it.
    std::size_t kind(std::size_t parent, std::string_view name) {
        if (parent != none) {
            const auto found = kinds_[parent].inner.find(name);
            if (found != kinds_[parent].inner.end()) return found->second;
        }
        if (kinds_.size() == most_kinds) throw std::length_error("kinds of elements");
        Kind made;
        if (parent != none) made.path = kinds_[parent].path;
        made.path.emplace_back(name);
        kinds_.push_back(std::move(made));
        if (parent != none) kinds_[parent].inner.emplace(std::string(name), kinds_.size() - 1);
        return kinds_.size() - 1;
    }

    std::vector<Kind> kinds_;
    std::vector<Open> open_;
};

} // namespace

std::vector<RecordPath> parse_record_paths(const std::string& text) {
    std::vector<RecordPath> paths(1, RecordPath(1));
    for (const char c : text) {
        if (c == '|')
            paths.push_back(RecordPath(1));
        else if (c == '/')
            paths.back().emplace_back();
        else
            paths.back().back() += c;
    }
    if (paths.size() > most_paths) throw std::invalid_argument("There are more than 32 paths of records.");
    for (RecordPath& path : paths) {
        if (path.size() > 1 && path.front().empty()) path.erase(path.begin());
        for (const std::string& name : path)
            if (name.empty()) throw std::invalid_argument("A path of records has an empty name in it.");
    }
    return paths;
}

std::string to_string(const RecordPath& path) {
    std::string text;
    for (const std::string& name : path) text += (text.empty() ? "" : "/") + name;
    return text;
}

RecordPath find_record_path(std::string_view head, const Options& options) {
    Scout scout;
    XmlStream stream(scout, options.limits, options.encoding);
    stream.push(head);
    return scout.best();
}

} // namespace pilotage::importers
