#include "examples/generate/case_list.hpp"

#include <stdexcept>

namespace pilotage::generate {

const char* const pdf_bytes = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";

void CaseList::good(std::string name, std::string what, Edit edit, Spoil spoil) {
    taken("good", std::move(name), std::move(what), {}, Change{}, std::move(edit), std::move(spoil));
}

void CaseList::taken(std::string kind, std::string name, std::string what, std::vector<Promise> promises,
                     std::optional<Change> change, Edit edit, Spoil spoil) {
    made_.push_back({std::move(kind), std::move(name), std::move(what),
                     change && change->rejected > 0 ? "accepted in part" : "accepted", std::move(promises), change,
                     std::move(edit), std::move(spoil)});
}

void CaseList::taken(std::string kind, std::string name, std::string what, std::vector<Promise> promises,
                     std::optional<Change> change, Spoil spoil) {
    taken(std::move(kind), std::move(name), std::move(what), std::move(promises), change, nullptr, std::move(spoil));
}

void CaseList::refused(std::string name, std::string what, std::vector<Promise> promises, Edit edit) {
    made_.push_back({"fails", std::move(name), std::move(what), "rejected", std::move(promises), std::nullopt,
                     std::move(edit), nullptr});
}

void CaseList::refused(std::string name, std::string what, std::vector<Promise> promises, Spoil spoil) {
    refused(std::move(name), std::move(what), std::move(promises), Edit());
    last().spoil = std::move(spoil);
}

void CaseList::changed(std::string kind, std::string name, std::string what, Spot spot, Cell value, Promise promise,
                       Change change) {
    taken(std::move(kind), std::move(name), std::move(what), {std::move(promise)}, change,
          [spot, value = std::move(value)](Tables& tables) { tables[spot.table].rows[spot.row][spot.column] = value; });
}

std::size_t column_of(const Table& table, std::size_t headings, const std::string& heading) {
    const auto& row = table.rows[headings];
    for (std::size_t i = 0; i < row.size(); ++i)
        if (row[i].text == heading) return i;
    throw std::logic_error(table.name + " has no column " + heading);
}

void replace(std::string& bytes, std::string_view from, std::string_view to) {
    const auto at = bytes.find(from);
    if (at == std::string::npos) throw std::logic_error("the file has no " + std::string(from));
    bytes.replace(at, from.size(), to);
}

} // namespace pilotage::generate
