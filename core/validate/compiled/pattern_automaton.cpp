#include "core/validate/compiled/pattern_automaton.hpp"

#include <algorithm>
#include <bitset>
#include <map>
#include <stdexcept>

namespace pilotage::validate {
namespace {

using Set = std::bitset<128>;

struct NotCompiled : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A nondeterministic automaton after Thompson: each state has at most one set of bytes to read and two free moves.
struct Nfa {
    struct State {
        Set reads;
        std::uint32_t then = none;
        std::uint32_t free[2] = {none, none};
    };
    static constexpr std::uint32_t none = 0xffffffffu;
    static constexpr std::size_t most = 20000;
    std::vector<State> states;

    std::uint32_t add() {
        if (states.size() >= most) throw NotCompiled("the pattern repeats too much");
        states.emplace_back();
        return static_cast<std::uint32_t>(states.size() - 1);
    }
    void link(std::uint32_t from, std::uint32_t to) {
        auto& free = states[from].free;
        (free[0] == none ? free[0] : free[1]) = to;
    }
};

struct Part {
    std::uint32_t first, last;
};

/// Reads the grammar of XML Schema's regular expressions (part 2, appendix F) and builds the automaton as it goes.
class Reader {
public:
    Reader(std::string_view pattern, Nfa& nfa) : p_(pattern), nfa_(nfa) {}

    Part read() {
        const Part whole = alternatives();
        if (at_ != p_.size()) throw NotCompiled("a closing parenthesis stands alone");
        return whole;
    }

private:
    bool more() const { return at_ < p_.size(); }
    char peek() const { return p_[at_]; }
    char take() {
        if (!more()) throw NotCompiled("the pattern ends too early");
        return p_[at_++];
    }

    Part empty() {
        const auto first = nfa_.add();
        const auto last = nfa_.add();
        nfa_.link(first, last);
        return {first, last};
    }
    Part one(const Set& set) {
        const auto first = nfa_.add();
        const auto last = nfa_.add();
        nfa_.states[first].reads = set;
        nfa_.states[first].then = last;
        return {first, last};
    }

    Part alternatives() {
        Part left = branch();
        while (more() && peek() == '|') {
            ++at_;
            const Part right = branch();
            const auto first = nfa_.add();
            const auto last = nfa_.add();
            nfa_.link(first, left.first);
            nfa_.link(first, right.first);
            nfa_.link(left.last, last);
            nfa_.link(right.last, last);
            left = {first, last};
        }
        return left;
    }

    Part branch() {
        Part whole = empty();
        while (more() && peek() != '|' && peek() != ')') {
            const Part next = piece();
            nfa_.link(whole.last, next.first);
            whole.last = next.last;
        }
        return whole;
    }

    Part piece() {
        if (++depth_ > 200) throw NotCompiled("the pattern nests too deeply");
        const std::size_t begin = at_;
        Part part = atom();
        const std::size_t end = at_;
        std::uint32_t least = 1;
        std::uint32_t most = 1;
        constexpr std::uint32_t unbounded = 0xffffffffu;
        if (more() && (peek() == '?' || peek() == '*' || peek() == '+')) {
            const char c = take();
            least = c == '+' ? 1 : 0;
            most = c == '?' ? 1 : unbounded;
        } else if (more() && peek() == '{') {
            ++at_;
            least = number();
            most = least;
            if (more() && peek() == ',') {
                ++at_;
                most = more() && peek() == '}' ? unbounded : number();
            }
            if (take() != '}' || most < least) throw NotCompiled("a quantifier cannot be read");
        }
        const std::size_t after = at_;
        if (least != 1 || most != 1) part = repeated(part, begin, end, least, most, unbounded);
        at_ = after;
        --depth_;
        return part;
    }

    /// Copies of the atom are made by reading it again: the automaton has no copy operation to get wrong.
    Part repeated(Part first_copy, std::size_t begin, std::size_t end, std::uint32_t least, std::uint32_t most,
                  std::uint32_t unbounded) {
        bool used = false;
        const auto copy = [&] {
            if (!used) {
                used = true;
                return first_copy;
            }
            at_ = begin;
            const Part part = atom();
            if (at_ != end) throw NotCompiled("a quantifier cannot be read");
            return part;
        };
        Part whole = empty();
        const auto append = [&](Part part) {
            nfa_.link(whole.last, part.first);
            whole.last = part.last;
        };
        for (std::uint32_t i = 0; i < least; ++i) append(copy());
        if (most == unbounded) {
            const Part loop = copy();
            const auto entry = nfa_.add();
            const auto exit = nfa_.add();
            nfa_.link(entry, loop.first);
            nfa_.link(entry, exit);
            nfa_.link(loop.last, entry);
            append({entry, exit});
        } else {
            const auto exit = nfa_.add();
            for (std::uint32_t i = least; i < most; ++i) {
                const Part part = copy();
                const auto gate = nfa_.add();
                nfa_.link(gate, part.first);
                nfa_.link(gate, exit);
                nfa_.link(whole.last, gate);
                whole.last = part.last;
            }
            nfa_.link(whole.last, exit);
            whole.last = exit;
        }
        return whole;
    }

    std::uint32_t number() {
        std::uint32_t n = 0;
        std::size_t digits = 0;
        while (more() && peek() >= '0' && peek() <= '9' && digits < 5)
            n = n * 10 + static_cast<std::uint32_t>(take() - '0'), ++digits;
        if (digits == 0 || n > 10000) throw NotCompiled("a quantifier cannot be read");
        return n;
    }

    Part atom() {
        const char c = take();
        switch (c) {
        case '(': {
            if (more() && peek() == '?') throw NotCompiled("(? is no part of XML Schema's patterns");
            const Part inner = alternatives();
            if (take() != ')') throw NotCompiled("a parenthesis is not closed");
            return inner;
        }
        case '[':
            return one(class_expression());
        case '.':
            return one(~(single('\n') | single('\r')));
        case '\\':
            return one(escape(false));
        case '^':
        case '$':
            throw NotCompiled("^ and $ unescaped are read differently by different programs");
        case '?':
        case '*':
        case '+':
        case '{':
        case '}':
        case ']':
            throw NotCompiled("a special character stands alone");
        default:
            if (static_cast<unsigned char>(c) >= 128) throw NotCompiled("characters beyond ASCII");
            return one(single(c));
        }
    }

    static Set single(char c) { return Set().set(static_cast<unsigned char>(c)); }
    static Set range(char from, char to) {
        Set set;
        for (int c = from; c <= to; ++c) set.set(static_cast<std::size_t>(c));
        return set;
    }

    /// What follows a backslash. Inside a negated class only sets that are exact within ASCII may stand.
    Set escape(bool exact_only) {
        const char c = take();
        switch (c) {
        case 'n':
            return single('\n');
        case 'r':
            return single('\r');
        case 't':
            return single('\t');
        case 'd':
            return range('0', '9');
        case 'D':
            return ~range('0', '9');
        case 's':
            return single(' ') | single('\t') | single('\n') | single('\r');
        case 'S':
            return ~(single(' ') | single('\t') | single('\n') | single('\r'));
        case 'w':
            // Letters and digits are words to everyone; symbols such as + and $ are doubtful, so the reference decides.
            if (exact_only) throw NotCompiled("\\w inside a negated class");
            return range('0', '9') | range('A', 'Z') | range('a', 'z');
        case '\\':
        case '|':
        case '.':
        case '?':
        case '*':
        case '+':
        case '(':
        case ')':
        case '{':
        case '}':
        case '-':
        case '[':
        case ']':
        case '^':
            return single(c);
        default:
            throw NotCompiled(std::string("the escape \\") + c);
        }
    }

    Set class_expression() {
        const bool negated = more() && peek() == '^';
        if (negated) ++at_;
        Set set;
        bool first = true;
        while (true) {
            if (!more()) throw NotCompiled("a character class is not closed");
            char c = take();
            if (c == ']' && !first) break;
            if (c == '[' || c == ']') throw NotCompiled("[ or ] inside a character class");
            if (c == '-' && more() && peek() == '[') throw NotCompiled("class subtraction");
            if (c == '-' && !first && !(more() && peek() == ']'))
                throw NotCompiled("- in the middle of a character class");
            first = false;
            if (static_cast<unsigned char>(c) >= 128) throw NotCompiled("characters beyond ASCII");
            if (c == '\\') {
                const Set escaped = escape(negated);
                if (escaped.count() != 1) {
                    set |= escaped;
                    continue;
                }
                for (int k = 0; k < 128; ++k)
                    if (escaped.test(static_cast<std::size_t>(k))) c = static_cast<char>(k);
            }
            if (at_ + 1 < p_.size() && peek() == '-' && p_[at_ + 1] != ']') {
                ++at_;
                char to = take();
                if (to == '[') throw NotCompiled("class subtraction");
                if (static_cast<unsigned char>(to) >= 128) throw NotCompiled("characters beyond ASCII");
                if (to == '\\') {
                    const Set escaped = escape(true);
                    if (escaped.count() != 1) throw NotCompiled("a range that ends in a class");
                    for (int k = 0; k < 128; ++k)
                        if (escaped.test(static_cast<std::size_t>(k))) to = static_cast<char>(k);
                }
                if (to < c) throw NotCompiled("a range that runs backwards");
                set |= range(c, to);
            } else {
                set |= single(c);
            }
        }
        return negated ? ~set : set;
    }

    std::string_view p_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Nfa& nfa_;
};

using States = std::vector<std::uint32_t>;

States closure(const Nfa& nfa, States states) {
    std::vector<bool> seen(nfa.states.size());
    States work = states;
    for (const auto s : states) seen[s] = true;
    while (!work.empty()) {
        const auto s = work.back();
        work.pop_back();
        for (const auto to : nfa.states[s].free)
            if (to != Nfa::none && !seen[to]) seen[to] = true, states.push_back(to), work.push_back(to);
    }
    std::sort(states.begin(), states.end());
    return states;
}

} // namespace

std::optional<PatternAutomaton> PatternAutomaton::compile(std::string_view pattern, std::string& reason,
                                                          std::size_t most_states) {
    try {
        Nfa nfa;
        const Part whole = Reader(pattern, nfa).read();

        PatternAutomaton dfa;
        std::map<std::vector<bool>, std::uint8_t> classes;
        std::vector<std::size_t> example;
        for (std::size_t byte = 0; byte < 128; ++byte) {
            std::vector<bool> signature;
            for (const auto& state : nfa.states)
                if (state.then != Nfa::none) signature.push_back(state.reads.test(byte));
            const auto [found, fresh] =
                classes.emplace(std::move(signature), static_cast<std::uint8_t>(classes.size()));
            if (fresh) example.push_back(byte);
            dfa.class_of_[byte] = found->second;
        }
        dfa.width_ = example.size() + 1;

        std::map<States, std::uint16_t> numbers;
        std::vector<States> known;
        const auto number = [&](States states) -> std::uint16_t {
            const auto [found, fresh] = numbers.emplace(std::move(states), static_cast<std::uint16_t>(known.size()));
            if (fresh) {
                if (known.size() >= most_states) throw NotCompiled("the automaton would have too many states");
                known.push_back(found->first);
            }
            return found->second;
        };
        number({}); // 0, the dead state
        number(closure(nfa, {whole.first}));
        for (std::size_t i = 0; i < known.size(); ++i) {
            const States states = known[i];
            for (std::size_t c = 0; c < example.size(); ++c) {
                States next;
                for (const auto s : states)
                    if (nfa.states[s].then != Nfa::none && nfa.states[s].reads.test(example[c]))
                        next.push_back(nfa.states[s].then);
                std::sort(next.begin(), next.end());
                next.erase(std::unique(next.begin(), next.end()), next.end());
                const std::size_t row = number(closure(nfa, std::move(next)));
                dfa.next_.push_back(static_cast<std::uint32_t>(row * dfa.width_));
            }
            dfa.next_.push_back(std::find(states.begin(), states.end(), whole.last) != states.end());
        }
        return dfa;
    } catch (const NotCompiled& e) {
        reason = e.what();
        return std::nullopt;
    }
}

} // namespace pilotage::validate
