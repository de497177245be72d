#include "examples/generate/life.hpp"

#include <algorithm>

namespace pilotage::generate {
namespace {

constexpr double days_in_year = 365.25;
constexpr int no_more_after = 20000; // 2024: nothing of the study lies later

template <typename T>
T kind_of(Random& random, std::initializer_list<double> weights) {
    return static_cast<T>(random.pick(weights));
}

int age_of(Random& random, Need need) {
    if (need == Need::learning) return random.between(18, 62);
    if (need == Need::mental || need == Need::carer) return random.between(22, 79);
    if (need == Need::memory) return random.between(66, 97);
    return random.chance(0.25) ? random.between(19, 64) : random.between(65, 98);
}

Request ask(Random& random, const Practice& practice, int day) {
    Request request;
    request.asked = day;
    request.closed = day + std::min(random.wait(4), 30);
    const double years = (day - practice.opened) / days_in_year;
    request.direct = random.chance(std::min(0.95, practice.direct_at_first + practice.direct_growth * years));
    request.route = kind_of<Route>(random, {70, 16, 5, 2, 5, 2});
    request.source = kind_of<Source>(random, {30, 22, 16, 14, 6, 4, 5, 3});
    request.result = kind_of<Result>(random, {48, 7, 18, 11, 4, 3, 4, 5});
    return request;
}

Support support_of(Random& random, Need need) {
    if (need == Need::carer) return Support::carer;
    if (need == Need::sight || need == Need::hearing || need == Need::dual)
        return random.chance(0.5) ? Support::equipment : Support::home_care;
    if (need == Need::learning) return kind_of<Support>(random, {25, 30, 35, 8, 0, 0, 2});
    return kind_of<Support>(random, {50, 12, 4, 9, 6, 10, 9});
}

Service serve(Random& random, const Practice& practice, Support support, int day) {
    Service service;
    service.start = day;
    service.support = support;
    const bool at_home =
        support == Support::home_care || support == Support::day || support == Support::supported_living;
    if (at_home && random.chance(practice.direct_payments)) {
        service.payment = Payment::direct;
        service.share = random.chance(0.7) ? 100 : random.between(1, 9) * 10;
    } else {
        service.payment = at_home && random.chance(0.6) ? Payment::managed : Payment::commissioned;
    }
    constexpr double weekly[] = {160, 120, 540, 470, 610, 210, 25, 40};
    service.weekly = std::round(weekly[static_cast<int>(support)] * (0.6 + 0.8 * random.unit()) * 4) / 4;
    const int length = support == Support::reablement  ? 14 + random.between(0, 28)
                       : support == Support::equipment ? random.between(0, 10)
                                                       : 30 + random.wait(600);
    service.end = day + length;
    return service;
}

Answers answer(Random& random, const Practice& practice, const Person& person, int day) {
    Answers answers;
    answers.day = day;
    answers.easy_read = person.need == Need::learning && random.chance(0.7);
    const int age = static_cast<int>((day - person.born) / days_in_year);
    answers.stratum = person.need == Need::learning ? 1 : age < 65 ? 2 : random.chance(0.2) ? 3 : 4;
    answers.mode = random.pick({80, 8, 8, 4});
    const double well = practice.wellbeing;
    const auto item = [&](int most) {
        if (random.chance(0.03)) return -9;
        const int answer = random.pick({20 + 30 * well, 40, 28 - 14 * well, 10 - 6 * well}) + 1;
        return std::min(answer, most);
    };
    answers.overall = std::max(1, random.pick({18 + 15 * well, 30, 28, 14, 6, 3, 1}) + 1);
    if (answers.easy_read) answers.overall = std::min(answers.overall, 5);
    for (const int most : {7, 4, 4, 4, 4, 4, 2, 4, 4, 4, 5}) answers.items.push_back(item(most));
    return answers;
}

void support(Random& random, const Practice& practice, Person& person, int from) {
    const int services = random.pick({70, 24, 6}) + 1;
    for (int i = 0; i < services; ++i) {
        auto service = serve(random, practice, support_of(random, person.need), from + random.between(3, 30));
        if (person.died && service.start >= *person.died) continue;
        if (person.died && service.end > *person.died) service.end = *person.died;
        const int end = service.end.value_or(no_more_after);
        const bool lasting = service.support != Support::equipment && service.support != Support::reablement;
        if (i == 0 && lasting) {
            for (int due = service.start + 42; due < end; due += 365) {
                const int day = due + random.between(-10, 25);
                if (day >= end || !random.chance(practice.reviewed)) continue;
                person.reviews.push_back(
                    {day, random.chance(0.85), random.pick({55, 35, 10}), kind_of<Way>(random, {70, 10, 18, 2})});
            }
            for (int year = service.start + random.between(60, 240); year < end; year += 365)
                if (random.chance(practice.surveyed)) person.answers.push_back(answer(random, practice, person, year));
        }
        person.services.push_back(service);
    }
}

void follow(Random& random, const Practice& practice, Person& person, Request& request) {
    if (request.result != Result::assessment && request.result != Result::reablement) return;
    Assessment assessment;
    assessment.started = request.asked + std::min(random.wait(practice.days_to_assessment), 250);
    assessment.started = std::max(assessment.started, request.closed);
    assessment.completed = assessment.started + random.between(0, 21);
    assessment.eligible = random.chance(0.72);
    assessment.band = assessment.eligible ? (random.chance(0.3) ? Band::critical : Band::substantial)
                                          : (random.chance(0.6) ? Band::moderate : Band::low);
    assessment.way = kind_of<Way>(random, {68, 14, 12, 6});
    if (person.died && assessment.completed >= *person.died) return;
    const auto services = person.services.size();
    if (assessment.eligible) support(random, practice, person, assessment.completed);
    if (person.services.size() > services) assessment.service = static_cast<int>(services);
    request.assessment = static_cast<int>(person.assessments.size());
    person.assessments.push_back(assessment);
}

} // namespace

Person live(const Practice& practice, std::uint64_t seed, std::uint32_t index, std::uint32_t people_a_year) {
    Random random(seed * 10 + static_cast<std::uint64_t>(practice.band), index);
    Person person;
    person.index = index;
    person.female = random.chance(0.59);
    person.who = identity_of(random, person.female);
    const auto band_of = static_cast<int>(index / 90000);
    person.nhs_number = random.chance(0.97) ? nhs_number_of(practice.band + band_of, index % 90000) : std::string();
    person.ethnicity = "ABCDEFGHJKLMNPRSZ"[random.pick({880, 8, 25, 3, 2, 3, 3, 12, 10, 6, 5, 8, 8, 2, 4, 5, 16})];
    person.need = static_cast<Need>(random.pick(practice.needs));
    person.home = random.pick({45, 25, 10, 8, 6, 4, 2});
    const int came = practice.opened + static_cast<int>((index + random.unit()) / people_a_year * days_in_year);
    for (std::size_t i = 1; i < practice.areas_open.size(); ++i)
        if (practice.areas_open[i] <= came && random.chance(0.3)) person.area = static_cast<int>(i);
    person.born = came - static_cast<int>((age_of(random, person.need) + random.unit()) * days_in_year);
    if (random.chance(0.08)) person.died = came + 40 + random.wait(500);
    int day = came;
    const int requests = random.pick({72, 20, 8}) + 1;
    for (int i = 0; i < requests; ++i, day += 60 + random.wait(300)) {
        auto request = ask(random, practice, day);
        if (person.died && request.closed >= *person.died) break;
        follow(random, practice, person, request);
        person.requests.push_back(request);
    }
    return person;
}

std::uint32_t people_until(const Practice& practice, std::uint32_t people_a_year, const Period& period) {
    const double years = (period.last - practice.opened) / days_in_year;
    return years <= 0 ? 0 : static_cast<std::uint32_t>(years * people_a_year) + 1;
}

} // namespace pilotage::generate
