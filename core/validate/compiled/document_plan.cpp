#include "core/validate/compiled/document_plan.hpp"

#include "core/validate/compiled/compile_type.hpp"

#include <map>

namespace pilotage::validate {
namespace {

namespace x = xerces;

/// What stays with the reference; the text says why.
struct Left {
    std::string reason;
};

NativeType native(x::XSSimpleTypeDefinition* type) {
    if (type == nullptr) throw Left{"a type that is not known"};
    std::string reason;
    auto compiled = compile_type(*type, reason);
    if (!compiled) throw Left{std::move(reason)};
    return std::move(*compiled);
}

class Planner {
public:
    explicit Planner(DocumentPlan& plan) : plan_(plan) {}

    std::uint32_t element(x::XSElementDeclaration& declaration) {
        const auto [known, fresh] = numbers_.emplace(&declaration, static_cast<std::uint32_t>(plan_.elements.size()));
        const auto number = known->second;
        if (!fresh) return number;
        ElementPlan element;
        element.space = to_utf8(declaration.getNamespace());
        element.name = to_utf8(declaration.getName());
        // Before its children, which may be the same element again; then nothing but the name is asked.
        plan_.elements.push_back({element.space, element.name, {}, {}, {}, {}, {}});
        try {
            fill(declaration, element);
        } catch (const Left& left) {
            element.left_because = left.reason;
        }
        plan_.elements[number] = std::move(element);
        return number;
    }

private:
    void fill(x::XSElementDeclaration& declaration, ElementPlan& element) {
        auto* type = declaration.getTypeDefinition();
        if (type == nullptr) throw Left{"a type that is not known"};
        if (declaration.getAbstract()) throw Left{"an abstract element"};
        if (declaration.getConstraintType() != x::XSConstants::VALUE_CONSTRAINT_NONE)
            throw Left{"a fixed or default value"};
        if (auto* keys = declaration.getIdentityConstraints(); keys != nullptr && keys->getLength() != 0)
            throw Left{"keys or references across records"};
        if (type->getTypeCategory() == x::XSTypeDefinition::SIMPLE_TYPE) {
            element.type = native(static_cast<x::XSSimpleTypeDefinition*>(type));
            return;
        }
        auto& complex = static_cast<x::XSComplexTypeDefinition&>(*type);
        if (complex.getAbstract()) throw Left{"an abstract type"};
        add_attributes(complex, element);
        using Content = x::XSComplexTypeDefinition;
        switch (complex.getContentType()) {
        case Content::CONTENTTYPE_EMPTY:
            return;
        case Content::CONTENTTYPE_SIMPLE:
            element.type = native(complex.getSimpleType());
            return;
        case Content::CONTENTTYPE_ELEMENT:
            if (complex.getParticle() == nullptr) throw Left{"a content that is not known"};
            add_content(*complex.getParticle(), element);
            return;
        default:
            throw Left{"text between its elements"};
        }
    }

    static void add_attributes(x::XSComplexTypeDefinition& type, ElementPlan& element) {
        auto* uses = type.getAttributeUses();
        for (XMLSize_t i = 0; uses != nullptr && i < uses->size(); ++i) {
            auto& use = *uses->elementAt(i);
            auto& declaration = *use.getAttrDeclaration();
            if (use.getConstraintType() != x::XSConstants::VALUE_CONSTRAINT_NONE ||
                declaration.getConstraintType() != x::XSConstants::VALUE_CONSTRAINT_NONE)
                throw Left{"an attribute with a fixed or default value"};
            element.attributes.push_back({to_utf8(declaration.getNamespace()), to_utf8(declaration.getName()),
                                          use.getRequired(), native(declaration.getTypeDefinition())});
        }
    }

    void add_content(x::XSParticle& particle, ElementPlan& element) {
        std::string reason;
        const auto symbol = [&](x::XSElementDeclaration& child) {
            const auto number = this->element(child);
            const auto& planned = plan_.elements[number];
            for (std::uint32_t i = 0; i < element.children.size(); ++i) {
                if (element.children[i] == number) return i;
                const auto& other = plan_.elements[element.children[i]];
                if (other.name == planned.name && other.space == planned.space)
                    throw Left{"two declarations of the element \"" + other.name + "\" in one content"};
            }
            element.children.push_back(number);
            return static_cast<std::uint32_t>(element.children.size() - 1);
        };
        element.content = ContentAutomaton::compile(particle, symbol, reason);
        if (!element.content) throw Left{std::move(reason)};
    }

    DocumentPlan& plan_;
    std::map<x::XSElementDeclaration*, std::uint32_t> numbers_;
};

} // namespace

DocumentPlan plan_documents(x::XSModel& model) {
    DocumentPlan plan;
    Planner planner(plan);
    auto* globals = model.getComponents(x::XSConstants::ELEMENT_DECLARATION);
    for (XMLSize_t i = 0; globals != nullptr && i < globals->getLength(); ++i)
        plan.roots.push_back(planner.element(static_cast<x::XSElementDeclaration&>(*globals->item(i))));
    return plan;
}

} // namespace pilotage::validate
