#include "core/release/report/page.hpp"

namespace pilotage::release::report {

void Page::open_table(std::string_view caption, std::string_view kind) {
    const auto id = "table-" + std::to_string(++tables);
    out.open("div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-labelledby", id}});
    out.open("table", {{"class", kind}}).open("caption", {{"id", id}});
    out.element("span", caption).close();
}

void Page::close_table() {
    out.close().close().close(); // tbody, table, div
}

void Page::header_row(const std::vector<Column>& columns) {
    out.open("thead").open("tr");
    for (const auto& [name, numbers] : columns)
        out.element("th", name, {{"scope", "col"}, {"class", numbers ? "n" : ""}});
    out.close().close().open("tbody");
}

void Page::row_header(std::string_view text, std::string_view id) {
    out.element("th", text, {{"scope", "row"}, {"id", id}});
}

void Page::number_cell(std::string_view text) {
    out.element("td", text, {{"class", "n"}});
}

void Page::text_cell(std::string_view text) {
    out.element("td", text);
}

void Page::brief_cell(std::string_view text) {
    out.element("td", text, {{"class", "brief"}});
}

} // namespace pilotage::release::report
