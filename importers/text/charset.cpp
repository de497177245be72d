#include "importers/text/charset.hpp"

#include <iconv.h>

#include <algorithm>
#include <cstring>

namespace pilotage::importers {
namespace {

std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name)
        if (c != '-' && c != '_' && c != ' ') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return out;
}

Charset windows_1252() {
    constexpr char16_t u = Charset::undefined;
    constexpr char16_t high[32] = {0x20ac, u,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
                                   0x2039, 0x0152, u,      0x017d, u,      u,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
                                   0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, u,      0x017e, 0x0178};
    Charset charset{Charset::Kind::single_byte, "Windows-1252", {}};
    for (std::size_t b = 0; b < 256; ++b)
        charset.signs[b] = b >= 0x80 && b < 0xa0 ? high[b - 0x80] : static_cast<char16_t>(b);
    return charset;
}

/// The table of any charset that gives each byte one sign of the basic plane, and leaves ASCII alone.
std::optional<Charset> by_iconv(const std::string& name) {
    const auto converter = iconv_open("UTF-16LE", name.c_str());
    if (converter == iconv_t(-1)) return std::nullopt;
    Charset charset{Charset::Kind::single_byte, name, {}};
    bool good = true;
    for (std::size_t b = 0; b < 256 && good; ++b) {
        char byte = static_cast<char>(b);
        unsigned char sign[8] = {};
        char* from = &byte;
        char* to = reinterpret_cast<char*>(sign);
        std::size_t from_left = 1, to_left = sizeof sign;
        iconv(converter, nullptr, nullptr, nullptr, nullptr);
        const bool known = iconv(converter, &from, &from_left, &to, &to_left) != std::size_t(-1) &&
                           iconv(converter, nullptr, nullptr, &to, &to_left) != std::size_t(-1);
        charset.signs[b] = known ? static_cast<char16_t>(sign[0] | sign[1] << 8) : Charset::undefined;
        good = known ? to_left == sizeof sign - 2 : b >= 0x80;
        if (b < 0x80 && charset.signs[b] != b) good = false;
    }
    iconv_close(converter);
    if (!good) return std::nullopt;
    return charset;
}

Malformed unreadable(const std::string& message, const std::string& remedy) {
    return Malformed({Issue::Severity::error, "encoding.unsupported", {}, 0, 0, 0, message, remedy});
}

/// UTF-16 without a mark: text is mostly Latin, so nearly every other byte is zero.
std::optional<Charset> by_zeros(std::string_view head) {
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i + 1 < head.size(); i += 2) even += head[i] == '\0', odd += head[i + 1] == '\0';
    const std::size_t units = head.size() / 2;
    if (units == 0) return std::nullopt;
    if (odd * 10 >= units * 4 && even * 20 <= units) return Charset{Charset::Kind::utf16le, "UTF-16LE", {}};
    if (even * 10 >= units * 4 && odd * 20 <= units) return Charset{Charset::Kind::utf16be, "UTF-16BE", {}};
    return std::nullopt;
}

struct Census {
    std::uint64_t sequences = 0; ///< of more than one byte that are UTF-8
    std::uint64_t broken = 0;    ///< bytes that are not
};

/// How many of the first bytes are ASCII: looked at 32 at a time (a check of a file against its schema takes a tenth less).
std::size_t ascii_run(const unsigned char* bytes, std::size_t size) {
    constexpr std::uint64_t highs = 0x8080808080808080u;
    std::size_t at = 0;
    for (std::uint64_t words[4]; at + sizeof words <= size; at += sizeof words) {
        std::memcpy(words, bytes + at, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & highs) != 0) break;
    }
    while (at < size && bytes[at] < 0x80) ++at;
    return at;
}

Census count_utf8(const File& file) {
    constexpr std::size_t block = 256 << 10;
    const auto buffer = std::make_unique<unsigned char[]>(block);
    const unsigned char* const bytes = buffer.get();
    Census census;
    std::uint64_t offset = 0;
    for (std::size_t size; (size = file.read_at(offset, reinterpret_cast<char*>(buffer.get()), block)) > 0;) {
        std::size_t at = 0;
        while ((at += ascii_run(bytes + at, size - at)) < size) {
            const unsigned first = bytes[at];
            const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
            if (at > 0 && size == block && size - at < length) break; // the next block begins with this sign
            bool good = first >= 0xc2 && first <= 0xf4 && size - at >= length;
            for (std::size_t i = 1; good && i < length; ++i) good = (bytes[at + i] & 0xc0u) == 0x80;
            good ? ++census.sequences : ++census.broken;
            at += good ? length : 1;
        }
        offset += at;
    }
    return census;
}

} // namespace

std::optional<Charset> Charset::named(const std::string& name) {
    const std::string key = plain(name);
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), key) != names.end();
    };
    if (is({"utf8", "utf8sig", "utf8bom", "ascii", "usascii"})) return Charset{};
    if (is({"utf16", "utf16le", "ucs2", "ucs2le", "unicode"})) return Charset{Kind::utf16le, "UTF-16LE", {}};
    if (is({"utf16be", "ucs2be"})) return Charset{Kind::utf16be, "UTF-16BE", {}};
    if (is({"windows1252", "cp1252", "1252", "ansi", "latin1", "iso88591", "l1", "iso8859"})) return windows_1252();
    return by_iconv(name);
}

DetectedCharset detect_charset(const File& file, const std::string& wanted, const IssueSink& issues) {
    const std::string head = file.read_at(0, 64 << 10);
    const auto begins = [&](std::string_view mark) { return head.compare(0, mark.size(), mark) == 0; };
    using namespace std::string_view_literals;
    if (begins("\xff\xfe\0\0"sv) || begins("\0\0\xfe\xff"sv))
        throw unreadable("The file is UTF-32, which is not read.", "Save it as UTF-8.");

    std::optional<Charset> asked;
    if (!wanted.empty()) {
        asked = Charset::named(wanted);
        if (!asked)
            throw unreadable("The encoding \"" + wanted + "\" is not known, or has several bytes a sign.",
                             "Give UTF-8, UTF-16LE, UTF-16BE, Windows-1252 or another single-byte encoding.");
    }
    std::optional<DetectedCharset> marked;
    const std::string by_mark = "the file begins with its byte-order mark";
    if (begins("\xef\xbb\xbf")) marked = {Charset{}, 3, by_mark};
    if (begins("\xff\xfe")) marked = {Charset{Charset::Kind::utf16le, "UTF-16LE", {}}, 2, by_mark};
    if (begins("\xfe\xff")) marked = {Charset{Charset::Kind::utf16be, "UTF-16BE", {}}, 2, by_mark};
    if (marked) {
        if (asked && asked->name != marked->charset.name && plain(wanted) != "utf16" && issues)
            issues({Issue::Severity::warning, "encoding.disagrees", {}, 0, 1, 0,
                    "The file begins with the mark of " + marked->charset.name + ", but " + asked->name +
                        " was expected; it is read as " + marked->charset.name + ".",
                    "Save the file as " + asked->name + " without a byte-order mark."});
        return *marked;
    }
    if (asked && plain(wanted) != "utf16") return {*asked, 0, "it was given"};
    if (const auto wide = by_zeros(head)) return {*wide, 0, "every other byte is zero"};
    if (asked) return {*asked, 0, "it was given"};

    const Census census = count_utf8(file);
    if (census.broken <= census.sequences)
        return {Charset{}, 0,
                census.sequences == 0 ? "all of the file is ASCII"
                                      : "so are its signs beyond ASCII (" + std::to_string(census.sequences) + ")"};
    if (census.sequences > 0 && issues)
        issues({Issue::Severity::warning, "encoding.mixed", {}, 0, 0, 0,
                "The file is read as Windows-1252, but some of its signs look like UTF-8.",
                "Export the file again in one encoding, best UTF-8."});
    return {windows_1252(), 0, "some of its bytes are not UTF-8 (" + std::to_string(census.broken) + ")"};
}

} // namespace pilotage::importers
