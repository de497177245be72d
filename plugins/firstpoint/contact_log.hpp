// One log of contacts: its contacts with their follow-ups, and what the log says of itself.
#pragma once

#include "plugins/firstpoint/section.hpp"

#include <set>

namespace pilotage::firstpoint {

/// The days that a log covers, ISO; empty where it does not say.
struct Days {
    std::string first, last;
};

class ContactLog {
public:
    ContactLog(std::string_view file, sdk::LocalWriter& out);

    /// Any row of the file.
    void take(const importers::Row& row);
    /// Checks the log's own count. False when the file is no log of contacts.
    bool end();
    const Days& days() const { return days_; }

private:
    struct FollowUp {
        sdk::Where where;
        std::vector<std::string> values;
    };

    void contact(const importers::Row& row);
    void follow_up(const importers::Row& row);
    void about_itself(const importers::Row& row);
    void unknown_array(const importers::Row& row);
    std::string day(const importers::Cell& cell, const sdk::Where& where);
    void fatal(std::string_view rule, const sdk::Where& where, std::string_view message, std::string_view remedy) {
        out_.finding(where, {sdk::Severity::fatal, rule, message, remedy});
    }

    std::string file_;
    sdk::LocalWriter& out_;
    Section contacts_, follow_ups_;
    std::vector<FollowUp> waiting_;  ///< of the contact that is being read: they end before it does
    std::vector<std::string> names_; ///< of what the log says of itself
    std::set<std::string, std::less<>> unknown_;
    std::uint64_t counted_ = 0;
    Days days_;
    bool is_log_ = false, stated_ = false;
};

} // namespace pilotage::firstpoint
