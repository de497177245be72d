#include "core/store/record_rules.hpp"

#include "core/error.hpp"
#include "core/store/draft.hpp"

#include <charconv>
#include <fstream>

namespace pilotage::store {
namespace {

int integer(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// 115 years before the day: an older person is a filler date.
std::string oldest_birth(std::string_view today) {
    return std::to_string(integer(today.substr(0, 4)) - 115) + std::string(today.substr(4, 3));
}

} // namespace

std::vector<RuleFields> rule_fields(const validate::Schema& evaluation) {
    std::vector<RuleFields> all;
    for (const auto& type : evaluation.types()) {
        RuleFields fields;
        fields.nhs_number = type.find("nhs_number");
        fields.local_id = type.find("local_id");
        fields.person = fields.nhs_number || fields.local_id;
        for (const auto* name :
             {"event_reference", "contact_reference", "response_reference", "follow_up_reference", "file_reference"})
            if (!fields.reference) fields.reference = type.find(name);
        for (const auto* name : {"start_date", "contact_date", "visit_date", "response_date", "served_date", "as_of"})
            if (!fields.start) fields.start = type.find(name);
        for (const auto* name : {"end_date", "follow_up_date"})
            if (!fields.end) fields.end = type.find(name);
        fields.birth = type.find("birth_month");
        fields.death = type.find("death_month");
        fields.question = type.find("survey_question");
        fields.answer = type.find("answer");
        fields.in_receipt = type.find("in_receipt");
        fields.is_answer = fields.question.has_value();
        fields.is_file = type.find("file_reference").has_value();
        using enum RuleFields::Belongs;
        if (type.name == "service")
            fields.belongs = overlaps;
        else if (type.name == "follow_up")
            fields.belongs = started;
        else if (type.name == "survey_response")
            fields.belongs = not_before;
        else if (type.name == "request" || type.name == "assessment" || type.name == "review" ||
                 type.name == "contact" || type.name == "home_care_visit")
            fields.belongs = ends_inside;
        all.push_back(fields);
    }
    return all;
}

AnswerRanges AnswerRanges::load(const std::filesystem::path& file) {
    std::ifstream in(file);
    AnswerRanges ranges;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        if (line.empty()) continue;
        const auto first = line.find(','), second = line.find(',', first + 1);
        if (second == std::string::npos)
            throw EnvironmentError("The file " + file.string() +
                                   " has a line that is not question,least,most: " + line);
        ranges.ranges_[line.substr(0, first)] = {integer(std::string_view(line).substr(first + 1, second - first - 1)),
                                                 integer(std::string_view(line).substr(second + 1))};
    }
    if (ranges.ranges_.empty())
        throw EnvironmentError("The file " + file.string() + " cannot be read.",
                               "Install Pilotage again: it belongs to its schemas.");
    return ranges;
}

std::optional<std::pair<int, int>> AnswerRanges::of(std::string_view question) const {
    const auto found = ranges_.find(question);
    if (found == ranges_.end()) return std::nullopt;
    return found->second;
}

void check_record(const RuleFields& fields, std::span<const validate::FieldValue> values, std::string_view today,
                  const AnswerRanges& ranges, std::vector<Breach>& breaches) {
    const auto start = position_of(fields.start, values), end = position_of(fields.end, values);
    if (start != nowhere && end != nowhere && values[end].value < values[start].value)
        breaches.push_back({"event.end_before_start", Severity::error, end, "a day on or after the start date"});
    const auto past = [&](std::uint32_t position) {
        if (position != nowhere && values[position].value > today)
            breaches.push_back(
                {"event.in_future", Severity::error, position, "a day not after the day the return was received"});
    };
    past(start);
    // A service may be agreed up to a day to come.
    if (fields.belongs != RuleFields::Belongs::overlaps) past(end);
    if (const auto birth = position_of(fields.birth, values);
        birth != nowhere && (values[birth].value > today.substr(0, 7) || values[birth].value <= oldest_birth(today)))
        breaches.push_back({"person.birth_implausible", Severity::warning, birth, "a month of the last 115 years"});
    if (const auto death = position_of(fields.death, values);
        death != nowhere && values[death].value > today.substr(0, 7))
        breaches.push_back(
            {"event.in_future", Severity::error, death, "a month not after the day the return was received"});
    if (const auto found = position_of(fields.in_receipt, values);
        fields.in_receipt && (found == nowhere || (values[found].value != "Yes" && values[found].value != "No")))
        breaches.push_back({"person.lost_to_follow_up", Severity::note, found, {}});
    const auto question = position_of(fields.question, values), answer = position_of(fields.answer, values);
    if (question != nowhere && answer != nowhere) {
        const auto range = ranges.of(values[question].value);
        const int given = integer(values[answer].value);
        if (range && given != -9 && (given < range->first || given > range->second))
            breaches.push_back({"survey.answer_range", Severity::error, answer,
                                "a whole number from " + std::to_string(range->first) + " to " +
                                    std::to_string(range->second) + ", or -9 for missing"});
    }
}

Belonging belonging(const RuleFields& fields, std::span<const validate::FieldValue> values, const study::Period& period,
                    const study::Site& site, std::uint32_t& position) {
    if (fields.belongs == RuleFields::Belongs::always) return Belonging::inside;
    const auto start = position_of(fields.start, values), end = position_of(fields.end, values);
    if (start == nowhere) return Belonging::inside;
    const auto from = values[start].value;
    const auto to = end == nowhere ? std::string_view() : values[end].value;
    position = end == nowhere ? start : end;
    if (fields.belongs == RuleFields::Belongs::ends_inside) {
        const auto day = to.empty() ? from : to;
        if (day < period.start || day > period.end) return Belonging::outside_period;
    } else if (fields.belongs == RuleFields::Belongs::not_before) {
        if (from < period.start) return Belonging::outside_period;
    } else {
        const bool over = fields.belongs == RuleFields::Belongs::overlaps && !to.empty() && to < period.start;
        if (over) return Belonging::outside_period;
        position = start;
        if (from > period.end) return Belonging::outside_period;
    }
    position = start;
    if ((!site.start.empty() && (to.empty() ? from : to) < site.start) || (!site.end.empty() && from > site.end))
        return Belonging::outside_site;
    return Belonging::inside;
}

} // namespace pilotage::store
