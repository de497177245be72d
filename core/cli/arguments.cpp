#include "core/cli/command.hpp"
#include "core/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace pilotage::cli {
namespace {

/// Nothing where no known word is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    const auto meant = closest(word, known);
    return meant.empty() ? "" : "Did you mean \"" + std::string(meant) + "\"?";
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
    // An option is given once for each of its values: else it would take the files behind it as well.
    if (argument.names.starts_with('-') && std::holds_alternative<std::vector<std::string>*>(argument.target))
        option->allow_extra_args(false);
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
    if (argc > 1 && argv[1][0] != '-' && std::find(names.begin(), names.end(), argv[1]) == names.end()) {
        const auto meant = did_you_mean(argv[1], names);
        throw UsageError("There is no command \"" + std::string(argv[1]) + "\".",
                         meant.empty() ? "\"pilotage --help\" lists the commands." : meant);
    }
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
