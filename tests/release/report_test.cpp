// The report: its form, and that it shows what is released and nothing else.
#include "core/hash.hpp"
#include "core/release/comparison_files.hpp"
#include "core/release/report/axis.hpp"
#include "core/release/report/report.hpp"
#include "core/release/report/style.hpp"
#include "core/release/report/words.hpp"
#include "core/text.hpp"
#include "core/text.hpp"
#include "tests/release/hand_made_release.hpp"
#include "tests/release/sample_release.hpp"

#include <expat.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

namespace pilotage::release {
namespace {

using pilotage::testing::small_release;
using pilotage::testing::wide_release;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Element {
    std::string tag, text; ///< all text within it
    std::map<std::string, std::string> attributes;
    std::vector<std::unique_ptr<Element>> children;

    std::string attribute(const std::string& name) const {
        const auto found = attributes.find(name);
        return found == attributes.end() ? "" : found->second;
    }
    void each(const std::function<void(const Element&)>& act) const {
        act(*this);
        for (const auto& child : children) child->each(act);
    }
    std::vector<const Element*> all(const std::string& name) const {
        std::vector<const Element*> found;
        each([&](const Element& e) {
            if (e.tag == name) found.push_back(&e);
        });
        return found;
    }
};

/// That the text begins with, its minus as people write it.
double number_in(const std::string& text) {
    constexpr std::string_view minus = "\u2212";
    return text.starts_with(minus) ? -std::stod(text.substr(minus.size())) : std::stod(text);
}

/// Throws where the text is not well-formed XML.
std::unique_ptr<Element> parsed(const std::string& text) {
    auto top = std::make_unique<Element>();
    std::vector<Element*> open{top.get()};
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate("UTF-8"), XML_ParserFree);
    XML_SetUserData(parser.get(), &open);
    XML_SetElementHandler(
        parser.get(),
        [](void* data, const char* name, const char** attributes) {
            auto& stack = *static_cast<std::vector<Element*>*>(data);
            stack.back()->children.push_back(std::make_unique<Element>());
            auto* element = stack.back()->children.back().get();
            element->tag = name;
            for (; *attributes != nullptr; attributes += 2) element->attributes[attributes[0]] = attributes[1];
            stack.push_back(element);
        },
        [](void* data, const char*) { static_cast<std::vector<Element*>*>(data)->pop_back(); });
    XML_SetCharacterDataHandler(parser.get(), [](void* data, const char* bytes, int size) {
        for (auto* element : *static_cast<std::vector<Element*>*>(data))
            element->text.append(bytes, static_cast<std::size_t>(size));
    });
    if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_ERROR)
        throw std::runtime_error(std::string(XML_ErrorString(XML_GetErrorCode(parser.get()))) + " in line " +
                                 std::to_string(XML_GetCurrentLineNumber(parser.get())));
    return top;
}

struct Example {
    const char* name;
    Release (*make)();
};
void PrintTo(const Example& example, std::ostream* out) {
    *out << example.name;
}

class Report : public ::testing::TestWithParam<Example> {
protected:
    const Release release_ = GetParam().make();
    std::string text_ = report_html(release_);
    std::unique_ptr<Element> page_ = parsed(text_);
};

Release bare_release() {
    Release r;
    r.study_name = "Nothing";
    return r;
}

/// Its quality table bears ids of its measures, which no release does.
Release harmful_release() {
    auto r = pilotage::testing::sample_release();
    r.quality.clear();
    return r;
}

INSTANTIATE_TEST_SUITE_P(Releases, Report,
                         ::testing::Values(Example{"small", small_release}, Example{"wide", wide_release},
                                           Example{"bare", bare_release}, Example{"harmful", harmful_release}),
                         [](const auto& example) { return example.param.name; });

TEST_P(Report, ids_are_unique_and_links_lead_to_them) {
    std::set<std::string> ids;
    page_->each([&](const Element& e) {
        const auto id = e.attribute("id");
        if (id.empty()) return;
        EXPECT_TRUE(ids.insert(id).second) << id;
        EXPECT_EQ(id.find_first_of(" \t\n"), std::string::npos) << id;
    });
    page_->each([&](const Element& e) {
        for (const char* name : {"href", "aria-labelledby"}) {
            std::istringstream names(e.attribute(name));
            for (std::string id; names >> id;)
                EXPECT_THAT(ids, Contains(id.starts_with('#') ? id.substr(1) : id)) << e.tag;
        }
    });
}

TEST_P(Report, needs_nothing_from_elsewhere_and_runs_nothing) {
    for (const auto* tag : {"script", "link", "img", "iframe", "object", "image", "use", "form", "base"})
        EXPECT_THAT(page_->all(tag), IsEmpty()) << tag;
    page_->each([&](const Element& e) {
        for (const auto& [name, value] : e.attributes) {
            EXPECT_FALSE(name.starts_with("on")) << name;
            EXPECT_THAT(name, Not(::testing::AnyOf("style", "src", "srcset"))) << e.tag;
            EXPECT_EQ(value.find("//"), std::string::npos) << value;
            EXPECT_TRUE(name != "href" || value.starts_with('#')) << value;
        }
    });
    const auto styles = page_->all("style");
    ASSERT_EQ(styles.size(), 1U);
    EXPECT_THAT(styles.front()->text, Not(::testing::AnyOf(HasSubstr("url("), HasSubstr("@import"))));
}

TEST_P(Report, charts_have_names) {
    for (const auto* svg : page_->all("svg")) {
        EXPECT_EQ(svg->attribute("role"), "img");
        ASSERT_GE(svg->children.size(), 2U);
        EXPECT_EQ(svg->children[0]->tag, "title");
        EXPECT_EQ(svg->children[1]->tag, "desc");
        EXPECT_THAT(svg->children[0]->text, Not(IsEmpty()));
        EXPECT_EQ(svg->attribute("aria-labelledby"),
                  svg->children[0]->attribute("id") + " " + svg->children[1]->attribute("id"));
    }
}

/// The "Values: ..." of a chart's description, each the last words of an item.
std::vector<std::string> values_of(const Element& svg) {
    std::vector<std::string> values;
    const auto& text = svg.children[1]->text;
    const auto begin = text.find(" Values: ");
    if (begin == std::string::npos) return values;
    std::istringstream items(text.substr(begin + 9, text.size() - begin - 10));
    for (std::string item; std::getline(items, item, ';');) values.push_back(item.substr(item.find_last_of(' ') + 1));
    return values;
}

TEST_P(Report, charts_show_what_the_table_after_them_shows) {
    std::vector<const Element*> charts;
    std::size_t compared = 0;
    page_->each([&](const Element& e) {
        if (e.tag == "svg") charts.push_back(&e);
        if (e.tag != "table") return;
        std::set<std::string> cells;
        for (const auto* cell : e.all("td")) {
            std::istringstream words(cell->text);
            for (std::string word; words >> word;) cells.insert(word);
        }
        for (const auto* chart : charts)
            for (const auto& value : values_of(*chart)) {
                if (value.find_first_of("0123456789") == std::string::npos) continue;
                EXPECT_THAT(cells, Contains(value)) << chart->children[0]->text;
                ++compared;
            }
        charts.clear();
    });
    EXPECT_THAT(charts, IsEmpty()) << "a chart without a table after it";
    EXPECT_EQ(compared > 0, !release_.measures.empty());
}

TEST(ReportWords, a_number_below_zero_has_a_minus_and_a_range_its_hyphen) {
    EXPECT_EQ(with_minus("-0.466"), "\u22120.466");
    EXPECT_EQ(with_minus("from -0.171 to 1 [-2, (-3)"), "from \u22120.171 to 1 [\u22122, (\u22123)");
    EXPECT_EQ(with_minus("age 18-64 in 2011-12, EQ-5D-3L, x - 1, - and -a"),
              "age 18-64 in 2011-12, EQ-5D-3L, x - 1, - and -a");
}

/// Read off the chart by its ticks, as a reader does.
TEST_P(Report, marks_stand_at_their_values) {
    std::size_t read = 0;
    for (const auto* svg : page_->all("svg")) {
        if (svg->attribute("class") != "rows") continue;
        std::vector<std::pair<double, double>> ticks; // x, value
        std::vector<double> marks, values;
        for (const auto& e : svg->children) {
            const auto kind = e->attribute("class");
            if (kind == "k mid") ticks.emplace_back(std::stod(e->attribute("x")), number_in(e->text));
            if (!kind.starts_with("m ")) continue;
            if (e->tag == "circle") marks.push_back(std::stod(e->attribute("cx")));
            if (e->tag == "path") marks.push_back(std::stod(e->attribute("d").substr(1)));
            if (e->tag == "rect") marks.push_back(std::stod(e->attribute("x")) + std::stod(e->attribute("width")) / 2);
        }
        for (const auto& value : values_of(*svg))
            if (value.find_first_of("0123456789") != std::string::npos) values.push_back(number_in(value));
        if (ticks.size() < 2 || marks.empty()) continue; // the key, bars
        ASSERT_EQ(marks.size(), values.size()) << svg->children[0]->text;
        const double scale = (ticks.back().second - ticks.front().second) / (ticks.back().first - ticks.front().first);
        for (std::size_t i = 0; i < marks.size(); ++i, ++read)
            EXPECT_NEAR(ticks.front().second + scale * (marks[i] - ticks.front().first), values[i], 0.2 * scale + 0.06)
                << svg->children[0]->text;
    }
    EXPECT_EQ(read > 0, !release_.measures.empty());
}

TEST_P(Report, tables_have_captions_and_headers) {
    for (const auto* table : page_->all("table")) {
        ASSERT_THAT(table->children, Not(IsEmpty()));
        EXPECT_EQ(table->children.front()->tag, "caption");
        EXPECT_THAT(table->all("td"), Not(IsEmpty())) << table->children[0]->text;
        for (const auto* head : table->all("th"))
            EXPECT_THAT(head->attribute("scope"), ::testing::AnyOf("col", "row")) << head->text;
        for (const auto* row : table->all("tr")) EXPECT_EQ(row->children.front()->tag, "th");
        const auto columns = table->all("tr").front()->children.size();
        for (const auto* row : table->all("tr")) EXPECT_EQ(row->children.size(), columns) << row->text;
        for (const auto* cell : table->all("td")) EXPECT_THAT(cell->text, Not(IsEmpty())) << table->children[0]->text;
    }
    for (const auto* region : page_->all("div"))
        EXPECT_EQ(region->attribute("tabindex"), region->attribute("role") == "region" ? "0" : "");
}

TEST_P(Report, every_figure_stands_under_its_id_with_its_value) {
    std::map<std::string, const Element*> by_id;
    page_->each([&](const Element& e) {
        if (!e.attribute("id").empty()) by_id[e.attribute("id")] = &e;
    });
    for (const auto& m : release_.measures)
        for (const auto& f : m.figures) {
            const auto found = by_id.find(report::anchor_of(f.id));
            ASSERT_NE(found, by_id.end()) << f.id;
            if (found->second->tag == "span") continue; // named in the line that says why there is none
            EXPECT_THAT(found->second->text, HasSubstr(with_minus(value_text(m, f.value)))) << f.id;
            if (f.interval) {
                EXPECT_THAT(found->second->text, HasSubstr(with_minus(value_text(m, f.interval->lower)))) << f.id;
                EXPECT_THAT(found->second->text, HasSubstr(with_minus(value_text(m, f.interval->upper)))) << f.id;
            }
        }
}

TEST_P(Report, bytes_are_the_same_again) {
    EXPECT_EQ(text_, report_html(release_));
}

TEST(ReportTexts, what_is_markup_elsewhere_is_text_here) {
    auto release = small_release();
    const std::string evil = "</title></style><script>alert(1)</script> \" ' & \x01 \xff";
    release.study_name = release.profile.title = release.sites[0].name = release.sites[0].council = evil;
    for (auto& f : release.measures[0].figures) f.place_name = f.note = evil;
    release.measures[0].figures[4].reasons = {evil};
    release.measures[0].title = release.measures[0].numerator = release.measures[0].unit = evil;
    release.measures[1].parts[0] = evil;
    release.measures[1].figures[0].part = evil;
    release.measures[1].figures[0].id = figure_id("by_route", "2013-14", "east", evil);
    release.notes.push_back(evil);
    const auto page = parsed(report_html(release));
    EXPECT_THAT(page->all("script"), IsEmpty());
    EXPECT_EQ(page->all("h1").front()->text, "</title></style><script>alert(1)</script> \" ' & \uFFFD \uFFFD");
}

/// Relative luminance, WCAG 2.2.
double luminance(const std::string& colour) {
    const auto channel = [&](std::size_t at) {
        const double c = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const std::string& a, const std::string& b) {
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

TEST(ReportStyle, colours_stand_out_from_what_is_behind_them) {
    const std::string css(report::style_sheet());
    std::size_t palettes = 0;
    for (auto at = css.find(":root {"); at != std::string::npos; at = css.find(":root {", at + 1), ++palettes) {
        const auto block = css.substr(at, css.find('}', at) - at);
        std::map<std::string, std::string> colours;
        static const std::regex definition("--([a-z]+): (#[0-9a-f]{6});");
        for (std::sregex_iterator found(block.begin(), block.end(), definition), end; found != end; ++found)
            colours[(*found)[1]] = (*found)[2];
        for (const auto* text : {"text", "quiet", "link"})
            EXPECT_GE(contrast(colours.at(text), colours.at("page")), 4.5) << text << " in palette " << palettes;
        for (const auto* text : {"text", "quiet"}) // shorthand and labels on the band
            EXPECT_GE(contrast(colours.at(text), colours.at("band")), 4.5) << text << " in palette " << palettes;
        for (const auto* mark : {"pilot", "host", "comparison", "total"})
            for (const auto* behind : {"page", "band"})
                EXPECT_GE(contrast(colours.at(mark), colours.at(behind)), 3) << mark << " in palette " << palettes;
    }
    EXPECT_EQ(palettes, 3U) << "light, dark, paper";
}

TEST(ReportStyle, the_policy_names_the_hash_of_the_style_sheet) {
    // of the empty text and of "abc", FIPS 180-4 and RFC 4648
    EXPECT_EQ(report::base64_of_hex(sha256_bytes("")), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    EXPECT_EQ(report::base64_of_hex(sha256_bytes("abc")), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    const auto text = report_html(small_release());
    EXPECT_THAT(text,
                HasSubstr("style-src 'sha256-" + report::base64_of_hex(sha256_bytes(report::style_sheet())) + "'"));
    EXPECT_THAT(text, HasSubstr("<style>" + std::string(report::style_sheet()) + "</style>"));
}

TEST(ReportStyle, axes_have_round_ticks_over_all_values) {
    const auto ticks = [](std::vector<double> values, double least, double most) {
        std::string text;
        const auto axis = report::axis_over(values, 4, least, most);
        for (const double tick : axis.ticks) text += report::fixed(tick, axis.decimals) + " ";
        return text;
    };
    EXPECT_EQ(ticks({22, 81}, 0, 1e9), "0 20 40 60 80 100 ");
    EXPECT_EQ(ticks({0.41, 0.97}, 0, 1), "0.4 0.5 0.6 0.7 0.8 0.9 1.0 ");
    EXPECT_EQ(ticks({-54.5, 40.3}, -1e9, 1e9), "-60 -40 -20 0 20 40 60 ");
    EXPECT_EQ(ticks({0.812, 0.845}, -1e9, 1e9), "0.81 0.82 0.83 0.84 0.85 ");
    EXPECT_EQ(ticks({5, 5}, 0, 1e9), "2 3 4 5 6 7 8 ");
    EXPECT_EQ(ticks({0, 0}, 0, 1e9), "0.0 0.2 0.4 0.6 0.8 1.0 ");
    EXPECT_EQ(ticks({}, 0, 1), "0.0 0.2 0.4 0.6 0.8 1.0 ");
}

/// PILOTAGE_UPDATE_GOLDEN=1 writes it anew.
TEST(ReportGolden, a_small_release_is_as_recorded) {
    const std::string file = std::string(PILOTAGE_SOURCE_DIR) + "/tests/release/golden/report.html";
    const auto text = report_html(small_release());
    if (std::getenv("PILOTAGE_UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << text;
    std::ifstream in(file, std::ios::binary);
    const std::string recorded((std::istreambuf_iterator<char>(in)), {});
    const auto differs = std::ranges::mismatch(text, recorded).in1 - text.begin();
    EXPECT_TRUE(text == recorded) << "first at byte " << differs << ": "
                                  << text.substr(static_cast<std::size_t>(differs), 200);
}

TEST(ReportTexts, the_summary_says_what_differs_how_surely_and_what_cannot_be_compared) {
    const auto page = parsed(report_html(small_release()));
    std::string summary;
    page->each([&](const Element& e) {
        if (e.attribute("id") == "summary") summary = e.text;
    });
    EXPECT_THAT(
        summary,
        HasSubstr("2013-14: lower than in the comparison arm at East \"End\" practice (\u221213.3 percentage points, "
                  "95% interval \u221229.0 to \u22121.2; with a caveat)."));
    EXPECT_THAT(summary, HasSubstr("could give a p-value below 0.3333"));
    EXPECT_THAT(summary, HasSubstr("Missing returns: West for 2012-13."));
    EXPECT_THAT(summary, HasSubstr("withheld to protect people, marked [c]"));
}

TEST(ReportTexts, a_draft_says_so_at_its_head) {
    auto release = small_release();
    EXPECT_THAT(report_html(release), Not(HasSubstr("class=\"draft\"")));
    release.notes.emplace_back(draft_note);
    const auto text = report_html(release);
    EXPECT_LT(text.find("class=\"draft\""), text.find("id=\"summary\""));
}

TEST(ReportTexts, funnels_and_charts_of_variation_stand_where_they_are_valid) {
    const auto wide = report_html(wide_release()), small = report_html(small_release());
    EXPECT_THAT(wide, HasSubstr("Funnel, 2018"));
    EXPECT_THAT(wide, Not(HasSubstr("Funnel, 2017")));
    EXPECT_THAT(wide, HasSubstr("Variation over periods, Site 0"));
    EXPECT_THAT(small, Not(HasSubstr("Funnel, ")));
}

} // namespace
} // namespace pilotage::release
