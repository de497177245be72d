#include "core/store/persons.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

namespace pilotage::store {
namespace {

TEST(Persons, OneNumberIsOnePersonInEveryCouncil) {
    const auto key = PseudonymKey::random();
    Persons a(key, "216"), b(key, "417");
    a.see("9434765919", "7");
    b.see("9434765919", "");
    EXPECT_EQ(a.resolve()[1].pseudonym, b.resolve()[0].pseudonym);
    Persons c(key, "216"), d(key, "417");
    c.see("", "7");
    d.see("", "7");
    EXPECT_NE(c.resolve()[0].pseudonym, d.resolve()[0].pseudonym);
}

TEST(Persons, AnotherKeyGivesOtherPseudonyms) {
    const auto key = PseudonymKey::random(), other = PseudonymKey::random();
    EXPECT_NE(key.pseudonym("nhs:9434765919"), other.pseudonym("nhs:9434765919"));
    EXPECT_NE(Persons(key, "216").reference("event_reference", "1"),
              Persons(key, "216").reference("contact_reference", "1"));
}

// Against the rule in words: a local number is the person of its NHS number when it stands with exactly one.
RC_GTEST_PROP(Persons, LocalNumbersFollowTheirOneNhsNumber, ()) {
    const auto key = PseudonymKey::random();
    Persons persons(key, "216");
    struct Row {
        std::string nhs_number, local_id;
        std::uint32_t subject;
    };
    std::vector<Row> rows;
    std::map<std::string, std::set<std::string>> with;
    const auto count = *rc::gen::inRange(1, 40);
    for (int i = 0; i < count; ++i) {
        const int nhs = *rc::gen::inRange(0, 4), local = *rc::gen::inRange(nhs == 0 ? 1 : 0, 5);
        Row row{nhs == 0 ? "" : "N" + std::to_string(nhs), local == 0 ? "" : "L" + std::to_string(local), 0};
        if (nhs != 0 && local != 0) with[row.local_id].insert(row.nhs_number);
        row.subject = persons.see(row.nhs_number, row.local_id).subject;
        rows.push_back(row);
    }
    const auto resolved = persons.resolve();
    std::map<std::string, Pseudonym> of_person;
    std::uint64_t linked = 0;
    for (const auto& row : rows) {
        std::string person = row.nhs_number;
        if (person.empty()) {
            const auto& numbers = with[row.local_id];
            person = numbers.size() == 1 ? *numbers.begin() : row.local_id;
            linked += numbers.size() == 1 ? 1 : 0;
        }
        const auto [known, added] = of_person.emplace(person, resolved[row.subject].pseudonym);
        RC_ASSERT(known->second == resolved[row.subject].pseudonym);
    }
    std::set<Pseudonym> different;
    for (const auto& [person, pseudonym] : of_person) different.insert(pseudonym);
    RC_ASSERT(different.size() == of_person.size());
    RC_ASSERT(persons.linked().records == linked);
}

} // namespace
} // namespace pilotage::store
