#include "examples/generate/identity.hpp"

#include <array>
#include <stdexcept>
#include <string_view>

namespace pilotage::generate {
namespace {

template <std::size_t n>
std::string one_of(Random& random, const std::array<std::string_view, n>& words) {
    return std::string(words[random.next() % n]);
}

constexpr std::array<std::string_view, 20> openings{"Bel", "Cor", "Dun", "Fen", "Gar",  "Hul", "Kel",
                                                    "Lor", "Mos", "Nar", "Pel", "Quil", "Rud", "Sel",
                                                    "Tor", "Ull", "Vin", "Wex", "Yar",  "Zel"};
constexpr std::array<std::string_view, 8> middles{"an", "e", "i", "o", "der", "lin", "mar", "ver"};
constexpr std::array<std::string_view, 14> endings{"by",   "combe", "dale", "ford",   "garth", "ham",  "ley",
                                                   "mere", "more",  "stow", "thorpe", "ton",   "wick", "worth"};
constexpr std::array<std::string_view, 12> name_openings{"Al", "Br", "Cel", "Dor", "El",  "Fr",
                                                         "Gw", "Il", "Mar", "Or",  "Ros", "Tam"};
constexpr std::array<std::string_view, 8> her_endings{"anda", "ela", "enna", "etta", "ika", "ine", "isa", "ola"};
constexpr std::array<std::string_view, 8> his_endings{"aric", "and", "en", "ert", "ick", "omir", "ulf", "wyn"};
constexpr std::array<std::string_view, 8> streets{"Sample Street", "Pretend Road",  "Made-up Lane", "Specimen Close",
                                                  "Fictive Court", "Dummy Terrace", "Test Avenue",  "Mock Mews"};

} // namespace

Identity identity_of(Random& random, bool female) {
    Identity who;
    who.title = female ? (random.chance(0.6) ? "Mrs" : random.chance(0.5) ? "Miss" : "Ms") : "Mr";
    who.surname =
        one_of(random, openings) + (random.chance(0.4) ? one_of(random, middles) : "") + one_of(random, endings);
    if (random.chance(0.05)) who.surname = "O\u2019" + who.surname;
    who.forename = one_of(random, name_openings) + (female ? one_of(random, her_endings) : one_of(random, his_endings));
    if (random.chance(0.06)) who.forename += "n\u00e9";
    const std::string flat =
        random.chance(0.2) ? "Flat " + std::to_string(random.between(1, 40)) + ", " : std::string();
    who.street = flat + std::to_string(random.between(1, 199)) + " " + one_of(random, streets);
    who.place = one_of(random, openings) + one_of(random, endings);
    constexpr std::string_view letters = "ABDEFGHJLNPQRSTUWXYZ"; // those that stand at the end of postcodes
    who.postcode = "ZZ99 " + std::to_string(random.between(1, 9));
    who.postcode += letters[random.next() % letters.size()];
    who.postcode += letters[random.next() % letters.size()];
    return who;
}

std::string nhs_number_of(int band, std::uint32_t index) {
    constexpr std::uint32_t beginnings = 10000; // of eight figures, in one band
    // Of ten ninth figures at least nine have a check digit, so nine numbers to a beginning are always there.
    if (index >= beginnings * 9) throw std::out_of_range("a band has 90,000 NHS numbers");
    const std::uint32_t scattered = (index / 9 * 7919 + 1234) % beginnings;
    const auto tail = std::to_string(100000 + static_cast<std::uint32_t>(band) * beginnings + scattered).substr(1);
    std::uint32_t nth = index % 9;
    for (char ninth = '0'; ninth <= '9'; ++ninth) {
        std::string number = "999" + tail + ninth;
        int sum = 0;
        for (int i = 0; i < 9; ++i) sum += (number[i] - '0') * (10 - i);
        const int check = (11 - sum % 11) % 11;
        if (check == 10 || nth-- != 0) continue;
        return number + static_cast<char>('0' + check);
    }
    throw std::logic_error("no ninth figure left");
}

std::string spaced(const std::string& nhs_number) {
    return nhs_number.substr(0, 3) + " " + nhs_number.substr(3, 3) + " " + nhs_number.substr(6);
}

std::string initials_of(Random& random) {
    return {static_cast<char>('A' + random.next() % 26), static_cast<char>('A' + random.next() % 26)};
}

} // namespace pilotage::generate
