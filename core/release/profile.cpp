#include "core/release/profile.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/paths.hpp"
#include "core/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

namespace pilotage::release {
namespace {

/// Reads the file's sections key by key and gathers all faults, each with its place.
class ProfileReader {
public:
    ProfileReader(const toml::table& file, std::string name) : file_(file), name_(std::move(name)) {}

    void section(std::string name, bool required) {
        finish_section();
        section_ = std::move(name);
        known_.clear();
        sections_.push_back(section_);
        const auto* node = file_.get(section_);
        table_ = node == nullptr ? nullptr : node->as_table();
        if (table_ == nullptr && (node != nullptr || required))
            fault(node == nullptr ? static_cast<const toml::node&>(file_) : *node,
                  "A profile needs a section [" + section_ + "].");
    }
    bool has_section() const { return table_ != nullptr; }

    void text(const char* key, std::string& target, bool required) {
        if (const auto* node = take(key, required)) {
            const auto* value = node->as_string();
            if (value == nullptr || value->get().empty())
                fault(*node, place(key) + " must be a text that is not empty.");
            else
                target = value->get();
        }
    }
    void choice(const char* key, std::initializer_list<const char*> words,
                const std::function<void(std::size_t)>& chosen) {
        const auto* node = take(key, false);
        if (node == nullptr) return;
        const auto* value = node->as_string();
        std::string list;
        std::size_t at = 0;
        for (const auto* word : words) {
            if (value != nullptr && value->get() == word) return chosen(at);
            list += (list.empty() ? "\"" : " or \"") + std::string(word) + "\"";
            ++at;
        }
        fault(*node, place(key) + " must be " + list + ".");
    }
    void flag(const char* key, bool& target) {
        if (const auto* node = take(key, false)) {
            if (const auto value = node->value<bool>(); value && node->is_boolean())
                target = *value;
            else
                fault(*node, place(key) + " must be true or false.");
        }
    }
    template <class Number>
    void whole(const char* key, Number& target, std::int64_t least, std::int64_t most, bool required = false) {
        if (const auto* node = take(key, required)) {
            const auto* value = node->as_integer();
            if (value == nullptr || value->get() < least || value->get() > most)
                fault(*node, place(key) + " must be a whole number from " + std::to_string(least) + " to " +
                                 std::to_string(most) + ".");
            else
                target = static_cast<Number>(value->get());
        }
    }
    void share(const char* key, double& target) {
        if (const auto* node = take(key, false)) {
            const auto value = node->value<double>();
            if (!value || !(*value > 0) || !(*value < 1))
                fault(*node, place(key) + " must be a share between 0 and 1, such as 0.9.");
            else
                target = *value;
        }
    }
    void at_key(const char* key, const std::string& message) {
        const auto* node = table_ == nullptr ? nullptr : table_->get(key);
        fault(node == nullptr ? static_cast<const toml::node&>(file_) : *node, message);
    }
    void finish() {
        finish_section();
        for (const auto& [key, value] : file_)
            if (std::ranges::find(sections_, key.str()) == sections_.end())
                fault(key.source().begin,
                      "There is no section [" + std::string(key.str()) +
                          "] in a profile. Its sections are profile, counts, values and dominance.");
        std::string all = "The disclosure profile cannot be used:";
        for (const auto& [where, line] : faults_) all += '\n' + line;
        if (!faults_.empty()) throw EnvironmentError(all);
    }

private:
    std::string place(const char* key) const { return "\"" + std::string(key) + "\" of [" + section_ + "]"; }
    void fault(const toml::source_position& at, const std::string& message) {
        faults_.emplace(std::pair(at.line, at.column),
                        name_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + message);
    }
    void fault(const toml::node& at, const std::string& message) { fault(at.source().begin, message); }
    const toml::node* take(const char* key, bool required) {
        known_.emplace_back(key);
        if (table_ == nullptr) return nullptr;
        const auto* node = table_->get(key);
        if (node == nullptr && required) fault(*table_, "[" + section_ + "] needs \"" + key + "\".");
        return node;
    }
    void finish_section() {
        if (table_ == nullptr) return;
        std::string list;
        for (const auto& key : known_) list += (list.empty() ? "" : ", ") + key;
        for (const auto& [key, value] : *table_)
            if (std::ranges::find(known_, key.str()) == known_.end())
                fault(key.source().begin, "There is no key \"" + std::string(key.str()) + "\" in [" + section_ +
                                              "]. Its keys are " + list + ".");
    }

    const toml::table& file_;
    const toml::table* table_ = nullptr;
    std::string name_, section_;
    std::vector<std::string> known_, sections_;
    std::multimap<std::pair<toml::source_index, toml::source_index>, std::string> faults_;
};

bool is_id(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::string percent(double share) {
    std::array<char, 32> digits{};
    return {
        digits.data(),
        std::to_chars(digits.data(), digits.data() + digits.size(), 100 * share, std::chars_format::general, 6).ptr};
}

} // namespace

Profile parse_profile(std::string text, const std::string& name) {
    toml::table file;
    try {
        file = toml::parse(text, name);
    } catch (const toml::parse_error& e) {
        throw EnvironmentError("The disclosure profile is not TOML:\n" + name + ":" +
                                   std::to_string(e.source().begin.line) + ":" +
                                   std::to_string(e.source().begin.column) + ": " + std::string(e.description()) + ".",
                               "schemas/profiles has profiles to start from.");
    }
    Profile p;
    ProfileReader in(file, name);
    in.section("profile", true);
    in.text("id", p.id, true);
    in.text("title", p.title, true);
    in.text("source", p.source, false);
    if (!p.id.empty() && !is_id(p.id))
        in.at_key("id", "\"id\" of [profile] may have lower-case letters, digits and underscores only.");
    in.section("counts", true);
    in.whole("threshold", p.threshold, 1, 1000, true);
    in.flag("withhold_zero", p.withhold_zero);
    in.whole("round_to", p.base, 1, 1000, true);
    bool controlled = false;
    in.choice("rounding", {"nearest", "controlled"}, [&](std::size_t at) { controlled = at == 1; });
    p.rounding = p.base == 1 ? RoundingRule::none : controlled ? RoundingRule::controlled : RoundingRule::nearest;
    in.whole("possible_values", p.possible_values, 2, 1000);
    in.section("values", true);
    in.choice("percentages_from", {"rounded", "true"}, [&](std::size_t at) { p.percentages_from_rounded = at == 0; });
    in.whole("percentage_places", p.percentage_places, 0, 6);
    in.whole("rate_places", p.rate_places, 0, 6);
    in.whole("value_places", p.value_places, 0, 6);
    in.choice("zero_denominator", {"[w]", "[x]"}, [&](std::size_t at) {
        p.zero_denominator = at == 0 ? measure::Shorthand::none_recorded : measure::Shorthand::not_available;
    });
    in.whole("low_reliability_below", p.low_reliability_below, 1, 100000);
    in.section("dominance", false);
    if (in.has_section()) {
        Dominance d;
        in.whole("largest", d.largest, 1, 100);
        in.share("share", d.share);
        in.share("p_ratio", d.p_ratio);
        if (d.largest == 0 && d.p_ratio == 0)
            in.at_key("share", "[dominance] needs \"largest\" with \"share\", or \"p_ratio\", or both.");
        if (d.largest > 0 && d.share == 1) in.at_key("largest", "\"largest\" of [dominance] needs a \"share\".");
        p.dominance = d;
    }
    in.finish();
    p.sha256 = sha256_bytes(text);
    p.text = std::move(text);
    return p;
}

Profile load_profile(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in || !text)
        throw EnvironmentError("The disclosure profile \"" + file.string() + "\" cannot be read.",
                               "Check the path and the file's permissions.");
    return parse_profile(text.str(), file.string());
}

Profile find_profile(const std::string& name_or_file) {
    const auto folder = schema_folder() / "profiles";
    std::error_code ignored;
    if (is_id(name_or_file)) {
        const auto file = folder / (name_or_file + ".toml");
        if (std::filesystem::is_regular_file(file, ignored)) return load_profile(file);
    }
    if (std::filesystem::is_regular_file(name_or_file, ignored)) return load_profile(name_or_file);
    std::vector<std::string> known;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".toml") known.push_back(entry.path().stem().string());
    std::ranges::sort(known);
    std::string list;
    for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
    const auto near = closest(name_or_file, known);
    throw UsageError("There is no disclosure profile \"" + name_or_file + "\".",
                     (near.empty() ? "" : "Did you mean \"" + std::string(near) + "\"? ") + "There are " + list +
                         "; a profile of your own is named by its file.");
}

std::vector<std::string> rules_of(const Profile& p) {
    const auto number = [](std::int64_t n) { return std::to_string(n); };
    std::vector<std::string> rules;
    rules.push_back("Counts under " + number(p.threshold) + (p.withhold_zero ? ", 0 included," : ", but for 0,") +
                    " are withheld and shown as [c], and so is what they could be worked out from.");
    if (p.rounding == RoundingRule::nearest)
        rules.push_back("All other counts, totals too, are rounded to the nearest " + number(p.base) +
                        ", so a total may differ from the sum of its parts.");
    if (p.rounding == RoundingRule::controlled)
        rules.push_back("All other counts are rounded to a multiple of " + number(p.base) +
                        " next to them, chosen so that totals are the sums of their parts.");
    if (p.rounding == RoundingRule::none) rules.push_back("All other counts are shown as they are.");
    rules.push_back(p.percentages_from_rounded || p.rounding == RoundingRule::none
                        ? "Percentages, rates and their intervals are worked out from the counts as they are shown."
                        : "Percentages and rates are worked out before rounding; their intervals from the counts as "
                          "they are shown.");
    rules.push_back("Percentages have " + number(p.percentage_places) + ", rates " + number(p.rate_places) +
                    ", means and medians " + number(p.value_places) + " decimal places.");
    rules.push_back("A withheld count can still have at least " + number(p.possible_values) +
                    " values, or all that are under the threshold where these are fewer, for a reader who knows all "
                    "that is published.");
    if (p.dominance && p.dominance->largest > 0)
        rules.push_back("A mean is withheld where the " + number(p.dominance->largest) +
                        " largest contributions make more than " + percent(p.dominance->share) + "% of the sum.");
    if (p.dominance && p.dominance->p_ratio > 0)
        rules.push_back("A mean is withheld where all contributions but the two largest make less than " +
                        percent(p.dominance->p_ratio) + "% of the largest.");
    if (p.low_reliability_below > 0)
        rules.push_back("Figures that rest on fewer than " + number(p.low_reliability_below) +
                        " cases are marked [u], of low reliability.");
    return rules;
}

} // namespace pilotage::release
