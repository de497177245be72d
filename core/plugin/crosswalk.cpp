#include "core/plugin/crosswalk.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "importers/reader.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace pilotage::plugin {
namespace {

constexpr std::array<std::string_view, 6> headings = {"list",        "local_code", "evaluation_code",
                                                      "equivalence", "status",     "note"};
constexpr std::array<std::string_view, 5> equivalences = {"exact", "broader", "narrower", "approximate", "unmapped"};
constexpr std::array<std::string_view, 3> statuses = {"agreed", "proposed", "assumed"};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Appends the text without outer white space, inner runs as one space, ASCII letters in lower case.
void fold_into(std::string& key, std::string_view text) {
    bool space = false, begun = false;
    for (const char c : text) {
        if (is_space(c)) {
            space = true;
            continue;
        }
        if (space && begun) key += ' ';
        space = false, begun = true;
        key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
}

void key_into(std::string& key, std::string_view list, std::string_view code) {
    key.assign(list);
    key += '\x1f';
    fold_into(key, code);
}

using CodeLists = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;

CodeLists code_lists(const validate::Schema& evaluation) {
    CodeLists lists;
    for (const auto& type : evaluation.types())
        for (const auto& field : type.fields)
            if (!field.code_list.empty())
                for (const auto& entry : field.enumeration) lists[field.code_list].insert(entry.value);
    return lists;
}

template <std::size_t N>
std::string one_of(const std::array<std::string_view, N>& words) {
    std::string text;
    for (std::size_t i = 0; i < N; ++i) text += (i == 0 ? "" : i + 1 == N ? " or " : ", ") + std::string(words[i]);
    return text;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What is wrong with a row, or nothing.
std::string fault_of(const CrosswalkRow& row, const CodeLists& lists) {
    const auto base = row.list.substr(0, row.list.find('.'));
    const auto list = lists.find(base);
    if (list == lists.end()) return "\"" + base + "\" is not a code list of the evaluation schema";
    if (row.local_code.empty()) return "the local code is empty";
    if (!among(equivalences, row.equivalence))
        return "\"" + row.equivalence + "\" is not an equivalence (" + one_of(equivalences) + ")";
    if (!among(statuses, row.status)) return "\"" + row.status + "\" is not a status (" + one_of(statuses) + ")";
    if (row.equivalence == "unmapped")
        return row.evaluation_code.empty()
                   ? ""
                   : "an unmapped code has no evaluation code, and \"" + row.evaluation_code + "\" is given";
    if (!list->second.contains(row.evaluation_code))
        return "\"" + row.evaluation_code + "\" is not in the code list " + base;
    return "";
}

class Faults {
public:
    explicit Faults(const std::filesystem::path& file) : file_(file.filename().string()) {}
    void add(std::uint64_t line, const std::string& text) {
        if (count_++ == 0) first_ = file_ + ":" + std::to_string(line) + ": " + text;
    }
    void raise() const {
        if (count_ == 0) return;
        const auto more = count_ == 1 ? "" : " (and " + std::to_string(count_ - 1) + " more)";
        throw EnvironmentError("The crosswalk cannot be used: " + first_ + more + ".",
                               "Correct the row in the crosswalk beside the plugin.");
    }

private:
    std::string file_, first_;
    std::size_t count_ = 0;
};

std::string cell(const importers::Row& row, std::size_t index) {
    return index < row.cells().size() ? std::string(row.cells()[index].value) : std::string();
}

bool right_headings(const importers::Row& row) {
    for (std::size_t i = 0; i < headings.size(); ++i)
        if (cell(row, i) != headings[i]) return false;
    return row.cells().size() == headings.size();
}

} // namespace

Crosswalk Crosswalk::load(const std::filesystem::path& file, const validate::Schema& evaluation) {
    Crosswalk crosswalk;
    crosswalk.sha256_ = sha256_file(file);
    const auto lists = code_lists(evaluation);
    Faults faults(file);
    importers::Options options;
    options.delimiter = ',';
    options.encoding = "UTF-8";
    options.issues = [&](const importers::Issue& issue) {
        if (issue.severity == importers::Issue::Severity::error) faults.add(issue.line, issue.message);
    };
    try {
        const auto reader = importers::open(file.string(), options);
        importers::Row row;
        if (!reader->next(row) || !right_headings(row)) {
            faults.add(1, "the first line must read list,local_code,evaluation_code,equivalence,status,note");
            faults.raise();
        }
        std::string key;
        for (std::uint32_t number = 1; reader->next(row); ++number) {
            CrosswalkRow entry{number,       cell(row, 0), cell(row, 1), cell(row, 2),
                               cell(row, 3), cell(row, 4), cell(row, 5)};
            if (const auto fault = fault_of(entry, lists); !fault.empty()) faults.add(row.line, fault);
            key_into(key, entry.list, entry.local_code);
            if (!crosswalk.index_.emplace(key, number - 1).second)
                faults.add(row.line, "the local code stands a second time in the list " + entry.list);
            crosswalk.rows_.push_back(std::move(entry));
        }
    } catch (const importers::Malformed& e) {
        faults.add(e.issue.line, e.issue.message);
    }
    faults.raise();
    return crosswalk;
}

const CrosswalkRow* Crosswalk::find(std::string_view list, std::string_view local_code) const {
    thread_local std::string key;
    key_into(key, list, local_code);
    const auto found = index_.find(key);
    return found == index_.end() ? nullptr : &rows_[found->second];
}

} // namespace pilotage::plugin
