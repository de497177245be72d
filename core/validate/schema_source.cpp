#include "core/validate/schema_source.hpp"

#include "core/text.hpp"
#include "core/validate/pattern_lint.hpp"
#include "core/validate/rules.hpp"
#include "core/validate/xerces.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::validate {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema";
constexpr std::uint64_t most_repeats = 1000; // Xerces writes a repeated group out; its work grows with the square

class Handler : public LocatedHandler {
public:
    Handler(const fs::path& file, const fs::path& folder, SchemaSource& source, std::vector<fs::path>& more)
        : file_(file), folder_(folder), source_(source), more_(more) {}

    void startElement(const XMLCh* const uri, const XMLCh* const localname, const XMLCh* const,
                      const xerces::Attributes& attributes) override {
        const std::string name = to_utf8(uri) == xsd ? to_utf8(localname) : std::string();
        const auto attribute = [&](const char16_t* key) { return to_utf8(attributes.getValue(key)); };
        Level level{name, {}, {}, {}, open_.empty() ? 1 : open_.back().repeats};
        if (name == "element" || name == "simpleType") level.owner = attribute(u"name");
        if (name == "element" && open_.size() == 1) source_.elements.push_back(level.owner);
        if (name == "schema" && source_.target_namespace.empty())
            source_.target_namespace = attribute(u"targetNamespace");
        if (name == "enumeration") level.code = attribute(u"value");
        if (name == "appinfo" && of_the_schema()) level.mark = attribute(u"source");
        if (name == "pattern") check_pattern(attribute(u"value"));
        if (name == "sequence" || name == "choice" || name == "all" || name == "group" || name == "any")
            level.repeats = repeated(level.repeats, attribute(u"maxOccurs"));
        if (name == "element") level.repeats = 1; // its own content is another model
        if (name == "include" || name == "import" || name == "redefine") follow(attribute(u"schemaLocation"));
        open_.push_back(std::move(level));
        if (name == "documentation" || name == "appinfo") text_.clear();
    }

    void characters(const XMLCh* const text, const XMLSize_t length) override {
        if (!open_.empty() && (open_.back().name == "documentation" || open_.back().name == "appinfo"))
            text_ += to_utf8(std::u16string(text, length).c_str());
    }

    void endElement(const XMLCh* const, const XMLCh* const, const XMLCh* const) override {
        // schema > annotation > documentation, enumeration > annotation > documentation
        const std::size_t depth = open_.size();
        if (open_.back().name == "documentation" && depth >= 3) {
            const auto& owner = open_[depth - 3];
            if (owner.name == "enumeration") {
                source_.codes[code_key(code_owner(), owner.code)] = text_;
            } else if (owner.name == "schema" && source_.documentation.empty()) {
                source_.documentation = text_;
            }
        }
        take_mark(open_.back().mark);
        open_.pop_back();
    }

    void fatalError(const xerces::SAXParseException& e) override {
        fault(e.getLineNumber(), e.getColumnNumber(), "schema.invalid",
              "The schema file is not well-formed XML: " + to_utf8(e.getMessage()) + ".", "Mend the file there.");
        throw e;
    }

    void doctype(const DoctypeFound& found) {
        fault(found.line, found.column, "schema.unsafe",
              "The schema file has a DOCTYPE, which could be used to stall the program.", "Take the DOCTYPE out.");
    }

private:
    struct Level {
        std::string name;  ///< of the XSD element; empty for others
        std::string owner; ///< its name attribute
        std::string code;
        std::string mark;      ///< an appinfo's source, where the schema itself has it
        std::uint64_t repeats; ///< how often Xerces would write this group out, with the groups around it
    };

    bool of_the_schema() const { return open_.size() == 2 && open_[0].name == "schema" && open_[1].name == "annotation"; }

    void take_mark(const std::string& mark) {
        if (mark.rfind("urn:pilotage:", 0) != 0) return;
        if (auto text = folded_space(text_); mark == "urn:pilotage:blank" && !text.empty())
            source_.blanks.push_back(std::move(text));
        else
            fault("schema.invalid",
                  text.empty() ? "The mark \"" + mark + "\" of the schema is empty."
                               : "The mark \"" + mark + "\" is none that a schema itself has.",
                  "On the schema itself stands urn:pilotage:blank alone, with a text that means nothing, such as NULL.");
    }

    std::string code_owner() const {
        for (auto level = open_.rbegin(); level != open_.rend(); ++level)
            if (!level->owner.empty()) return level->owner;
        return {};
    }

    void fault(std::string_view rule, std::string message, std::string remedy) {
        fault(line(), column(), rule, std::move(message), std::move(remedy));
    }
    void fault(std::uint64_t line, std::uint64_t column, std::string_view rule, std::string message,
               std::string remedy) {
        Finding finding =
            finding_of(rule, {file_.filename().string(), {}, 0, line, static_cast<std::uint32_t>(column)});
        finding.message = std::move(message);
        finding.remedy = std::move(remedy);
        source_.findings.push_back(std::move(finding));
    }

    void check_pattern(const std::string& pattern) {
        if (const auto danger = pattern_danger(pattern); !danger.empty())
            fault("schema.unsafe", "The pattern could be used to stall the check. " + danger,
                  "Write it without a repeat inside a repeat, or as a length with a simple set of characters.");
    }

    std::uint64_t repeated(std::uint64_t around, const std::string& most) {
        std::uint64_t times = 1;
        const auto failed = std::from_chars(most.data(), most.data() + most.size(), times).ec;
        if (failed == std::errc::invalid_argument) return around; // none given, or "unbounded"
        if (failed == std::errc::result_out_of_range) times = most_repeats + 1;
        const std::uint64_t product =
            times > most_repeats ? most_repeats + 1 : std::max<std::uint64_t>(times, 1) * around;
        if (product <= most_repeats) return product;
        fault("schema.unsafe", "A group may be repeated up to a number over 1,000, which takes very long to load.",
              "Write maxOccurs=\"unbounded\", or a smaller number.");
        return 1;
    }

    void follow(const std::string& location) {
        if (location.empty()) return;
        const auto file = referenced_file(file_, location);
        if (file.empty() || !lies_within(file, folder_))
            fault("schema.unsafe", "The schema refers to a file outside its own folder.",
                  "Put the file beside the schema and refer to it by its name.");
        else if (std::error_code ignored; !fs::is_regular_file(file, ignored))
            fault("schema.invalid", "The schema refers to a file that is not there.",
                  "Put the file beside the schema.");
        else
            more_.push_back(file);
    }

    const fs::path& file_;
    const fs::path& folder_;
    SchemaSource& source_;
    std::vector<fs::path>& more_;
    std::vector<Level> open_;
    std::string text_;
};

} // namespace

std::string code_key(const std::string& owner, const std::string& code) {
    return owner + '\x1f' + code;
}

fs::path referenced_file(const fs::path& base, std::string location) {
    if (location.starts_with("file://")) location.erase(0, 7);
    const auto colon = location.find(':');
    if (colon != std::string::npos && location.find('/') > colon) return {};
    std::string plain;
    for (std::size_t i = 0; i < location.size(); ++i) {
        unsigned byte = 0;
        if (location[i] == '%' && i + 2 < location.size() &&
            std::from_chars(location.data() + i + 1, location.data() + i + 3, byte, 16).ptr ==
                location.data() + i + 3) {
            plain += static_cast<char>(static_cast<unsigned char>(byte));
            i += 2;
        } else {
            plain += location[i];
        }
    }
    if (plain.find('\0') != std::string::npos) return {};
    return (fs::absolute(base).parent_path() / plain).lexically_normal();
}

bool lies_within(const fs::path& file, const fs::path& folder) {
    std::error_code failed;
    const auto real = fs::weakly_canonical(file, failed);
    if (failed) return false;
    const auto root = fs::weakly_canonical(folder, failed);
    if (failed) return false;
    return std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first == root.end();
}

SchemaSource read_schema_source(const fs::path& file) {
    const Platform platform;
    SchemaSource source;
    const fs::path folder = fs::absolute(file).parent_path();
    std::vector<fs::path> files = {fs::absolute(file).lexically_normal()};
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::vector<fs::path> more;
        const fs::path current = files[i];
        Handler handler(current, folder, source, more);
        try {
            SafeReader reader;
            reader.setContentHandler(&handler);
            reader.setErrorHandler(&handler);
            reader.parse(FileSource(current));
        } catch (const DoctypeFound& found) {
            handler.doctype(found);
        } catch (const xerces::SAXParseException&) {
            // noted by the handler
        } catch (const xerces::XMLException& e) {
            Finding finding = finding_of("schema.invalid", {current.filename().string(), {}, 0, 0, 0});
            finding.message = "The schema file cannot be read: " + to_utf8(e.getMessage());
            source.findings.push_back(std::move(finding));
        }
        for (auto& next : more)
            if (std::find(files.begin(), files.end(), next) == files.end()) files.push_back(std::move(next));
    }
    return source;
}

} // namespace pilotage::validate
