#include "core/validate/schema.hpp"

#include "core/text.hpp"
#include "core/validate/grammar.hpp"
#include "core/validate/rules.hpp"
#include "core/validate/schema_model.hpp"
#include "core/validate/schema_source.hpp"

#include <algorithm>

namespace pilotage::validate {

struct Schema::Data {
    std::filesystem::path file;
    std::string target_namespace, documentation;
    std::vector<std::string> blanks;
    std::vector<RecordType> types;
    Grammar grammar;
};

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, std::vector<Finding> findings) {
    const auto& first = findings.front();
    std::string what = "The schema " + file.filename().string() + " cannot be used: ";
    if (first.place.line != 0) what += "line " + std::to_string(first.place.line) + ": ";
    what += first.message;
    if (findings.size() > 1) what += " (and " + std::to_string(findings.size() - 1) + " more)";
    throw SchemaError(what, std::move(findings));
}

std::vector<Finding> as_findings(const std::vector<GrammarFault>& faults) {
    std::vector<Finding> findings;
    for (const auto& fault : faults) {
        Finding finding = finding_of("schema.invalid", {std::filesystem::path(fault.file).filename().string(),
                                                        {},
                                                        0,
                                                        fault.line,
                                                        static_cast<std::uint32_t>(fault.column)});
        finding.message = "The schema breaks the rules of XML Schema: " + fault.message;
        if (finding.message.back() != '.') finding.message += '.';
        findings.push_back(std::move(finding));
    }
    return findings;
}

template <class Items>
std::optional<std::uint32_t> index_of(const Items& items, std::string_view name) {
    for (std::uint32_t i = 0; i < items.size(); ++i)
        if (items[i].name == name) return i;
    return std::nullopt;
}

} // namespace

std::optional<std::uint32_t> RecordType::find(std::string_view field) const {
    return index_of(fields, field);
}

Schema Schema::load(const std::filesystem::path& file) {
    auto data = std::make_unique<Data>();
    data->file = file;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) {
        Finding finding = finding_of("schema.invalid", {file.filename().string(), {}, 0, 0, 0});
        finding.message = "The file is not there.";
        finding.remedy = "Check the path of the schema.";
        refuse(file, {finding});
    }
    auto source = read_schema_source(file);
    if (!source.findings.empty()) refuse(file, std::move(source.findings));
    std::vector<GrammarFault> faults;
    data->grammar.pool = load_grammar(file, References::own_folder, faults);
    if (!faults.empty()) refuse(file, as_findings(faults));
    data->grammar.pool->lockPool();
    bool changed = false;
    auto* model = data->grammar.pool->getXSModel(changed);
    data->target_namespace = source.target_namespace;
    data->documentation = folded_space(source.documentation);
    data->blanks = source.blanks;
    auto built = build_model(*model, data->target_namespace, source, file);
    if (!built.findings.empty()) refuse(file, std::move(built.findings));
    data->types = std::move(built.types);
    data->grammar.shapes = std::move(built.shapes);
    return Schema(std::move(data));
}

bool is_whole_number(std::string_view base_type) {
    constexpr std::string_view names[] = {"integer",
                                          "nonNegativeInteger",
                                          "positiveInteger",
                                          "nonPositiveInteger",
                                          "negativeInteger",
                                          "long",
                                          "int",
                                          "short",
                                          "byte",
                                          "unsignedLong",
                                          "unsignedInt",
                                          "unsignedShort",
                                          "unsignedByte"};
    return std::ranges::find(names, base_type) != std::end(names);
}

bool is_fraction(std::string_view base_type) {
    return base_type == "decimal" || base_type == "double" || base_type == "float";
}

Schema::Schema(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

const std::filesystem::path& Schema::file() const {
    return data_->file;
}
const std::string& Schema::target_namespace() const {
    return data_->target_namespace;
}
const std::string& Schema::documentation() const {
    return data_->documentation;
}
const std::vector<std::string>& Schema::blanks() const {
    return data_->blanks;
}
const std::vector<RecordType>& Schema::types() const {
    return data_->types;
}
std::optional<std::uint32_t> Schema::find(std::string_view type) const {
    return index_of(data_->types, type);
}
const Schema::Grammar& Schema::grammar() const {
    return data_->grammar;
}

} // namespace pilotage::validate
