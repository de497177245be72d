#include "core/release/accessibility/workbook_rules.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <regex>
#include <set>
#include <tuple>

namespace pilotage::release::accessibility {
namespace {

constexpr double least_size = 12;
constexpr double narrowest_letter = 0.5; ///< figures; a text may be a little wider than it looks here

bool is_number(std::string text) {
    std::erase(text, ',');
    if (text.ends_with('%')) text.pop_back();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

double width_of(std::string_view text) {
    return static_cast<double>(count_characters(text)) * narrowest_letter;
}

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert(at->str());
    return found;
}

const std::regex marks(R"(\[(note|source) [0-9]+\])");
const std::regex signs(R"(\[[a-z]\])");
const std::regex only_signs(R"(\[[a-z]\]( \[[a-z]\])*)");

class Checker {
public:
    explicit Checker(const WrittenWorkbook& book) : book_(book) {}

    std::vector<WorkbookFault> run() {
        check_properties();
        check_names();
        find_sheets();
        check_contents();
        check_marks();
        for (const auto& sheet : book_.sheets) check(sheet);
        return std::move(faults_);
    }

private:
    /// The same of many cells of a sheet is one fault, at the first of them.
    void fault(const char* rule, const std::string& place, const std::string& message) {
        const auto sheet = place.substr(0, place.find('!'));
        const auto [known, is_new] = known_.try_emplace({rule, sheet, message}, faults_.size());
        if (is_new)
            faults_.push_back({rule, place, message, 1});
        else
            ++faults_[known->second].times;
    }
    static std::string at(const WrittenSheet& sheet, const Position& position) {
        return sheet.name + "!" + name_of(position);
    }

    void check_properties() {
        for (const auto& [name, value] : {std::pair("title", &book_.title), std::pair("subject", &book_.subject),
                                          std::pair("creator", &book_.creator), std::pair("language", &book_.language)})
            if (value->empty())
                fault("properties", "",
                      "The document has no " + std::string(name) + ". Give it one in its properties.");
        if (book_.macros) fault("macros", "", "The workbook has macros. Save it as a workbook without them.");
        if (book_.first_shown != 0)
            fault("opens_at", "", "The workbook does not open at its first sheet. Go there before you save it.");
    }

    void check_names() {
        static const std::regex unnamed("(sheet|table|tabelle)[0-9]*");
        std::set<std::string> names, tables;
        for (const auto& sheet : book_.sheets) {
            const auto name = lower_case(sheet.name);
            if (!names.insert(name).second)
                fault("tab_name", sheet.name, "Two sheets have this name. Give each its own.");
            if (std::regex_match(name, unnamed))
                fault("tab_name", sheet.name, "The sheet has no name of its own. Name it after what it holds.");
            for (const auto& table : sheet.tables)
                if (!tables.insert(lower_case(table.name)).second)
                    fault("tab_name", sheet.name, "Two tables have the name \"" + table.name + "\".");
        }
    }

    const WrittenSheet* only(const char* rule, std::string_view word, bool needed) {
        const WrittenSheet* found = nullptr;
        for (const auto& sheet : book_.sheets) {
            if (lower_case(sheet.name).find(word) == std::string::npos) continue;
            if (found != nullptr)
                fault(rule, sheet.name, "There is a sheet of this kind already. Make one of the two.");
            else
                found = &sheet;
        }
        if (found == nullptr && needed)
            fault(rule, "", "There is no sheet whose name has \"" + std::string(word) + "\" in it. Add one.");
        return found;
    }

    void find_sheets() {
        cover_ = only("cover", "cover", true);
        contents_ = only("contents", "contents", true);
        notes_ = only("notes", "notes", false);
        if (cover_ != nullptr && cover_ != &book_.sheets.front())
            fault("cover", cover_->name, "The cover is not the first sheet. Move it there.");
    }

    void check_contents() {
        std::set<std::string> names, linked;
        for (const auto& sheet : book_.sheets) names.insert(sheet.name);
        for (const auto& sheet : book_.sheets)
            for (const auto& [position, cell] : sheet.cells) {
                if (cell.leads_to.empty()) continue;
                if (&sheet == contents_) linked.insert(cell.leads_to);
                const bool outside =
                    cell.leads_to.find("://") != std::string::npos || cell.leads_to.starts_with("mailto:");
                if (!outside && !names.contains(cell.leads_to))
                    fault("link", at(sheet, position), "The link leads to no sheet of the workbook.");
                const auto text = lower_case(cell.text);
                if (text.empty() || text.find("://") != std::string::npos || text == "here" || text == "click here" ||
                    text == "link" || text == "more")
                    fault("link_text", at(sheet, position), "The text of the link does not say where it leads.");
            }
        if (contents_ == nullptr) return;
        for (const auto& sheet : book_.sheets)
            if (&sheet != contents_ && &sheet != cover_ && !linked.contains(sheet.name))
                fault("contents", sheet.name, "The list of contents has no link to this sheet.");
    }

    /// Notes and sources: what the sheets refer to is listed, and what is listed is referred to. Signs are explained.
    void check_marks() {
        std::set<std::string> listed, referred;
        if (notes_ != nullptr)
            for (const auto& [position, cell] : notes_->cells) {
                if (position.column != 0 || !std::regex_match(cell.text, marks)) continue;
                if (!listed.insert(cell.text).second)
                    fault("notes", at(*notes_, position), "The mark " + cell.text + " is listed twice.");
                if (!notes_->cells.contains({position.row, 1}))
                    fault("notes", at(*notes_, position), "The mark " + cell.text + " has no text beside it.");
            }
        for (const auto& sheet : book_.sheets) {
            std::set<std::string> here, unknown;
            for (const auto& [position, cell] : sheet.cells) {
                if (&sheet != notes_) here.merge(matches(cell.text, marks));
                if (std::regex_match(cell.text, only_signs))
                    for (const auto& sign : matches(cell.text, signs))
                        if (!explained(sign) && unknown.insert(sign).second)
                            fault("signs", at(sheet, position),
                                  "The sign " + sign + " is explained neither on the cover nor on the notes.");
            }
            for (const auto& mark : here)
                if (!listed.contains(mark))
                    fault("notes", sheet.name, "The sheet refers to " + mark + ", which is not on the sheet of notes.");
            referred.merge(here);
        }
        for (const auto& mark : listed)
            if (!referred.contains(mark)) fault("notes", notes_->name, "No sheet refers to " + mark + ".");
    }

    /// "[c] means: confidential", or the meaning in the next cell.
    bool explained(const std::string& sign) const {
        for (const auto* sheet : {cover_, notes_}) {
            if (sheet == nullptr) continue;
            for (const auto& [position, cell] : sheet->cells)
                if (cell.text.starts_with(sign) &&
                    (cell.text != sign || sheet->cells.contains({position.row, position.column + 1})))
                    return true;
        }
        return false;
    }

    void check(const WrittenSheet& sheet) {
        if (sheet.hidden || sheet.hidden_lines)
            fault("hidden", sheet.name, "The sheet, or a row or column of it, is hidden. Show it or take it out.");
        if (sheet.frozen) fault("frozen", sheet.name, "Rows or columns are frozen. Unfreeze them.");
        if (sheet.filtered) fault("filter", sheet.name, "The sheet has a filter. Take it off.");
        if (sheet.objects)
            fault("objects", sheet.name, "The sheet has a picture, a chart or a comment. Put what it says into cells.");
        for (const auto& area : sheet.merged) fault("merged", at(sheet, area.first), "Cells are merged. Split them.");
        if (!sheet.cells.contains({0, 0}))
            fault("title", sheet.name, "Nothing stands in A1. Put the title of the sheet there.");
        for (const auto& [position, cell] : sheet.cells) check(sheet, position, cell);
        check_table(sheet);
    }

    void check(const WrittenSheet& sheet, const Position& position, const WrittenCell& cell) {
        const auto place = at(sheet, position);
        if (cell.formula) fault("formula", place, "The cell has a formula. Put its value there.");
        if (cell.filled) fault("fill", place, "The cell is coloured. Say in words what the colour says.");
        if (cell.text.empty()) return;
        if (cell.size < least_size) fault("text_size", place, "The letters are smaller than 12 points.");
        if (!cell.number && !is_number(cell.text) &&
            std::string_view("=+-@\t\r").find(cell.text[0]) != std::string::npos)
            fault("harmless", place,
                  "The text begins like a formula. Set an apostrophe before it, or say it in other words.");
    }

    void check_table(const WrittenSheet& sheet) {
        if (&sheet == cover_) {
            for (const auto& [position, cell] : sheet.cells) {
                if (position.column > 0)
                    fault("cover", at(sheet, position), "The cover has text beside its first column.");
                check_width(sheet, position, cell);
            }
            check_gaps(sheet, sheet.cells.empty() ? 0 : sheet.cells.rbegin()->first.row + 1);
            return;
        }
        if (sheet.tables.size() != 1)
            return fault("one_table", sheet.name,
                         sheet.tables.empty() ? "The sheet has no real table. Mark its cells as one."
                                              : "The sheet has several tables. Give each a sheet of its own.");
        const auto& table = sheet.tables.front();
        const auto& [first, last] = table.area;
        if (table.filter) fault("filter", sheet.name, "The table has a filter. Take it off.");
        if (table.banded)
            fault("fill", sheet.name, "The style of the table colours its rows. Choose one that does not.");
        if (first.column != 0 || first.row == 0)
            fault("table_place", at(sheet, first), "The table does not begin in column A, under a title.");
        check_gaps(sheet, first.row);
        check_header(sheet, table);
        std::set<std::uint32_t> with_numbers;
        for (const auto& [position, cell] : sheet.cells)
            if (cell.number && table.area.has(position)) with_numbers.insert(position.column);
        for (const auto& [position, cell] : sheet.cells) {
            if (position.row < first.row && position.column > 0)
                fault("table_place", at(sheet, position), "Text above the table stands beside the first column.");
            if (position.row >= first.row && !table.area.has(position))
                fault("table_place", at(sheet, position), "Something stands under or beside the table.");
            if (!table.area.has(position)) continue;
            check_width(sheet, position, cell);
            if (position.row == first.row) continue;
            if (!cell.number && is_number(cell.text) && with_numbers.contains(position.column))
                fault("number_as_text", at(sheet, position), "A number stands there as text.");
        }
        for (const auto column : with_numbers)
            for (auto row = first.row + 1; row <= last.row; ++row)
                if (!sheet.cells.contains({row, column}))
                    fault("blank_number", at(sheet, {row, column}),
                          "A cell of a column of numbers is blank. Say by a sign why there is none.");
    }

    /// Every row down to `end` has text in its first column.
    void check_gaps(const WrittenSheet& sheet, std::uint32_t end) {
        for (std::uint32_t row = 1; row < end; ++row)
            if (!sheet.cells.contains({row, 0}))
                fault("gap", at(sheet, {row, 0}), "A row before the end of the sheet is blank. Take it out.");
    }

    void check_header(const WrittenSheet& sheet, const WrittenTable& table) {
        if (!table.header) return fault("header", sheet.name, "The table has no row of headings.");
        std::set<std::string> headings;
        const auto& [first, last] = table.area;
        for (auto column = first.column; column <= last.column; ++column) {
            const Position position{first.row, column};
            const auto cell = sheet.cells.find(position);
            if (cell == sheet.cells.end() || cell->second.text.empty())
                fault("header", at(sheet, position), "The heading is blank.");
            else if (!headings.insert(lower_case(cell->second.text)).second)
                fault("header", at(sheet, position), "Another column has the same heading.");
        }
        if (first.row == last.row) fault("one_table", sheet.name, "The table has no rows.");
    }

    void check_width(const WrittenSheet& sheet, const Position& position, const WrittenCell& cell) {
        if (cell.number || position.column >= sheet.widths.size()) return;
        const auto width = sheet.widths[position.column];
        if (!cell.wraps && width_of(cell.text) > width)
            fault("wrap", at(sheet, position), "The text is wider than its column and is not wrapped.");
        for (std::size_t from = 0; from < cell.text.size();) {
            const auto end = std::min(cell.text.find_first_of(" \n", from), cell.text.size());
            if (width_of(std::string_view(cell.text).substr(from, end - from)) > width)
                fault("width", at(sheet, position), "A word is wider than its column. Make the column wider.");
            from = end + 1;
        }
    }

    const WrittenWorkbook& book_;
    const WrittenSheet *cover_ = nullptr, *contents_ = nullptr, *notes_ = nullptr;
    std::vector<WorkbookFault> faults_;
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known_; ///< places in faults_
};

} // namespace

std::vector<WorkbookFault> check_workbook(const WrittenWorkbook& book) {
    return Checker(book).run();
}

} // namespace pilotage::release::accessibility
