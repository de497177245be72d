// Two files have the name "twin" (the test copies this one).
#include "tests/plugin/zoo/zoo.hpp"

ZOO_PLUGIN = zoo::named("twin");
