// The notes and sources of a workbook: each has one number, and is listed because a table refers to it.
#pragma once

#include "core/release/workbook/workbook.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release::workbook {

class Notes {
public:
    /// "[note 3]": of the note with this text, which the table with this number refers to. Tables come in their order.
    std::string note(std::string_view text, std::size_t table) { return mark("note", notes_, text, table); }
    /// "[source 1]"
    std::string source(std::string_view text, std::size_t table) { return mark("source", sources_, text, table); }

    bool empty() const { return notes_.empty() && sources_.empty(); }
    /// Their sheet: mark, text, and the tables that refer to it.
    Sheet sheet() const;
    static constexpr const char* name = "Notes";

private:
    struct Entry {
        std::string text;
        std::vector<std::size_t> tables;
    };
    static std::string mark(std::string_view kind, std::vector<Entry>& entries, std::string_view text,
                            std::size_t table);

    std::vector<Entry> notes_, sources_;
};

} // namespace pilotage::release::workbook
