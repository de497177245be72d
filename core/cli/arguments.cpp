#include "core/cli/command.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace pilotage::cli {
namespace {

/// Edits that turn one word into the other: insert, delete, replace, swap of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    const std::string* best = nullptr;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const auto& name : known)
        if (const auto d = distance(word, name); d < least) least = d, best = &name;
    return best == nullptr ? "" : "Did you mean \"" + *best + "\"?";
}

/// Adds one declared argument to CLI11.
void add(CLI::App& app, const Argument& argument) {
    CLI::Option* option = std::visit(
        [&](auto* target) -> CLI::Option* {
            using T = std::remove_pointer_t<decltype(target)>;
            if constexpr (std::is_same_v<T, bool>)
                return app.add_flag(argument.names, *target, argument.help);
            else
                return app.add_option(argument.names, *target, argument.help);
        },
        argument.target);
    if (argument.required) option->required();
    if (!argument.value_name.empty()) option->type_name(argument.value_name);
    if (!argument.choices.empty()) option->check(CLI::IsMember(argument.choices));
}

class Formatter : public CLI::Formatter {
public:
    std::string make_footer(const CLI::App* app) const override {
        const auto footer = app->get_footer();
        return footer.empty() ? "" : "\n" + footer + "\n";
    }
};

} // namespace

ExitCode dispatch(int argc, char** argv) {
    CLI::App app{"Collects returns of a multi-site study, validates them and compares the sites."};
    app.name("pilotage");
    app.formatter(std::make_shared<Formatter>());
    app.get_formatter()->column_width(34);
    app.set_version_flag("--version", std::string("pilotage " PILOTAGE_VERSION));
    app.require_subcommand(1);
    app.footer("\"pilotage COMMAND --help\" explains a command, with examples.");

    std::vector<std::string> names;
    std::vector<std::unique_ptr<Command>> made;
    std::vector<CLI::App*> subs;
    for (const auto& entry : commands()) {
        names.emplace_back(entry.name);
        made.push_back(entry.make());
        auto* sub = app.add_subcommand(std::string(entry.name), std::string(entry.summary));
        sub->footer("Examples:\n" + std::string(entry.examples));
        for (const auto& argument : made.back()->setup()) add(*sub, argument);
        subs.push_back(sub);
    }
    if (argc > 1 && argv[1][0] != '-' && std::find(names.begin(), names.end(), argv[1]) == names.end())
        throw UsageError("There is no command \"" + std::string(argv[1]) + "\".",
                         did_you_mean(argv[1], names) + (did_you_mean(argv[1], names).empty() ? "\"pilotage --help\" lists the commands." : ""));
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& e) {
        return static_cast<ExitCode>(app.exit(e)); // --help and --version
    } catch (const CLI::ParseError& e) {
        std::string hint = "See \"pilotage --help\".";
        for (std::size_t i = 0; i < subs.size(); ++i)
            if (subs[i]->parsed()) {
                hint = "See \"pilotage " + names[i] + " --help\".";
                std::vector<std::string> options;
                for (const auto* option : subs[i]->get_options())
                    for (const auto& name : option->get_lnames()) options.push_back("--" + name);
                for (int k = 2; k < argc; ++k) {
                    const std::string word = std::string(argv[k]).substr(0, std::string(argv[k]).find('='));
                    if (word.rfind("--", 0) == 0 && std::find(options.begin(), options.end(), word) == options.end())
                        if (const auto meant = did_you_mean(word, options); !meant.empty()) hint = meant + " " + hint;
                }
            }
        throw UsageError(e.what(), hint);
    }
    for (std::size_t i = 0; i < subs.size(); ++i)
        if (subs[i]->parsed()) return made[i]->run();
    return ExitCode::usage;
}

} // namespace pilotage::cli
