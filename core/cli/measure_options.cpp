#include "core/cli/measure_options.hpp"

#include "core/error.hpp"
#include "core/paths.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace pilotage::cli {

std::vector<measure::Measure> chosen_measures(const std::vector<std::string>& folders,
                                              const std::vector<std::string>& ids) {
    std::vector<std::filesystem::path> all{measure_folder()};
    all.insert(all.end(), folders.begin(), folders.end());
    auto measures = measure::load_measures(all);

    std::vector<std::string> known;
    for (const auto& m : measures) known.push_back(m.id);
    for (const auto& id : ids) {
        if (std::ranges::find(known, id) != known.end()) continue;
        const auto near = closest(id, known);
        std::string list;
        for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
        throw UsageError("There is no measure \"" + id + "\".",
                         near.empty() ? "There are " + list + "." : "Did you mean \"" + std::string(near) + "\"?");
    }
    if (!ids.empty())
        std::erase_if(measures, [&](const measure::Measure& m) { return std::ranges::find(ids, m.id) == ids.end(); });
    return measures;
}

} // namespace pilotage::cli
