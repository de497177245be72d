#include "core/cli/commands.hpp"
#include "core/cli/data_dictionary.hpp"
#include "core/cli/output.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/text_table.hpp"
#include "core/paths.hpp"
#include "core/plugin/discovery.hpp"
#include "core/validate/schema.hpp"

#include <nlohmann/json.hpp>

namespace pilotage::cli {
namespace {

class SchemaCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"--schema", &schema_, "A site's own schema, instead of the evaluation's", "FILE"},
                {"--plugin", &plugin_, "The schema that a plugin brings", "NAME"},
                {"--plugin-dir", &plugin_folders_, "Look for plugins here first", "DIR"},
                {"--code-lists", &code_lists_, "The codes instead of the fields"},
                {"--explain", &explain_, "What is checked natively, and what is left to Xerces-C and why"},
                {"--json", &json_, "One JSON object with records, fields and codes"},
                {"--csv", &csv_, "CSV with a heading"}};
    }

    ExitCode run() override {
        if (json_ && csv_) throw UsageError("--json and --csv exclude each other.");
        if (!schema_.empty() && !plugin_.empty()) throw UsageError("--schema and --plugin exclude each other.");
        if (explain_ && code_lists_) throw UsageError("--explain and --code-lists exclude each other.");
        if (json_ && code_lists_) throw UsageError("--json holds the codes already: leave --code-lists out.");
        const auto schema = load();
        if (json_)
            out_.text() = (explain_ ? plan_json(schema) : dictionary_json(schema))
                              .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
                          "\n";
        else if (csv_)
            out_.text() = csv_of(explain_      ? plan_table(schema)
                                 : code_lists_ ? code_table(schema)
                                               : field_table(schema));
        else if (explain_)
            show_plans(schema);
        else
            code_lists_ ? show_codes(schema) : show_fields(schema);
        out_.flush();
        return ExitCode::done;
    }

private:
    std::filesystem::path file() const {
        if (!schema_.empty()) return schema_;
        return plugin_.empty() ? evaluation_schema()
                               : plugin::find(plugin_, plugin::search_path(plugin_folders_)).schema;
    }

    validate::Schema load() const {
        try {
            return validate::Schema::load(file());
        } catch (const validate::SchemaError& e) {
            std::string places;
            for (const auto& finding : e.findings())
                places += (places.empty() ? "" : "\n          ") + to_string(finding.place) + ": " + finding.message +
                          " " + finding.remedy;
            throw EnvironmentError("The schema cannot be used.", places);
        }
    }

    void show_fields(const validate::Schema& schema) {
        for (const auto& type : schema.types()) {
            out_.text() += styled(stdout, Style::bold, printable(type.name));
            if (!type.documentation.empty()) out_.text() += ": " + printable(type.documentation);
            out_.text() += '\n';
            TextTable table;
            for (const char* title : {"field", "type", "required", "repeats", "code list", "privacy", "documentation"})
                table.column(title);
            for (auto& row : field_table(schema).rows)
                if (row[0] == type.name)
                    table.row({row[1], row[2], row[3], row[4], row[5], row[6], row[8].empty() ? row[7] : row[8]});
            table.print(out_.text(), stdout, 2);
            out_.text() += '\n';
        }
    }

    void show_plans(const validate::Schema& schema) {
        auto plans = plan_table(schema);
        std::size_t fields = 0, native = 0;
        for (const auto& type : schema.types()) {
            out_.text() += styled(stdout, Style::bold, printable(type.name)) + '\n';
            TextTable table;
            for (const char* title : {"field", "checked", "because"}) table.column(title);
            for (auto& row : plans.rows) {
                if (row[0] != type.name) continue;
                if (!row[1].empty()) ++fields, native += row[3].empty() ? 1 : 0;
                table.row({row[1].empty() ? "(their order and number)" : row[1], row[2], row[3]});
            }
            table.print(out_.text(), stdout, 2);
            out_.text() += '\n';
        }
        out_.text() += std::to_string(native) + " of " + std::to_string(fields) +
                       " fields are checked natively. Natively only what is certainly valid is accepted; whatever "
                       "else there is, Xerces-C judges.\n";
    }

    void show_codes(const validate::Schema& schema) {
        TextTable table;
        for (const char* title : {"code list", "code", "documentation"}) table.column(title);
        for (auto& row : code_table(schema).rows) table.row(std::move(row));
        table.print(out_.text(), stdout);
    }

    std::string schema_, plugin_;
    std::vector<std::string> plugin_folders_;
    bool code_lists_ = false, explain_ = false, json_ = false, csv_ = false;
    Output out_;
};

} // namespace

std::unique_ptr<Command> make_schema() {
    return std::make_unique<SchemaCommand>();
}

} // namespace pilotage::cli
