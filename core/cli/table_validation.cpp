#include "core/cli/table_validation.hpp"

#include "core/cli/finding_list.hpp"
#include "core/cli/reading_options.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/text.hpp"
#include "core/validate/finding_group.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace pilotage::cli {
namespace {

using tables::TableResult;
using validate::DocumentVerdict;

constexpr std::size_t brief = 10; // causes of each severity

ExitCode code_of(DocumentVerdict verdict) {
    if (verdict == DocumentVerdict::valid) return ExitCode::done;
    return verdict == DocumentVerdict::schema_error ? ExitCode::environment : ExitCode::findings;
}

/// Causes gathered as findings come; those of the same words are looked up once.
class Causes {
public:
    explicit Causes(CauseLimits limits) : causes_(limits) {}
    void add(const Finding& finding, std::size_t words) {
        if (words >= by_words_.size()) by_words_.resize(words + 1, none);
        if (by_words_[words] == none) by_words_[words] = causes_.cause_of(finding);
        causes_.add(by_words_[words], finding.value, finding.expected,
                    {finding.place.row, finding.place.line, finding.place.column});
    }
    const FindingCauses& gathered() const { return causes_; }

private:
    static constexpr std::size_t none = SIZE_MAX;
    FindingCauses causes_;
    std::vector<std::size_t> by_words_;
};

void append_lines(std::string& out, const std::string& schema, const std::string& file, const TableResult& result,
                  const FindingCauses& findings, bool all) {
    const bool good = result.verdict == DocumentVerdict::valid;
    out += printable(file) + ": " + styled(stdout, good ? Style::green : Style::red, name_of(result.verdict)) + "\n";
    for (const auto& fault : result.schema_findings) {
        out += "  " + printable(schema);
        if (fault.line != 0) out += ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column);
        out += ": " + printable(fault.message) + "\n";
    }
    if (result.verdict == DocumentVerdict::schema_error) return;
    out += counted(result.counts.read, "record", "records") + " read: " + grouped_digits(result.counts.valid) +
           " valid, " + grouped_digits(result.counts.invalid) + " invalid\n";
    if (good)
        out += "Held against the schema alone: \"pilotage check\" also normalises the records and applies the rules.\n";
    if (!append_findings(out, findings, all ? SIZE_MAX : brief))
        out += "\n--all lists every finding with every place.\n";
}

void append_json(std::string& out, const std::string& file, const TableResult& result, const FindingGroups& findings) {
    nlohmann::ordered_json json{{"file", valid_utf8(file)}, {"verdict", name_of(result.verdict)}};
    json["counts"] = {{"read", result.counts.read}, {"valid", result.counts.valid}, {"invalid", result.counts.invalid}};
    json["findings"] = to_json(findings);
    for (const auto& fault : result.schema_findings)
        json["findings"].push_back(
            {{"line", fault.line}, {"column", fault.column}, {"message", valid_utf8(fault.message)}});
    out += json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace

bool is_document(const std::string& file) {
    const std::filesystem::path path(file);
    const auto ending = lower_case(path.extension().string());
    std::error_code missing;
    const auto kind = std::filesystem::status(path, missing).type();
    if (ending == ".xml") return true;
    if (kind == std::filesystem::file_type::not_found) return ending.empty();
    if (kind != std::filesystem::file_type::regular) return true;
    std::array<char, 4096> head{};
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), head.size());
    const std::string_view text(head.data(), static_cast<std::size_t>(in.gcount()));
    using namespace std::string_view_literals;
    // The bytes of byte-order marks, the zeros of UTF-16 and white space.
    const auto first = text.find_first_not_of("\xef\xbb\xbf\xff\xfe\0 \t\r\n"sv);
    return first == std::string_view::npos ? ending.empty() : text[first] == '<';
}

void TableValidation::declare(std::vector<Argument>& arguments) {
    arguments.insert(
        arguments.end(),
        {{"--record", &record_, "Tables: the element of the schema that every row is", "NAME"},
         {"--sheet", &sheet_, "Tables: only this sheet of a workbook", "NAME"},
         {"--delimiter", &delimiter_,
          "Tables: what stands between the cells: a sign, or comma, semicolon, tab, pipe, space", "SIGN"},
         {"--encoding", &encoding_, "Tables: the encoding of a text file, instead of recognising it", "NAME"},
         {"--layout", &layout_, "Tables: the layout of a fixed-width report, a CSV file", "FILE"},
         {"--all", &all_, "Tables: list every finding with every place"}});
}

tables::TableJob TableValidation::job_for(const std::string& file, validate::Judge judge) const {
    tables::TableJob job{file, record_, reading_options(sheet_, delimiter_, encoding_), judge};
    if (layout_.empty()) return job;
    std::ifstream in(layout_, std::ios::binary);
    job.options.layout_text.assign(std::istreambuf_iterator<char>(in), {});
    if (!in || job.options.layout_text.empty())
        throw EnvironmentError("The layout \"" + layout_ + "\" cannot be read.", "It is a CSV file of fields.");
    return job;
}

ExitCode TableValidation::run(const std::string& schema, const std::string& file, const validate::ChildLimits& limits,
                              validate::Judge judge, bool json, Output& out) const {
    const auto most = all_ ? SIZE_MAX : CauseLimits().places;
    Causes causes({most, most});
    FindingGroups groups;
    TableResult result;
    {
        Progress progress("Checking " + std::filesystem::path(file).filename().string());
        result = tables::run_table(schema, job_for(file, judge), limits,
                                   {[&](const Finding& finding, std::size_t words) {
                                        json ? groups.add(finding) : causes.add(finding, words);
                                    },
                                    [&](std::uint64_t done, std::uint64_t whole) { progress.update(done, whole); }});
    }
    if (json)
        append_json(out.text(), file, result, groups);
    else
        append_lines(out.text(), schema, file, result, causes.gathered(), all_);
    out.flush();
    return code_of(result.verdict);
}

} // namespace pilotage::cli
