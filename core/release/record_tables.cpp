#include "core/release/record_tables.hpp"

#include "core/measure/database.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace pilotage::release {
namespace {

using Type = RecordVariable::Type;

/// How a field of the evaluation's schema goes out.
enum class Treatment : std::uint8_t { as_it_is, number, year, outward_code, left_out };

Treatment treatment_of(const validate::Field& field) {
    using validate::Privacy;
    switch (field.privacy) {
    case Privacy::none:
        break;
    case Privacy::identifier:
        return Treatment::number;
    case Privacy::name:
    case Privacy::free_text:
        return Treatment::left_out;
    case Privacy::birth_date:
        return Treatment::year;
    case Privacy::postcode:
        return Treatment::outward_code;
    }
    if (field.base_type == "gYearMonth" || field.name.ends_with("_month")) return Treatment::year;
    return field.name.starts_with("postcode") ? Treatment::outward_code : Treatment::as_it_is;
}

RecordVariable variable_of(const validate::Field& field, Treatment treatment) {
    RecordVariable v{field.name, field.documentation, Type::text, {}};
    if (treatment == Treatment::number) {
        v.type = Type::whole;
    } else if (treatment == Treatment::year) {
        v.name = field.name.substr(0, field.name.rfind("_month")) + "_year";
        v.type = Type::whole;
    } else if (treatment == Treatment::outward_code) {
        v.name = "postcode_district";
    } else if (!field.enumeration.empty()) {
        v.type = Type::coded;
        for (const auto& code : field.enumeration)
            v.codes.emplace_back(static_cast<int>(v.codes.size()) + 1, code.value);
    } else if (field.base_type == "date") {
        v.type = Type::date;
    } else if (validate::is_fraction(field.base_type)) {
        v.type = Type::number;
    } else if (validate::is_whole_number(field.base_type)) {
        v.type = Type::whole;
    }
    return v;
}

/// Pseudonyms keep no order that anybody could know; by it they become numbers from 1, for each column by its name.
class Numbers {
public:
    Numbers(measure::Database& database, const validate::Schema& schema) {
        std::map<std::string, std::set<std::string>> all;
        for (const auto& type : schema.types()) {
            std::set<std::string> wanted{"person"};
            for (const auto& field : type.fields)
                if (treatment_of(field) == Treatment::number) wanted.insert(field.name);
            const auto columns = database.prepare("SELECT * FROM \"current_" + type.name + "\" LIMIT 0");
            for (int i = 0; i < columns.columns(); ++i) {
                const std::string name(columns.name(i));
                if (!wanted.contains(name)) continue;
                auto rows = database.prepare("SELECT DISTINCT hex(\"" + name + "\") FROM \"current_" + type.name +
                                             "\" WHERE \"" + name + "\" IS NOT NULL");
                while (rows.step()) all[name].emplace(rows.text(0));
            }
        }
        for (const auto& [name, pseudonyms] : all)
            for (const auto& pseudonym : pseudonyms)
                numbers_[name].emplace(pseudonym, static_cast<double>(numbers_[name].size() + 1));
    }
    double of(const std::string& column, const std::string& pseudonym) const {
        return numbers_.at(column).at(pseudonym);
    }

private:
    std::map<std::string, std::map<std::string, double>> numbers_;
};

class TableReader {
public:
    TableReader(measure::Database& database, const validate::RecordType& type, const Numbers& numbers)
        : database_(database), type_(type), numbers_(numbers) {}

    RecordTable read() {
        RecordTable table{type_.name, type_.documentation, {}, {}};
        table.variables = {{"site", "Site", Type::text, {}},
                           {"arm", "Arm of the study", Type::text, {}},
                           {"period", "Collection period", Type::text, {}}};
        std::set<std::string> stored;
        auto columns = database_.prepare("SELECT * FROM \"current_" + type_.name + "\" LIMIT 0");
        for (int i = 0; i < columns.columns(); ++i) stored.emplace(columns.name(i));
        std::string sql = "SELECT site, arm, period";
        std::vector<Treatment> treatments(3, Treatment::as_it_is);
        if (stored.contains("person")) {
            sql += ", hex(person)";
            treatments.push_back(Treatment::number);
            table.variables.push_back({"person", "Number of the person in this export", Type::whole, {}});
        }
        for (const auto& field : type_.fields) {
            const auto treatment = treatment_of(field);
            if (treatment == Treatment::left_out || !stored.contains(field.name)) continue;
            treatments.push_back(treatment);
            table.variables.push_back(variable_of(field, treatment));
            sql += treatment == Treatment::number ? ", hex(\"" + field.name + "\")" : ", \"" + field.name + "\"";
        }
        // Nothing of the order in which records stood in the site's file.
        std::string order = " ORDER BY 1, 3";
        for (std::size_t i = 4; i <= table.variables.size(); ++i) order += ", " + std::to_string(i);
        auto rows = database_.prepare(sql + " FROM \"current_" + type_.name + "\"" + order);
        while (rows.step()) {
            auto& row = table.rows.emplace_back();
            for (int column = 0; column < rows.columns(); ++column) {
                const auto at = static_cast<std::size_t>(column);
                row.push_back(cell(rows, column, table.variables[at], treatments[at]));
            }
        }
        return table;
    }

private:
    TableCell cell(measure::Statement& rows, int column, const RecordVariable& variable, Treatment treatment) const {
        const std::string text(rows.text(column));
        if (rows.null(column) || (treatment == Treatment::number && text.empty())) return {}; // hex() of null is empty
        if (treatment == Treatment::number) return numbers_.of(variable.name, text);
        if (treatment == Treatment::outward_code) return text.substr(0, text.find(' '));
        if (treatment == Treatment::year) return static_cast<double>(std::stoi(text.substr(0, 4)));
        switch (variable.type) {
        case Type::number:
        case Type::whole:
            return rows.real(column);
        case Type::coded:
            for (const auto& [number, code] : variable.codes)
                if (code == text) return static_cast<double>(number);
            return {};
        case Type::text:
        case Type::date:
            break;
        }
        return text;
    }

    measure::Database& database_;
    const validate::RecordType& type_;
    const Numbers& numbers_;
};

} // namespace

std::vector<RecordTable> record_tables(measure::Evaluation& evaluation, const validate::Schema& schema) {
    auto& database = evaluation.database();
    const Numbers numbers(database, schema);
    std::vector<RecordTable> tables;
    for (const auto& type : schema.types()) {
        auto table = TableReader(database, type, numbers).read();
        if (!table.rows.empty()) tables.push_back(std::move(table));
    }
    return tables;
}

} // namespace pilotage::release
