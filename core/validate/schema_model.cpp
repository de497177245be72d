#include "core/validate/schema_model.hpp"

#include "core/text.hpp"
#include "core/validate/annotation.hpp"
#include "core/validate/rules.hpp"
#include "core/validate/simple_type.hpp"

#include <algorithm>

namespace pilotage::validate {
namespace {

constexpr std::uint32_t unbounded = 0xffffffffu;

std::uint32_t times(std::uint32_t a, std::uint32_t b) {
    const auto product = std::uint64_t{a} * b;
    return product >= unbounded ? unbounded : static_cast<std::uint32_t>(product);
}

std::uint32_t occurs(XMLSize_t count) {
    return static_cast<std::uint32_t>(std::min<XMLSize_t>(count, unbounded - 1));
}

class Builder {
public:
    Builder(const std::string& target, const SchemaSource& source, const std::filesystem::path& file,
            std::vector<Finding>& findings)
        : target_(target), source_(source), file_(file), findings_(findings) {}

    /// False when the element is no record.
    bool build(xerces::XSElementDeclaration& element, RecordType& type, TypeShape& shape) {
        auto* content = element.getTypeDefinition();
        if (element.getAbstract() || content == nullptr ||
            content->getTypeCategory() != xerces::XSTypeDefinition::COMPLEX_TYPE)
            return false;
        auto& complex = static_cast<xerces::XSComplexTypeDefinition&>(*content);
        auto* particle = complex.getParticle();
        if (complex.getAbstract() || complex.getContentType() != xerces::XSComplexTypeDefinition::CONTENTTYPE_ELEMENT ||
            particle == nullptr || particle->getTermType() != xerces::XSParticle::TERM_MODELGROUP ||
            needs_attributes(complex))
            return false;
        const auto compositor = particle->getModelGroupTerm()->getCompositor();
        shape.ordered = compositor == xerces::XSModelGroup::COMPOSITOR_SEQUENCE;
        type.name = to_utf8(element.getName());
        if (!add(*particle, 1, 1, type, shape) || type.fields.empty()) return false;
        shape.content = ContentAutomaton::compile(
            *particle, [&](xerces::XSElementDeclaration& child) { return type.find(to_utf8(child.getName())).value(); },
            shape.content_left_because);
        Annotation words = annotation(element.getAnnotation(), Stands::at_record);
        inherit(words, annotations(complex.getAnnotations()));
        type.documentation = words.documentation;
        add_rows(words.rows, element.getAnnotation(), type);
        const std::string prefix = target_.empty() ? "" : "p:";
        shape.opening =
            to_utf16("<" + prefix + type.name + (target_.empty() ? "" : " xmlns:p=\"" + markup_text(target_) + "\"") + ">");
        shape.closing = to_utf16("</" + prefix + type.name + ">");
        return true;
    }

private:
    static bool needs_attributes(xerces::XSComplexTypeDefinition& complex) {
        auto* uses = complex.getAttributeUses();
        for (XMLSize_t i = 0; uses != nullptr && i < uses->size(); ++i)
            if (uses->elementAt(i)->getRequired()) return true;
        return false;
    }

    enum class Stands : std::uint8_t { at_record, at_field, at_type };

    Annotation annotation(const xerces::XSAnnotation* note, Stands stands) {
        if (note == nullptr) return {};
        Annotation result = read_annotation(note->getAnnotationString());
        if (!result.rows.empty() && stands != Stands::at_record)
            add(note, "A mark of rows stands elsewhere than at the element of a record.", "no mark of rows here");
        if (!result.headings.empty() && stands != Stands::at_field)
            add(note, "A heading stands elsewhere than at an element of a record.", "no heading here");
        if (!result.unknown_privacy.empty())
            add(note, "The privacy mark \"" + result.unknown_privacy + "\" is none of those known.",
                "identifier, name, birth_date, postcode, free_text or none");
        // A mark that was misspelt would leave a person's name unprotected.
        if (!result.unknown_mark.empty())
            add(note, "The mark \"" + result.unknown_mark + "\" is none of those known.",
                "urn:pilotage:privacy, urn:pilotage:codelist, urn:pilotage:record-id, urn:pilotage:heading or "
                "urn:pilotage:rows");
        return result;
    }

    void add(const xerces::XSAnnotation* note, const std::string& message, const std::string& expected) {
        XMLFileLoc line = 0, column = 0;
        if (note != nullptr) note->getLineCol(line, column);
        Finding finding = finding_of("schema.invalid",
                                     {file_.filename().string(), {}, 0, line, static_cast<std::uint32_t>(column)});
        finding.message = message;
        finding.expected = expected;
        // Elements of a group that several records refer to are met several times.
        const auto same = [&](const Finding& other) {
            return other.place == finding.place && other.message == finding.message;
        };
        if (std::ranges::none_of(findings_, same)) findings_.push_back(std::move(finding));
    }

    void add_rows(const std::vector<std::string>& marks, const xerces::XSAnnotation* note, RecordType& type) {
        for (const auto& mark : marks) {
            auto words = row_words(mark);
            const auto field = type.find(words.field);
            if (!field)
                add(note, "The mark of rows \"" + mark + "\" does not begin with an element of \"" + type.name + "\".",
                    "ELEMENT = VALUE, or several values with | between them");
            else if (words.values.empty())
                add(note, "The mark of rows \"" + mark + "\" has no value, or an empty one.",
                    "ELEMENT = VALUE, or several values with | between them");
            else
                type.rows.push_back({*field, std::move(words.values)});
        }
    }

    /// What a table calls the columns must tell the elements of a record apart.
    void check_headings(const Field& field, const xerces::XSAnnotation* note, const RecordType& type) {
        const auto stands_for = [](const Field& one, const std::string& heading) {
            return one.name == heading || std::ranges::find(one.headings, heading) != one.headings.end();
        };
        for (const auto& other : type.fields)
            if (stands_for(other, field.name)) add_taken(note, field.name, other);
        for (const auto& heading : field.headings) {
            if (heading.empty())
                add(note, "The heading of \"" + field.name + "\" is empty.", "the heading as tables have it");
            for (const auto& other : type.fields)
                if (stands_for(other, heading)) add_taken(note, heading, other);
        }
    }
    void add_taken(const xerces::XSAnnotation* note, const std::string& heading, const Field& other) {
        add(note, "The heading \"" + heading + "\" already stands for \"" + other.name + "\".",
            "a heading for each element");
    }

    Annotation annotations(xerces::XSAnnotationList* notes) {
        Annotation all;
        for (XMLSize_t i = 0; notes != nullptr && i < notes->size(); ++i) inherit(all, annotation(notes->elementAt(i), Stands::at_type));
        return all;
    }

    /// Marks and words of a type, else of those it derives from.
    Annotation type_annotation(xerces::XSSimpleTypeDefinition& type) {
        Annotation all = annotations(type.getAnnotations());
        auto* base = type.getBaseType();
        if (base != nullptr && base != &type && base->getTypeCategory() == xerces::XSTypeDefinition::SIMPLE_TYPE &&
            to_utf8(base->getNamespace()) != "http://www.w3.org/2001/XMLSchema")
            inherit(all, type_annotation(static_cast<xerces::XSSimpleTypeDefinition&>(*base)));
        return all;
    }

    bool add(xerces::XSParticle& particle, std::uint32_t least, std::uint32_t most, RecordType& type,
             TypeShape& shape) {
        const std::uint32_t own_least = occurs(particle.getMinOccurs());
        least = times(least, own_least);
        most = particle.getMaxOccursUnbounded() ? unbounded : times(most, occurs(particle.getMaxOccurs()));
        if (most == 0) return true;
        if (particle.getTermType() == xerces::XSParticle::TERM_ELEMENT) {
            auto* element = particle.getElementTerm();
            return element != nullptr && add_field(*element, least, most, own_least, type, shape);
        }
        if (particle.getTermType() != xerces::XSParticle::TERM_MODELGROUP)
            return particle.getTermType() == xerces::XSParticle::TERM_EMPTY;
        auto* group = particle.getModelGroupTerm();
        const bool choice = group->getCompositor() == xerces::XSModelGroup::COMPOSITOR_CHOICE;
        auto* parts = group->getParticles();
        for (XMLSize_t i = 0; parts != nullptr && i < parts->size(); ++i)
            if (!add(*parts->elementAt(i), choice ? 0 : least, most, type, shape)) return false;
        return true;
    }

    bool add_field(xerces::XSElementDeclaration& element, std::uint32_t least, std::uint32_t most,
                   std::uint32_t own_least, RecordType& type, TypeShape& shape) {
        auto* content = element.getTypeDefinition();
        if (content == nullptr || content->getTypeCategory() != xerces::XSTypeDefinition::SIMPLE_TYPE) return false;
        auto& simple = static_cast<xerces::XSSimpleTypeDefinition&>(*content);
        const std::string name = to_utf8(element.getName());
        const std::string space = to_utf8(element.getNamespace());
        if (!space.empty() && space != target_) return false;
        if (const auto known = type.find(name)) {
            auto& field = type.fields[*known];
            field.least += least;
            field.most = most == unbounded || field.most == unbounded ? unbounded : field.most + most;
            return true;
        }
        Field field;
        field.name = name;
        const Annotation of_type = type_annotation(simple);
        Annotation words = annotation(element.getAnnotation(), Stands::at_field);
        inherit(words, of_type);
        field.documentation = words.documentation;
        field.code_list = words.code_list;
        field.privacy = words.privacy.value_or(Privacy::none);
        field.record_id = words.record_id;
        field.headings = std::move(words.headings);
        check_headings(field, element.getAnnotation(), type);
        field.base_type = base_type_of(simple);
        field.type_name = simple.getAnonymous() ? std::string() : to_utf8(simple.getName());
        field.expected =
            expected_of(simple, of_type.documentation.empty() ? words.documentation : of_type.documentation);
        field.least = least;
        field.most = most;
        for (auto& code : enumeration_of(simple)) {
            const auto found = source_.codes.find(code_key(field.type_name.empty() ? name : field.type_name, code));
            field.enumeration.push_back(
                {std::move(code), found == source_.codes.end() ? std::string() : folded_space(found->second)});
        }
        const auto length = length_of(simple);
        const std::string tag = (space.empty() ? "" : "p:") + name;
        shape.fields.push_back({to_utf16(tag), own_least, length.least, length.most, !pattern_of(simple).empty(),
                                &simple, element.getConstraintType() != xerces::XSConstants::VALUE_CONSTRAINT_NONE});
        type.fields.push_back(std::move(field));
        return true;
    }

    const std::string& target_;
    const SchemaSource& source_;
    const std::filesystem::path& file_;
    std::vector<Finding>& findings_;
};

} // namespace

SchemaModel build_model(xerces::XSModel& model, const std::string& target_namespace, const SchemaSource& source,
                        const std::filesystem::path& file) {
    SchemaModel result;
    Builder builder(target_namespace, source, file, result.findings);
    const std::u16string space = to_utf16(target_namespace);
    for (const auto& name : source.elements) {
        auto* element = model.getElementDeclaration(to_utf16(name).c_str(), space.c_str());
        if (element == nullptr) continue;
        RecordType type;
        TypeShape shape;
        if (!builder.build(*element, type, shape)) continue;
        result.types.push_back(std::move(type));
        result.shapes.push_back(std::move(shape));
    }
    return result;
}

} // namespace pilotage::validate
