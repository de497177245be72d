#include "core/release/workbook/xlsx_writer.hpp"

#include "core/error.hpp"
#include "core/release/workbook/zip_package.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pilotage::release::workbook {
namespace {

[[noreturn]] void fail(const std::string& why) {
    throw EnvironmentError("The workbook of the release cannot be written: " + why + ".",
                           "Check that there is room in memory and in the folder for temporary files.");
}

void check(lxw_error error) {
    if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
}

/// The library writes to a path only: a file that has no name and no place on a disk.
class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {
        if (descriptor_ < 0) fail("there is no memory for it");
    }
    ~MemoryFile() { ::close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    std::string bytes() const {
        struct stat about {};
        if (::fstat(descriptor_, &about) != 0) fail("it cannot be read back");
        std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto n = ::pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
            if (n <= 0) fail("it cannot be read back");
            done += static_cast<std::size_t>(n);
        }
        return bytes;
    }

private:
    int descriptor_;
};

/// Of a row, in points. The library gives every row one height, which Excel then keeps.
double height_of(Line::Kind kind, std::size_t lines) {
    const auto size = kind == Line::Kind::title ? title_size : kind == Line::Kind::heading ? heading_size : text_size;
    return 1.3 * size * static_cast<double>(lines) + (kind == Line::Kind::heading ? 18 : 3);
}

std::string_view text_in(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    const auto* link = std::get_if<Link>(&cell);
    return link == nullptr ? std::string_view() : link->text;
}

std::string number_format(NumberFormat format) {
    const auto places = format.places > 0 ? "." + std::string(static_cast<std::size_t>(format.places), '0') : "";
    return format.percent ? "0" + places + "%" : "#,##0" + places;
}

class Writer {
public:
    explicit Writer(const Workbook& book) : book_(book) {}

    std::string write() {
        const MemoryFile file;
        open_.reset(workbook_new(file.path().c_str()));
        out_ = open_.get();
        if (out_ == nullptr) fail("there is no memory for it");
        make_formats();
        set_properties();
        for (const auto& sheet : book_.sheets) add(sheet);
        check(workbook_close(open_.release()));
        return file.bytes();
    }

private:
    lxw_format* format(int size, bool bold = false) {
        auto* made = workbook_add_format(out_);
        format_set_font_name(made, font);
        format_set_font_size(made, size);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        if (bold) format_set_bold(made);
        return made;
    }
    lxw_format* in_table(bool numbers, bool bold = false, bool wrapped = true) {
        auto* made = format(text_size, bold);
        if (wrapped) format_set_text_wrap(made);
        format_set_align(made, LXW_ALIGN_VERTICAL_CENTER); // clear of the line above
        format_set_align(made, numbers ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
        if (numbers) format_set_indent(made, 1); // not close to the text of the next column
        format_set_bottom(made, bold ? LXW_BORDER_MEDIUM : LXW_BORDER_HAIR);
        return made;
    }
    /// Low in its row: there is room over it instead of an empty row.
    lxw_format* heading() {
        auto* made = format(heading_size, true);
        format_set_align(made, LXW_ALIGN_VERTICAL_BOTTOM);
        return made;
    }
    lxw_format* link(lxw_format* made) {
        format_set_font_color(made, 0x0563C1);
        format_set_underline(made, LXW_UNDERLINE_SINGLE);
        return made;
    }
    void make_formats() {
        // The first format is that of empty cells, and its font is the one whose figures columns are measured in.
        auto* everywhere = STAILQ_FIRST(out_->formats);
        format_set_font_name(everywhere, font);
        format_set_font_size(everywhere, text_size);
        for (const bool wrapped : {false, true}) {
            lines_[wrapped] = {format(text_size), heading(), format(title_size, true), link(format(text_size))};
            if (wrapped)
                for (auto* made : {lines_[1].text, lines_[1].heading, lines_[1].title, lines_[1].link})
                    format_set_text_wrap(made);
        }
        link_ = link(in_table(false));
        for (const bool numbers : {false, true}) {
            head_[numbers] = in_table(numbers, true);
            text_[numbers] = in_table(numbers);
        }
        date_ = in_table(false);
        format_set_num_format(date_, "[$-809]d mmmm yyyy");
    }
    lxw_format* number(NumberFormat wanted) {
        auto& made = numbers_[wanted];
        if (made == nullptr) {
            made = in_table(true, false, false);
            format_set_num_format(made, number_format(wanted).c_str());
        }
        return made;
    }

    void set_properties() {
        auto title = book_.title, subject = book_.subject, creator = book_.creator, about = book_.description;
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.subject = subject.data();
        properties.author = creator.data();
        properties.comments = about.data();
        const auto date = [&](std::size_t at, std::size_t size) { return std::stoi(book_.date.substr(at, size)); };
        const std::chrono::sys_days day = std::chrono::year(date(0, 4)) / date(5, 2) / date(8, 2);
        properties.created = std::chrono::system_clock::to_time_t(day);
        check(workbook_set_properties(out_, &properties));
    }

    void add(const Sheet& sheet) {
        auto* to = workbook_add_worksheet(out_, sheet.name.c_str());
        if (to == nullptr) fail("the sheet \"" + sheet.name + "\" cannot be made");
        const auto widths = widths_of(sheet);
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            check(worksheet_set_column(to, column, column, widths[i], nullptr));
        }
        lxw_row_t row = 0;
        for (const auto& line : sheet.lines) {
            const auto lines = sheet.line_width > 0 ? lines_of(line.text, sheet.line_width) : 1;
            check(worksheet_set_row(to, row, height_of(line.kind, lines), nullptr));
            put(to, row++, line, sheet.line_width > 0);
        }
        if (sheet.table) put(to, row, sheet, widths);
        worksheet_set_paper(to, 9); // A4
        if (sheet.table) worksheet_set_landscape(to);
        worksheet_fit_to_pages(to, 1, 0);
        if (sheet.table) check(worksheet_repeat_rows(to, row, row));
    }

    void put(lxw_worksheet* to, lxw_row_t row, const Line& line, bool wrapped) {
        const auto& formats = lines_[wrapped];
        if (!line.sheet.empty()) return put(to, row, 0, Link{line.text, line.sheet}, formats.link);
        const auto of = line.kind;
        put(to, row, 0, line.text,
            of == Line::Kind::title     ? formats.title
            : of == Line::Kind::heading ? formats.heading
                                        : formats.text);
    }

    void put(lxw_worksheet* to, lxw_row_t first, const Sheet& sheet, const std::vector<double>& widths) {
        auto name = sheet.name; // the library asks for texts that it could change
        auto table = *sheet.table;
        const auto last_row = static_cast<lxw_row_t>(first + table.rows.size());
        const auto last_column = static_cast<lxw_col_t>(table.columns.size() - 1);
        std::vector<lxw_table_column> columns(table.columns.size());
        std::vector<lxw_table_column*> pointers;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            columns[i].header = table.columns[i].heading.data();
            columns[i].header_format = head_[table.columns[i].numbers];
            pointers.push_back(&columns[i]);
        }
        pointers.push_back(nullptr);
        lxw_table_options options{};
        options.name = name.data();
        options.no_autofilter = LXW_TRUE;
        options.no_banded_rows = LXW_TRUE;
        options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
        options.style_type_number = 0; // none: the cells have their lines, in every program
        options.columns = pointers.data();
        check(worksheet_add_table(to, first, 0, last_row, last_column, &options));
        std::size_t lines = 1;
        for (std::size_t c = 0; c < columns.size(); ++c)
            lines = std::max(lines, lines_of(table.columns[c].heading, widths[c] - 2));
        check(worksheet_set_row(to, first, height_of(Line::Kind::text, lines), nullptr));
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            lines = 1;
            for (std::size_t c = 0; c < columns.size(); ++c)
                lines = std::max(lines, lines_of(text_in(table.rows[r][c]), widths[c]));
            check(worksheet_set_row(to, static_cast<lxw_row_t>(first + 1 + r), height_of(Line::Kind::text, lines),
                                    nullptr));
            for (std::size_t c = 0; c < columns.size(); ++c)
                put(to, static_cast<lxw_row_t>(first + 1 + r), static_cast<lxw_col_t>(c), table.rows[r][c],
                    std::holds_alternative<Link>(table.rows[r][c]) ? link_ : text_[table.columns[c].numbers]);
        }
    }

    void put(lxw_worksheet* to, lxw_row_t row, lxw_col_t column, const Cell& cell, lxw_format* format) {
        if (const auto* text = std::get_if<std::string>(&cell)) {
            check(worksheet_write_string(to, row, column, text->c_str(), format));
        } else if (const auto* n = std::get_if<Number>(&cell)) {
            check(worksheet_write_number(to, row, column, n->value, number(n->format)));
        } else if (const auto* d = std::get_if<Date>(&cell)) {
            lxw_datetime date{d->year, d->month, d->day, 0, 0, 0};
            check(worksheet_write_datetime(to, row, column, &date, date_));
        } else if (const auto* leads = std::get_if<Link>(&cell)) {
            const auto target = "internal:'" + leads->sheet + "'!A1";
            check(worksheet_write_url_opt(to, row, column, target.c_str(), format, leads->text.c_str(), nullptr));
        } else {
            check(worksheet_write_blank(to, row, column, format));
        }
    }

    const Workbook& book_;
    struct Free {
        void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
    };
    std::unique_ptr<lxw_workbook, Free> open_;
    lxw_workbook* out_ = nullptr;
    struct LineFormats {
        lxw_format *text = nullptr, *heading = nullptr, *title = nullptr, *link = nullptr;
    };
    LineFormats lines_[2]; // as they run on, wrapped
    lxw_format *link_ = nullptr, *date_ = nullptr;
    lxw_format *head_[2]{}, *text_[2]{};
    std::map<NumberFormat, lxw_format*> numbers_;
};

} // namespace

std::string xlsx_of(const Workbook& book) {
    auto parts = unzipped(Writer(book).write());
    // The library has no word for the language of a workbook.
    const std::string end = "</cp:coreProperties>";
    for (auto& part : parts)
        if (part.name == "docProps/core.xml")
            part.bytes.insert(part.bytes.find(end), "<dc:language>" + std::string(language) + "</dc:language>");
    return zipped(parts);
}

} // namespace pilotage::release::workbook
