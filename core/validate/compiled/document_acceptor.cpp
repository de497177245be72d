#include "core/validate/compiled/document_acceptor.hpp"

#include "core/text.hpp"
#include "core/validate/compiled/lexical.hpp"
#include "core/validate/record_document.hpp"

#include <algorithm>
#include <charconv>
#include <regex>

namespace pilotage::validate {
namespace {

constexpr std::string_view xsi = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::size_t deepest = 100;

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

std::uint64_t eight_bytes(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Whether `text` has an ampersand, a closing bracket or a carriage return; eight bytes at a time. Up to seven bytes
/// behind the text are read.
bool has_marks(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    const auto with = [](std::uint64_t word, char c) {
        const std::uint64_t x = word ^ (ones * static_cast<unsigned char>(c));
        return (x - ones) & ~x & tops;
    };
    for (std::size_t i = 0; i < text.size(); i += 8) {
        std::uint64_t word = eight_bytes(text.data() + i);
        if (const auto left = text.size() - i; left < 8) word &= (std::uint64_t{1} << (8 * left)) - 1;
        if ((with(word, '&') | with(word, ']') | with(word, '\r')) != 0) return true;
    }
    return false;
}

/// How the elements of the schema are spelt in this document.
struct Tag {
    std::string name;                 ///< with its prefix; empty: it cannot be spelt
    std::string open;                 ///< "<name"
    std::string close;                ///< "</name>"
    std::uint64_t head = 0, mask = 0; ///< of the first eight bytes of `open`: most names differ there

    explicit Tag(std::string spelt) : name(std::move(spelt)), open("<" + name), close("</" + name + ">") {
        const auto size = std::min<std::size_t>(open.size(), 8);
        std::memcpy(&head, open.data(), size);
        mask = size == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
    }
    bool begins(const char* at) const {
        return (eight_bytes(at) & mask) == head &&
               (open.size() <= 8 || std::memcmp(at + 8, open.data() + 8, open.size() - 8) == 0);
    }
};

struct Attribute {
    std::string_view prefix, name, value;
};

class Reader {
public:
    Reader(const DocumentPlan& plan, const ByteWindow::Source& source) : plan_(plan), window_(source) {}

    bool accepts() {
        declaration();
        if (!between() || !root()) return false;
        while (!open_.empty())
            if (!step()) return false;
        return between() && window_.finished();
    }

private:
    struct Frame {
        std::uint32_t element;
        ContentAutomaton::State state;
        std::uint32_t guess; ///< the symbol that probably comes next
    };

    void declaration() {
        static const std::regex usual("(\xEF\xBB\xBF)?(<\\?xml[ \t\r\n]+version=(\"1\\.0\"|'1\\.0')"
                                      "([ \t\r\n]+encoding=(\"[Uu][Tt][Ff]-8\"|'[Uu][Tt][Ff]-8'))?"
                                      "([ \t\r\n]+standalone=(\"(yes|no)\"|'(yes|no)'))?[ \t\r\n]*\\?>)?");
        std::cmatch found;
        const auto* limit = window_.at + std::min<std::ptrdiff_t>(window_.end() - window_.at, 300);
        if (std::regex_search(window_.at, limit, found, usual, std::regex_constants::match_continuous))
            window_.at += found.length();
    }

    /// White space and comments, up to other markup or the end.
    bool between() {
        while (true) {
            window_.fill();
            skip_space();
            if (window_.at == window_.end()) {
                if (window_.finished()) return true;
                continue;
            }
            if (std::memcmp(window_.at, "<!--", 4) != 0) return true;
            if (!comment()) return false;
        }
    }

    /// Indentation is mostly spaces: eight at a time.
    void skip_space() {
        const char* at = window_.at;
        while (is_space(*at)) {
            ++at;
            while (eight_bytes(at) == 0x2020202020202020u) at += 8;
        }
        window_.at = at;
    }

    bool comment() {
        const char* const text = window_.at + 4;
        for (const char* at = text; (at = find(at, '-')) != nullptr; ++at) {
            if (at[1] != '-') continue;
            if (at[2] != '>') return false;
            window_.at = at + 3;
            return lexical::characters({text, static_cast<std::size_t>(at - text)}).xml;
        }
        return false; // longer than the window
    }

    const char* find(const char* from, char c) const {
        return static_cast<const char*>(std::memchr(from, c, static_cast<std::size_t>(window_.end() - from)));
    }

    bool root() {
        window_.fill();
        if (*window_.at != '<') return false;
        const char* const begin = window_.at + 1;
        const char* at = begin;
        while (!is_space(*at) && *at != '>' && *at != '/' && *at != '<' && *at != 0) ++at;
        const std::string name(begin, at);
        bool closed = false;
        if (!read_attributes(at, closed)) return false;
        if (!take_namespaces() || !take_schema_locations()) return false;
        for (const auto& element : plan_.elements) tags_.emplace_back(spelling(element));
        for (const auto number : plan_.roots)
            if (tags_[number].name == name && !name.empty()) return enter(number, at, closed);
        return false;
    }

    /// Declarations of namespaces out of the attributes.
    bool take_namespaces() {
        const auto declares = [](const Attribute& attribute) {
            return attribute.prefix == "xmlns" || (attribute.prefix.empty() && attribute.name == "xmlns");
        };
        for (const auto& attribute : attributes_)
            if (declares(attribute) &&
                !bind(attribute.prefix.empty() ? std::string_view() : attribute.name, attribute.value))
                return false;
        std::erase_if(attributes_, declares);
        return true;
    }

    static bool in_pairs(std::string_view words) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < words.size(); ++i)
            count += words[i] != ' ' && (i == 0 || words[i - 1] == ' ') ? 1 : 0;
        return count % 2 == 0;
    }

    /// Hints where a schema may be, which are not followed, out of the attributes.
    bool take_schema_locations() {
        for (const std::string_view name : {"schemaLocation", "noNamespaceSchemaLocation"}) {
            const auto hint = [&](const Attribute& attribute) {
                return !attribute.prefix.empty() && space_of(attribute.prefix) == xsi && attribute.name == name;
            };
            if (std::ranges::count_if(attributes_, hint) > 1) return false;
            for (const auto& attribute : attributes_)
                if (hint(attribute) && (!lexical::characters(attribute.value).xml ||
                                        (name == "schemaLocation" && !in_pairs(attribute.value))))
                    return false;
            std::erase_if(attributes_, hint);
        }
        return true;
    }

    /// A prefix, or the default, for a namespace; false if it is not plain.
    bool bind(std::string_view prefix, std::string_view space) {
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
        if (!prefix.empty() && (!letter(prefix.front()) || prefix.starts_with("xml"))) return false;
        const bool plain = std::ranges::all_of(
            prefix, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
        if (!plain || space.empty() || space.find(' ') != std::string_view::npos || !lexical::characters(space).xml ||
            space.starts_with("http://www.w3.org/XML/1998/namespace") ||
            space.starts_with("http://www.w3.org/2000/xmlns"))
            return false;
        for (const auto& [other_prefix, other_space] : spaces_)
            if (other_prefix == prefix || other_space == space) return false;
        spaces_.emplace_back(prefix, space);
        return true;
    }

    /// The namespace of a prefix; empty when there is none.
    std::string_view space_of(std::string_view prefix) const {
        for (const auto& [known, space] : spaces_)
            if (known == prefix) return space;
        return {};
    }

    std::string spelling(const ElementPlan& element) const {
        std::string spelt;
        if (element.space.empty() && space_of("").empty()) spelt = element.name;
        for (const auto& [prefix, space] : spaces_)
            if (space == element.space) spelt = prefix.empty() ? element.name : prefix + ":" + element.name;
        return spelt.size() < ByteWindow::beyond / 2 ? spelt : std::string();
    }

    /// One child, one end of an element, or what stands between.
    bool step() {
        if (!between()) return false;
        auto& frame = open_.back();
        const auto& element = plan_.elements[frame.element];
        const char* const at = window_.at;
        if (at[0] == '<' && at[1] == '/') {
            const auto& close = tags_[frame.element].close;
            if (std::memcmp(at, close.data(), close.size()) != 0 || !element.content->complete(frame.state))
                return false;
            window_.at += close.size();
            open_.pop_back();
            return true;
        }
        const auto count = static_cast<std::uint32_t>(element.children.size());
        std::uint32_t symbol = frame.guess;
        for (std::uint32_t tried = 0; tried < count; ++tried, symbol = symbol + 1 == count ? 0 : symbol + 1) {
            const auto number = element.children[symbol];
            const auto& tag = tags_[number];
            if (!tag.begins(at) || tag.name.empty()) continue;
            const char* after = at + tag.open.size();
            if (*after != '>' && *after != '/' && !is_space(*after)) continue;
            frame.state = element.content->next(frame.state, symbol);
            if (frame.state == ContentAutomaton::dead) return false;
            const bool again = element.content->next(frame.state, symbol) != ContentAutomaton::dead;
            frame.guess = again ? symbol : symbol + 1 == count ? 0 : symbol + 1;
            bool closed = false;
            attributes_.clear();
            if (*after == '>')
                ++after;
            else if (!read_attributes(after, closed))
                return false;
            return enter(number, after, closed);
        }
        return false;
    }

    /// Reads the attributes behind a tag's name, and its end. Values hold neither references nor white space but
    /// spaces.
    bool read_attributes(const char*& at, bool& closed) {
        attributes_.clear();
        while (true) {
            const bool spaced = is_space(*at);
            while (is_space(*at)) ++at;
            if (*at == '>') {
                ++at;
                return true;
            }
            if (at[0] == '/' && at[1] == '>') {
                at += 2;
                closed = true;
                return true;
            }
            if (!spaced) return false;
            const char* const begin = at;
            while (*at != '=' && *at != '<' && *at != '>' && *at != '&' && !is_space(*at) && *at != 0) ++at;
            const std::string_view name(begin, static_cast<std::size_t>(at - begin));
            while (is_space(*at)) ++at;
            if (*at++ != '=' || name.empty()) return false;
            while (is_space(*at)) ++at;
            const char quote = *at++;
            if (quote != '"' && quote != '\'') return false;
            const char* const end = find(at, quote);
            if (end == nullptr) return false;
            const std::string_view value(at, static_cast<std::size_t>(end - at));
            const bool usual = std::ranges::none_of(
                value, [](char c) { return c == '<' || c == '&' || static_cast<unsigned char>(c) < 0x20; });
            if (!usual) return false;
            const auto colon = name.find(':');
            if (colon == 0 || colon + 1 == name.size()) return false; // no prefix, or no name
            attributes_.push_back(colon == std::string_view::npos
                                      ? Attribute{{}, name, value}
                                      : Attribute{name.substr(0, colon), name.substr(colon + 1), value});
            at = end + 1;
        }
    }

    bool attributes_accepted(const ElementPlan& element) {
        std::size_t used = 0;
        for (const auto& planned : element.attributes) {
            const Attribute* found = nullptr;
            for (const auto& attribute : attributes_) {
                const auto space = attribute.prefix.empty() ? std::string_view() : space_of(attribute.prefix);
                if (attribute.name != planned.name || space != planned.space ||
                    attribute.prefix.empty() != planned.space.empty())
                    continue;
                found = &attribute; // one given twice leaves one unused
            }
            if (found == nullptr) {
                if (planned.required) return false;
                continue;
            }
            ++used;
            if (found->value.size() > longest_value || !planned.type.accepts(found->value)) return false;
        }
        return used == attributes_.size();
    }

    /// An element whose start tag ends before `at`; `closed`: the tag is its end too.
    bool enter(std::uint32_t number, const char* at, bool closed) {
        const auto& element = plan_.elements[number];
        if (!element.left_because.empty()) return false;
        if ((!attributes_.empty() || !element.attributes.empty()) && !attributes_accepted(element)) return false;
        window_.at = at;
        if (element.content) {
            if (closed) return element.content->complete(ContentAutomaton::start);
            if (open_.size() >= deepest) return false;
            open_.push_back({number, ContentAutomaton::start, 0});
            return true;
        }
        std::string_view text;
        if (!closed) {
            const char* const end = find(at, '<');
            const auto& close = tags_[number].close;
            if (end == nullptr || std::memcmp(end, close.data(), close.size()) != 0) return false;
            text = {at, static_cast<std::size_t>(end - at)};
            window_.at = end + close.size();
        }
        return element.type ? text_accepted(*element.type, text) : text.empty();
    }

    bool text_accepted(const NativeType& type, std::string_view text) {
        if (text.size() > longest_value) return false;
        if (!has_marks(text)) return type.accepts(text);
        return text.find('\r') == std::string_view::npos && text.find("]]>") == std::string_view::npos &&
               decode(text) && type.accepts(decoded_);
    }

    /// References to characters; false for any other.
    bool decode(std::string_view text) {
        decoded_.clear();
        for (std::size_t at = 0; at < text.size();) {
            const auto mark = std::min(text.find('&', at), text.size());
            decoded_.append(text.substr(at, mark - at));
            if (mark == text.size()) break;
            const auto end = text.find(';', mark);
            if (end == std::string_view::npos || !append_reference(text.substr(mark + 1, end - mark - 1))) return false;
            at = end + 1;
        }
        return true;
    }
    bool append_reference(std::string_view name) {
        static constexpr std::pair<std::string_view, char> known[] = {
            {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
        for (const auto& [entity, character] : known)
            if (name == entity) {
                decoded_.push_back(character);
                return true;
            }
        if (!name.starts_with('#')) return false;
        const bool hexadecimal = name.starts_with("#x");
        name.remove_prefix(hexadecimal ? 2 : 1);
        std::uint32_t code = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
        if (error != std::errc() || end != name.data() + name.size() || code == 0 || code > 0xFFFF) return false;
        append_utf8(decoded_, code); // what XML does not allow, surrogates too, the type refuses
        return true;
    }

    const DocumentPlan& plan_;
    ByteWindow window_;
    std::vector<Frame> open_;
    std::vector<Tag> tags_; ///< one for each element of the plan
    std::vector<std::pair<std::string, std::string>> spaces_;
    std::vector<Attribute> attributes_; ///< of the tag at hand
    std::string decoded_;
};

} // namespace

bool accepts_document(const DocumentPlan& plan, const ByteWindow::Source& source) {
    return Reader(plan, source).accepts();
}

} // namespace pilotage::validate
