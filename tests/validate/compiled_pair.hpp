// The compiled validator beside Xerces-C 3.2.4: the same verdicts and the same faults.
#pragma once

#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"
#include "tests/validate/temporary_file.hpp"

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::test {

using validate::Fault;
using validate::FieldValue;
using validate::make_compiled_validator;
using validate::make_xerces_validator;
using validate::RecordValidator;
using validate::Schema;

/// PILOTAGE_LONG_TESTS=1 runs the sets in full and millions of generated values.
inline const bool long_tests = std::getenv("PILOTAGE_LONG_TESTS") != nullptr;

/// Values that both validators were asked about in this run of the program; a long run tells it at its end.
inline std::uint64_t values_judged = 0;

inline std::string element(std::string_view name, std::string_view restriction) {
    return "<xs:element name=\"" + std::string(name) +
           "\"><xs:complexType><xs:sequence><xs:element name=\"v\"><xs:simpleType>" + std::string(restriction) +
           "</xs:simpleType></xs:element></xs:sequence></xs:complexType></xs:element>";
}

inline std::string restriction(std::string_view base, std::string_view facets) {
    return "<xs:restriction base=\"xs:" + std::string(base) + "\">" + std::string(facets) + "</xs:restriction>";
}

/// The two validators of one schema.
struct Pair {
    explicit Pair(std::string_view declarations)
        : schema(load(declarations)), reference(make_xerces_validator(schema)),
          compiled(make_compiled_validator(schema)) {}

    static Schema load(std::string_view declarations) {
        const TemporaryFolder folder;
        return Schema::load(folder.write("s.xsd", schema_text(declarations)));
    }

    /// The first difference between the two, or an empty text. A value is judged twice: the second time from what was
    /// kept.
    std::string difference(std::uint32_t type, const std::vector<FieldValue>& values) {
        std::vector<Fault> expected;
        const bool verdict = reference->validate(type, values, expected);
        accepted += verdict ? 1 : 0;
        ++judged;
        values_judged += values.size();
        for (int time = 0; time < 2; ++time) {
            std::vector<Fault> found;
            const bool ours = compiled->validate(type, values, found);
            if (ours != verdict) return shown(values) + (verdict ? " is valid" : " is not valid") + " to Xerces";
            if (found.size() != expected.size()) return shown(values) + " has other faults";
            for (std::size_t i = 0; i < found.size(); ++i)
                if (found[i].kind != expected[i].kind || found[i].field != expected[i].field ||
                    found[i].position != expected[i].position)
                    return shown(values) + " has another fault at " + std::to_string(i);
        }
        return {};
    }

    /// How many of the valid records native checks alone did not accept.
    std::size_t arbitrated() const { return compiled->arbitrated() / 2; }

    static std::string shown(const std::vector<FieldValue>& values) {
        std::string out;
        for (const auto& value : values)
            out += "[" + std::to_string(value.field) + "=" + std::string(value.value) + "]";
        return out;
    }

    Schema schema;
    std::unique_ptr<RecordValidator> reference, compiled;
    std::size_t judged = 0, accepted = 0;
};

/// All texts over the alphabet up to a length.
inline void each_text(std::string_view alphabet, std::size_t most, const std::function<void(const std::string&)>& use) {
    std::string text;
    const std::function<void()> extend = [&] {
        use(text);
        if (text.size() == most) return;
        for (const char c : alphabet) {
            text.push_back(c);
            extend();
            text.pop_back();
        }
    };
    extend();
}

} // namespace pilotage::test
