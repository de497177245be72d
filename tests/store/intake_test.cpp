#include "tests/store/hand_fed.hpp"

namespace pilotage::store::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class Intake : public HandFed {};

TEST_F(Intake, StoresWhatIsGood) {
    const auto result = submit([](Feed& feed) {
        feed.row({{"person", {{"nhs_number", nhs_a}, {"birth_month", "1950-02"}, {"gender", "Female", 3, "F"}}},
                  request({{"nhs_number", nhs_a}, {"event_reference", "R1"}, {"route_of_access", "Self-Funder"}})});
        feed.row({{"staff_in_post",
                   {{"as_of", "2013-03-31"},
                    {"staff_role", "Manager"},
                    {"headcount", "12"},
                    {"whole_time_equivalents", "10.5"}}}});
    });
    EXPECT_EQ(result.verdict, Verdict::accepted);
    EXPECT_EQ(result.counts, (Counts{2, 2, 0, 0, 0}));
    EXPECT_EQ(text("SELECT site || period || arm || start_date || route_of_access FROM current_request"),
              "one2012-13pilot2012-06-01Self-Funder");
    EXPECT_EQ(number("SELECT count(*) FROM current_person p JOIN current_request r ON r.person = p.person"), 1);
    EXPECT_EQ(
        text(
            "SELECT headcount || '/' || whole_time_equivalents || '/' || typeof(headcount) FROM current_staff_in_post"),
        "12/10.5/integer");
    EXPECT_EQ(text("SELECT file || row || line FROM request JOIN source ON source.id = request.source"),
              "events.csv22");
    EXPECT_THAT(findings(result.id), IsEmpty());
    EXPECT_THAT(store_.verify(), IsEmpty());
}

TEST_F(Intake, ARecordThatRepeatsIsTakenAsIfItWereReadAgain) {
    const Record person{"person", {{"nhs_number", nhs_a}, {"local_id", "7"}, {"gender", "Female", 3, "F"}}};
    const Record doubtful{"person", {{"nhs_number", nhs_b}, {"birth_month", "1850-02", 5}}};
    const auto event = [](const std::string& who, const std::string& reference, const std::string& start) {
        return request({{"nhs_number", who, 1}, {"event_reference", reference, 2}}, start);
    };
    const auto told = [&](bool again) {
        auto store = Store::scratch(study_, evaluation(), key_);
        const auto given = tools();
        store::Intake intake(store, given, crosswalk_, key_, context());
        Feed feed(intake);
        const auto repeated = [&](const Record& first) { return again ? Record{} : first; };
        feed.row({person, event(nhs_a, "R1", "no day")}); // rejected, and its person with it
        feed.row({repeated(person), event(nhs_a, "R2", "2012-06-02")}, again);
        feed.row({repeated(person), event(nhs_a, "R3", "2010-06-02")}, again); // outside the period
        feed.row({repeated(person), event(nhs_a, "R2", "2012-06-02")}, again); // a duplicate
        feed.row({repeated(person), event(nhs_a, "R4", "2012-06-04")}, again);
        feed.row({doubtful, event(nhs_b, "R5", "2012-06-05")});
        feed.row({repeated(doubtful), event(nhs_b, "R6", "2012-06-06")}, again);
        const auto result = feed.end();
        auto lines = findings(store, result.id);
        const auto& counts = result.counts;
        for (const auto count : {counts.read, counts.accepted, counts.rejected, counts.duplicate, counts.left_out})
            lines.push_back(std::to_string(count));
        SQLite::Statement rows(store.connection(),
                               "SELECT 'person ' || line || coalesce(gender, '') || coalesce(birth_month, '') FROM "
                               "person UNION ALL SELECT 'request ' || line || start_date FROM request");
        while (rows.executeStep()) lines.push_back(rows.getColumn(0).getString());
        return lines;
    };
    const auto expected = told(false);
    EXPECT_THAT(expected, Contains("person 3Female"));
    EXPECT_THAT(expected, Contains("person 7"));
    EXPECT_EQ(std::ranges::count(expected, "warning person.birth_implausible 7:5"), 1);
    EXPECT_EQ(std::ranges::count(expected, "warning person.birth_implausible 8:5"), 1);
    EXPECT_EQ(told(true), expected);
}

TEST_F(Intake, KeepsNoNumberOfAPersonOrRecord) {
    submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}, {"local_id", "SOME-LOCAL-7"}, {"event_reference", "SOME-REF-9"}})});
    });
    EXPECT_EQ(number("SELECT length(person) FROM request"), 16);
    EXPECT_EQ(number("SELECT length(event_reference) FROM request"), 16);
    EXPECT_EQ(text("SELECT typeof(person) FROM request"), "blob");
    const auto expected = key_.pseudonym("nhs:" + nhs_a);
    EXPECT_EQ(number("SELECT count(*) FROM request WHERE hex(person) = '" +
                     [&] {
                         std::string hex;
                         char two[3];
                         for (const auto byte : expected) std::snprintf(two, sizeof two, "%02X", byte), hex += two;
                         return hex;
                     }() +
                     "'"),
              1);
}

TEST_F(Intake, OnePersonHasOnePseudonymInAllSites) {
    submit([](Feed& feed) { feed.row({request({{"nhs_number", nhs_a}})}); });
    submit([](Feed& feed) { feed.row({request({{"nhs_number", nhs_a}})}); }, "two");
    EXPECT_EQ(number("SELECT count(DISTINCT person) FROM current_request"), 1);
    submit([](Feed& feed) { feed.row({request({{"local_id", "7"}})}); });
    submit([](Feed& feed) { feed.row({request({{"local_id", "7"}})}); }, "two");
    EXPECT_EQ(number("SELECT count(DISTINCT person) FROM current_request"), 2)
        << "a local number means one person in one council only";
}

TEST_F(Intake, LinksALocalNumberToItsOneNhsNumber) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"local_id", "7"}}, "2012-05-01")});
        feed.row({request({{"nhs_number", nhs_a}, {"local_id", "7"}}, "2012-05-02")});
        feed.row({request({{"local_id", "7"}}, "2012-05-03")});
    });
    EXPECT_EQ(number("SELECT count(DISTINCT person) FROM current_request"), 1);
    EXPECT_THAT(findings(result.id), ElementsAre("note person.linked 0:0"));
}

TEST_F(Intake, LinksALocalNumberBeforeItLooksAtLifetimes) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"local_id", "7"}}, "2012-05-01")});
        feed.row({{"person", {{"nhs_number", nhs_a}, {"local_id", "7"}, {"birth_month", "2012-06"}}},
                  request({{"nhs_number", nhs_a}, {"local_id", "7"}}, "2012-08-01")});
        feed.row({request({{"local_id", "7"}}, "2012-05-03")});
    });
    EXPECT_THAT(findings(result.id), ElementsAre("warning event.before_birth 2:0", "warning event.before_birth 4:0",
                                                 "note person.linked 0:0"));
}

TEST_F(Intake, DoesNotLinkALocalNumberOfSeveralPersons) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}, {"local_id", "7"}})});
        feed.row({request({{"nhs_number", nhs_b}, {"local_id", "7"}})});
        feed.row({request({{"local_id", "7"}})});
    });
    EXPECT_EQ(number("SELECT count(DISTINCT person) FROM current_request"), 3);
    EXPECT_THAT(findings(result.id), ElementsAre("warning person.two_keys 3:0"));
}

TEST_F(Intake, RefusesANumberThatFailsTheCheckButUsesTheLocalOne) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", "9434765918", 2}, {"local_id", "7"}})});
        feed.row({request({{"nhs_number", "12", 2}})});
        feed.row({request({})});
        for (int i = 0; i < 9; ++i) feed.row({request({{"local_id", std::to_string(i)}}, "2012-07-01")});
    });
    EXPECT_THAT(findings(result.id), ElementsAre("warning person.nhs_number_check_digit 2:2",
                                                 "error person.nhs_number_shape 3:2", "error person.no_key 4:0"));
    EXPECT_EQ(result.counts, (Counts{12, 10, 2, 0, 0}));
    EXPECT_EQ(result.verdict, Verdict::accepted_in_part);
    EXPECT_EQ(text("SELECT group_concat(value, '') FROM finding_detail"), "##########"
                                                                          "##");
}

TEST_F(Intake, ChecksEachRecordAgainstTheEvaluationSchema) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}, {"route_of_access", "By balloon", 6}})});
        feed.row({request({{"nhs_number", nhs_a}})});
        feed.row({request({{"nhs_number", nhs_b}})});
        feed.row({request({{"local_id", "1"}})});
    });
    EXPECT_THAT(findings(result.id), ElementsAre("error schema.enumeration 2:6"));
    EXPECT_EQ(result.counts.rejected, 1u);
}

TEST_F(Intake, AFollowUpBelongsToTheReturnOfThosePeopleOrALaterOne) {
    const auto follow_up = [](const std::string& served, const std::string& day, const std::string& found) {
        Record record{
            "follow_up",
            {{"nhs_number", nhs_a}, {"served_date", served, 2}, {"follow_up_date", day, 3}, {"months", "12"}}};
        if (!found.empty()) record.values.push_back({"in_receipt", found, 4});
        return record;
    };
    const auto result = submit([&](Feed& feed) {
        feed.row({follow_up("2012-06-01", "2013-06-01", "Yes")}); // made after the period
        feed.row({follow_up("2011-06-01", "2012-06-01", "No")});  // of people served before
        feed.row({follow_up("2013-06-01", "2014-06-01", "No")});  // served after the period
        feed.row({follow_up("2012-07-01", "2012-06-01", "No")});
        feed.row({follow_up("2012-08-01", "2013-08-01", "Unknown")});
        feed.row({follow_up("2012-09-01", "2013-09-01", "")});
        for (int i = 0; i < 4; ++i) feed.row({request({{"local_id", std::to_string(i)}})});
    });
    EXPECT_THAT(findings(result.id),
                ElementsAre("warning event.outside_period 4:2", "error event.end_before_start 5:3",
                            "note person.lost_to_follow_up 6:4", "note person.lost_to_follow_up 7:0"));
    EXPECT_EQ(result.counts, (Counts{10, 8, 1, 0, 1}));
    EXPECT_EQ(number("SELECT count(*) FROM current_follow_up"), 4);
}

TEST_F(Intake, ALocalRecordIsAcceptedWholeOrNotAtAll) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}}), request({{"nhs_number", nhs_b}, {"end_date", "2012-05-31", 5}})});
        for (int i = 0; i < 4; ++i) feed.row({request({{"local_id", std::to_string(i)}})});
    });
    EXPECT_THAT(findings(result.id), ElementsAre("error event.end_before_start 2:5"));
    EXPECT_EQ(number("SELECT count(*) FROM request"), 4);
}

TEST_F(Intake, CountsARepeatedRecordOnce) {
    const auto result = submit([](Feed& feed) {
        for (int i = 0; i < 3; ++i) feed.row({request({{"nhs_number", nhs_a}, {"event_reference", "R1"}})});
    });
    EXPECT_EQ(result.counts, (Counts{3, 1, 0, 2, 0}));
    EXPECT_EQ(result.verdict, Verdict::accepted);
    EXPECT_EQ(number("SELECT count(*) FROM request"), 1);
    EXPECT_THAT(findings(result.id), ElementsAre("note record.duplicate 3:0", "note record.duplicate 4:0"));
}

TEST_F(Intake, RefusesOneReferenceForTwoEvents) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}, {"event_reference", "R1", 1}})});
        feed.row({request({{"nhs_number", nhs_b}, {"event_reference", "R1", 1}})});
        for (int i = 0; i < 3; ++i) feed.row({request({{"local_id", std::to_string(i)}})});
    });
    EXPECT_THAT(findings(result.id), ElementsAre("error event.reference_repeated 3:1"));
    EXPECT_EQ(number("SELECT count(*) FROM request"), 4);
}

TEST_F(Intake, LeavesOutWhatIsOutsideThePeriod) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}}, "2012-03-31")});                                // before
        feed.row({request({{"nhs_number", nhs_a}, {"end_date", "2012-04-01"}}, "2012-03-31")});    // ends inside
        feed.row({request({{"nhs_number", nhs_a}, {"end_date", "2013-04-01", 5}}, "2013-03-31")}); // ends after
        feed.row({{"service", {{"nhs_number", nhs_a}, {"start_date", "2010-01-01"}, {"service_type", "Unknown"}}}});
        feed.row({{"service",
                   {{"nhs_number", nhs_a},
                    {"start_date", "2010-01-01"},
                    {"end_date", "2012-03-31", 5},
                    {"service_type", "Unknown"}}}});
        feed.row({{"service", {{"nhs_number", nhs_a}, {"start_date", "2013-04-01", 4}, {"service_type", "Unknown"}}}});
        feed.row({{"contact",
                   {{"nhs_number", nhs_a}, {"contact_date", "2013-04-01", 4}, {"contact_channel", "Telephone"}}}});
        // of one row only the event inside is kept
        feed.row({{"assessment", {{"nhs_number", nhs_b}, {"start_date", "2012-04-02"}, {"assessment_type", "Other"}}},
                  request({{"nhs_number", nhs_b}}, "2012-03-20")});
        for (const auto* day : {"2012-05-01", "2012-05-02", "2012-05-03", "2012-05-04"}) // else most would be outside
            feed.row({request({{"nhs_number", nhs_a}}, day)});
    });
    EXPECT_EQ(result.counts, (Counts{12, 7, 0, 0, 5}));
    EXPECT_EQ(number("SELECT count(*) FROM request"), 5);
    EXPECT_EQ(number("SELECT count(*) FROM service"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM assessment"), 1);
    EXPECT_THAT(findings(result.id),
                ElementsAre("warning event.outside_period 2:4", "warning event.outside_period 4:5",
                            "warning event.outside_period 6:5", "warning event.outside_period 7:4",
                            "warning event.outside_period 8:4", "warning event.outside_period 9:4"));
}

TEST_F(Intake, KnowsTheFutureAndImpossibleLives) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}, {"end_date", "2014-07-01", 5}})}); // received on 2014-06-30
        feed.row({{"person", {{"nhs_number", nhs_a}, {"birth_month", "2012-07", 6}}}});
        feed.row({request({{"nhs_number", nhs_a}})}); // 2012-06-01
        feed.row({{"person", {{"nhs_number", nhs_b}, {"birth_month", "1899-06", 6}, {"death_month", "2012-05"}}}});
        feed.row({request({{"nhs_number", nhs_b}})});
        feed.row({request({{"local_id", "1"}})});
    });
    EXPECT_THAT(findings(result.id), ElementsAre("error event.in_future 2:5", "warning person.birth_implausible 5:6",
                                                 "warning event.before_birth 4:0", "warning event.after_death 6:0"));
    EXPECT_EQ(number("SELECT count(*) FROM person WHERE birth_month IS NOT NULL"), 1);
}

TEST_F(Intake, MergesThePersonsOfASubmission) {
    const auto result = submit([](Feed& feed) {
        feed.row({{"person", {{"local_id", "7"}, {"gender", "Female"}, {"dementia", "Yes"}}}});
        feed.row({{"person",
                   {{"nhs_number", nhs_a}, {"local_id", "7"}, {"gender", "Unknown"}, {"has_unpaid_carer", "No"}}}});
        feed.row({{"person", {{"nhs_number", nhs_a}, {"dementia", "No"}}}});
        feed.row({{"person", {{"nhs_number", nhs_b}, {"gender", "Male"}}}});
    });
    EXPECT_EQ(number("SELECT count(*) FROM current_person"), 2);
    EXPECT_EQ(text("SELECT gender || dementia || has_unpaid_carer FROM current_person WHERE gender = 'Female'"),
              "FemaleNoNo");
    EXPECT_THAT(findings(result.id), Contains("warning person.conflict 4:0"));
}

TEST_F(Intake, TellsALifetimeFromWhatIsKnownLastOfAPerson) {
    struct Case {
        std::vector<std::string> deaths; // of one person, row by row
        int told;                        // of an event in 2012-06
    };
    for (const auto& [deaths, told] :
         {Case{{"2012-05", "2012-07"}, 0}, Case{{"2012-07", "2012-05"}, 1}, Case{{"2012-05", ""}, 1},
          Case{{"", "2012-05"}, 1}, Case{{"2012-07", "2012-05", ""}, 1}}) {
        SCOPED_TRACE(testing::PrintToString(deaths));
        const auto rows = [&](Feed& feed) {
            for (const auto& death : deaths) {
                Record person{"person", {{"nhs_number", nhs_a}, {"birth_month", "1940-02"}}};
                if (!death.empty()) person.values.push_back({"death_month", death});
                feed.row({person});
            }
            feed.row({request({{"nhs_number", nhs_a}})});
        };
        for (const bool kept : {true, false}) {
            auto store = Store::scratch(study_, evaluation(), key_);
            auto one = context();
            one.kept = kept;
            const auto given = tools();
            store::Intake intake(store, given, crosswalk_, key_, std::move(one));
            Feed feed(intake);
            rows(feed);
            const auto result = feed.end();
            EXPECT_EQ(std::ranges::count(findings(store, result.id),
                                         "warning event.after_death " + std::to_string(deaths.size() + 2) + ":0"),
                      told);
        }
    }
}

TEST_F(Intake, TellsConflictsInTheOrderOfThePersons) {
    const auto result = submit([](Feed& feed) {
        for (const auto* gender : {"Female", "Male"})
            for (int i = 1; i <= 9; ++i) feed.row({{"person", {{"local_id", std::to_string(i)}, {"gender", gender}}}});
    });
    std::vector<std::string> expected;
    for (int line = 11; line < 20; ++line) expected.push_back("warning person.conflict " + std::to_string(line) + ":0");
    EXPECT_THAT(findings(result.id), testing::ElementsAreArray(expected));
    EXPECT_EQ(number("SELECT count(*) FROM person WHERE line >= 11"), 9);
    EXPECT_EQ(number("SELECT count(*) FROM person"), 9);
}

TEST_F(Intake, ScoresAResponse) {
    const auto answers = [](Feed& feed, const std::string& reference, const std::string& value) {
        std::vector<Record> records{
            {"survey_response",
             {{"local_id", reference}, {"response_reference", reference}, {"survey", "Adult Social Care Survey"}}}};
        for (const char* question : {"q3a", "q4a", "q5a", "q6a", "q7a", "q8a", "q9a", "q11"})
            records.push_back({"survey_answer",
                               {{"response_reference", reference}, {"survey_question", question}, {"answer", value}}});
        feed.row(records);
    };
    const auto result = submit([&](Feed& feed) {
        for (const char* value : {"1", "2", "3", "4"}) answers(feed, value, value);
        feed.row({{"survey_response",
                   {{"local_id", "5"}, {"response_reference", "5"}, {"survey", "Adult Social Care Survey"}}},
                  {"survey_answer", {{"response_reference", "5"}, {"survey_question", "q3a"}, {"answer", "2"}}},
                  {"survey_answer", {{"response_reference", "5"}, {"survey_question", "q4a"}, {"answer", "-9"}}}});
    });
    EXPECT_EQ(result.verdict, Verdict::accepted);
    EXPECT_EQ(
        text("SELECT group_concat(printf('%.6f', value), ' ') FROM current_survey_score WHERE score = 'ascot_scrqol'"),
        "0.998645 0.757481 0.169593 -0.170635");
    EXPECT_EQ(text("SELECT group_concat(value, ' ') FROM current_survey_score WHERE score = 'ascof_1a'"),
              "24.0 16.0 8.0 0.0");
    EXPECT_EQ(text("SELECT group_concat(value, ' ') FROM current_survey_score WHERE score = 'ascof_1b'"),
              "1.0 1.0 0.0 0.0 1.0");
    EXPECT_EQ(text("SELECT group_concat(DISTINCT score) FROM (SELECT score FROM current_survey_score ORDER BY score)"),
              "ascof_1a,ascof_1b,ascof_1i,ascof_4a,ascot_scrqol");
}

TEST_F(Intake, ASurveyIsAnsweredInItsPeriodOrAfterIt) {
    const auto answered = [](const char* reference, const char* day) {
        return std::vector<Record>{
            {"survey_response",
             {{"local_id", reference},
              {"response_reference", reference},
              {"survey", "Adult Social Care Survey"},
              {"response_date", day, 4}}},
            {"survey_answer",
             {{"response_reference", reference, 1}, {"survey_question", "q3a", 2}, {"answer", "1", 3}}}};
    };
    const auto result = submit([&](Feed& feed) {
        feed.row(answered("A", "2012-04-01"));
        feed.row(answered("B", "2013-06-30")); // sent out in the period, answered after it
        feed.row(answered("C", "2012-03-31"));
    });
    EXPECT_EQ(result.counts, (Counts{3, 2, 0, 0, 1}));
    EXPECT_EQ(number("SELECT count(*) FROM survey_response"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM survey_answer"), 2);
    EXPECT_THAT(findings(result.id), ElementsAre("warning event.outside_period 4:4"));
}

TEST_F(Intake, ChecksAnswers) {
    const auto response = [](const char* reference) {
        return Record{
            "survey_response",
            {{"local_id", reference}, {"response_reference", reference}, {"survey", "Adult Social Care Survey"}}};
    };
    const auto answer = [](const char* reference, const char* value) {
        return Record{"survey_answer",
                      {{"response_reference", reference, 1}, {"survey_question", "q3a", 2}, {"answer", value, 3}}};
    };
    const auto result = submit([&](Feed& feed) {
        feed.row({answer("A", "1")}); // before its response
        feed.row({response("A")});
        feed.row({answer("nobody", "1")});
        feed.row({answer("A", "2")});
        feed.row({answer("A", "1"), response("B")});
        feed.row({response("C"), answer("C", "5")});
        for (int i = 0; i < 9; ++i) feed.row({request({{"local_id", std::to_string(i)}})});
    });
    EXPECT_THAT(findings(result.id), ElementsAre("error survey.answer_repeated 5:1", "error survey.answer_range 7:3",
                                                 "error event.unknown_response 4:0"));
    EXPECT_EQ(result.counts, (Counts{15, 12, 3, 0, 0}));
    EXPECT_EQ(number("SELECT count(*) FROM survey_answer"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM survey_response"), 2);
}

TEST_F(Intake, RejectsAReturnWithTooManyErrors) {
    const auto result = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_a}})});
        feed.row({request({{"nhs_number", nhs_b}})});
        feed.rejected();
        feed.left_out();
    });
    EXPECT_EQ(result.verdict, Verdict::rejected);
    EXPECT_EQ(result.reason, "1 of 3 records was rejected, more than the 25% that the study allows.");
    EXPECT_EQ(number("SELECT count(*) FROM request"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM submission WHERE verdict = 'rejected'"), 1);
    EXPECT_THAT(findings(result.id), ElementsAre("error schema.type 4:3"));
}

TEST_F(Intake, ALaterReturnSupersedesOnlyIfItPasses) {
    const auto first = submit([](Feed& feed) { feed.row({request({{"nhs_number", nhs_a}})}); });
    const auto bad = submit([](Feed& feed) { feed.rejected(); });
    EXPECT_EQ(bad.verdict, Verdict::rejected);
    EXPECT_EQ(number("SELECT submission FROM current_submission"), first.id);
    const auto second = submit([](Feed& feed) {
        feed.row({request({{"nhs_number", nhs_b}})}).row({request({{"local_id", "1"}})});
    });
    EXPECT_EQ(number("SELECT submission FROM current_submission"), second.id);
    EXPECT_EQ(number("SELECT count(*) FROM current_request"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM request WHERE submission = " + std::to_string(first.id)), 1);
    EXPECT_EQ(text("SELECT group_concat(state) FROM submission_state"), "superseded,rejected,accepted");
    EXPECT_THAT(store_.verify(), IsEmpty());
}

Record file_of(const std::string& reference, const std::string& created = "2012-10-01") {
    return {"source_file", {{"file_reference", reference, 1}, {"created_date", created, 3}}};
}

TEST_F(Intake, RefusesAReturnWithTwoFilesOfOneReference) {
    const auto result = submit([](Feed& feed) {
        feed.row({file_of("F1")}).row({file_of("F2")}).row({request({{"local_id", "7"}})});
        feed.row({file_of("F1", "2012-10-29")}).row({file_of("F2")});
    });
    EXPECT_EQ(result.verdict, Verdict::rejected);
    EXPECT_THAT(findings(result.id),
                ElementsAre("fatal file.reference_repeated 5:1", "fatal file.reference_repeated 6:1"));
    EXPECT_EQ(number("SELECT count(*) FROM source_file"), 0);
}

TEST_F(Intake, RefusesAFileOfAReturnThatStandsForAnotherPeriod) {
    const auto hand_in = [&](const std::string& reference, const std::string& day, const std::string& site,
                             const std::string& period) {
        return submit(
            [&](Feed& feed) {
                feed.row({file_of(reference)}).row({request({{"local_id", "7"}}, day)});
            },
            site, period);
    };
    const auto first = hand_in("F1", "2012-06-01", "one", "2012-13");
    EXPECT_EQ(first.verdict, Verdict::accepted);
    EXPECT_EQ(text("SELECT typeof(file_reference) || length(file_reference) FROM current_source_file"), "blob16");

    const auto again = hand_in("F1", "2013-06-01", "one", "2013-14");
    EXPECT_EQ(again.verdict, Verdict::rejected);
    EXPECT_THAT(findings(again.id), ElementsAre("fatal file.reference_repeated 2:0"));
    EXPECT_EQ(text("SELECT message FROM finding_detail WHERE submission = " + std::to_string(again.id)),
              "A file with this reference was taken in before, with the return for 2012-13 (submission 1).");

    EXPECT_EQ(hand_in("F1", "2013-06-01", "two", "2013-14").verdict, Verdict::accepted) << "another site's F1";
    EXPECT_EQ(hand_in("F1", "2012-06-02", "one", "2012-13").verdict, Verdict::accepted) << "replaces its own";
    EXPECT_EQ(hand_in("F2", "2012-06-02", "one", "2012-13").verdict, Verdict::accepted);
    EXPECT_EQ(hand_in("F1", "2013-06-01", "one", "2013-14").verdict, Verdict::accepted)
        << "the return that held F1 stands no more";
}

TEST_F(Intake, AVisitBelongsToThePeriodOfItsDay) {
    const auto result = submit([](Feed& feed) {
        for (const char* day : {"2012-04-01", "2013-03-31", "2013-04-01"})
            feed.row({{"home_care_visit", {{"local_id", "7"}, {"visit_date", day, 9}, {"planned_minutes", "30"}}}});
    });
    EXPECT_EQ(result.counts, (Counts{3, 2, 0, 0, 1}));
    EXPECT_THAT(findings(result.id), ElementsAre("warning event.outside_period 4:9"));
}

TEST_F(Intake, AWorkerThatFailedLeavesNoRows) {
    const auto given = tools();
    {
        store::Intake intake(store_, given, crosswalk_, key_, context());
        Feed feed(intake);
        feed.row({request({{"nhs_number", nhs_a}})});
        plugin::RunResult run;
        run.reason = "The plugin crashed.";
        run.rule = "plugin.crashed";
        run.last_place = {"events.csv", "", 3, 3, 0};
        const auto result = intake.finish(run);
        EXPECT_EQ(result.verdict, Verdict::failed);
        EXPECT_EQ(result.reason, "The plugin crashed.");
        EXPECT_THAT(findings(result.id), ElementsAre("fatal plugin.crashed 3:0"));
    }
    EXPECT_EQ(number("SELECT count(*) FROM request"), 0);
    EXPECT_EQ(text("SELECT state FROM submission_state"), "failed");
}

TEST_F(Intake, CountsThatDoNotBalanceAreAFailure) {
    const auto given = tools();
    store::Intake intake(store_, given, crosswalk_, key_, context());
    Feed feed(intake);
    feed.row({request({{"nhs_number", nhs_a}})});
    plugin::RunResult run;
    run.complete = true;
    run.read = 2;
    EXPECT_EQ(intake.finish(run).verdict, Verdict::failed);
    EXPECT_EQ(number("SELECT count(*) FROM request"), 0);
}

TEST_F(Intake, AnAbandonedIntakeLeavesTheStoreAsItWas) {
    const auto given = tools();
    {
        store::Intake intake(store_, given, crosswalk_, key_, context());
        Feed(intake).row({request({{"nhs_number", nhs_a}})});
    }
    EXPECT_EQ(number("SELECT count(*) FROM submission"), 0);
    EXPECT_EQ(submit([](Feed& feed) { feed.row({request({{"nhs_number", nhs_a}})}); }).verdict, Verdict::accepted);
}

TEST_F(Intake, KeepsTheSitesCodeWhereTheCrosswalkHasNone) {
    submit([](Feed& feed) {
        for (const char* id : {"1", "2"})
            feed.row({request({{"local_id", id}, {"route_of_access", "Invalid and not mapped", 6, "ZZ"}})});
    });
    EXPECT_EQ(text("SELECT k.list || k.local_code || k.equivalence FROM request r JOIN crosswalk k ON k.id = "
                   "r.route_of_access_crosswalk LIMIT 1"),
              "route_of_accessZZunmapped");
    EXPECT_EQ(number("SELECT count(*) FROM crosswalk"), 1);
}

} // namespace
} // namespace pilotage::store::test
