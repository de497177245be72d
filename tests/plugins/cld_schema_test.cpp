// The schema of client-level files and its importer hold the same: plain validation reads the marks of the one, a check
// the columns of the other.
#include "core/validate/schema.hpp"
#include "plugins/cld/columns.hpp"

#include <gmock/gmock.h>

namespace pilotage {
namespace {

TEST(CldSchema, HasTheHeadingsOfTheImporter) {
    const auto schema = validate::Schema::load(PILOTAGE_SOURCE_DIR "/schemas/cld.xsd");
    ASSERT_EQ(schema.types().size(), 5u);
    for (const auto& type : schema.types()) {
        ASSERT_EQ(type.fields.size(), cld::columns.size()) << type.name;
        for (std::size_t i = 0; i < cld::columns.size(); ++i) {
            EXPECT_EQ(type.fields[i].name, cld::columns[i].field);
            EXPECT_THAT(type.fields[i].headings, testing::ElementsAre(cld::columns[i].heading));
        }
    }
}

} // namespace
} // namespace pilotage
