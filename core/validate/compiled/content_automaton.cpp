#include "core/validate/compiled/content_automaton.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace pilotage::validate {
namespace {

namespace x = xerces;

struct NotCompiled : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Glushkov's construction: a position is one element in one place of the content, with repetitions written out.
class Positions {
public:
    struct Part {
        bool empty = true; ///< may be left out
        std::vector<std::uint32_t> first, last;
    };

    explicit Positions(const std::function<std::uint32_t(x::XSElementDeclaration&)>& symbol) : symbol_(symbol) {}

    Part read(x::XSParticle& particle) {
        const auto least = particle.getMinOccurs();
        const auto most = particle.getMaxOccurs();
        const bool unbounded = particle.getMaxOccursUnbounded();
        if (!unbounded && most == 0) return {};
        if (least > most_positions || (!unbounded && most > most_positions)) too_often();
        Part whole;
        for (XMLSize_t i = 0; i < least; ++i) whole = sequence(std::move(whole), term(particle));
        if (unbounded) {
            Part loop = term(particle);
            link(loop.last, loop.first);
            loop.empty = true;
            return sequence(std::move(whole), std::move(loop));
        }
        Part optional;
        for (XMLSize_t i = least; i < most; ++i) {
            optional = sequence(term(particle), std::move(optional));
            optional.empty = true;
        }
        return sequence(std::move(whole), std::move(optional));
    }

    std::vector<std::uint32_t> symbol_of; ///< for each position
    std::vector<std::vector<std::uint32_t>> follow;

private:
    static constexpr std::size_t most_positions = 1000;
    [[noreturn]] static void too_often() { throw NotCompiled("parts of its content repeat too often"); }

    Part term(x::XSParticle& particle) {
        if (particle.getTermType() == x::XSParticle::TERM_ELEMENT) {
            if (symbol_of.size() >= most_positions) too_often();
            const auto position = static_cast<std::uint32_t>(symbol_of.size());
            symbol_of.push_back(symbol_(*particle.getElementTerm()));
            follow.emplace_back();
            return {false, {position}, {position}};
        }
        if (particle.getTermType() == x::XSParticle::TERM_EMPTY) return {};
        if (particle.getTermType() != x::XSParticle::TERM_MODELGROUP) throw NotCompiled("a wildcard");
        auto& group = *particle.getModelGroupTerm();
        auto* parts = group.getParticles();
        const XMLSize_t count = parts == nullptr ? 0 : parts->size();
        if (group.getCompositor() == x::XSModelGroup::COMPOSITOR_ALL) throw NotCompiled("xs:all inside other content");
        if (group.getCompositor() == x::XSModelGroup::COMPOSITOR_SEQUENCE) {
            Part whole;
            for (XMLSize_t i = 0; i < count; ++i) whole = sequence(std::move(whole), read(*parts->elementAt(i)));
            return whole;
        }
        if (count == 0) throw NotCompiled("a choice of nothing");
        Part whole{false, {}, {}};
        for (XMLSize_t i = 0; i < count; ++i) {
            const Part part = read(*parts->elementAt(i));
            whole.empty = whole.empty || part.empty;
            append(whole.first, part.first);
            append(whole.last, part.last);
        }
        return whole;
    }

    static void append(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& more) {
        to.insert(to.end(), more.begin(), more.end());
    }
    void link(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to) {
        for (const auto position : from) append(follow[position], to);
    }
    Part sequence(Part a, Part b) {
        link(a.last, b.first);
        if (a.empty) append(a.first, b.first);
        if (b.empty) append(b.last, a.last);
        return {a.empty && b.empty, std::move(a.first), std::move(b.last)};
    }

    const std::function<std::uint32_t(x::XSElementDeclaration&)>& symbol_;
};

x::XSModelGroup* all_group(x::XSParticle& particle) {
    auto* group = particle.getTermType() == x::XSParticle::TERM_MODELGROUP ? particle.getModelGroupTerm() : nullptr;
    return group != nullptr && group->getCompositor() == x::XSModelGroup::COMPOSITOR_ALL ? group : nullptr;
}

} // namespace

std::optional<ContentAutomaton>
ContentAutomaton::compile(x::XSParticle& content, const std::function<std::uint32_t(x::XSElementDeclaration&)>& symbol,
                          std::string& reason) try {
    ContentAutomaton automaton;
    if (auto* group = all_group(content)) {
        automaton.all_ = true;
        automaton.may_be_empty_ = content.getMinOccurs() == 0;
        auto* parts = group->getParticles();
        for (XMLSize_t i = 0; parts != nullptr && i < parts->size(); ++i) {
            auto& part = *parts->elementAt(i);
            if (part.getTermType() != x::XSParticle::TERM_ELEMENT) throw NotCompiled("a group inside xs:all");
            if (part.getMaxOccurs() == 0) continue;
            const auto number = symbol(*part.getElementTerm());
            if (number >= 63) throw NotCompiled("xs:all of more than 63 elements");
            if (part.getMinOccurs() > 0) automaton.required_ |= State{1} << number;
            automaton.symbols_ = std::max(automaton.symbols_, number + 1);
        }
        return automaton;
    }
    Positions positions(symbol);
    const auto whole = positions.read(content);
    for (const auto number : positions.symbol_of) automaton.symbols_ = std::max(automaton.symbols_, number + 1);

    using Set = std::vector<std::uint32_t>; // positions that the last child may have stood for
    std::map<Set, std::uint32_t> numbers;
    std::vector<Set> known;
    const auto number = [&](Set set) {
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        const auto [found, fresh] = numbers.emplace(std::move(set), static_cast<std::uint32_t>(known.size()));
        if (fresh) known.push_back(found->first);
        if (known.size() * automaton.symbols_ > 1'000'000) throw NotCompiled("its content has too many forms");
        return found->second;
    };
    number({}); // the start: nothing was seen, which no later state looks like
    for (std::size_t state = 0; state < known.size(); ++state) {
        const Set set = known[state];
        std::vector<Set> to(automaton.symbols_);
        const auto reach = [&](const std::vector<std::uint32_t>& reached) {
            for (const auto position : reached) to[positions.symbol_of[position]].push_back(position);
        };
        if (state == 0) reach(whole.first);
        for (const auto position : set) reach(positions.follow[position]);
        const bool ends = std::ranges::any_of(
            set, [&](std::uint32_t position) { return std::ranges::find(whole.last, position) != whole.last.end(); });
        const auto width = automaton.symbols_ + 1;
        for (auto& target : to) automaton.next_.push_back(target.empty() ? none : number(std::move(target)) * width);
        automaton.next_.push_back(state == 0 ? whole.empty : ends);
    }
    return automaton;
} catch (const NotCompiled& e) {
    reason = e.what();
    return std::nullopt;
}

} // namespace pilotage::validate
