// Nothing is wrong with the library; its crosswalk names a code that the evaluation does not have.
#include "tests/plugin/zoo/zoo.hpp"

ZOO_PLUGIN = zoo::named("bad_crosswalk");
