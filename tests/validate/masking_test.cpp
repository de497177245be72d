#include "core/validate/masking.hpp"

#include <gtest/gtest.h>

namespace pilotage::validate {
namespace {

TEST(Masking, keeps_the_shape_of_identifiers_birth_dates_and_postcodes) {
    EXPECT_EQ(mask("943 476 5919", Privacy::identifier), "### ### ####");
    EXPECT_EQ(mask("SW-12/a", Privacy::identifier), "xx-##/x");
    EXPECT_EQ(mask("12/03/1950", Privacy::birth_date), "##/##/####");
    EXPECT_EQ(mask("DN31 1ND", Privacy::postcode), "xx## #xx");
    EXPECT_EQ(mask("J\xC3\xB3zef", Privacy::identifier), "xxxxx");
    EXPECT_EQ(mask("a\nb\xFF", Privacy::identifier), "x\xEF\xBF\xBDx\xEF\xBF\xBD");
    EXPECT_EQ(mask(std::string(1000, '7'), Privacy::identifier), std::string(60, '#') + "\xE2\x80\xA6");
}

TEST(Masking, withholds_names_and_free_text) {
    EXPECT_EQ(mask("Joan Bright", Privacy::name), "(withheld)");
    EXPECT_EQ(mask("Called twice.", Privacy::free_text), "(withheld)");
    EXPECT_EQ(mask("", Privacy::name), "");
}

struct Case {
    const char* value;
    const char* shown;
};

TEST(Masking, scrubs_what_looks_personal_and_leaves_the_rest) {
    for (const auto& [value, shown] : std::initializer_list<Case>{
             // NHS numbers however spaced
             {"9434765919", "##########"},
             {"NHS 943 476 5919 (old)", "NHS ### ### #### (old)"},
             {"943-476-5919", "###-###-####"},
             {"94 34 76 59 19", "## ## ## ## ##"},
             // postcodes
             {"lives at DN31 1ND now", "lives at xx## #xx now"},
             {"sw1a1aa", "xx#x#xx"},
             {"M1  1AE", "x#  #xx"},
             // addresses and telephones
             {"write to joan.bright@example.org, please", "write to xxxx.xxxxxx@xxxxxxx.xxx, please"},
             {"01472 123456", "##### ######"},
             {"+44 20 7946 0123", "+## ## #### ####"},
             {"(01472) 12345", "(#####) #####"},
             // dates someone could be born on
             {"12/03/1950", "##/##/####"},
             {"09/06/1943", "##/##/####"},
             {"1950-03-12", "####-##-##"},
             {"1950-03-12T00:00:00", "####-##-##T00:00:00"},
             {"born 12 March 1950", "born ## xxxxx ####"},
             {"12-Mar-50", "##-xxx-##"},
             {"March 12, 1950", "xxxxx ##, ####"},
             {"12th March 1950", "##xx xxxxx ####"},
             {"12.03.1950", "##.##.####"},
             {"19500312", "########"},
             {"12031950", "########"},
             {"3/12/50", "#/##/##"},
             // neither: what a site must see to mend it
             {"31/04/2013", "31/04/2013"},
             {"09/06/2013", "09/06/2013"},
             {"2013-04-31", "2013-04-31"},
             {"Femail", "Femail"},
             {"12 units in 2012", "12 units in 2012"},
             {"1,250.00", "1,250.00"},
             {"REF-20130412", "REF-20130412"},
             {"A1 2BCD", "A1 2BCD"},
             {"@home", "@home"},
             {"", ""},
         })
        EXPECT_EQ(scrub(value), shown) << value;
}

TEST(Masking, makes_a_value_one_short_printable_line) {
    EXPECT_EQ(scrub(std::string_view("a\x1b[31m\r\n\0z", 10)),
              "a\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
    EXPECT_EQ(scrub("caf\xC3\xA9 \xFF"), "caf\xC3\xA9 \xEF\xBF\xBD");
    EXPECT_EQ(scrub(std::string(60, 'a')), std::string(60, 'a'));
    EXPECT_EQ(scrub(std::string(61, 'a')), std::string(60, 'a') + "\xE2\x80\xA6");
    std::string accents;
    for (int i = 0; i < 61; ++i) accents += "\xC3\xA9";
    EXPECT_EQ(scrub(accents), accents.substr(0, 120) + "\xE2\x80\xA6");
    // The cut does not hide that it is a telephone number.
    EXPECT_EQ(scrub(std::string(56, 'a') + " 01472 123456"), std::string(56, 'a') + " ###\xE2\x80\xA6");
}

TEST(Masking, masks_a_value_that_holds_the_records_own_names_or_numbers) {
    const std::string_view names[] = {"Joan O'Neill-Bright", "P10023"};
    EXPECT_EQ(scrub("mrs BRIGHT", names), "xxx xxxxxx");
    EXPECT_EQ(scrub("p10023/2", names), "x#####/#");
    EXPECT_EQ(scrub("joan", names), "xxxx");
    EXPECT_EQ(scrub("Femail", names), "Femail");
    const std::string_view accented[] = {"\xC3\x89lodie"};
    EXPECT_EQ(scrub("\xC3\xA9lodie", accented), "xxxxxx");
    const std::string_view short_words[] = {"Li", "Jo P"};
    EXPECT_EQ(scrub("Living alone", short_words), "Living alone");
}

TEST(MaskWords, hides_what_may_be_a_name_and_keeps_codes) {
    EXPECT_EQ(mask_words("Smith"), "xxxxx");
    EXPECT_EQ(mask_words("Zo\xC3\xAB Ng 12"), "xxx Ng 12");
    EXPECT_EQ(mask_words("ANN"), "ANN");
    EXPECT_EQ(mask_words("R00000130"), "R00000130");
    EXPECT_EQ(mask_words("3 April 2013, O'Connor"), "3 April 2013, O'xxxxxx");
    EXPECT_EQ(mask_words("31/02/2013"), "31/02/2013");
    EXPECT_EQ(scrub("R00000130"), "R00000130");
    EXPECT_EQ(scrub("tel 01472 000000"), "tel ##### ######");
}

} // namespace
} // namespace pilotage::validate
