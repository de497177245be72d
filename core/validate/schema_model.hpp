// Record types out of Xerces' own model of a schema. For core/validate only.
#pragma once

#include "core/validate/grammar.hpp"
#include "core/validate/schema.hpp"
#include "core/validate/schema_source.hpp"

#include <vector>

namespace pilotage::validate {

struct SchemaModel {
    std::vector<RecordType> types;
    std::vector<TypeShape> shapes;
    std::vector<Finding> findings; ///< marks that are not understood
};

/// `source` gives the order of the records and the documentation of codes.
SchemaModel build_model(xerces::XSModel& model, const std::string& target_namespace, const SchemaSource& source,
                        const std::filesystem::path& file);

} // namespace pilotage::validate
