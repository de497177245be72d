#include "examples/generate/cases.hpp"
#include "examples/generate/formats.hpp"
#include "examples/generate/returns.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace pilotage::generate {
namespace {

constexpr const char* help = R"(pilotage-generate: synthetic returns of the sites, for samples, tests and measurements.

  pilotage-generate --site SITE [--size small|medium|large] [--seed N] [--period P] [--rows N] [--flaws SHARE] OUT
  pilotage-generate --cases OUT

  --site SITE     focus, people2people, sensing_change, activ8, stoke_neuro, topaz, firstpoint or cld
  --size SIZE     small (a few dozen rows a table; the default), medium (about 20,000 events), large (focus: over 500,000)
  --seed N        the same seed gives the same bytes (default 1)
  --period P      2011-12, 2012-13 or 2013-14 (default 2012-13)
  --rows N        of cld: exactly so many rows, whatever the size
  --flaws SHARE   share of the rows with something wrong in them, such as 0.02 (default 0)
  --cases OUT     writes the good, warned and bad returns of tests/data, with what is expected of each, and their table
  OUT             the folder to write into; it is made if it is not there

Nobody in these files is real: names are made of syllables, NHS numbers are of the test range 999, postcodes begin with ZZ99.
Examples:
  pilotage-generate --site focus --size large --period 2013-14 /tmp/focus
  pilotage-generate --site people2people --seed 7 --flaws 0.03 examples/study/returns/people2people/2012-13
)";

struct Call {
    const Site* site = nullptr;
    std::size_t size = 0;
    Order order{period_of("2012-13")};
    std::filesystem::path out;
    bool cases = false;
};

struct WrongCall : std::runtime_error {
    using std::runtime_error::runtime_error;
};

const Site& site_of(const std::string& name) {
    for (const auto& site : sites())
        if (site.name == name) return site;
    throw WrongCall("there is no site " + name);
}

std::size_t size_of(const std::string& name) {
    constexpr std::array<const char*, 3> sizes{"small", "medium", "large"};
    for (std::size_t i = 0; i < sizes.size(); ++i)
        if (name == sizes[i]) return i;
    throw WrongCall("there is no size " + name);
}

Call read(int argc, char** argv) {
    Call call;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&]() -> std::string {
            if (++i >= argc) throw WrongCall(word + " needs a value");
            return argv[i];
        };
        if (word == "--site")
            call.site = &site_of(value());
        else if (word == "--size")
            call.size = size_of(value());
        else if (word == "--seed")
            call.order.seed = std::stoull(value());
        else if (word == "--period")
            call.order.period = period_of(value());
        else if (word == "--rows")
            call.order.rows = std::stoull(value());
        else if (word == "--flaws")
            call.order.flaws = std::stod(value());
        else if (word == "--cases")
            call.cases = true;
        else if (!word.starts_with("-") && call.out.empty())
            call.out = word;
        else
            throw WrongCall("not understood: " + word);
    }
    if (call.out.empty() || (call.site == nullptr && !call.cases)) throw WrongCall("a site and a folder are needed");
    if (call.site != nullptr) call.order.people_a_year = call.site->people[call.size];
    return call;
}

// Text files are written as they come, so that a large return needs little memory.
std::uint64_t stream(const Call& call) {
    struct File {
        std::filesystem::path path;
        TextFile text;
        std::ofstream out;
        std::string waiting;
    };
    std::vector<File> files;
    for (const auto& name : call.site->tables) files.push_back({call.out / name, TextFile(*call.site, name), {}, {}});
    const auto flush = [](File& file) {
        if (!file.out.is_open()) file.out.open(file.path, std::ios::binary);
        if (!(file.out << file.waiting).flush()) throw std::runtime_error("cannot write " + file.path.string());
        file.waiting.clear();
    };
    const auto events = call.site->write(call.order, [&](std::size_t table, const Cells& row) {
        files[table].text.append(files[table].waiting, row);
        if (files[table].waiting.size() > 1u << 16) flush(files[table]);
    });
    for (auto& file : files) {
        file.text.close(file.waiting);
        if (!file.waiting.empty()) flush(file);
    }
    return events;
}

int run(const Call& call) {
    std::filesystem::create_directories(call.out);
    if (call.cases) {
        write_cases(call.out);
        return 0;
    }
    std::uint64_t events = 0;
    if (call.site->file.empty() && call.site->files == nullptr) {
        events = stream(call);
    } else {
        const auto tables = tables_of(*call.site, call.order, &events);
        for (const auto& [name, bytes] : files_of(*call.site, tables))
            if (!(std::ofstream(call.out / name, std::ios::binary) << bytes).flush())
                throw std::runtime_error("cannot write " + (call.out / name).string());
    }
    std::printf("%s %s: %llu events\n", call.site->name.c_str(), call.order.period.name.c_str(),
                static_cast<unsigned long long>(events));
    return 0;
}

} // namespace
} // namespace pilotage::generate

int main(int argc, char** argv) {
    using namespace pilotage::generate;
    if (argc == 2 && std::string(argv[1]) == "--help") {
        std::fputs(help, stdout);
        return 0;
    }
    try {
        return run(read(argc, argv));
    } catch (const WrongCall& wrong) {
        std::cerr << "pilotage-generate: " << wrong.what() << "\nTry pilotage-generate --help.\n";
        return 2;
    } catch (const std::invalid_argument& wrong) {
        std::cerr << "pilotage-generate: " << wrong.what()
                  << ": not a value that can be used\nTry pilotage-generate --help.\n";
        return 2;
    } catch (const std::exception& failed) {
        std::cerr << "pilotage-generate: " << failed.what() << '\n';
        return 3;
    }
}
