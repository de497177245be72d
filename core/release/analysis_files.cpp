#include "core/release/analysis_files.hpp"

#include "core/release/comparison_files.hpp"

#include <readstat.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>

namespace pilotage::release {
namespace {

using Type = RecordVariable::Type;

std::chrono::sys_days day_of(const std::string& iso) {
    using namespace std::chrono;
    return sys_days(year(std::stoi(iso.substr(0, 4))) / month(static_cast<unsigned>(std::stoi(iso.substr(5, 2)))) /
                    day(static_cast<unsigned>(std::stoi(iso.substr(8, 2)))));
}

/// What tells the formats apart.
struct Format {
    bool stata = false;
    /// SPSS counts seconds from 14 October 1582, Stata days from 1960.
    double date(const std::string& iso) const {
        using namespace std::chrono;
        const auto since = [&](sys_days origin) { return static_cast<double>((day_of(iso) - origin).count()); };
        return stata ? since(year(1960) / January / 1) : 86400 * since(year(1582) / October / 14);
    }
    const char* date_format() const { return stata ? "%td" : "EDATE10"; }
    std::size_t longest_label() const { return stata ? 80 : 255; } ///< of a variable
    std::size_t longest_code() const { return stata ? 32000 : 120; }
};

/// At most so many bytes, cut between characters.
std::string cut(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

void check(readstat_error_t error) {
    if (error != READSTAT_OK)
        throw std::runtime_error("libreadstat refused: " + std::string(readstat_error_message(error)));
}

class FileWriter {
public:
    FileWriter(const RecordTable& table, const std::string& date, Format format)
        : table_(table), date_(date), format_(format), writer_(readstat_writer_init(), readstat_writer_free) {}

    std::string write() {
        check(readstat_set_data_writer(writer_.get(), [](const void* data, std::size_t size, void* self) -> ssize_t {
            static_cast<FileWriter*>(self)->bytes_.append(static_cast<const char*>(data), size);
            return static_cast<ssize_t>(size);
        }));
        check(readstat_writer_set_file_label(writer_.get(), cut(table_.label, 60).c_str()));
        check(readstat_writer_set_file_timestamp(writer_.get(), std::chrono::system_clock::to_time_t(day_of(date_))));
        if (format_.stata) check(readstat_writer_set_file_format_version(writer_.get(), 118));
        for (std::size_t i = 0; i < table_.variables.size(); ++i) add_variable(i);
        const auto rows = static_cast<long>(table_.rows.size());
        check(format_.stata ? readstat_begin_writing_dta(writer_.get(), this, rows)
                            : readstat_begin_writing_sav(writer_.get(), this, rows));
        for (const auto& row : table_.rows) {
            check(readstat_begin_row(writer_.get()));
            for (std::size_t i = 0; i < row.size(); ++i) check(insert(i, row[i]));
            check(readstat_end_row(writer_.get()));
        }
        check(readstat_end_writing(writer_.get()));
        return std::move(bytes_);
    }

private:
    void add_variable(std::size_t i) {
        const auto& v = table_.variables[i];
        std::size_t width = 0;
        if (v.type == Type::text) {
            width = 1;
            for (const auto& row : table_.rows)
                if (const auto* text = std::get_if<std::string>(&row[i])) width = std::max(width, text->size());
        }
        auto* variable = readstat_add_variable(writer_.get(), cut(v.name, 32).c_str(), type_of(v.type), width);
        readstat_variable_set_label(variable, cut(v.label, format_.longest_label()).c_str());
        if (v.type == Type::date) readstat_variable_set_format(variable, format_.date_format());
        readstat_variable_set_measure(variable, v.type == Type::number || v.type == Type::whole || v.type == Type::date
                                                    ? READSTAT_MEASURE_SCALE
                                                    : READSTAT_MEASURE_NOMINAL);
        if (v.type == Type::coded) {
            auto* labels = readstat_add_label_set(writer_.get(), READSTAT_TYPE_INT32, cut(v.name, 32).c_str());
            for (const auto& [number, text] : v.codes)
                readstat_label_int32_value(labels, number, cut(text, format_.longest_code()).c_str());
            readstat_variable_set_label_set(variable, labels);
        }
        variables_.push_back(variable);
    }
    static readstat_type_t type_of(Type type) {
        if (type == Type::text) return READSTAT_TYPE_STRING;
        return type == Type::coded || type == Type::whole ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE;
    }
    readstat_error_t insert(std::size_t i, const TableCell& cell) {
        const auto* variable = variables_[i];
        const auto type = table_.variables[i].type;
        const auto* text = std::get_if<std::string>(&cell);
        if (type == Type::text)
            return readstat_insert_string_value(writer_.get(), variable, text == nullptr ? "" : text->c_str());
        if (std::holds_alternative<std::monostate>(cell)) return readstat_insert_missing_value(writer_.get(), variable);
        if (type == Type::date) return readstat_insert_double_value(writer_.get(), variable, format_.date(*text));
        const double number = std::get<double>(cell);
        if (type == Type::number) return readstat_insert_double_value(writer_.get(), variable, number);
        return readstat_insert_int32_value(writer_.get(), variable, static_cast<std::int32_t>(number));
    }

    const RecordTable& table_;
    const std::string& date_;
    Format format_;
    std::unique_ptr<readstat_writer_t, void (*)(readstat_writer_t*)> writer_;
    std::vector<readstat_variable_t*> variables_;
    std::string bytes_;
};

} // namespace

std::string sav_of(const RecordTable& table, const std::string& date) {
    return FileWriter(table, date, {false}).write();
}

std::string dta_of(const RecordTable& table, const std::string& date) {
    return FileWriter(table, date, {true}).write();
}

std::string csv_of(const RecordTable& table) {
    std::string out;
    for (const auto& v : table.variables) out += (out.empty() ? "" : ",") + csv_cell(v.name);
    out += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            if (const auto* text = std::get_if<std::string>(&row[i])) out += csv_cell(*text);
            if (const auto* number = std::get_if<double>(&row[i])) {
                const auto& codes = table.variables[i].codes;
                if (codes.empty())
                    out += shortest(*number);
                else
                    out += csv_cell(codes.at(static_cast<std::size_t>(*number) - 1).second);
            }
        }
        out += "\r\n";
    }
    return out;
}

} // namespace pilotage::release
