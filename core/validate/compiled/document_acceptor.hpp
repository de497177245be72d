// Reads a whole XML document against a planned schema, in one pass and bounded memory, and accepts it only if it is
// certainly well-formed and valid. Everything else, wrong or merely unusual, is for the reference to judge. For
// core/validate only.
//
// Usual is: UTF-8 in XML 1.0, no DOCTYPE, no processing instruction, namespaces declared on the root alone and each
// once, no attribute of xsi but schema locations, no CDATA section, no comment inside a text, line feeds inside texts
// alone.
#pragma once

#include "core/validate/compiled/byte_window.hpp"
#include "core/validate/compiled/document_plan.hpp"

namespace pilotage::validate {

/// `plan` as plan_documents() made it.
bool accepts_document(const DocumentPlan& plan, const ByteWindow::Source& source);

} // namespace pilotage::validate
