// Data for the benchmarks that no site sends in this form. Synthetic, the same at every run, and of nobody.
#include "core/validate/schema.hpp"
#include "importers/delimited/delimited.hpp"

#include <xlsxwriter.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t chunk = 1 << 20;

class TextFile {
public:
    explicit TextFile(const char* path) : out_(path, std::ios::binary) {}
    std::string& text() {
        if (text_.size() > chunk) flush();
        return text_;
    }
    void close() {
        flush();
        if (!out_.flush()) throw std::runtime_error("a file cannot be written");
    }

private:
    void flush() {
        out_ << text_;
        text_.clear();
    }
    std::ofstream out_;
    std::string text_;
};

void escaped(std::string& out, std::string_view text) {
    for (const char c : text)
        c == '&' ? out += "&amp;" : c == '<' ? out += "&lt;" : c == '>' ? out += "&gt;" : out += c;
}

void element(std::string& out, std::string_view name, std::string_view text) {
    out.append("<").append(name).append(">");
    escaped(out, text);
    out.append("</").append(name).append(">");
}

std::string two(std::uint64_t n) {
    return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)};
}

std::string slurped(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Each row of a client-level file as one element of the type that it says it is.
void client_level_xml(const char* csv, const char* xml, const char* xsd) {
    const std::string site_schema = PILOTAGE_SOURCE_DIR "/schemas/cld.xsd";
    auto schema = slurped(site_schema);
    std::vector<std::string> names; // in the order of the file's columns
    const auto loaded = pilotage::validate::Schema::load(site_schema);
    for (const auto& field : loaded.types().at(0).fields) names.push_back(field.name);
    schema.insert(schema.rfind("</xs:schema>"), R"(  <xs:element name="records">
    <xs:complexType>
      <xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element ref="request"/><xs:element ref="assessment"/><xs:element ref="service"/><xs:element ref="review"/>
        <xs:element ref="associated_carer"/>
      </xs:choice>
    </xs:complexType>
  </xs:element>
)");
    std::ofstream(xsd) << schema;
    pilotage::importers::Options options;
    options.delimiter = ',';
    options.encoding = "windows-1252";
    const auto reader = pilotage::importers::open_delimited(std::string(csv), options);
    pilotage::importers::Row row;
    if (!reader->next(row) || row.cells().size() != names.size()) throw std::runtime_error("no client-level file");
    const auto type_at = static_cast<std::size_t>(std::find(names.begin(), names.end(), "event_type") - names.begin());
    TextFile out(xml);
    out.text() += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records>\n";
    while (reader->next(row)) {
        auto& text = out.text();
        std::string type(row.cells()[type_at].value);
        std::transform(type.begin(), type.end(), type.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (type.empty()) type = "associated_carer";
        text += "<" + type + ">";
        for (std::size_t i = 0; i < names.size(); ++i)
            if (const auto value = row.cells()[i].value; !value.empty() && value != "NULL")
                element(text, names[i], value);
        text += "</" + type + ">\n";
    }
    out.text() += "</records>\n";
    out.close();
}

void visits(std::uint64_t count, const char* xml, const char* xsd) {
    std::ofstream(xsd) << slurped(PILOTAGE_SOURCE_DIR "/tests/benchmark/visits.xsd");
    std::mt19937_64 random(20131);
    constexpr std::array<const char*, 4> services{"Personal care", "Domestic support", "Night sitting", "Respite"};
    TextFile out(xml);
    out.text() += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<File>\n <FileReference>MEASURE-1</FileReference>\n"
                  " <Description>Synthetic visits</Description>\n <Created>2014-04-07T09:00:00</Created>\n";
    std::uint64_t done = 0, week = 0;
    for (std::uint64_t contract = 1; done < count; ++contract) {
        out.text() += " <ProviderContract>\n  <ProviderRef>P1</ProviderRef>\n  <ContractNumber>C" +
                      std::to_string(contract) + "</ContractNumber>\n";
        for (int person = 0; person < 500 && done < count; ++person) {
            ++week;
            auto& text = out.text();
            text += "  <ServiceDeliveryHeader>\n   <ServiceUserRef>U" + std::to_string(week % 221) +
                    "</ServiceUserRef>\n   <WeekEnding>2013-" + two(1 + week % 12) + "-" + two(7 + week % 22) +
                    "</WeekEnding>\n   <OurRef>W" + std::to_string(week) + "</OurRef>\n   <PaymentClaimed>" +
                    std::to_string(90 + random() % 300) + "." + two(random() % 100) + "</PaymentClaimed>\n";
            for (int visit = 0; visit < 14 && done < count; ++visit, ++done) {
                const auto start = two(7 + random() % 14) + ":" + two(random() % 60) + ":00";
                const auto planned = 15 + 15 * (random() % 4);
                text += "   <HomeCareVisit>\n    <ServiceType>" + std::string(services[random() % 4]) +
                        "</ServiceType>\n    <VisitDate>2013-" + two(1 + week % 12) + "-" + two(1 + random() % 28) +
                        "</VisitDate>\n    <StartTimeClaimed>" + start + "</StartTimeClaimed>\n    <DurationClaimed>" +
                        std::to_string(planned) + "</DurationClaimed>\n";
                if (random() % 20 != 0)
                    text += "    <ActualStartTime>" + start + "</ActualStartTime>\n    <ActualDuration>" +
                            std::to_string(planned - random() % 10) + "</ActualDuration>\n";
                text += "    <SecondaryVisit>" + std::string(random() % 9 == 0 ? "true" : "false") +
                        "</SecondaryVisit>\n    <NumberOfCarers>" + (random() % 5 == 0 ? "2" : "1") +
                        "</NumberOfCarers>\n   </HomeCareVisit>\n";
            }
            text += "  </ServiceDeliveryHeader>\n";
        }
        out.text() += " </ProviderContract>\n";
    }
    out.text() += "</File>\n";
    out.close();
}

// ---- workbooks: texts that repeat, texts that do not, numbers, money, dates, empty cells

constexpr std::array<const char*, 6> reasons{"Physical support: Personal care support",
                                             "Learning disability support",
                                             "Mental health support",
                                             "Support with memory and cognition",
                                             "Sensory support: Support for dual impairment",
                                             "Unknown"};

struct BookRow {
    std::uint64_t number;
    std::string reference() const { return "R" + std::to_string(1'000'000 + number * 7); }
    const char* reason(std::uint64_t shift) const { return reasons[(number + shift) % reasons.size()]; }
    double amount() const { return static_cast<double>(number * 37 % 100'000) / 100; }
    std::uint64_t day() const { return number % 365; }
};

void xlsx(std::uint64_t rows, const char* path) {
    auto* book = workbook_new(path);
    auto* sheet = workbook_add_worksheet(book, "Cases");
    auto* date = workbook_add_format(book);
    format_set_num_format(date, "dd/mm/yyyy");
    auto* money = workbook_add_format(book);
    format_set_num_format(money, "#,##0.00");
    for (lxw_col_t i = 0; i < 10; ++i)
        worksheet_write_string(sheet, 0, i, ("Column " + std::to_string(i + 1)).c_str(), nullptr);
    for (std::uint64_t n = 1; n <= rows; ++n) {
        const BookRow row{n};
        const auto at = static_cast<lxw_row_t>(n);
        worksheet_write_string(sheet, at, 0, row.reference().c_str(), nullptr);
        worksheet_write_number(sheet, at, 1, static_cast<double>(n), nullptr);
        worksheet_write_string(sheet, at, 2, row.reason(0), nullptr);
        worksheet_write_string(sheet, at, 3, row.reason(3), nullptr);
        worksheet_write_number(sheet, at, 4, row.amount(), money);
        worksheet_write_number(sheet, at, 5, static_cast<double>(41000 + row.day()), date);
        worksheet_write_number(sheet, at, 6, static_cast<double>(41010 + row.day()), date);
        worksheet_write_string(sheet, at, 7, n % 2 == 0 ? "Yes" : "No", nullptr);
        worksheet_write_number(sheet, at, 9, static_cast<double>(n % 5), nullptr);
    }
    if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error("the XLSX workbook cannot be written");
}

void add_entry(zip_t* archive, const char* name, const std::string& text, bool stored) {
    auto* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    const auto index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("the ODS workbook cannot be written");
    if (stored) zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

void ods(std::uint64_t rows, const char* path) {
    std::string content =
        R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Cases">)";
    const auto text = [&](std::string_view words) {
        content.append("<table:table-cell office:value-type=\"string\"><text:p>")
            .append(words)
            .append("</text:p></table:table-cell>");
    };
    const auto number = [&](const std::string& value, std::string_view shown) {
        content.append("<table:table-cell office:value-type=\"float\" office:value=\"")
            .append(value)
            .append("\"><text:p>")
            .append(shown)
            .append("</text:p></table:table-cell>");
    };
    const auto date = [&](std::uint64_t day) {
        const auto month = 1 + day / 31, of_month = 1 + day % 28;
        content.append("<table:table-cell office:value-type=\"date\" office:date-value=\"2012-" + two(month) + "-" +
                       two(of_month) + "\"><text:p>" + two(of_month) + "/" + two(month) +
                       "/2012</text:p></table:table-cell>");
    };
    content += "<table:table-row>";
    for (int i = 1; i <= 10; ++i) text("Column " + std::to_string(i));
    content += "</table:table-row>";
    for (std::uint64_t n = 1; n <= rows; ++n) {
        const BookRow row{n};
        std::array<char, 32> amount{};
        std::snprintf(amount.data(), amount.size(), "%.2f", row.amount());
        content += "<table:table-row>";
        text(row.reference());
        number(std::to_string(n), std::to_string(n));
        text(row.reason(0));
        text(row.reason(3));
        number(amount.data(), amount.data());
        date(row.day());
        date((row.day() + 10) % 365);
        text(n % 2 == 0 ? "Yes" : "No");
        content += "<table:table-cell/>";
        number(std::to_string(n % 5), std::to_string(n % 5));
        content += "</table:table-row>";
    }
    content += "</table:table></office:spreadsheet></office:body></office:document-content>";
    const std::string type = "application/vnd.oasis.opendocument.spreadsheet";
    const std::string manifest =
        R"(<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>)";
    int error = 0;
    auto* archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr) throw std::runtime_error("the ODS workbook cannot be written");
    add_entry(archive, "mimetype", type, true);
    add_entry(archive, "content.xml", content, false);
    add_entry(archive, "META-INF/manifest.xml", manifest, false);
    if (zip_close(archive) != 0) throw std::runtime_error("the ODS workbook cannot be written");
}

} // namespace

int main(int argc, char** argv) {
    try {
        const std::string what = argc > 1 ? argv[1] : "";
        if (what == "client-level-xml" && argc == 5)
            client_level_xml(argv[2], argv[3], argv[4]);
        else if (what == "visits" && argc == 5)
            visits(std::stoull(argv[2]), argv[3], argv[4]);
        else if (what == "workbooks" && argc == 5)
            xlsx(std::stoull(argv[2]), argv[3]), ods(std::stoull(argv[2]), argv[4]);
        else {
            std::cerr
                << "benchmark_data client-level-xml CSV XML XSD | visits COUNT XML XSD | workbooks ROWS XLSX ODS\n";
            return 2;
        }
    } catch (const std::exception& failed) {
        std::cerr << "benchmark_data: " << failed.what() << '\n';
        return 3;
    }
}
