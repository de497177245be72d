// Our reading of namespaces beside expat's own: the same names, and the same documents refused.
#include "importers/archive/xml_part.hpp"

#include <expat.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sstream>

namespace pilotage::importers::archive {
namespace {

constexpr const char* refused = "refused";

// One line for each element that begins or ends: its name, and the sorted names of its attributes with their values.
class Telling final : public XmlHandler {
public:
    std::string told;

private:
    static std::string text(const XmlName& name) {
        return (name.space.empty() ? "" : std::string(name.space) + "|") + std::string(name.local);
    }
    void start(const XmlName& name, const XmlAttributes& attributes) override {
        told += "<" + text(name);
        for (const auto& attribute : attributes) told += " " + text(attribute.name) + "=" + attribute.value;
        told += "\n";
    }
    void end(const XmlName& name) override { told += ">" + text(name) + "\n"; }
};

std::string ours(const std::string& document) {
    Telling telling;
    std::istringstream text(document);
    XmlPart part(
        [&](char* to, std::size_t size) {
            return static_cast<std::size_t>(text.readsome(to, static_cast<std::streamsize>(size)));
        },
        telling, Limits(), "Mend it.");
    try {
        part.run();
    } catch (const Malformed& e) {
        EXPECT_EQ(e.issue.rule, "format.malformed");
        return refused;
    }
    return telling.told;
}

std::string expats(const std::string& document) {
    std::string told;
    XML_Parser parser = XML_ParserCreateNS(nullptr, '|');
    XML_SetUserData(parser, &told);
    XML_SetElementHandler(
        parser,
        [](void* out, const char* name, const char** pairs) {
            auto& text = *static_cast<std::string*>(out);
            text += std::string("<") + name;
            for (; *pairs != nullptr; pairs += 2) text += std::string(" ") + pairs[0] + "=" + pairs[1];
            text += "\n";
        },
        [](void* out, const char* name) { *static_cast<std::string*>(out) += std::string(">") + name + "\n"; });
    const bool good = XML_Parse(parser, document.data(), static_cast<int>(document.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return good ? told : refused;
}

TEST(XmlNames, are_as_expat_means_them) {
    for (const std::string document : {"<a/>",
                                       "<a b='1'/>",
                                       "<p:a/>",
                                       "<a p:b='1'/>",
                                       "<p:a xmlns:p='u' p:b='1' c='2'><p:a/></p:a>",
                                       "<a xmlns='u' b='1'><c xmlns=''><d/></c><e/></a>",
                                       "<a xmlns:p='u'><b xmlns:p='v'><p:c/></b><p:c/></a>",
                                       "<a xmlns:p='u'><b/></a>",
                                       "<a><b xmlns:p='u'/><p:c/></a>",
                                       "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
                                       "<a xmlns:p='u' xmlns:q='u' p:b='1' q:c='2' b='3'/>",
                                       "<a xmlns:p='u' xmlns:q='v' p:b='1' q:b='2'/>",
                                       "<a xmlns:p=''/>",
                                       "<a xmlns:xml='u'/>",
                                       "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
                                       "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
                                       "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
                                       "<a xmlns:xmlns='u'/>",
                                       "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
                                       "<a xml:space='preserve'/>",
                                       "<a:b:c xmlns:a='u'/>",
                                       "<:a/>",
                                       "<a:/>",
                                       "<a :b='1'/>",
                                       "<a xmlns:='u'/>",
                                       "<a xmlnsx='1' xml='2'/>",
                                       "<xmlns:a/>",
                                       "<a xmlns:p='u' p:b='1' p:b='2'/>",
                                       "<a xmlns:p='u'><p:b xmlns:p='v' p:c='1'/></a>"})
        EXPECT_EQ(ours(document), expats(document)) << document;
}

std::string element(int deeper) {
    static const auto prefix = [] { return *rc::gen::element<std::string>("", "", "p:", "q:", "r:", "xml:"); };
    std::string made = "<" + prefix() + *rc::gen::element<std::string>("a", "b", "table-cell");
    const auto name = made.substr(1);
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const bool declares = *rc::gen::inRange(0, 2) == 0;
        const auto target = *rc::gen::element<std::string>("xmlns", "xmlns:p", "xmlns:q", "xmlns:r");
        const auto plain = prefix() + *rc::gen::element<std::string>("c", "d", "value-type");
        const auto value = *rc::gen::element<std::string>("u", "v", "urn:a:long:one", "", "u", "w");
        made += " " + (declares ? target : plain) + "='" + value + "'";
    }
    if (deeper == 0) return made + "/>";
    made += ">";
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) made += element(deeper - 1);
    return made + "</" + name + ">";
}

TEST(XmlNames, of_any_document_are_as_expat_means_them) {
    std::size_t read = 0;
    EXPECT_TRUE(rc::check([&] {
        const auto document = "<root xmlns:p='u' xmlns:q='v'>" + element(3) + element(2) + "</root>";
        const auto told = ours(document);
        read += told != refused;
        RC_ASSERT(told == expats(document));
    }));
    EXPECT_GT(read, 5u);
}

} // namespace
} // namespace pilotage::importers::archive
