// The good, warned and bad returns of tests/data: each is a small good return with one thing changed, and says what is
// to be found in it.
#pragma once

#include "examples/generate/returns.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::generate {

/// A finding that a case promises.
struct Promise {
    std::string severity, rule, place, field;
};

/// How the counts of records differ from those of the good return.
struct Change {
    int read = 0, rejected = 0, duplicate = 0, left_out = 0;
};

struct Case {
    std::string kind; ///< "good", "warns" or "fails"
    std::string name; ///< what is wrong, as a folder is named
    std::string what; ///< the same as a sentence
    std::string verdict;
    std::vector<Promise> promises;
    std::optional<Change> change; ///< nothing: the counts are not promised
    std::function<void(Tables&)> edit;
    std::function<void(Files&)> spoil; ///< after the files are made
};

/// The good return that a site's cases start from, and the cases.
std::vector<Case> focus_cases(const Tables& base);
std::vector<Case> people2people_cases(const Tables& base);
std::vector<Case> sensing_change_cases(const Tables& base);
std::vector<Case> activ8_cases(const Tables& base);
std::vector<Case> topaz_cases(const Tables& base);
std::vector<Case> cld_cases(const Tables& base);
std::vector<Case> stoke_neuro_cases(const Tables& base);
std::vector<Case> firstpoint_cases(const Tables& base);

/// Writes <site>/<kind>/<name>/ with the files and expect.json into `folder`.
void write_cases(const std::filesystem::path& folder);

} // namespace pilotage::generate
