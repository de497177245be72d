#include "importers/spreadsheet/format_section.hpp"

namespace pilotage::importers::spreadsheet {
namespace {

struct BuiltIn {
    unsigned id;
    std::string_view code;
};

constexpr BuiltIn formats[] = {
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {5, "£#,##0;-£#,##0"},
    {6, "£#,##0;[Red]-£#,##0"},
    {7, "£#,##0.00;-£#,##0.00"},
    {8, "£#,##0.00;[Red]-£#,##0.00"},
    {9, "0%"},
    {10, "0.00%"},
    {11, "0.00E+00"},
    {12, "# ?/?"},
    {13, "# ?\?/?\?"},
    {14, "dd/mm/yyyy"},
    {15, "dd-mmm-yy"},
    {16, "dd-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "hh:mm"},
    {21, "hh:mm:ss"},
    {22, "dd/mm/yyyy hh:mm"},
    {37, "#,##0;-#,##0"},
    {38, "#,##0;[Red]-#,##0"},
    {39, "#,##0.00;-#,##0.00"},
    {40, "#,##0.00;[Red]-#,##0.00"},
    {41, "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-"},
    {42, "_-£* #,##0_-;-£* #,##0_-;_-£* \"-\"_-;_-@_-"},
    {43, "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"?\?_-;_-@_-"},
    {44, "_-£* #,##0.00_-;-£* #,##0.00_-;_-£* \"-\"?\?_-;_-@_-"},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {48, "##0.0E+0"},
    {49, "@"},
};

// Numbers that only East Asian and Thai programs use; others fall back to the nearest of their own.
unsigned nearest(unsigned id) {
    constexpr unsigned date = 14;
    constexpr unsigned time = 21;
    if ((id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58) || id == 71 || id == 72) return date;
    if ((id >= 32 && id <= 35) || id == 77) return time;
    if (id >= 59 && id <= 68) return id - 58;
    if (id == 69 || id == 70) return id - 57;
    if (id >= 73 && id <= 75) return id - 58;
    if (id == 76 || id == 78) return id - 56;
    if (id >= 79 && id <= 81) return id - 34;
    return id;
}

} // namespace

std::string_view built_in_code(unsigned id) {
    id = nearest(id);
    for (const auto& format : formats)
        if (format.id == id) return format.code;
    return {};
}

} // namespace pilotage::importers::spreadsheet
