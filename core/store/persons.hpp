// The persons of one submission: from NHS numbers and local numbers to pseudonyms. Numbers stay in memory, for as long
// as the submission is read.
#pragma once

#include "core/store/pseudonym_key.hpp"
#include "core/store/text_map.hpp"

#include <cstdint>
#include <vector>

namespace pilotage::store {

class Persons {
public:
    /// A local number is unique within its council.
    Persons(const PseudonymKey& key, std::string council_code) : key_(key), council_(std::move(council_code)) {}

    struct Seen {
        std::uint32_t subject = 0;  ///< index into resolve()
        bool second_number = false; ///< the local number stood with another NHS number before
    };
    /// `nhs_number`: ten digits of a valid number, or empty; `local_id`: as the site has it, or empty; not both empty.
    Seen see(std::string_view nhs_number, std::string_view local_id);

    struct Subject {
        std::uint32_t same_as = 0; ///< the subject that stands for the person
        Pseudonym pseudonym{};
    };
    /// A local number that stood with exactly one NHS number is that person, wherever it stands alone.
    std::vector<Subject> resolve() const;

    /// Local numbers that stood alone in some records and were linked to an NHS number, and how many such records.
    struct Linked {
        std::uint64_t numbers = 0, records = 0;
    };
    Linked linked() const;

    /// The site's own number of a record, of the kind `field`.
    Pseudonym reference(std::string_view field, std::string_view value) const;

private:
    static constexpr std::uint32_t nobody = 0xffffffffu;
    struct Entry {
        Pseudonym pseudonym{};
        std::uint32_t number = nobody; ///< of a local number: the NHS number's subject
        bool several = false;
        std::uint64_t alone = 0; ///< records with the local number alone
    };
    std::uint32_t entry(TextMap<std::uint32_t>& map, std::string_view text, std::string_view prefix);
    bool is_linked(const Entry& entry) const { return entry.number != nobody && !entry.several; }

    const PseudonymKey& key_;
    std::string council_;
    TextMap<std::uint32_t> by_nhs_number_, by_local_id_;
    std::vector<Entry> entries_;
};

} // namespace pilotage::store
