// The report as it is being written.
#pragma once

#include "core/release/release_model.hpp"
#include "core/release/report/markup.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release::report {

struct Page {
    const Release& release;
    Markup out = {};
    int charts = 0; ///< so far; numbers their titles
    int tables = 0; ///< so far; numbers their captions

    /// Opens a table within a region that scrolls by itself where the screen is narrow. `kind` is a class of its own.
    void open_table(std::string_view caption, std::string_view kind = {});
    void close_table();
    struct Column {
        std::string name;
        bool numbers = false; ///< set to the right, as its cells are
    };
    void header_row(const std::vector<Column>& columns); ///< thead; opens tbody
    void row_header(std::string_view text, std::string_view id = {});
    void number_cell(std::string_view text);
    void text_cell(std::string_view text);
    void brief_cell(std::string_view text); ///< on one line
};

} // namespace pilotage::release::report
