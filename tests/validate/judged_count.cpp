// How many values a long run compared: a proof is as long as its count.
#include "tests/validate/compiled_pair.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace pilotage::test {
namespace {

class JudgedCount : public testing::Environment {
public:
    void TearDown() override {
        if (long_tests) std::cout << values_judged << " values were judged by both validators.\n";
    }
};

[[maybe_unused]] const auto* const judged_count = testing::AddGlobalTestEnvironment(new JudgedCount);

} // namespace
} // namespace pilotage::test
