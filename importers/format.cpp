#include "importers/format.hpp"

#include "importers/json/json.hpp"
#include "importers/ods/document.hpp"
#include "importers/xml/xml.hpp"

#include <algorithm>

namespace pilotage::importers {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    std::string_view name; ///< "This is ..."
};

/// Formats with bytes of their own at the beginning, none of which is read.
constexpr Magic refused[] = {
    {"%PDF-"sv, "a PDF document"},
    {"{\\rtf"sv, "an RTF document"},
    {"\x1f\x8b\x08"sv, "a gzip archive"},
    {"BZh91AY&SY"sv, "a bzip2 archive"},
    {"\xfd"
     "7zXZ\0"sv,
     "an xz archive"},
    {"\x28\xb5\x2f\xfd"sv, "a zstd archive"},
    {"7z\xbc\xaf\x27\x1c"sv, "a 7z archive"},
    {"Rar!\x1a"sv, "a RAR archive"},
    {"\x89PNG\r\n"sv, "a picture"},
    {"\xff\xd8\xff"sv, "a picture"},
    {"GIF87a"sv, "a picture"},
    {"GIF89a"sv, "a picture"},
    {"II*\0"sv, "a picture"},
    {"MM\0*"sv, "a picture"},
    {"SQLite format 3\0"sv, "an SQLite database"},
    {"\0\1\0\0Standard "sv, "an Access database"},
    {"$FL2@(#)"sv, "an SPSS file"},
    {"$FL3@(#)"sv, "an SPSS file"},
    {"<stata_dta>"sv, "a Stata file"},
    {"PAR1\x15"sv, "a Parquet file"},
    {"\x7f"
     "ELF"sv,
     "a program"},
    {"MZ\x90\0"sv, "a program"},
    {"\x09\x08\x08\0"sv, "a workbook older than Excel 97"},
    {"\x09\x04\x06\0"sv, "a workbook older than Excel 97"},
    {"\x09\x02\x06\0"sv, "a workbook older than Excel 97"},
    {"\x09\0\x04\0"sv, "a workbook older than Excel 97"},
    {"PK\x05\x06"sv, "an empty archive"},
};

constexpr std::string_view readable = "Send the table as CSV, XLSX, XLS, ODS, JSON or XML.";

[[noreturn]] void refuse(std::string_view name, std::string_view remedy = readable) {
    throw Malformed({Issue::Severity::error,
                     "format.unknown",
                     {},
                     0,
                     0,
                     0,
                     "This is " + std::string(name) + ", which is not read.",
                     std::string(remedy)});
}

[[noreturn]] void refuse_locked(std::string_view name) {
    throw Malformed({Issue::Severity::error,
                     "format.encrypted",
                     {},
                     0,
                     0,
                     0,
                     "This is " + std::string(name) + ", which cannot be read without its password.",
                     "Send the file without a password, by a safe way."});
}

bool begins(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}
bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Entry names stand uncompressed in the directory at the archive's end.
Format of_zip(const File& file, std::string_view head) {
    constexpr std::uint64_t most = 256 << 10;
    const auto size = std::min(most, file.size());
    const std::string tail = file.read_at(file.size() - size, size);
    const std::string_view first = head.substr(std::min<std::size_t>(30, head.size()));
    if (begins(first, "mimetype")) {
        if (contains(first.substr(0, 120), "opendocument.spreadsheet")) return Format::ods;
        refuse("an OpenDocument or EPUB file");
    }
    if (contains(tail, "content.xml") && contains(tail, "META-INF/manifest.xml")) return Format::ods;
    if (contains(tail, "xl/workbook.bin")) refuse("a binary workbook (XLSB)", "Save it as XLSX.");
    if (contains(tail, "xl/")) return Format::xlsx;
    if (contains(tail, "word/document.xml")) refuse("a Word document");
    if (contains(tail, "ppt/presentation.xml")) refuse("a PowerPoint presentation");
    if (contains(tail, "EncryptedPackage") || (head.size() > 6 && (head[6] & 1) != 0))
        refuse_locked("an encrypted archive");
    // A workbook that is cut off has no directory; its reader says so better.
    if (begins(first, "[Content_Types].xml") || begins(first, "_rels/") || begins(first, "docProps/"))
        return Format::xlsx;
    refuse("a ZIP archive", "Unpack it, and send the files in it.");
}

/// The names of a compound file's streams stand in its directory, in UTF-16.
Format of_compound(const File& file, std::string_view head) {
    const auto byte = [&](std::size_t i) {
        return i < head.size() ? std::uint64_t(static_cast<unsigned char>(head[i])) : 0;
    };
    const std::uint64_t shift = byte(30) == 12 ? 12 : 9;
    const std::uint64_t sector = byte(48) | byte(49) << 8 | byte(50) << 16 | byte(51) << 24;
    std::string names;
    for (const char c : file.read_at((sector + 1) << shift, 16 << 10))
        if (c != '\0') names += c;
    if (contains(names, "EncryptedPackage")) refuse_locked("a workbook with a password");
    if (contains(names, "Workbook") || contains(names, "Book")) return Format::xls;
    if (contains(names, "WordDocument")) refuse("a Word document");
    if (contains(names, "PowerPoint Document")) refuse("a PowerPoint presentation");
    if (contains(names, "__substg1.0_")) refuse("an e-mail", "Send the file that is attached to it.");
    return Format::xls;
}

std::string_view title(Format format) {
    switch (format) {
    case Format::json:
        return "JSON";
    case Format::xml:
        return "XML";
    case Format::xlsx:
        return "an XLSX workbook";
    case Format::xls:
        return "an XLS workbook";
    case Format::ods:
        return "an ODS workbook";
    case Format::delimited:
        break;
    }
    return "delimited text";
}

/// What the ending of a file's name promises; empty for endings that are not known.
std::string_view title(const std::string& end) {
    constexpr std::pair<std::string_view, Format> known[] = {
        {"csv", Format::delimited}, {"tsv", Format::delimited}, {"tab", Format::delimited}, {"txt", Format::delimited},
        {"psv", Format::delimited}, {"json", Format::json},     {"jsonl", Format::json},    {"ndjson", Format::json},
        {"xml", Format::xml},       {"xlsx", Format::xlsx},     {"xlsm", Format::xlsx},     {"xltx", Format::xlsx},
        {"xltm", Format::xlsx},     {"xls", Format::xls},       {"xlt", Format::xls},       {"ods", Format::ods},
        {"ots", Format::ods},       {"fods", Format::ods}};
    for (const auto& [text, format] : known)
        if (end == text) return title(format);
    for (const auto other : {"pdf", "html", "htm", "zip", "gz", "doc", "docx", "mdb", "accdb", "sav", "dta", "xlsb"})
        if (end == other) return "another format";
    return {};
}

/// Text in a format of its own, or else a table of cells.
Format of_text(std::string_view head, const std::string& end, const Options& options) {
    std::string text;
    std::size_t controls = 0;
    for (const char c : head) {
        if (c == '\0') continue;
        text += c;
        const bool usual =
            c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\x1a' || c == '\x1e' || c == '\x1f';
        if (c > '\0' && c < ' ' && !usual && c != options.delimiter) ++controls;
    }
    const std::size_t zeros = head.size() - text.size();
    const bool told = !options.encoding.empty() || begins(head, "\xff\xfe") || begins(head, "\xfe\xff");
    if (!told && (controls * 30 > head.size() || zeros * 5 > head.size() * 3)) refuse("a file that is not text");

    for (const auto mark : {"\xef\xbb\xbf"sv, "\xff\xfe"sv, "\xfe\xff"sv})
        if (begins(text, mark)) text.erase(0, mark.size());
    const std::string trimmed = text.substr(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
    const std::string small = lower(std::string_view(trimmed).substr(0, 1024));
    if (ods::looks_like_flat_document(text)) return Format::ods;
    if (begins(small, "<!doctype html") || begins(small, "<html") || (begins(small, "<") && contains(small, "<table")))
        refuse("a web page (HTML)", "Open it in a spreadsheet program, and save it as XLSX or CSV.");
    if (begins(small, "<?xml") && contains(small, "office:spreadsheet"))
        refuse("a workbook in the XML of Excel 2003", "Save it as XLSX or CSV.");
    if (looks_like_xml(head)) return Format::xml;
    if (begins(small, "-----begin pgp") || begins(small, "age-encryption.org")) refuse_locked("an encrypted file");
    const bool bracket = !small.empty() && (small[0] == '[' || small[0] == '{');
    if (looks_like_json(text) || (bracket && title(end) == title(Format::json))) return Format::json;
    return Format::delimited;
}

} // namespace

std::string ending(const std::string& path) {
    const auto name = path.substr(path.find_last_of('/') + 1);
    const auto dot = name.find_last_of('.');
    return dot == std::string::npos ? "" : lower(name.substr(dot + 1));
}

void report_disagreement(std::string_view promise, std::string_view is, const Options& options) {
    if (options.issues)
        options.issues({Issue::Severity::warning,
                        "format.disagrees",
                        {},
                        0,
                        0,
                        0,
                        "The file's name promises " + std::string(promise) + ", but it is " + std::string(is) +
                            "; it is read as what it is.",
                        "Give the file the ending that fits its content."});
}

Format recognise(const File& file, const std::string& path, const Options& options) {
    const std::string head = file.read_at(0, 4096);
    for (const auto& magic : refused)
        if (begins(head, magic.bytes)) refuse(magic.name);
    const std::string end = ending(path);
    const Format format = begins(head, "PK\x03\x04")         ? of_zip(file, head)
                          : begins(head, "\xd0\xcf\x11\xe0") ? of_compound(file, head)
                                                             : of_text(head, end, options);
    const auto promise = title(end);
    if (!promise.empty() && promise != title(format) && !head.empty())
        report_disagreement(promise, title(format), options);
    return format;
}

} // namespace pilotage::importers
