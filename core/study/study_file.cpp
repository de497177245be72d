#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/study/study.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

namespace pilotage::study {
namespace {

/// Gathers all faults of a file, each with its place.
class Faults {
public:
    explicit Faults(std::string name) : name_(std::move(name)) {}
    void add(const toml::source_position& at, const std::string& message) {
        lines_.emplace(std::pair(at.line, at.column),
                       name_ + ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": " + message);
    }
    void add(const toml::node& at, const std::string& message) { add(at.source().begin, message); }
    void finish() const {
        std::string text = "The study file cannot be used:";
        for (const auto& [place, line] : lines_) text += '\n' + line;
        if (!lines_.empty()) throw EnvironmentError(text);
    }

private:
    std::string name_;
    std::multimap<std::pair<toml::source_index, toml::source_index>, std::string> lines_; ///< in the order of the file
};

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        for (std::size_t i = at; i < at + digits; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= (month == 2 && leap ? 29 : days[month - 1]);
}

bool is_id(std::string_view text) {
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// One table of the file: hands out its keys and, in the end, complains about those nobody asked for.
class Entry {
public:
    Entry(const toml::table& table, std::string what, Faults& faults)
        : table_(table), what_(std::move(what)), faults_(faults) {}

    std::string text(const std::string& key, bool required) {
        const auto* node = take(key, required);
        if (node == nullptr) return {};
        const auto* value = node->as_string();
        if (value == nullptr || (required && value->get().empty())) {
            faults_.add(*node,
                        "\"" + key + "\" of " + what_ + " must be a text" + (required ? " that is not empty." : "."));
            return {};
        }
        return value->get();
    }
    std::string date(const std::string& key, bool required) {
        const auto* node = take(key, required);
        if (node == nullptr) return {};
        std::string value;
        if (const auto* day = node->as_date()) {
            std::ostringstream out;
            out << day->get();
            value = out.str();
        } else if (const auto* written = node->as_string()) {
            value = written->get();
        }
        if (is_date(value)) return value;
        faults_.add(*node, "\"" + key + "\" of " + what_ + " must be a day of the calendar, written 2013-03-31.");
        return {};
    }
    std::optional<double> number(const std::string& key) {
        const auto* node = take(key, false);
        if (node == nullptr) return std::nullopt;
        const auto value = node->value<double>();
        if (!value) faults_.add(*node, "\"" + key + "\" of " + what_ + " must be a number.");
        return value;
    }
    /// The tables of an array of tables; absent is empty.
    std::vector<const toml::table*> tables(const std::string& key) {
        std::vector<const toml::table*> out;
        const auto* node = take(key, false);
        if (node == nullptr) return out;
        if (const auto* list = node->as_array())
            for (const auto& item : *list)
                if (const auto* table = item.as_table())
                    out.push_back(table);
                else
                    faults_.add(item,
                                "\"" + key + "\" of " + what_ + " must hold tables only, like { from = 2012-04-01 }.");
        else
            faults_.add(*node, "\"" + key + "\" of " + what_ + " must be a list of tables.");
        return out;
    }
    std::vector<std::string> texts(const std::string& key) {
        std::vector<std::string> out;
        const auto* node = take(key, false);
        if (node == nullptr) return out;
        const auto* list = node->as_array();
        bool good = list != nullptr;
        for (std::size_t i = 0; good && i < list->size(); ++i) {
            const auto* value = (*list)[i].as_string();
            good = value != nullptr;
            if (good) out.push_back(value->get());
        }
        if (!good)
            faults_.add(*node, "\"" + key + "\" of " + what_ + " must be a list of texts, like [\"one\", \"two\"].");
        return out;
    }
    void know(const std::string& key) { known_[key] = true; }
    void fault(const std::string& key, const std::string& message) {
        const auto* node = table_.get(key);
        faults_.add(node == nullptr ? static_cast<const toml::node&>(table_) : *node, message);
    }
    void finish() {
        std::string known;
        for (const auto& [key, seen] : known_) known += (known.empty() ? "" : ", ") + key;
        for (const auto& [key, value] : table_)
            if (!known_.contains(std::string(key.str())))
                faults_.add(key.source().begin, "There is no key \"" + std::string(key.str()) + "\" in " + what_ +
                                                    ". Its keys are: " + known + ".");
    }

private:
    const toml::node* take(const std::string& key, bool required) {
        known_[key] = true;
        const auto* node = table_.get(key);
        if (node == nullptr && required)
            faults_.add(table_, what_ + " has no \"" + key + "\". Add a line such as: " + key + " = \"...\"");
        return node;
    }

    const toml::table& table_;
    std::string what_;
    Faults& faults_;
    std::map<std::string, bool> known_;
};

Period read_period(const toml::table& table, Faults& faults) {
    Entry entry(table, "a period", faults);
    Period period{entry.text("id", true), entry.date("start", true), entry.date("end", true)};
    if (!period.start.empty() && !period.end.empty() && period.end < period.start)
        entry.fault("end", "The period ends before it starts. Correct one of its two dates.");
    if (period.id.find_first_of("/\\") != std::string::npos || period.id.rfind('.', 0) == 0)
        entry.fault("id", "The id \"" + period.id +
                              "\" cannot be the name of a folder of returns. Write it without / and \\, and without a "
                              "full stop at its head: \"2012-13\".");
    entry.finish();
    return period;
}

Site read_site(const toml::table& table, const std::vector<Period>& periods, Faults& faults) {
    Site site;
    Entry entry(table, "a site", faults);
    site.id = entry.text("id", true);
    if (!site.id.empty() && !is_id(site.id))
        entry.fault("id", "The id \"" + site.id +
                              "\" must begin with a small letter and hold small letters, digits and _ only.");
    site.name = entry.text("name", true);
    site.plugin = entry.text("plugin", true);
    site.council = entry.text("council", true);
    site.cassr = entry.text("cassr", true);
    if (!site.cassr.empty() &&
        (site.cassr.size() != 3 || site.cassr.find_first_not_of("0123456789") != std::string::npos))
        entry.fault("cassr", "The CASSR code must be three digits, written as a text: \"216\".");
    site.ons = entry.text("ons", true);
    if (!site.ons.empty() && (site.ons.size() != 9 || site.ons[0] != 'E' ||
                              site.ons.find_first_not_of("0123456789", 1) != std::string::npos))
        entry.fault("ons", "The ONS code must be E and eight digits, written as a text: \"E06000012\".");
    site.aliases = entry.texts("aliases");
    const auto arm = entry.text("arm", true);
    if (arm == "pilot")
        site.arm = Arm::pilot;
    else if (arm == "host")
        site.arm = Arm::host;
    else if (arm == "comparison")
        site.arm = Arm::comparison;
    else if (!arm.empty())
        entry.fault("arm", "The arm \"" + arm + "\" is not known. Write \"pilot\", \"host\" or \"comparison\".");
    site.start = entry.date("start", false);
    site.end = entry.date("end", false);
    if (!site.start.empty() && !site.end.empty() && site.end < site.start)
        entry.fault("end", "The site ends before it starts. Correct one of its two dates.");
    for (const auto* item : entry.tables("coverage")) {
        Entry part(*item, "a site's coverage", faults);
        site.coverage.push_back(
            {part.date("from", true), part.date("to", false), part.text("area", true), part.text("note", false)});
        const auto& added = site.coverage.back();
        if (!added.from.empty() && !added.to.empty() && added.to < added.from)
            part.fault("to", "The coverage ends before it starts. Correct one of its two dates.");
        part.finish();
    }
    for (const auto* item : entry.tables("not_due")) {
        Entry part(*item, "a return that is not due", faults);
        site.not_due.push_back({part.text("period", true), part.text("reason", true)});
        const auto& period = site.not_due.back().period;
        if (!period.empty() && std::ranges::find(periods, period, &Period::id) == periods.end())
            part.fault("period", "The study has no period \"" + period + "\". Add a [[period]] or correct the id.");
        part.finish();
    }
    entry.finish();
    return site;
}

/// Ids and aliases lead to one site only.
void check_names(const std::vector<Site>& sites, const std::vector<const toml::table*>& tables, Faults& faults) {
    for (std::size_t i = 0; i < sites.size(); ++i) {
        Study earlier;
        earlier.sites.assign(sites.begin(), sites.begin() + static_cast<std::ptrdiff_t>(i));
        if (earlier.find_site(sites[i].id) != nullptr)
            faults.add(*tables[i], "The name \"" + sites[i].id +
                                       "\" already stands for another site. Give each site an id of its own.");
        for (const auto& alias : sites[i].aliases)
            if (earlier.find_site(alias) != nullptr)
                faults.add(*tables[i], "The alias \"" + alias +
                                           "\" already stands for another site. Remove it from one of the two.");
    }
}

} // namespace

Study parse(std::string_view text, const std::string& name) {
    Faults faults(name);
    toml::table document;
    try {
        document = toml::parse(text, name);
    } catch (const toml::parse_error& e) {
        faults.add(e.source().begin,
                   std::string(e.description()) + ". Correct this line; the form is described at toml.io.");
        faults.finish();
    }
    Study study;
    study.file = name;
    study.sha256 = sha256_bytes(text);

    Entry root(document, "the study file", faults);
    const auto* about = document["study"].as_table();
    if (about == nullptr)
        faults.add(toml::source_position{1, 1},
                   "There is no [study] table. Begin the file with [study], an id and a name.");
    if (about != nullptr) {
        Entry entry(*about, "[study]", faults);
        study.id = entry.text("id", true);
        study.name = entry.text("name", true);
        if (const auto share = entry.number("max_rejected_share")) study.max_rejected_share = *share;
        if (!(study.max_rejected_share >= 0 && study.max_rejected_share <= 1))
            entry.fault("max_rejected_share", "\"max_rejected_share\" must be a share from 0 to 1, for instance 0.25.");
        entry.finish();
    }
    for (const auto* table : root.tables("period")) {
        study.periods.push_back(read_period(*table, faults));
        const auto& id = study.periods.back().id;
        if (std::ranges::count(study.periods, id, &Period::id) > 1)
            faults.add(*table, "The period \"" + id + "\" is there twice. Remove one of the two.");
    }
    if (study.periods.empty())
        faults.add(toml::source_position{1, 1}, "The study has no period. Add a [[period]] with id, start and end.");
    const auto tables = root.tables("site");
    for (const auto* table : tables) study.sites.push_back(read_site(*table, study.periods, faults));
    if (study.sites.empty())
        faults.add(toml::source_position{1, 1},
                   "The study has no site. Add a [[site]] with id, name, plugin, council, cassr, ons and arm.");
    check_names(study.sites, tables, faults);
    root.know("study");
    root.finish();
    faults.finish();
    return study;
}

Study load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad())
        throw EnvironmentError("The study file " + file.string() + " cannot be read.",
                               "Give the path of a study file with --study; examples/study/programme.toml is one.");
    return parse(text, file.string());
}

} // namespace pilotage::study
