// The persons of one submission: from NHS numbers and local numbers to pseudonyms. Numbers themselves are forgotten at
// once; which pseudonyms belong together stands in a temporary table and a temporary file, so the memory does not grow
// with the submission.
#pragma once

#include "core/store/pseudonym_key.hpp"
#include "core/store/spilled_list.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace pilotage::store {

class Persons {
public:
    /// A local number is unique within its council. Makes temp.stage_number.
    Persons(SQLite::Database& database, const PseudonymKey& key, std::string council_code);
    ~Persons();
    Persons(const Persons&) = delete;
    Persons& operator=(const Persons&) = delete;

    struct Seen {
        Pseudonym person{};
        bool second_number = false; ///< the local number stood with another NHS number before
    };
    /// `nhs_number`: ten digits of a valid number, or empty; `local_id`: as the site has it, or empty; not both empty.
    Seen see(std::string_view nhs_number, std::string_view local_id);

    /// Local numbers that stood alone in some records and were linked to an NHS number, and how many such records.
    struct Linked {
        std::uint64_t numbers = 0, records = 0;
    };
    /// After the last see(): a local number that stood with exactly one NHS number is that person, wherever it stands
    /// alone. Writes temp.stage_linked (alone, person): which pseudonyms are to be replaced.
    Linked resolve();

    /// The site's own number of a record, of the kind `field`.
    Pseudonym reference(std::string_view field, std::string_view value);

private:
    /// A local number that stood alone in so many records. Put down at the end of a file, unsorted: a table of them
    /// would be searched for each, and is needed only where numbers are linked.
    struct Alone {
        Pseudonym local;
        std::uint64_t records;
    };
    /// A local number of late: which NHS number it stood with first, how often it stood alone since.
    struct Latest {
        bool used = false;
        Pseudonym local{}, number{};
        bool has_number = false, several = false;
        std::uint64_t alone = 0;
    };
    Seen look(std::string_view nhs_number, std::string_view local_id);
    Pseudonym pseudonym(std::string_view prefix, std::string_view number);
    Latest& latest(const Pseudonym& local);
    void put_down(Latest& entry);
    void tabulate_alone();

    SQLite::Database& database_;
    const PseudonymKey& key_;
    std::string nhs_prefix_, local_prefix_, reference_prefix_, text_;
    /// Whom see() was asked for last: all records of a row are of one person, and so are most rows that follow.
    struct Last {
        std::string nhs_number, local_id;
        Seen seen;
        Latest* entry = nullptr; ///< of the local number, where it stands alone
    };
    Last last_;
    std::vector<Latest> latest_;
    bool any_number_ = false; ///< in temp.stage_number
    SpilledList<Alone> alone_;
    std::unique_ptr<SQLite::Statement> find_, add_, several_;
};

} // namespace pilotage::store
