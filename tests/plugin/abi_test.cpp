// The promised layout of the plugin interface, pinned: a change here breaks plugins that were built before it. Fields
// may be added at the end of a struct, with a new minor version; then its size here grows, and no offset changes.
#include "core/abi/pilotage_abi.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <type_traits>

namespace pilotage::abi {
namespace {

static_assert(major_version == 1 && minor_version == 0, "the layouts below are those of version 1.0");

template <typename T>
constexpr bool plain = std::is_standard_layout_v<T>&& std::is_trivially_copyable_v<T>;

static_assert(plain<Text> && sizeof(Text) == 16 && offsetof(Text, data) == 0 && offsetof(Text, size) == 8);
static_assert(plain<File> && sizeof(File) == 32 && offsetof(File, path) == 0 && offsetof(File, name) == 16);

static_assert(plain<Submission> && sizeof(Submission) == 80);
static_assert(offsetof(Submission, struct_size) == 0 && offsetof(Submission, file_count) == 4 &&
              offsetof(Submission, files) == 8);
static_assert(offsetof(Submission, site) == 16 && offsetof(Submission, period) == 32 &&
              offsetof(Submission, period_start) == 48);
static_assert(offsetof(Submission, period_end) == 64);

static_assert(plain<LocalField> && sizeof(LocalField) == 24);
static_assert(offsetof(LocalField, field) == 0 && offsetof(LocalField, column) == 4 &&
              offsetof(LocalField, value) == 8);

static_assert(plain<LocalRecord> && sizeof(LocalRecord) == 40);
static_assert(offsetof(LocalRecord, struct_size) == 0 && offsetof(LocalRecord, type) == 4 &&
              offsetof(LocalRecord, source) == 8);
static_assert(offsetof(LocalRecord, field_count) == 12 && offsetof(LocalRecord, fields) == 16 &&
              offsetof(LocalRecord, row) == 24);
static_assert(offsetof(LocalRecord, line) == 32);

static_assert(plain<EvaluationField> && sizeof(EvaluationField) == 40);
static_assert(offsetof(EvaluationField, field) == 0 && offsetof(EvaluationField, origin) == 4 &&
              offsetof(EvaluationField, value) == 8);
static_assert(offsetof(EvaluationField, list) == 24);

static_assert(plain<EvaluationRecord> && sizeof(EvaluationRecord) == 24);
static_assert(offsetof(EvaluationRecord, struct_size) == 0 && offsetof(EvaluationRecord, type) == 4);
static_assert(offsetof(EvaluationRecord, field_count) == 8 && offsetof(EvaluationRecord, alike) == 12 &&
              offsetof(EvaluationRecord, fields) == 16);

static_assert(plain<Finding> && sizeof(Finding) == 128);
static_assert(offsetof(Finding, struct_size) == 0 && offsetof(Finding, severity) == 4 &&
              offsetof(Finding, source) == 8);
static_assert(offsetof(Finding, column) == 12 && offsetof(Finding, row) == 16 && offsetof(Finding, line) == 24 &&
              offsetof(Finding, rule) == 32);
static_assert(offsetof(Finding, field) == 48 && offsetof(Finding, value) == 64 && offsetof(Finding, expected) == 80);
static_assert(offsetof(Finding, message) == 96 && offsetof(Finding, remedy) == 112);

static_assert(plain<Mapping> && sizeof(Mapping) == 24);
static_assert(offsetof(Mapping, struct_size) == 0 && offsetof(Mapping, row) == 4 && offsetof(Mapping, code) == 8);

static_assert(plain<Descriptor> && sizeof(Descriptor) == 328);
static_assert(offsetof(Descriptor, magic) == 0 && offsetof(Descriptor, struct_size) == 8 &&
              offsetof(Descriptor, abi_major) == 12);
static_assert(offsetof(Descriptor, abi_minor) == 14 && offsetof(Descriptor, name) == 16 &&
              offsetof(Descriptor, version) == 48);
static_assert(offsetof(Descriptor, schema) == 64 && offsetof(Descriptor, formats) == 128 &&
              offsetof(Descriptor, title) == 192);
static_assert(offsetof(Descriptor, create) == 320);

static_assert(sizeof(Status) == 4 && ok == 0 && stop == 1 && failed == 2);
static_assert(sizeof(Severity) == 4 && note == 0 && warning == 1 && error == 2 && fatal == 3);

/// The slot of a virtual method in its class's table (Itanium C++ ABI).
template <typename Method>
std::size_t slot(Method method) {
    std::ptrdiff_t words[2];
    static_assert(sizeof method == sizeof words);
    __builtin_memcpy(words, &method, sizeof words);
#if defined(__aarch64__)
    return static_cast<std::size_t>(words[0]) / sizeof(void*);
#else
    return static_cast<std::size_t>(words[0] - 1) / sizeof(void*);
#endif
}

TEST(Abi, MethodsKeepTheirSlots) {
    EXPECT_EQ(slot(&ReadHost::source), 0u);
    EXPECT_EQ(slot(&ReadHost::local_type), 1u);
    EXPECT_EQ(slot(&ReadHost::local_field), 2u);
    EXPECT_EQ(slot(&ReadHost::record), 3u);
    EXPECT_EQ(slot(&ReadHost::leave_out), 4u);
    EXPECT_EQ(slot(&ReadHost::finding), 5u);
    EXPECT_EQ(slot(&ReadHost::progress), 6u);
    EXPECT_EQ(slot(&NormaliseHost::evaluation_type), 0u);
    EXPECT_EQ(slot(&NormaliseHost::evaluation_field), 1u);
    EXPECT_EQ(slot(&NormaliseHost::map), 2u);
    EXPECT_EQ(slot(&NormaliseHost::evaluation), 3u);
    EXPECT_EQ(slot(&NormaliseHost::finding), 4u);
    EXPECT_EQ(slot(&NormaliseHost::leave_out), 5u);
    EXPECT_EQ(slot(&Importer::read), 0u);
    EXPECT_EQ(slot(&Importer::normalise), 1u);
    EXPECT_EQ(slot(&Importer::destroy), 2u);
}

} // namespace
} // namespace pilotage::abi
