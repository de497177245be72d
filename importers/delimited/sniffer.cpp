#include "importers/delimited/sniffer.hpp"

#include <algorithm>
#include <map>

namespace pilotage::importers {
namespace {

constexpr std::size_t most_records = 1000;
constexpr char unit_separator = '\x1f', record_separator = '\x1e';

Dialect dialect_of(char delimiter, char quote) {
    return {delimiter, quote, delimiter == unit_separator ? record_separator : '\0'};
}

struct Trial {
    Sniffed found;
    double score = 0; ///< share of records with the usual number of cells; more cells count a little more
};

Trial attempt(const char* begin, char* end, bool last, const Dialect& dialect) {
    Trial trial;
    auto& found = trial.found;
    found.dialect = dialect;
    RecordScanner scanner(dialect, Limits{});
    std::vector<Cell> cells;
    std::map<std::size_t, std::size_t> counts;
    std::size_t records = 0;
    for (const char* at = begin; records < most_records; at = scanner.next()) {
        const auto outcome = scanner.scan(at, end, last, cells);
        if (outcome == RecordScanner::Outcome::blank) continue;
        if (outcome != RecordScanner::Outcome::record) break;
        if (records++ == 0) found.first_cells = cells.size();
        ++counts[cells.size()];
        const char* const next = scanner.next();
        if (next[-1] == '\r') ++found.cr;
        if (next[-1] == '\n') ++(next - at > 1 && next[-2] == '\r' ? found.crlf : found.lf);
    }
    if (records == 0) return trial;
    const auto usual = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
        return a.second < b.second; // the smaller number of cells where two are as frequent
    });
    found.usual_cells = usual->first;
    if (usual->first < 2) return trial;
    const double share = static_cast<double>(usual->second) / static_cast<double>(records);
    const double header = found.first_cells == usual->first ? 1.0 : 0.7;
    trial.score = share * header * (1.0 - 0.3 / static_cast<double>(usual->first));
    return trial;
}

/// Spreadsheet programs write and read "sep=;" as a first line. A sign that cannot stand between cells declares nothing.
std::size_t declared(std::string_view text, char quote, char& delimiter) {
    if (text.size() < 6 || text.compare(0, 4, "sep=") != 0 || (text[5] != '\r' && text[5] != '\n')) return 0;
    const char said = text[4];
    if (said == '\0' || said == '\r' || said == '\n' || said == quote || static_cast<unsigned char>(said) >= 0x80)
        return 0;
    delimiter = said;
    return text[5] == '\r' && text.size() > 6 && text[6] == '\n' ? 7 : 6;
}

} // namespace

Sniffed sniff(const char* begin, char* end, bool last, char delimiter, char quote) {
    char said = '\0';
    const std::size_t declaration = declared({begin, static_cast<std::size_t>(end - begin)}, quote, said);
    if (delimiter == '\0') delimiter = said;
    Trial best;
    if (delimiter != '\0') {
        best = attempt(begin + declaration, end, last, dialect_of(delimiter, quote));
    } else {
        for (const char candidate : {',', '\t', ';', '|', unit_separator}) {
            auto trial = attempt(begin, end, last, dialect_of(candidate, quote));
            if (candidate == ',' || trial.score > best.score) best = std::move(trial);
        }
    }
    best.found.declaration = declaration;
    return best.found;
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

} // namespace pilotage::importers
