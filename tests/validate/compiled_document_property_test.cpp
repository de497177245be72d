// Generated documents, and such with an edit or ten in them, through both judges. RC_PARAMS="max_success=100000" makes it
// as long as one likes.
#include "tests/validate/two_judges.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <vector>

namespace pilotage::validate {
namespace {

using test::Desk;
using test::visits;

/// A document of the first schema, valid but for now and then a value, in many layouts.
class Writer {
public:
    explicit Writer(std::uint32_t seed) : random_(seed) {}

    std::string document() {
        prefix_ = one({"", "", "v:"});
        std::string out =
            one({"", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='UTF-8'?>\n", "\xEF\xBB\xBF"});
        out += "<" + prefix_ + "File xmlns" + (prefix_.empty() ? "" : ":v") + "=\"urn:visits\">" + gap();
        out += leaf("Reference", one({"R 1", "R", "Zo\xC3\xAB"}));
        if (few()) out += "<" + prefix_ + one({"Mark/>", "Mark on='1' />", "Mark on=\"no\"/>"});
        for (int i = 0; i < 2; ++i) out += contract();
        return out + "</" + prefix_ + "File>" + gap();
    }

private:
    std::string contract() {
        std::string out = "<" + prefix_ + "Contract>" + gap() + leaf("Number", one({"7", "", "a&amp;b", " 7"}));
        for (auto headers = random_() % 3; headers > 0; --headers) {
            out += "<" + prefix_ + "Header>" + gap() + leaf("User", one({"U 1", "Smith", "a&#65;"})) +
                   leaf("Week", one({"2014-01-05", "2012-02-29", "2013-02-29"}, 60));
            for (auto count = random_() % 4; count > 0; --count) out += visit_of();
            out += "</" + prefix_ + "Header>" + gap();
        }
        return out + "</" + prefix_ + "Contract>" + gap();
    }
    std::string visit_of() {
        std::string out =
            "<" + prefix_ + "Visit" +
            one({" kind=\"Home care\"", " id='4' kind='Home care'", " kind=\"Sit &amp; talk\"", " kind=\"None\""}, 60) +
            ">" + gap();
        out += leaf("VisitDate", one({"2014-01-01", "2014-12-31", "2014-02-30", "2014-01-01Z"}, 60));
        out += leaf("Start", one({"9:30", "23:59", "24:00"}, 60)) + leaf("Minutes", one({"45", "1440", "1441"}, 60));
        if (few())
            out += few() ? leaf("Cost", one({"1.50", "-2", "1,5"}, 60)) : leaf("Free", one({"true", "0", "yes"}, 60));
        for (auto notes = random_() % 3; notes > 0; --notes) out += leaf("Note", one({"well", "", "a ] b", "x"}, 60));
        return out + "</" + prefix_ + "Visit>" + gap();
    }
    std::string leaf(const std::string& name, const std::string& text) {
        return "<" + prefix_ + name + ">" + text + "</" + prefix_ + name + ">" + gap();
    }
    std::string gap() { return one({"", "\n  ", "\r\n\t", " ", "<!-- a -->"}, 6); }
    bool few() { return random_() % 3 == 0; }
    /// One of them; with `rare` the last of them only once in so many times.
    std::string one(const std::vector<std::string>& texts, unsigned rare = 1) {
        const bool last = random_() % rare == 0;
        return texts[last ? texts.size() - 1 - (rare == 1 ? random_() % texts.size() : 0)
                          : random_() % (texts.size() - 1)];
    }
    std::mt19937 random_;
    std::string prefix_;
};

struct Edit {
    std::uint32_t at;
    std::uint32_t kind;
    std::uint32_t piece;
};

std::string edited(std::string text, const Edit& edit) {
    static const std::vector<std::string> pieces = {"<",
                                                    ">",
                                                    "&",
                                                    "/",
                                                    "\"",
                                                    "'",
                                                    "=",
                                                    " ",
                                                    "\n",
                                                    "\r",
                                                    "\t",
                                                    "]]>",
                                                    "<!--",
                                                    "-->",
                                                    "--",
                                                    "<![CDATA[",
                                                    "]",
                                                    "&amp;",
                                                    "&#65;",
                                                    "&#13;",
                                                    "<?p?>",
                                                    "\x01",
                                                    "\xC3",
                                                    "\xC3\xA9",
                                                    "<Note>a</Note>",
                                                    "<Other/>",
                                                    "</Visit>",
                                                    "<Visit kind='Home care'>",
                                                    "xmlns='urn:visits'",
                                                    " id='1'",
                                                    "0",
                                                    "9",
                                                    "-",
                                                    ":",
                                                    "x",
                                                    "v:",
                                                    "<Mark/>",
                                                    "\xEF\xBB\xBF",
                                                    "<Header>",
                                                    "</Header>"};
    if (text.empty()) return text;
    const auto at = edit.at % text.size();
    const auto& piece = pieces[edit.piece % pieces.size()];
    const auto tag = [&](std::size_t from) { return text.find('<', from); };
    switch (edit.kind % 6) {
    case 0:
        return text.insert(at, piece);
    case 1:
        return text.replace(at, 1, piece);
    case 2:
        return text.erase(at, 1 + edit.piece % 3);
    case 3: { // an element, or what looks like one, gone
        const auto begin = tag(at), end = begin == std::string::npos ? begin : tag(begin + 1);
        return end == std::string::npos ? text : text.erase(begin, end - begin);
    }
    case 4: { // or twice
        const auto begin = tag(at),
                   end = begin == std::string::npos ? begin : text.find('>', text.find('>', begin) + 1);
        return end == std::string::npos ? text : text.insert(begin, text.substr(begin, end + 1 - begin));
    }
    default:
        return text.substr(0, edit.piece % 4 == 0 ? at : text.size());
    }
}

RC_GTEST_PROP(CompiledDocument, is_judged_as_xerces_does_when_it_is_generated, ()) {
    static Desk desk(visits);
    auto document = Writer(*rc::gen::arbitrary<std::uint32_t>()).document();
    std::string difference;
    const bool alone = desk.same(document, difference);
    RC_ASSERT(difference == "");
    RC_CLASSIFY(alone, "without Xerces-C");
    const auto edits = *rc::gen::container<std::vector<Edit>>(
        10, rc::gen::build<Edit>(rc::gen::set(&Edit::at, rc::gen::inRange<std::uint32_t>(0, 100'000)),
                                 rc::gen::set(&Edit::kind, rc::gen::inRange<std::uint32_t>(0, 6)),
                                 rc::gen::set(&Edit::piece, rc::gen::inRange<std::uint32_t>(0, 1'000))));
    for (const auto& edit : edits) {
        desk.same(edited(document, edit), difference);
        RC_ASSERT(difference == "");
    }
}

} // namespace
} // namespace pilotage::validate
