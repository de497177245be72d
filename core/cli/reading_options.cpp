#include "core/cli/reading_options.hpp"

#include "core/error.hpp"
#include "importers/utf8.hpp"

namespace pilotage::cli {
namespace {

char delimiter_of(const std::string& word) {
    constexpr std::pair<std::string_view, char> names[] = {
        {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"\\t", '\t'},  {"pipe", '|'},
        {"space", ' '}, {"colon", ':'},     {"unit-separator", '\x1f'}, {"\\x1f", '\x1f'}};
    for (const auto& [name, sign] : names)
        if (word == name) return sign;
    std::size_t at = 0;
    const auto [sign, good] = word.empty() ? importers::Decoded{0, false} : importers::decode_utf8(word, at);
    if (!good || at != word.size() || sign == 0 || sign > 0xff || sign == '"' || sign == '\r' || sign == '\n')
        throw UsageError("\"" + word + "\" is not a delimiter.", "Give one sign, or comma, semicolon, tab, pipe, space, unit-separator.");
    return static_cast<char>(sign);
}

} // namespace

importers::Options reading_options(const std::string& sheet, const std::string& delimiter, const std::string& encoding) {
    importers::Options options;
    options.table = sheet;
    options.encoding = encoding;
    if (!delimiter.empty()) options.delimiter = delimiter_of(delimiter);
    return options;
}

} // namespace pilotage::cli
