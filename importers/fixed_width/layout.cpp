#include "importers/fixed_width/layout.hpp"

#include "importers/delimited/delimited.hpp"
#include "importers/memory_file.hpp"

#include <algorithm>
#include <charconv>
#include <memory>

namespace pilotage::importers {
namespace {

constexpr std::size_t columns = 7;
enum Column : std::size_t {
    line_column,
    table_column,
    pattern_column,
    field_column,
    start_column,
    width_column,
    kind_column
};

/// Belongs to no table.
bool stands_alone(Layout::LineKind kind) {
    return kind == Layout::LineKind::skip || kind == Layout::LineKind::heading || kind == Layout::LineKind::page;
}

constexpr std::pair<std::string_view, Layout::LineKind> line_kinds[] = {
    {"skip", Layout::LineKind::skip},     {"heading", Layout::LineKind::heading},
    {"record", Layout::LineKind::record}, {"continuation", Layout::LineKind::continuation},
    {"total", Layout::LineKind::total},   {"subtotal", Layout::LineKind::subtotal},
    {"page", Layout::LineKind::page},
};

class LayoutParser {
public:
    explicit LayoutParser(std::shared_ptr<const File> file) {
        Options options;
        options.delimiter = ',';
        options.encoding = "UTF-8";
        try {
            const auto reader = open_delimited(std::move(file), options);
            Row row;
            while (reader->next(row)) take(row);
        } catch (const Malformed& e) {
            throw LayoutError(std::string("The layout cannot be read: ") + e.what());
        }
        if (!headed_) fail("it has no line of headings");
        finish();
    }
    Layout layout;

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw LayoutError("The layout is wrong: " + what +
                          (line_ == 0 ? "." : " (line " + std::to_string(line_) + ")."));
    }

    void take(const Row& row) {
        const auto& cells = row.cells();
        line_ = row.line;
        if (!cells.empty() && cells[0].value.substr(0, 1) == "#") return;
        if (cells.size() != columns) fail("each line has seven cells, line,table,pattern,field,start,width,kind");
        if (!headed_) {
            if (cells[line_column].value != "line" || cells[kind_column].value != "kind")
                fail("the first line must be line,table,pattern,field,start,width,kind");
            headed_ = true;
            return;
        }
        if (!cells[line_column].value.empty()) begin_line(row);
        if (!cells[field_column].value.empty()) add_field(row);
    }

    void begin_line(const Row& row) {
        const auto word = row.cells()[line_column].value;
        const auto* kind = std::find_if(std::begin(line_kinds), std::end(line_kinds),
                                        [&](const auto& known) { return known.first == word; });
        if (kind == std::end(line_kinds)) fail("\"" + std::string(word) + "\" is no kind of line");
        Layout::Line line;
        line.kind = kind->second;
        const auto pattern = row.cells()[pattern_column].value;
        line.pattern = LinePattern(pattern.empty() ? "*" : pattern);
        if (!stands_alone(line.kind))
            line.table = table(row.cells()[table_column].value, line.kind == Layout::LineKind::record);
        layout.lines.push_back(std::move(line));
    }

    std::uint32_t table(std::string_view name, bool is_record) {
        const auto found = std::find(layout.tables.begin(), layout.tables.end(), name);
        const auto id = static_cast<std::uint32_t>(found - layout.tables.begin());
        if (is_record == (found != layout.tables.end()))
            fail(is_record ? "a table has one kind of record line"
                           : "the record line of a table must stand before its other lines");
        if (is_record) {
            layout.tables.emplace_back(name);
            layout.records.push_back(static_cast<std::uint32_t>(layout.lines.size()));
        }
        return id;
    }

    std::uint32_t number(std::string_view text) const {
        std::uint32_t value = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (fault != std::errc() || end != text.data() + text.size() || value == 0 || value > 100'000)
            fail("start and width are numbers from 1 to 100000");
        return value;
    }

    void add_field(const Row& row) {
        const auto& cells = row.cells();
        if (layout.lines.empty()) fail("a field stands before any line");
        Layout::Line& line = layout.lines.back();
        if (line.kind == Layout::LineKind::skip || line.kind == Layout::LineKind::heading)
            fail("only records, continuations, totals and pages have fields");
        Layout::Field field;
        field.name = cells[field_column].value;
        field.start = number(cells[start_column].value) - 1;
        field.width = number(cells[width_column].value);
        const auto kind = cells[kind_column].value;
        if (kind != "text" && kind != "number" && kind != "passed")
            fail("the kind of a field is text, number or passed");
        field.kind = kind == "number"   ? Layout::FieldKind::number
                     : kind == "passed" ? Layout::FieldKind::passed
                                        : Layout::FieldKind::text;
        if (!line.fields.empty() && line.fields.back().start + line.fields.back().width > field.start)
            fail("the fields of a line stand in the order of their columns and do not overlap");
        if (line.kind != Layout::LineKind::record && field.kind != Layout::FieldKind::passed)
            field.of = target(line, field.name);
        line.fields.push_back(std::move(field));
    }

    /// The field of the record that a field of another line is about.
    std::uint32_t target(const Layout::Line& line, std::string_view name) const {
        if (line.kind == Layout::LineKind::page) {
            if (name != "page" && name != "pages") fail("the fields of a page are \"page\" and \"pages\"");
            return name == "page" ? Layout::Field::page : Layout::Field::pages;
        }
        const bool total = line.kind == Layout::LineKind::total || line.kind == Layout::LineKind::subtotal;
        if (total && name == "count") return Layout::Field::count;
        if (total && name.substr(0, 4) != "sum:") fail("the fields of a total are \"count\" or \"sum:\" and a field");
        if (total) name.remove_prefix(4);
        const auto& fields = layout.fields_of(line.table);
        const auto found =
            std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
        if (found == fields.end()) fail("the records have no field \"" + std::string(name) + "\"");
        if (total && found->kind != Layout::FieldKind::number) fail("only number fields can be summed");
        return static_cast<std::uint32_t>(found - fields.begin());
    }

    void finish() {
        line_ = 0;
        if (layout.records.empty()) fail("it has no record line");
        for (const auto& line : layout.lines)
            if (line.fields.empty() && line.kind != Layout::LineKind::skip && line.kind != Layout::LineKind::heading)
                fail("a line without fields can only be a skip or a heading");
    }

    std::uint64_t line_ = 0;
    bool headed_ = false;
};

} // namespace

Layout Layout::load(const std::string& path) {
    return LayoutParser(std::make_shared<DiskFile>(path)).layout;
}
Layout Layout::parse(std::string_view csv) {
    return LayoutParser(std::make_shared<MemoryFile>(std::string(csv))).layout;
}

} // namespace pilotage::importers
