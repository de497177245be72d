// The course of one synthetic person through a practice, in terms that no site owns; each site writes it its own way.
#pragma once

#include "examples/generate/calendar.hpp"
#include "examples/generate/identity.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::generate {

enum class Need : std::uint8_t { access, personal_care, sight, hearing, dual, memory, learning, mental, carer, other };
enum class Route : std::uint8_t { community, hospital, diversion, transition, reablement, other_council };
enum class Source : std::uint8_t { self, family, gp, hospital, council, housing, voluntary, other };
enum class Result : std::uint8_t {
    assessment,
    reablement,
    information,
    community_offer,
    declined,
    nhs,
    other_service,
    no_action
};
enum class Band : std::uint8_t { critical, substantial, moderate, low };
enum class Support : std::uint8_t {
    home_care,
    day,
    supported_living,
    residential,
    nursing,
    reablement,
    equipment,
    carer
};
enum class Payment : std::uint8_t { direct, managed, commissioned };
enum class Way : std::uint8_t { visit, centre, telephone, self };

struct Request {
    int asked = 0, closed = 0;
    bool direct = false;
    Route route{};
    Source source{};
    Result result{};
    int assessment = -1; ///< index into Person::assessments
};
struct Assessment {
    int started = 0, completed = 0;
    bool eligible = false;
    Band band{};
    Way way{};
    int service = -1; ///< index of the first one that it led to
};
struct Service {
    int start = 0;
    std::optional<int> end;
    Support support{};
    Payment payment{};
    double weekly = 0; ///< pounds
    int share = 0;     ///< per cent of the budget that is a direct payment
};
struct Review {
    int day = 0;
    bool planned = true;
    int met = 0; ///< 0 fully, 1 partly, 2 not
    Way way{};
};
struct Answers {
    int day = 0;
    bool easy_read = false;
    int stratum = 4;
    int mode = 0;
    int overall = 1;        ///< q1, 1 to 7 (1 to 5 in easy read)
    std::vector<int> items; ///< q2a, q3a, q4a, q5a, q6a, q7a, q7b, q8a, q9a, q11, q12; -9 missing
};

struct Person {
    std::uint32_t index = 0;
    Identity who;
    std::string nhs_number; ///< empty where the site never learnt it
    bool female = false;
    char ethnicity = 'A'; ///< of the 2001 census
    int born = 0;
    std::optional<int> died;
    Need need{};
    int area = 0; ///< 0, 1, 2: the parts of the site, in the order in which they joined
    int home = 0; ///< accommodation, 0 to 6
    std::vector<Request> requests;
    std::vector<Assessment> assessments;
    std::vector<Service> services;
    std::vector<Review> reviews;
    std::vector<Answers> answers;
};

/// What makes one site different from another.
struct Practice {
    int band = 0; ///< of NHS numbers; the first of `bands` bands
    int bands = 1;
    int opened = 0;                 ///< first day
    std::vector<double> needs;      ///< weights in the order of Need
    double direct_at_first = 0.5;   ///< share of requests that come straight to the practice
    double direct_growth = 0.05;    ///< more each year
    double days_to_assessment = 20; ///< on average
    double reviewed = 0.75;         ///< share of due reviews that take place
    double direct_payments = 0.3;
    double surveyed = 0.25;      ///< of people with support, each year
    double wellbeing = 0.5;      ///< 0 poor to 1 good, in the answers
    std::vector<int> areas_open; ///< first day of each area; empty: one area
};

/// The `index`-th person of a practice with `people_a_year` new people a year; the same for the same seed.
Person live(const Practice& practice, std::uint64_t seed, std::uint32_t index, std::uint32_t people_a_year);

/// How many people have come by the end of the period.
std::uint32_t people_until(const Practice& practice, std::uint32_t people_a_year, const Period& period);

} // namespace pilotage::generate
