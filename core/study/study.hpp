// The study: its sites, its collection periods and the returns due, read from a TOML file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::study {

/// Dates are ISO (yyyy-mm-dd), both ends included; an empty date is open.
struct Period {
    std::string id; ///< "2012-13"
    std::string start, end;
};

enum class Arm { pilot, host, comparison };
std::string_view name_of(Arm arm);

/// From when to when a site served which area.
struct Coverage {
    std::string from, to;
    std::string area, note;
};

struct NotDue {
    std::string period, reason;
};

struct Site {
    std::string id; ///< [a-z][a-z0-9_]*
    std::string name;
    std::string plugin;
    std::string council; ///< its name
    std::string cassr;   ///< three digits: council with adult social services responsibilities
    std::string ons;     ///< nine characters, E and digits
    std::vector<std::string> aliases;
    Arm arm = Arm::pilot;
    std::string start, end;
    std::vector<Coverage> coverage;
    std::vector<NotDue> not_due;
};

struct Due {
    bool due = true;
    std::string reason; ///< why not, in a few words
};

struct Study {
    std::string id, name;
    double max_rejected_share = 0.25; ///< a submission with a larger share of rejected records is rejected as a whole
    std::vector<Period> periods;
    std::vector<Site> sites;
    std::string file;   ///< as it was given
    std::string sha256; ///< of the file

    /// By id or any alias, without case and with white space folded; null when there is none.
    const Site* find_site(std::string_view name) const;
    const Period* find_period(std::string_view id) const;
};

/// Reads and checks the file. Throws EnvironmentError that lists each fault as file:line:column with how to mend it.
Study load(const std::filesystem::path& file);
/// The same from text; `name` stands in messages.
Study parse(std::string_view text, const std::string& name);

/// A return is due for every period that overlaps the site's time in the study, unless the study says otherwise.
Due return_due(const Site& site, const Period& period);

} // namespace pilotage::study
