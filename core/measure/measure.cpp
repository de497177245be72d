#include "core/measure/measure.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <tuple>

namespace pilotage::measure {
namespace {

constexpr std::array kind_names{std::pair{"count", Kind::count}, std::pair{"proportion", Kind::proportion},
                                std::pair{"rate", Kind::rate},   std::pair{"ratio", Kind::ratio},
                                std::pair{"mean", Kind::mean},   std::pair{"median", Kind::median},
                                std::pair{"score", Kind::score}};
constexpr std::array direction_names{std::pair{"higher_is_better", Direction::higher_is_better},
                                     std::pair{"lower_is_better", Direction::lower_is_better},
                                     std::pair{"neither", Direction::neither}};

constexpr std::array<std::string_view, 9> needed{"id",   "title",     "kind",   "numerator", "denominator",
                                                 "unit", "direction", "source", "records"};
constexpr std::array<std::string_view, 10> allowed{
    "comparability",   "dimension",      "multiplier",     "decimals", "order",
    "records_of_site", "not_applicable", "not_comparable", "caveat",   "without"};
/// These may be repeated; each is "name: reason".
constexpr std::array<std::pair<std::string_view, Measure::Exceptions Measure::*>, 4> exceptions{
    {{"not_applicable", &Measure::not_applicable},
     {"not_comparable", &Measure::not_comparable},
     {"caveat", &Measure::caveats},
     {"without", &Measure::without}}};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

template <class Words>
std::string listed(const Words& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

bool is_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

struct Entry {
    std::size_t line = 0;
    std::string text;
};

/// A header under reading: its entries, and how to complain about one.
class Header {
public:
    Header(std::string_view text, std::string file) : file_(std::move(file)) {
        std::size_t line = 0;
        std::string left_out;
        std::string* last = nullptr;
        while (text.substr(0, 2) == "--") {
            ++line;
            const auto end = text.find('\n');
            const auto body = text.substr(2, end == std::string_view::npos ? end : end - 2);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            if (body.substr(0, 3) == "   " && last != nullptr) {
                *last += " " + std::string(trimmed(body));
                continue;
            }
            const auto colon = body.find(':');
            const auto key = std::string(trimmed(body.substr(0, colon)));
            last = &left_out;
            if (colon == std::string_view::npos) {
                fail(line, "this line of the header is not \"-- key: text\"",
                     "Begin a line that goes on with the one above with \"--\" and three spaces.");
                continue;
            }
            if (std::ranges::find(needed, key) == needed.end() && std::ranges::find(allowed, key) == allowed.end()) {
                fail(line, "the header has no key \"" + key + "\"",
                     "Known keys are " + listed(needed) + ", " + listed(allowed) + ".");
                continue;
            }
            auto& entries = entries_[key];
            if (!entries.empty() &&
                std::ranges::find(exceptions, key, [](const auto& e) { return e.first; }) == exceptions.end()) {
                fail(line, "\"" + key + "\" stands twice in the header", "Keep one of them.", key);
                continue;
            }
            last = &entries.emplace_back(Entry{line, std::string(trimmed(body.substr(colon + 1)))}).text;
        }
        for (const auto key : needed)
            if (text_of(key).empty())
                fail(1, "the header does not say \"" + std::string(key) + "\"",
                     "Add a line \"-- " + std::string(key) + ": ...\" to the comments at the top of the file.",
                     std::string(key));
    }

    /// Reading goes on: one fault is not the only one.
    void fail(std::size_t line, const std::string& what, const std::string& remedy, std::string key = {}) {
        faults_.push_back({file_ + ":" + std::to_string(line) + ": " + what + ".", remedy, std::move(key)});
    }
    void fail(std::string_view key, const std::string& what, const std::string& remedy) {
        fail(all(key).at(0).line, what, remedy, std::string(key));
    }
    const std::vector<MeasureFault>& faults() const { return faults_; }
    const std::vector<Entry>& all(std::string_view key) const {
        static const std::vector<Entry> none;
        const auto it = entries_.find(key);
        return it == entries_.end() ? none : it->second;
    }
    std::string text_of(std::string_view key) const { return all(key).empty() ? std::string() : all(key).front().text; }

    template <class Names>
    auto word_of(std::string_view key, const Names& names) {
        if (text_of(key).empty()) return names.front().second; // told already
        std::vector<std::string> words;
        for (const auto& [name, value] : names) {
            if (text_of(key) == name) return value;
            words.emplace_back(name);
        }
        fail(key, "\"" + text_of(key) + "\" is no " + std::string(key), "It is one of " + listed(words) + ".");
        return names.front().second;
    }

    std::vector<std::string> record_types(std::string_view key) {
        std::vector<std::string> types;
        const auto list = text_of(key);
        if (list.empty() && key == "records") return types; // told already
        for (std::size_t at = 0; at <= list.size();) {
            const auto comma = std::min(list.find(',', at), list.size());
            types.emplace_back(trimmed(std::string_view(list).substr(at, comma - at)));
            if (!is_name(types.back())) {
                fail(key, "\"" + std::string(key) + "\" is not a list of record types",
                     "Write it like \"request, assessment\".");
                return {};
            }
            at = comma + 1;
        }
        return types;
    }

    template <class Number>
    Number number_of(std::string_view key, Number otherwise, Number least) {
        const auto text = text_of(key);
        if (all(key).empty()) return otherwise;
        Number number{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size() || !(number >= least))
            return fail(key, "\"" + std::string(key) + "\" is no fitting number", "Write digits, such as 1000."),
                   otherwise;
        return number;
    }

private:
    std::string file_;
    std::vector<MeasureFault> faults_;
    std::map<std::string, std::vector<Entry>, std::less<>> entries_;
};

template <class Names, class Value>
std::string_view name_in(const Names& names, Value value) {
    return std::ranges::find(names, value, [](const auto& pair) { return pair.second; })->first;
}

struct AboutKind {
    std::string_view formula, interval;
    int decimals;
};

const AboutKind& about(Kind kind) {
    static constexpr std::array<AboutKind, 7> kinds{
        {{"the number of cases", "exact Poisson, Byar from 10 cases on", 0},
         {"cases above the line / all cases", "Wilson", 1},
         {"events of the cases / their exposure, times the multiplier", "exact Poisson, Byar from 10 events on", 2},
         {"what is above the line / what is below it, times the multiplier", "none: both are counted in full", 2},
         {"sum of the values / number of values", "Student's t, from 2 values on", 3},
         {"the middle one of the values", "exact order statistics, from 6 values on", 2},
         {"sum of the scores / number of scores", "Student's t, from 2 scores on", 3}}};
    return kinds.at(static_cast<std::size_t>(kind));
}

} // namespace

std::string_view name_of(Kind kind) {
    return name_in(kind_names, kind);
}
std::string_view name_of(Direction direction) {
    return name_in(direction_names, direction);
}

std::string_view formula_of(Kind kind) {
    return about(kind).formula;
}
std::string_view interval_of(Kind kind) {
    return about(kind).interval;
}

Measure parse_measure(std::string text, const std::filesystem::path& file) {
    std::vector<MeasureFault> faults;
    auto m = parse_measure(std::move(text), file, faults);
    if (!faults.empty()) throw EnvironmentError(faults.front().what, faults.front().remedy);
    return m;
}

Measure parse_measure(std::string text, const std::filesystem::path& file, std::vector<MeasureFault>& faults) {
    if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3); // some editors begin a file so
    Header header(text, file.string());
    Measure m;
    m.file = file;
    m.id = header.text_of("id");
    if (!m.id.empty() && !is_name(m.id))
        header.fail("id", "an id has lower-case letters, digits and underscores only",
                    "Write it like \"direct_payment_share\".");
    else if (!m.id.empty() && m.id != file.stem().string())
        header.fail("id", "the id \"" + m.id + "\" is not the name of the file",
                    "Name the file " + m.id + ".sql, or change the id.");
    m.title = header.text_of("title");
    m.kind = header.word_of("kind", kind_names);
    m.numerator = header.text_of("numerator");
    m.denominator = header.text_of("denominator");
    m.unit = header.text_of("unit");
    m.direction = header.word_of("direction", direction_names);
    m.source = header.text_of("source");
    m.comparability = header.text_of("comparability");
    m.dimension = header.text_of("dimension");
    m.order = header.number_of("order", m.order, std::int64_t{0});
    m.multiplier = header.number_of("multiplier", 1.0, 1e-9);
    m.decimals = header.number_of("decimals", about(m.kind).decimals, 0);
    if (m.decimals > 6) header.fail("decimals", "so many decimals mean nothing", "Write a number from 0 to 6.");
    if (m.kind != Kind::rate && m.kind != Kind::ratio && !header.all("multiplier").empty())
        header.fail("multiplier", "only a rate or a ratio has a multiplier",
                    "Leave it out, or make the kind \"rate\" or \"ratio\".");
    m.records = header.record_types("records");
    if (!header.all("records_of_site").empty()) m.records_of_site = header.record_types("records_of_site");
    for (const auto& [key, list_of] : exceptions)
        for (const auto& entry : header.all(key)) {
            const auto colon = entry.text.find(':');
            const std::string_view line = entry.text;
            const auto name = trimmed(line.substr(0, colon));
            const auto what = key == "without" ? "record type" : "site";
            if (colon == std::string::npos || !is_name(name) || trimmed(line.substr(colon + 1)).empty()) {
                header.fail(entry.line, "this does not give a " + std::string(what) + " and a reason",
                            "Write \"-- " + std::string(key) + ": " + what + ": why\".", std::string(key));
                continue;
            }
            (m.*list_of).emplace_back(name, trimmed(line.substr(colon + 1)));
        }
    m.sql = std::move(text);
    faults = header.faults();
    return m;
}

std::vector<Measure> load_measures(std::span<const std::filesystem::path> folders) {
    std::vector<Measure> measures;
    for (const auto& folder : folders) {
        std::error_code error;
        std::filesystem::directory_iterator entries(folder, error);
        if (error)
            throw EnvironmentError("The folder of measures \"" + folder.string() +
                                       "\" cannot be read: " + error.message() + ".",
                                   "Name a folder that holds measures as .sql files.");
        for (const auto& entry : entries) {
            if (entry.path().extension() != ".sql") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::string text(std::istreambuf_iterator<char>(in), {});
            if (!in.good() && !in.eof())
                throw EnvironmentError("The measure \"" + entry.path().string() + "\" cannot be read.",
                                       "Check its permissions.");
            measures.push_back(parse_measure(std::move(text), entry.path()));
        }
    }
    // Stable, so that of two files with one id the first folder's is named first.
    std::ranges::stable_sort(
        measures, [](const Measure& a, const Measure& b) { return std::tie(a.order, a.id) < std::tie(b.order, b.id); });
    std::map<std::string_view, const Measure*> seen;
    for (const auto& m : measures)
        if (const auto [it, fresh] = seen.emplace(m.id, &m); !fresh)
            throw EnvironmentError("Two files define the measure \"" + m.id + "\": " + it->second->file.string() +
                                       " and " + m.file.string() + ".",
                                   "Give one of them another id and file name.");
    return measures;
}

} // namespace pilotage::measure
