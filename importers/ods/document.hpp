// Where the XML of an OpenDocument spreadsheet stands: in an archive, or in a file of its own. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_ODS_DOCUMENT_HPP
#define PILOTAGE_IMPORTERS_ODS_DOCUMENT_HPP

#include "importers/archive/xml_part.hpp"
#include "importers/file.hpp"

#include <memory>

namespace pilotage::importers::ods {

class Document {
public:
    /// Throws Malformed: an encrypted document, one of another kind, and what archive::Archive refuses.
    Document(std::shared_ptr<const File> file, const Limits& limits);

    /// The same document, to be read once more.
    Document again(const Limits& limits) const { return {file_, limits}; }
    std::unique_ptr<archive::XmlPart> content(archive::XmlHandler& handler, const Limits& limits) const;
    std::uint64_t bytes_done() const;
    std::uint64_t bytes_all() const { return file_->size(); }

private:
    std::shared_ptr<const File> file_;
    std::shared_ptr<archive::Archive> archive_; ///< nothing for a flat document
    std::shared_ptr<std::uint64_t> done_ = std::make_shared<std::uint64_t>(0); ///< bytes of a flat document
};

/// Whether the file begins as the XML of a spreadsheet that is not packed (.fods).
bool looks_like_flat_document(std::string_view head);

} // namespace pilotage::importers::ods

#endif
