// Both judges of whole documents at one desk: the streaming reader compiled from the schema, with Xerces-C behind it,
// and Xerces-C alone. The same verdict and the same findings, whatever the document.
#pragma once

#include "core/validate/document_validator.hpp"
#include "tests/validate/temporary_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pilotage::test {

using validate::DocumentFinding;
using validate::DocumentValidator;
using validate::DocumentVerdict;
using validate::Judge;

/// A schema of headers with repeated records in them, in a namespace, with attributes.
inline constexpr const char* visits =
    R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:visits" xmlns="urn:visits" elementFormDefault="qualified">
<xs:simpleType name="name"><xs:restriction base="xs:token"><xs:maxLength value="12"/></xs:restriction></xs:simpleType>
<xs:simpleType name="kind"><xs:restriction base="xs:string"><xs:enumeration value="Home care"/><xs:enumeration value="Sit &amp; talk"/></xs:restriction></xs:simpleType>
<xs:simpleType name="clock"><xs:restriction base="xs:string"><xs:pattern value="([01]?[0-9]|2[0-3]):[0-5][0-9]"/></xs:restriction></xs:simpleType>
<xs:simpleType name="free"><xs:restriction base="xs:string"><xs:pattern value="[^x\n]*"/></xs:restriction></xs:simpleType>
<xs:complexType name="visit"><xs:sequence>
  <xs:element name="VisitDate" type="xs:date"/><xs:element name="Start" type="clock"/><xs:element name="Minutes"><xs:simpleType><xs:restriction base="xs:integer"><xs:minInclusive value="0"/><xs:maxInclusive value="1440"/></xs:restriction></xs:simpleType></xs:element>
  <xs:choice minOccurs="0"><xs:element name="Cost" type="xs:decimal"/><xs:element name="Free" type="xs:boolean"/></xs:choice>
  <xs:element name="Note" type="free" minOccurs="0" maxOccurs="2" nillable="true"/></xs:sequence><xs:attribute name="id" type="xs:integer"/><xs:attribute name="kind" type="kind" use="required"/></xs:complexType>
<xs:element name="File"><xs:complexType><xs:sequence><xs:element name="Reference" type="name"/><xs:element name="Mark" minOccurs="0"><xs:complexType><xs:attribute name="on" type="xs:boolean"/></xs:complexType></xs:element>
  <xs:element name="Contract" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Number" type="xs:string"/>
    <xs:element name="Header" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="User" type="name"/><xs:element name="Week" type="xs:date"/>
      <xs:element name="Visit" type="visit" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
<xs:element name="Money"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="unit" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
</xs:schema>)";

struct Judged {
    DocumentVerdict verdict;
    std::string findings;
    friend bool operator==(const Judged&, const Judged&) = default;
    friend void PrintTo(const Judged& judged, std::ostream* out) {
        *out << name_of(judged.verdict) << '\n' << judged.findings;
    }
};

class Desk {
public:
    explicit Desk(const char* schema) : validator_(folder_.write("s.xsd", schema)) {}

    Judged judge(const std::string& document, Judge by) {
        Judged judged{};
        const auto file = folder_.write("d.xml", document);
        judged.verdict = validator_.validate(file,
                                             {[&](const DocumentFinding& finding) {
                                                  judged.findings += std::to_string(finding.line) + ':' +
                                                                     std::to_string(finding.column) + ' ' +
                                                                     finding.message + '\n';
                                              },
                                              [](std::uint64_t, std::uint64_t) {}},
                                             by);
        return judged;
    }
    /// Both judges; whether Xerces-C was needed.
    bool same(const std::string& document, std::string& difference) {
        const auto expected = judge(document, Judge::reference);
        const auto before = validator_.arbitrated();
        const auto found = judge(document, Judge::compiled);
        if (!(found == expected))
            difference = document + "\nis to Xerces-C " + testing::PrintToString(expected) + "\nand to us " +
                         testing::PrintToString(found);
        return validator_.arbitrated() == before;
    }
    bool valid(const std::string& document) {
        return judge(document, Judge::reference).verdict == DocumentVerdict::valid;
    }

private:
    TemporaryFolder folder_;
    DocumentValidator validator_;
};

} // namespace pilotage::test
