#include "core/store/persons.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace pilotage::store {
namespace {

SQLite::Database& database() {
    static SQLite::Database memory(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    return memory;
}

/// The pseudonym that a row of this person has in the end.
Pseudonym resolved(const Pseudonym& person) {
    SQLite::Statement linked(database(), "SELECT person FROM temp.stage_linked WHERE alone = ?");
    linked.bind(1, person.data(), static_cast<int>(person.size()));
    if (!linked.executeStep()) return person;
    Pseudonym out;
    std::memcpy(out.data(), linked.getColumn(0).getBlob(), out.size());
    return out;
}

TEST(Persons, OneNumberIsOnePersonInEveryCouncil) {
    const auto key = PseudonymKey::random();
    Persons a(database(), key, "216");
    const auto both = a.see("9434765919", "7").person, alone = a.see("", "7").person;
    a.resolve();
    EXPECT_EQ(resolved(alone), both);
    Persons b(database(), key, "417");
    EXPECT_EQ(b.see("9434765919", "").person, both);
    Persons c(database(), key, "216");
    EXPECT_EQ(c.see("", "7").person, alone);
    Persons d(database(), key, "417");
    EXPECT_NE(d.see("", "7").person, alone);
}

// Against Python's hmac and hashlib.
TEST(Persons, APseudonymIsAnHmacSha256) {
    const auto file = std::filesystem::temp_directory_path() / ("pilotage-" + std::to_string(::getpid()) + ".key");
    std::ofstream(file) << "pilotage-key-1\n000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const auto key = PseudonymKey::load(file);
    std::filesystem::remove(file);
    const auto hex = [&](const std::string& text) {
        std::string out;
        char two[3];
        for (const auto byte : key.pseudonym(text)) std::snprintf(two, sizeof two, "%02x", byte), out += two;
        return out;
    };
    EXPECT_EQ(hex("nhs:9434765919"), "802eae953ba6a3bce3566aa433ccf39d");
    EXPECT_EQ(hex(std::string(200, 'x')), "7b48ae507721b7feb27d8403d20568ca");
}

TEST(Persons, AnotherKeyGivesOtherPseudonyms) {
    const auto key = PseudonymKey::random(), other = PseudonymKey::random();
    EXPECT_NE(key.pseudonym("nhs:9434765919"), other.pseudonym("nhs:9434765919"));
    EXPECT_NE(Persons(database(), key, "216").reference("event_reference", "1"),
              Persons(database(), key, "216").reference("contact_reference", "1"));
}

// Against the rule in words: a local number is the person of its NHS number when it stands with exactly one.
RC_GTEST_PROP(Persons, LocalNumbersFollowTheirOneNhsNumber, ()) {
    const auto key = PseudonymKey::random();
    Persons persons(database(), key, "216");
    struct Row {
        std::string nhs_number, local_id;
        Pseudonym person;
    };
    std::vector<Row> rows;
    std::map<std::string, std::set<std::string>> with;
    std::map<std::string, std::string> first_with;
    const auto count = *rc::gen::inRange(1, 40);
    for (int i = 0; i < count; ++i) {
        const int nhs = *rc::gen::inRange(0, 4), local = *rc::gen::inRange(nhs == 0 ? 1 : 0, 5);
        Row row{nhs == 0 ? "" : "N" + std::to_string(nhs), local == 0 ? "" : "L" + std::to_string(local), {}};
        const auto seen = persons.see(row.nhs_number, row.local_id);
        row.person = seen.person;
        bool second = false;
        if (nhs != 0 && local != 0) {
            with[row.local_id].insert(row.nhs_number);
            second = first_with.emplace(row.local_id, row.nhs_number).first->second != row.nhs_number;
        }
        RC_ASSERT(seen.second_number == second);
        rows.push_back(row);
    }
    const auto counted = persons.resolve();
    std::map<std::string, Pseudonym> of_person;
    std::set<std::string> linked_numbers;
    std::uint64_t linked = 0;
    for (const auto& row : rows) {
        std::string person = row.nhs_number;
        if (person.empty()) {
            const auto& numbers = with[row.local_id];
            person = numbers.size() == 1 ? *numbers.begin() : row.local_id;
            linked += numbers.size() == 1 ? 1 : 0;
            if (numbers.size() == 1) linked_numbers.insert(row.local_id);
        }
        const auto [known, added] = of_person.emplace(person, resolved(row.person));
        RC_ASSERT(known->second == resolved(row.person));
    }
    std::set<Pseudonym> different;
    for (const auto& [person, pseudonym] : of_person) different.insert(pseudonym);
    RC_ASSERT(different.size() == of_person.size());
    RC_ASSERT(counted.records == linked);
    RC_ASSERT(counted.numbers == linked_numbers.size());
}

// More numbers than are kept in memory, twice over.
TEST(Persons, ManyNumbersAreRemembered) {
    const auto key = PseudonymKey::random();
    Persons persons(database(), key, "216");
    constexpr int many = 20000;
    for (int i = 0; i < many; ++i) persons.see("N" + std::to_string(i), "L" + std::to_string(i));
    std::uint64_t second = 0;
    for (int i = 0; i < many; ++i) {
        persons.see("", "L" + std::to_string(i));
        second +=
            persons.see(i % 10 == 0 ? "M" : "N" + std::to_string(i), "L" + std::to_string(i)).second_number ? 1 : 0;
    }
    EXPECT_EQ(second, many / 10);
    EXPECT_EQ(persons.resolve().records, many - many / 10);
}

} // namespace
} // namespace pilotage::store
