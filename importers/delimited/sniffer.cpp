#include "importers/delimited/sniffer.hpp"

#include "importers/delimited/headings.hpp"

#include <algorithm>
#include <map>

namespace pilotage::importers {
namespace {

constexpr std::size_t most_records = 1000;
constexpr char unit_separator = '\x1f', record_separator = '\x1e';
constexpr char usual_comment = '#';

struct Trial {
    Sniffed found;
    std::size_t faults = 0; ///< quotation marks that are none
    double score = 0;       ///< share of records with the usual number of cells; more cells count a little more

    bool mostly_spaced() const { return found.later_cells >= 3 && found.spaced_cells * 10 >= found.later_cells * 9; }
};

/// One reading of the text by one dialect.
class Attempt {
public:
    Attempt(char* begin, char* end, bool last, const Dialect& dialect, std::optional<char> comment)
        : at_(begin), end_(end), last_(last), scanner_(dialect, Limits{}), told_(comment.has_value()),
          comment_(comment.value_or(dialect.delimiter == usual_comment || dialect.quote == usual_comment ? '\0'
                                                                                                         : usual_comment)) {
        made_.found.dialect = dialect;
    }

    Trial run() {
        auto& found = made_.found;
        while (found.records < most_records) {
            if (at_ < end_ && comment_ != '\0' && *at_ == comment_) {
                if (!pass_comment()) break;
                continue;
            }
            const auto outcome = scanner_.scan(at_, end_, last_, cells_);
            if (outcome != RecordScanner::Outcome::blank) {
                if (outcome != RecordScanner::Outcome::record) break;
                count();
            }
            at_ += scanner_.next() - at_;
        }
        conclude();
        return std::move(made_);
    }

private:
    /// Over a line that may be a comment. False where its end is not at hand.
    bool pass_comment() {
        char* const stop = std::find_if(at_, end_, [](char c) { return c == '\r' || c == '\n'; });
        if (stop == end_ && !last_) return false;
        const char kept = *stop;
        scanner_.scan(at_, stop, true, cells_);
        *stop = kept;
        if (made_.found.records == 0) head_.push_back(cells_.size());
        at_ = stop;
        if (at_ < end_ && *at_++ == '\r' && at_ < end_ && *at_ == '\n') ++at_;
        return true;
    }

    void count() {
        auto& found = made_.found;
        if (found.records++ == 0) found.first_cells = cells_.size();
        ++counts_[cells_.size()];
        for (const auto& mark : scanner_.marks()) made_.faults += mark.kind != CellMark::Kind::doubled;
        const char quote = found.dialect.quote;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const auto text = cells_[i].value;
            const bool quoted = quote != '\0' && text.data() > at_ && text.data()[-1] == quote;
            found.quoted_cells += quoted;
            if (i == 0 || quoted || text.find_first_not_of(' ') == std::string_view::npos) continue;
            ++found.later_cells;
            found.spaced_cells += text.front() == ' ' || text.back() == ' ';
        }
        const char* const next = scanner_.next();
        if (next[-1] == '\r') ++found.cr;
        if (next[-1] == '\n') ++(next - at_ > 1 && next[-2] == '\r' ? found.crlf : found.lf);
    }

    void conclude() {
        auto& found = made_.found;
        if (found.records == 0) {
            for (const auto cells : head_) ++counts_[cells];
            found.records = head_.size();
        }
        if (counts_.empty()) return;
        const auto usual = std::max_element(counts_.begin(), counts_.end(), [](const auto& a, const auto& b) {
            return a.second < b.second; // the smaller number of cells where two are as frequent
        });
        found.usual_cells = usual->first;
        found.usual_records = usual->second;
        const auto other = [&](std::size_t cells) { return cells != found.usual_cells; };
        if (told_ || (made_.found.records != head_.size() && found.usual_cells > 1 &&
                      std::any_of(head_.begin(), head_.end(), other)))
            found.comment = comment_;
        const auto row = std::find_if_not(head_.begin(), head_.end(), other);
        if (!told_ && row != head_.end()) found.first_cells = *row;
        if (!told_ && found.comment == '\0' && !head_.empty()) found.first_cells = head_.front();
        if (found.usual_cells < 2) return;
        const double share = static_cast<double>(usual->second) / static_cast<double>(found.records);
        const double header = found.first_cells == usual->first ? 1.0 : 0.7;
        made_.score = share * header * (1.0 - 0.3 / static_cast<double>(usual->first));
    }

    char* at_;
    char* end_;
    bool last_;
    RecordScanner scanner_;
    bool told_;
    char comment_;
    std::vector<Cell> cells_;
    std::map<std::size_t, std::size_t> counts_;
    std::vector<std::size_t> head_; ///< cells of the lines before the first record that may be comments
    Trial made_;
};

/// Spreadsheet programs write and read "sep=;" as a first line. A sign that cannot stand between cells declares nothing.
std::size_t declared(std::string_view text, const Told& told, char& delimiter) {
    if (text.size() < 6 || text.compare(0, 4, "sep=") != 0 || (text[5] != '\r' && text[5] != '\n')) return 0;
    const char said = text[4];
    if (said == '\0' || said == '\r' || said == '\n' || said == told.quote.value_or('"') ||
        static_cast<unsigned char>(said) >= 0x80)
        return 0;
    delimiter = said;
    return text[5] == '\r' && text.size() > 6 && text[6] == '\n' ? 7 : 6;
}

class Trials {
public:
    Trials(char* begin, char* end, bool last, const Told& told) : begin_(begin), end_(end), last_(last), told_(told) {}

    Trial best(const std::vector<char>& delimiters) const {
        Trial best = best_with(delimiters, told_.quote.value_or('"'));
        if (told_.quote || best.found.quoted_cells > 0 || best.faults > 0) return best;
        Trial other = best_with(delimiters, '\'');
        const bool clean = other.found.quoted_cells > 1 && other.faults == 0;
        return clean && other.score >= best.score ? other : best;
    }

private:
    Trial best_with(const std::vector<char>& delimiters, char quote) const {
        std::optional<Trial> best;
        for (const char delimiter : delimiters) {
            if (delimiter == quote) continue;
            auto trial = one(delimiter, quote);
            if (!best || trial.score > best->score) best = std::move(trial);
        }
        return best ? std::move(*best) : one(delimiters.front(), quote);
    }

    /// Spaces around cells are no part of them where nearly all cells have them, or where quotation marks stand behind
    /// them.
    Trial one(char delimiter, char quote) const {
        auto trial = attempt(delimiter, quote, told_.spaces_around.value_or(false));
        if (told_.spaces_around || trial.found.spaced_cells == 0) return trial;
        auto spaced = attempt(delimiter, quote, true);
        const bool unquotes = spaced.found.quoted_cells > trial.found.quoted_cells && spaced.faults < trial.faults;
        if (!unquotes && !trial.mostly_spaced()) return trial;
        return spaced;
    }

    Trial attempt(char delimiter, char quote, bool spaces_around) const {
        const Dialect dialect{delimiter, quote, delimiter == unit_separator ? record_separator : '\0', spaces_around};
        return Attempt(begin_, end_, last_, dialect, told_.comment).run();
    }

    char* begin_;
    char* end_;
    bool last_;
    const Told& told_;
};

/// The first record of the table.
std::string headings_of(char* at, char* end, bool last, const Sniffed& found) {
    RecordScanner scanner(found.dialect, Limits{});
    std::vector<Cell> cells;
    std::size_t record = 0;
    while (record < most_records) {
        const auto outcome = scanner.scan(at, end, last, cells);
        if (outcome != RecordScanner::Outcome::record && outcome != RecordScanner::Outcome::blank) break;
        const bool comment = found.comment != '\0' && *at == found.comment && cells.size() != found.usual_cells;
        if (outcome == RecordScanner::Outcome::record && !comment) {
            ++record;
            if (cells.size() == found.usual_cells) return judge_headings(cells, record);
        }
        at += scanner.next() - at;
    }
    return {};
}

} // namespace

Sniffed sniff(char* begin, char* end, bool last, const Told& told) {
    char delimiter = '\0';
    const std::size_t declaration = declared({begin, static_cast<std::size_t>(end - begin)}, told, delimiter);
    if (told.delimiter != '\0') delimiter = told.delimiter;
    char* const from = delimiter == '\0' ? begin : begin + declaration;
    const Trials trials(from, end, last, told);
    auto found = delimiter == '\0' ? trials.best({',', '\t', ';', '|', unit_separator}).found : trials.best({delimiter}).found;
    found.declaration = declaration;
    found.delimiter_declared = told.delimiter == '\0' && declaration > 0;
    found.headings = headings_of(from, end, last, found);
    return found;
}

std::string delimiter_name(char delimiter) {
    switch (delimiter) {
    case ',': return "comma";
    case ';': return "semicolon";
    case '\t': return "tab";
    case '|': return "pipe";
    case ' ': return "space";
    case unit_separator: return "unit separator";
    default: return delimiter > ' ' && delimiter < '\x7f' ? "\"" + std::string(1, delimiter) + "\"" : "another sign";
    }
}

std::vector<std::string> reasons_of(const Sniffed& found, const Told& told) {
    std::vector<std::string> all;
    const std::string name = delimiter_name(found.dialect.delimiter);
    const std::string cells = std::to_string(found.usual_cells) + (found.usual_cells == 1 ? " cell" : " cells");
    const std::string rows = std::to_string(found.usual_records) + " of the first " + std::to_string(found.records) + " rows";
    if (told.delimiter != '\0')
        all.push_back("Delimiter " + name + ": it was given.");
    else if (found.delimiter_declared)
        all.push_back("Delimiter " + name + ": the file's first line says so.");
    else if (found.usual_cells < 2)
        all.push_back("No delimiter: none of the usual ones divides the rows into columns.");
    else
        all.push_back("Delimiter " + name + ": with it, " + rows + " have " + cells + ".");
    if (told.quote)
        all.push_back(*told.quote == '\0' ? "No quotation marks: so it was given." : "Quotation mark " + std::string(1, *told.quote) + ": it was given.");
    else if (found.quoted_cells > 0)
        all.push_back("Quotation mark " + std::string(1, found.dialect.quote) + ": cells of those rows stand in it (" +
                      std::to_string(found.quoted_cells) + ").");
    if (found.comment != '\0')
        all.push_back("Comments begin with " + std::string(1, found.comment) +
                      (told.comment ? ": it was given." : ": such lines stand above the table, and are not divided as its rows are."));
    if (found.dialect.spaces_around)
        all.push_back(told.spaces_around ? "Spaces around cells are no part of them: so it was given."
                                         : "Spaces around cells are no part of them: they stand at most delimiters, or before quotation marks.");
    if (!found.headings.empty()) all.push_back(found.headings);
    return all;
}

} // namespace pilotage::importers
