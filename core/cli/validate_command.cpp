#include "core/cli/commands.hpp"
#include "core/cli/output.hpp"
#include "core/cli/progress.hpp"
#include "core/cli/table_validation.hpp"
#include "core/cli/terminal.hpp"
#include "core/text.hpp"
#include "core/validate/document_run.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace pilotage::cli {
namespace {

using validate::DocumentJob;
using validate::DocumentResult;
using validate::DocumentVerdict;

class ValidateCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        std::vector<Argument> arguments = {
            {"FILE", &files_, "XML documents and tables (CSV, XLSX, ODS, JSON, ...) to check", "FILE"},
            {"--schema", &schema_, "The XML schema to check them against, and nothing else", "FILE"},
            {"--batch", &batch_, "A list of schema and XML document, parted by a tab, one pair a line", "FILE"},
            {"--json", &json_, "One JSON object for each file"},
            {"--reference-validator", &reference_validator_,
             "Let Xerces-C judge alone, to compare: slower, the same verdicts"},
            {"--idle-limit", &idle_, "Seconds after which a check that comes no further is stopped (60)", "SECONDS"}};
        tables_.declare(arguments);
        return arguments;
    }

    ExitCode run() override {
        check_usage();
        if (idle_ < 1 || idle_ > 86'400) throw UsageError("--idle-limit takes a number of seconds from 1 to 86400.");
        limits_.idle = std::chrono::seconds(idle_);
        // Documents that follow each other are one run, which loads their schema once.
        auto code = ExitCode::done;
        std::vector<DocumentJob> documents;
        for (const auto& file : files_) {
            if (is_document(file)) {
                documents.push_back({schema_, file, judge()});
                continue;
            }
            code = std::max(code, run_documents(documents));
            documents.clear();
            code = std::max(code, tables_.run(schema_, file, limits_, judge(), json_, out_));
        }
        if (!batch_.empty()) read_batch(documents);
        return std::max(code, run_documents(documents));
    }

private:
    ExitCode run_documents(const std::vector<DocumentJob>& work) {
        Progress progress("Checking");
        std::size_t named = work.size();
        auto code = ExitCode::done;
        validate::run_documents(work, limits_,
                                {[&](std::size_t job, const DocumentResult& result) {
                                     progress.clear();
                                     show(work[job], result);
                                     code = std::max(code, code_of(result.verdict));
                                 },
                                 [&](std::size_t job, std::uint64_t done, std::uint64_t all) {
                                     if (named != job)
                                         progress.rename("Checking " + work[job].file.filename().string());
                                     named = job;
                                     progress.update(done, all);
                                 }});
        return code;
    }

    void check_usage() const {
        if (batch_.empty() && schema_.empty())
            throw UsageError("Which schema? Give --schema FILE, or a list with --batch FILE.");
        if (batch_.empty() && files_.empty()) throw UsageError("Which files? Give at least one FILE.");
        if (!files_.empty() && schema_.empty()) throw UsageError("The files need a --schema.");
        if (!schema_.empty() && files_.empty()) throw UsageError("--schema needs a FILE to check.");
    }
    validate::Judge judge() const {
        return reference_validator_ ? validate::Judge::reference : validate::Judge::compiled;
    }

    void read_batch(std::vector<DocumentJob>& work) const {
        std::ifstream in(batch_);
        if (!in) throw EnvironmentError("The list \"" + batch_ + "\" cannot be read.");
        std::string line;
        for (std::size_t number = 1; std::getline(in, line); ++number) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (line.empty()) continue;
            const auto tab = line.find('\t');
            if (tab == 0 || tab == std::string::npos || tab + 1 == line.size() ||
                line.find('\t', tab + 1) != std::string::npos)
                throw UsageError("Line " + std::to_string(number) +
                                 " of the list is not a schema and a document parted by one tab.");
            work.push_back({line.substr(0, tab), line.substr(tab + 1), judge()});
        }
    }

    static ExitCode code_of(DocumentVerdict verdict) {
        if (verdict == DocumentVerdict::valid) return ExitCode::done;
        return verdict == DocumentVerdict::schema_error ? ExitCode::environment : ExitCode::findings;
    }

    void show(const DocumentJob& job, const DocumentResult& result) {
        json_ ? show_json(job, result) : show_lines(job, result);
        out_.flush();
    }

    void show_json(const DocumentJob& job, const DocumentResult& result) {
        nlohmann::ordered_json json{{"file", valid_utf8(job.file.string())},
                                    {"verdict", name_of(result.verdict)},
                                    {"findings", nlohmann::ordered_json::array()}};
        for (const auto& finding : result.findings)
            json["findings"].push_back(
                {{"line", finding.line}, {"column", finding.column}, {"message", valid_utf8(finding.message)}});
        out_.text() += json.dump() + "\n";
    }

    void show_lines(const DocumentJob& job, const DocumentResult& result) {
        const bool good = result.verdict == DocumentVerdict::valid;
        const std::string file = printable(job.file.string());
        out_.text() += file + ": " + styled(stdout, good ? Style::green : Style::red, name_of(result.verdict)) + "\n";
        const std::string at = result.verdict == DocumentVerdict::schema_error ? printable(job.schema.string()) : file;
        for (const auto& finding : result.findings) {
            out_.text() += "  " + at;
            if (finding.line != 0)
                out_.text() += ":" + std::to_string(finding.line) + ":" + std::to_string(finding.column);
            out_.text() += ": " + printable(finding.message) + "\n";
        }
    }

    std::vector<std::string> files_;
    std::string schema_, batch_;
    bool json_ = false, reference_validator_ = false;
    std::int64_t idle_ = 60;
    TableValidation tables_;
    validate::ChildLimits limits_;
    Output out_;
};

} // namespace

std::unique_ptr<Command> make_validate() {
    return std::make_unique<ValidateCommand>();
}

} // namespace pilotage::cli
