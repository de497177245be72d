// Nothing personal leaves the files: not into the store, not into findings, not onto the terminal.
#include "tests/ingest/program.hpp"

#include <algorithm>
#include <vector>

namespace pilotage::test {
namespace {

class Canary : public Program {
protected:
    /// The person of the agreed return that the tests spoil, as the file has it.
    const std::string row_ = "P1000003,999 012 3438,Mrs,Beldergarth,Celelan";

    void expect_nothing(const std::string& where, const std::string& bytes) const {
        const std::vector<std::string> canaries{
            "9990123438",   "999 012 3438", "999-012-3438", "P1000003",      "Beldergarth",        "BELDERGARTH",
            "Celelan",      "28/07/1945",   "1945-07-28",   "28 July 1945",  "ZZ99 5BH",           "ZZ995BH",
            "Pretend Road", "all well",     "try again",    "0161 496 0999", "someone@example.org"};
        for (const auto& canary : canaries)
            EXPECT_EQ(bytes.find(canary), std::string::npos) << "\"" << canary << "\" is in " << where;
    }
    void sweep(const fs::path& files) const {
        for (const auto* form : {"", "--all", "--json"}) {
            const auto ran = ingest(files, "focus", "2012-13", form);
            ASSERT_NE(ran.exit, 3) << ran.err;
            expect_nothing("the output of ingest " + std::string(form), ran.out + ran.err);
        }
        for (const auto* form : {"", "--all", "--json", "--csv", "--html"}) {
            const auto ran = run("findings --store s.sqlite " + std::string(form));
            EXPECT_EQ(ran.exit, 0);
            EXPECT_GT(ran.out.size(), 100u);
            expect_nothing("findings " + std::string(form), ran.out + ran.err);
        }
        for (const auto* command :
             {"status --store s.sqlite", "status --store s.sqlite --json", "compare --store s.sqlite --json"}) {
            const auto ran = run(command);
            expect_nothing(command, ran.out + ran.err);
        }
        for (const auto& entry : fs::directory_iterator(folder_))
            if (entry.is_regular_file()) expect_nothing(entry.path().filename(), read_file(entry.path()));
    }
};

TEST_F(Canary, AGoodReturn) {
    const auto files = focus_return("r");
    ASSERT_NE(read_file(files / "persons.csv").find(row_), std::string::npos)
        << "the sample has changed: choose another person";
    replace_in(files / "services.csv", ",HC,", ",XX,"); // something to find
    sweep(files);
}

TEST_F(Canary, ValuesInTheWrongColumns) {
    const auto files = focus_return("r");
    // A name as gender, a telephone number as ethnicity, an address as outcome, the number of the person where a code
    // belongs.
    replace_in(files / "persons.csv", "28/07/1945,,F,A,", "28/07/1945,28 July 1945,Beldergarth,0161 496 0999,");
    replace_in(files / "services.csv", "19/12/2012,HC,MB", "19/12/2012,999 012 3438,P1000003");
    replace_in(files / "referrals.csv", ",COM,CC,SELF,MH,INF,",
               ",someone@example.org,ZZ99 5BH,0161 496 0999,9990123438,28/07/1945,");
    replace_in(files / "survey.csv", "P1000003,999 012 3438,15/07/2012,P,3,",
               "P1000003,999 012 3439,28/07/1945,P1000003,999 012 3438,");
    sweep(files);
}

TEST_F(Canary, ARowOutOfStep) {
    const auto files = focus_return("r");
    replace_in(files / "persons.csv", "P1000003,999 012 3438,Mrs,", "P1000003,999 012 3438,");
    replace_in(files / "reviews.csv", "\r\n", "\r\nBeldergarth,9990123438,28/07/1945\r\n");
    sweep(files);
}

TEST_F(Canary, AFileWithoutItsHeadings) {
    const auto files = focus_return("r");
    const auto text = read_file(files / "persons.csv");
    std::ofstream(files / "persons.csv", std::ios::binary) << text.substr(text.find(row_));
    sweep(files);
}

} // namespace
} // namespace pilotage::test
