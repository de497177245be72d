#include "core/cli/commands.hpp"
#include "core/cli/figure_text.hpp"
#include "core/cli/measure_check.hpp"
#include "core/cli/measure_options.hpp"
#include "core/cli/output.hpp"
#include "core/cli/store_option.hpp"
#include "core/cli/terminal.hpp"
#include "core/cli/text_table.hpp"
#include "core/cli/wrapped_text.hpp"
#include "core/measure/evaluation.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace pilotage::cli {
namespace {

using Json = nlohmann::ordered_json;
using measure::Measure;

std::string spaced(std::string_view name) {
    std::string text(name);
    std::ranges::replace(text, '_', ' ');
    return text;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// Whether there is a figure of the measure for a site and period, or why not.
struct Carried {
    std::string site, period, state;
};

std::vector<Carried> carried(measure::Evaluation& evaluation, const Measure& measure) {
    measure::Selection all;
    for (const auto& where : evaluation.site_periods()) all.sites.push_back(where.site);
    std::vector<Carried> list;
    for (const auto& cell : evaluation.figures(measure, all)) {
        if (!list.empty() && list.back().site == cell.site && list.back().period == cell.period) continue;
        const auto text = figure_text(measure, cell.state);
        const bool figure = std::holds_alternative<measure::Figure>(cell.state);
        list.push_back({cell.site, cell.period, figure ? "figure" : text.value + " " + text.state});
    }
    return list;
}

Json json_of(const Measure& m) {
    const auto exceptions = [](const Measure::Exceptions& list) {
        auto all = Json::array();
        for (const auto& [name, reason] : list) all.push_back({{"name", name}, {"reason", reason}});
        return all;
    };
    return {{"id", m.id},
            {"title", m.title},
            {"kind", name_of(m.kind)},
            {"unit", m.unit},
            {"direction", name_of(m.direction)},
            {"numerator", m.numerator},
            {"denominator", m.denominator},
            {"formula", formula_of(m.kind)},
            {"interval", interval_of(m.kind)},
            {"dimension", m.dimension.empty() ? Json() : Json(m.dimension)},
            {"multiplier", m.multiplier},
            {"decimals", m.decimals},
            {"records", m.records},
            {"records_of_site", m.records_of_site},
            {"source", m.source},
            {"comparability", m.comparability},
            {"not_applicable", exceptions(m.not_applicable)},
            {"not_comparable", exceptions(m.not_comparable)},
            {"caveat", exceptions(m.caveats)},
            {"without", exceptions(m.without)},
            {"file", m.file.string()}};
}

class MeasuresCommand final : public Command {
public:
    std::vector<Argument> setup() override {
        return {{"WHICH", &words_, "Measures to explain; with --check, files to check", "ID|FILE"},
                {"--measures", &folders_, "A folder with further measures, .sql files", "DIR"},
                {"--check", &check_, "Check these files: the header, the SQL and, with --store, its cases"},
                {"--store", &store_, "Say which returns of this store carry a measure (else PILOTAGE_STORE)", "FILE"},
                {"--json", &json_, "One JSON object for each measure, or for each file that is checked"}};
    }

    ExitCode run() override {
        Output out;
        const bool good = check_ ? check(out.text()) : show(out.text());
        out.flush();
        return good ? ExitCode::done : ExitCode::findings;
    }

private:
    bool check(std::string& out) const {
        if (words_.empty())
            throw UsageError("--check has no file to check.", "Name the files: pilotage measures --check FILE...");
        MeasureCheck checking(store_);
        std::size_t faulty = 0, all = 0;
        for (const auto& word : words_) {
            const auto faults = checking.faults_of(word);
            if (!faults.empty()) ++faulty;
            all += faults.size();
            if (json_) {
                auto list = Json::array();
                for (const auto& fault : faults) list.push_back({{"fault", fault.what}, {"remedy", fault.remedy}});
                out += Json{{"file", word}, {"good", faults.empty()}, {"faults", list}}.dump(
                           -1, ' ', false, Json::error_handler_t::replace) +
                       "\n";
                continue;
            }
            for (const auto& fault : faults) out += fault.what + "\n    " + fault.remedy + "\n";
            if (faults.empty()) out += word + ": good\n";
        }
        if (!json_ && faulty > 0)
            out += "\n" + counted(all, "fault", "faults") + " in " + counted(faulty, "file", "files") + ".\n";
        return faulty == 0;
    }

    bool show(std::string& out) {
        const auto measures = chosen_measures(folders_, words_);
        std::optional<measure::Evaluation> evaluation;
        if (!store_.empty() || std::getenv("PILOTAGE_STORE") != nullptr) evaluation.emplace(store_named(store_));
        if (json_) {
            for (const auto& m : measures) {
                auto object = json_of(m);
                if (evaluation)
                    for (const auto& c : carried(*evaluation, m))
                        object["returns"].push_back({{"site", c.site}, {"period", c.period}, {"state", c.state}});
                out += object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
            }
        } else if (words_.empty()) {
            list(out, measures, evaluation);
        } else {
            for (std::size_t i = 0; i < measures.size(); ++i) {
                if (i > 0) out += '\n';
                explain(out, measures[i], evaluation);
            }
        }
        return true;
    }

    static void list(std::string& out, const std::vector<Measure>& measures,
                     std::optional<measure::Evaluation>& evaluation) {
        TextTable table;
        table.column("Measure");
        table.column("Kind");
        table.column("Unit");
        table.column("Direction");
        table.column("Title");
        table.column("Sites with a figure");
        for (const auto& m : measures) {
            std::vector<std::string> sites;
            if (evaluation)
                for (const auto& c : carried(*evaluation, m))
                    if (c.state == "figure" && (sites.empty() || sites.back() != c.site)) sites.push_back(c.site);
            table.row({m.id, std::string(name_of(m.kind)), m.unit, spaced(name_of(m.direction)), m.title,
                       evaluation && sites.empty() ? "none" : joined(sites)});
        }
        table.print(out, stdout);
        out += "\n\"pilotage measures ID\" explains one.\n";
    }

    static void explain(std::string& out, const Measure& m, std::optional<measure::Evaluation>& evaluation) {
        constexpr std::size_t indent = 17;
        const auto width = std::min<std::size_t>(terminal_width(stdout), 120);
        out += styled(stdout, Style::bold, printable(m.title)) + "  (" + m.id + ")\n";
        const auto line = [&](std::string_view label, std::string_view text) {
            if (!text.empty()) append_wrapped(out, "  " + std::string(label), printable(text), indent, width);
        };
        line("kind", name_of(m.kind));
        line("numerator", m.numerator);
        line("denominator", m.denominator);
        line("formula", formula_of(m.kind));
        if (m.multiplier != 1) line("multiplier", count_text(m.multiplier));
        line("interval", interval_of(m.kind));
        line("unit", m.unit);
        line("direction", direction_text(m.direction));
        line("split by", m.dimension);
        line("records", joined(m.records));
        if (!m.records_of_site.empty()) line("", joined(m.records_of_site) + " in any return of the site");
        line("source", m.source);
        line("comparability", m.comparability);
        for (const auto& [site, why] : m.not_applicable) line("not applicable", site + ": " + why);
        for (const auto& [site, why] : m.not_comparable) line("not comparable", site + ": " + why);
        for (const auto& [site, why] : m.caveats) line("with care", site + ": " + why);
        for (const auto& [record, why] : m.without) line("without", spaced(record) + " records: " + why);
        line("defined by", m.file.filename().string());
        if (!evaluation) return;
        TextTable table;
        table.column("Site");
        table.column("Period");
        table.column("Return");
        for (const auto& c : carried(*evaluation, m)) table.row({c.site, c.period, c.state});
        table.print(out, stdout, 2);
    }

    std::vector<std::string> words_, folders_;
    std::string store_;
    bool check_ = false, json_ = false;
};

} // namespace

std::unique_ptr<Command> make_measures() {
    return std::make_unique<MeasuresCommand>();
}

} // namespace pilotage::cli
