#include "core/sdk/repeated_record.hpp"

#include "core/sdk/last_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace pilotage::sdk {
namespace {

using testing::ElementsAre;
using Cells = std::vector<std::string>;

class Reader final : public abi::ReadHost {
public:
    std::uint32_t source(abi::Text, abi::Text) noexcept override { return 0; }
    std::uint32_t local_type(abi::Text) noexcept override { return 0; }
    std::uint32_t local_field(std::uint32_t, abi::Text) noexcept override { return 0; }
    std::int32_t record(const abi::LocalRecord&) noexcept override { return abi::ok; }
    std::int32_t leave_out(std::uint32_t, std::uint64_t, std::uint64_t, abi::Text) noexcept override { return abi::ok; }
    std::int32_t finding(const abi::Finding&) noexcept override { return abi::ok; }
    std::int32_t progress(std::uint64_t, std::uint64_t) noexcept override { return abi::ok; }
};

/// Notes what is handed over: "field@origin=value[list]" of each evaluation record, and "!" for a finding.
class Notes final : public abi::NormaliseHost {
public:
    std::uint32_t evaluation_type(abi::Text) noexcept override { return 7; }
    std::uint32_t evaluation_field(std::uint32_t, abi::Text name) noexcept override {
        return static_cast<std::uint32_t>(name.data[name.size - 1] - '0');
    }
    std::int32_t map(abi::Text, abi::Text, abi::Mapping*) noexcept override { return abi::ok; }
    std::int32_t evaluation(const abi::EvaluationRecord& record) noexcept override {
        std::string note = std::to_string(record.type) + ":";
        for (std::uint32_t i = 0; i < record.field_count; ++i) {
            const auto& field = record.fields[i];
            note += " " + std::to_string(field.field) + "@" + std::to_string(field.origin) + "=" +
                    std::string(view(field.value));
            if (field.list.data != nullptr) note += "[" + std::string(view(field.list)) + "]";
        }
        taken.push_back(note);
        numbers.push_back(record.alike);
        return abi::ok;
    }
    std::int32_t finding(const abi::Finding&, std::uint32_t) noexcept override {
        taken.push_back("!");
        return abi::ok;
    }
    std::int32_t leave_out(abi::Text) noexcept override {
        taken.push_back("-");
        return abi::ok;
    }

    std::vector<std::string> taken;
    std::vector<std::uint32_t> numbers; ///< of those that are alike
};

class Normalising {
public:
    template <typename Work>
    void of(const Cells& cells, Work work) {
        std::vector<abi::LocalField> fields;
        for (std::uint32_t i = 0; i < cells.size(); ++i) fields.push_back({0, i + 1, text(cells[i])});
        const abi::LocalRecord record{
            sizeof(abi::LocalRecord), 0, 0, static_cast<std::uint32_t>(fields.size()), fields.data(), 1, 1};
        const LocalRecord local(record, reader_, local_names_);
        EvaluationWriter out(notes_, names_);
        work(local, out);
    }
    const std::vector<std::string>& taken() const { return notes_.taken; }
    const std::vector<std::uint32_t>& numbers() const { return notes_.numbers; }

private:
    Reader reader_;
    Notes notes_;
    LocalNames local_names_;
    EvaluationNames names_;
};

class Repeating {
public:
    void write(Cells cells) {
        normalising_.of(cells, [&](const LocalRecord& local, EvaluationWriter& out) {
            repeated_.write(local, out, "person", [&](EvaluationDraft& draft) {
                ++made;
                draft.set("f0", local.cell(0).with(std::string(local.text(0)) + " and more than Value's own storage"));
                draft.code("f1", local.cell(1), std::string("a.") + "list");
            });
        });
    }
    const std::vector<std::string>& taken() const { return normalising_.taken(); }
    const std::vector<std::uint32_t>& numbers() const { return normalising_.numbers(); }
    int made = 0;

private:
    Normalising normalising_;
    RepeatedRecord repeated_;
};

TEST(RepeatedRecord, IsHandedOverAgainWithoutBeingMade) {
    Repeating repeating;
    repeating.write({"x", "y", "1"});
    repeating.write({"x", "y", "2"});
    const std::string same = "7: 0@0=x and more than Value's own storage 1@1=y[a.list]";
    EXPECT_THAT(repeating.taken(), ElementsAre(same, same));
    EXPECT_EQ(repeating.made, 1);
}

TEST(RepeatedRecord, HasOneNumberAsLongAsItIsTheSame) {
    Repeating repeating;
    for (const Cells& cells : {Cells{"x", "y"}, {"x", "y"}, {"x", "z"}, {"x", "y"}}) repeating.write(cells);
    EXPECT_THAT(repeating.numbers(), ElementsAre(1, 1, 2, 3));
}

TEST(RepeatedRecord, IsMadeAnewWhenACellThatWasLookedAtIsAnother) {
    Repeating repeating;
    for (const Cells& cells : {Cells{"x", "y"}, {"x", "z"}, {"xz", ""}, {"x", "z"}, {"x", "z", ""}})
        repeating.write(cells);
    EXPECT_EQ(repeating.made, 5);
    EXPECT_EQ(repeating.taken().size(), 5u);
    EXPECT_EQ(repeating.taken()[2], "7: 0@0=xz and more than Value's own storage");
}

TEST(RepeatedRecord, IsMadeEachTimeItHasSomethingToReport) {
    Normalising normalising;
    RepeatedRecord repeated;
    for (int i = 0; i < 2; ++i)
        normalising.of({"31/02/2013"}, [&](const LocalRecord& local, EvaluationWriter& out) {
            repeated.write(local, out, "person",
                           [&](EvaluationDraft& draft) { draft.set("f0", local.cell(0).date("dd/mm/yyyy")); });
            repeated.write(local, out, "person", [&](EvaluationDraft& draft) {
                draft.set("f0", local.cell(0));
                out.finding(local.cell(0), {Severity::note, "a.rule", "A message."});
            });
            repeated.write(local, out, "person", [&](EvaluationDraft&) { out.leave_out("a reason"); });
        });
    EXPECT_THAT(normalising.taken(), ElementsAre("!", "7:", "!", "7: 0@0=31/02/2013", "-", "7:", "!", "7:", "!",
                                                 "7: 0@0=31/02/2013", "-", "7:"));
    EXPECT_THAT(normalising.numbers(), testing::Each(0u));
}

TEST(RepeatedRecord, IsMadeEachTimeItAsksByName) {
    Normalising normalising;
    int made = 0;
    for (const auto ask : {0, 1, 2}) {
        RepeatedRecord repeated;
        for (int i = 0; i < 2; ++i)
            normalising.of({"x"}, [&](const LocalRecord& local, EvaluationWriter& out) {
                repeated.write(local, out, "person", [&](EvaluationDraft&) {
                    ++made;
                    ask == 0 ? void(local["f0"]) : ask == 1 ? void(local.is("type")) : void(local.row());
                });
            });
    }
    EXPECT_EQ(made, 6);
}

RC_GTEST_PROP(RepeatedRecord, IsWhatItWouldBeMadeAs, ()) {
    const auto rows = *rc::gen::container<std::vector<Cells>>(
        rc::gen::container<Cells>(*rc::gen::element(4u, 5u, 70u), rc::gen::element<std::string>("", "a", "b", " a")));
    const auto make = [](const LocalRecord& local, EvaluationDraft& draft) {
        draft.set("f0", local.cell(0));
        if (local.text(1).empty()) draft.set("f1", local.cell(2));
        draft.code("f2", local.cell(3));
        if (!local.text(3).empty()) draft.set("f3", local.cell(66)).set("f4", "Unknown");
    };
    Normalising plain, repeating;
    RepeatedRecord repeated;
    for (const auto& row : rows) {
        plain.of(row, [&](const LocalRecord& local, EvaluationWriter& out) {
            auto draft = out.record("person");
            make(local, draft);
            draft.write();
        });
        repeating.of(row, [&](const LocalRecord& local, EvaluationWriter& out) {
            repeated.write(local, out, "person", [&](EvaluationDraft& draft) { make(local, draft); });
        });
    }
    RC_ASSERT(plain.taken() == repeating.taken());
}

TEST(LastAnswer, AsksOnlyWhenTheTextIsAnother) {
    int asked = 0;
    LastAnswer<std::size_t> length;
    const auto of = [&](std::string_view text) {
        return length.of(text, [&](std::string_view one) { return ++asked, one.size(); });
    };
    EXPECT_EQ(of(""), 0u);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(of("abc"), 3u);
    EXPECT_EQ(of("abc"), 3u);
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(of("abcd"), 4u);
    EXPECT_EQ(of("abc"), 3u);
    EXPECT_EQ(asked, 4);
}

} // namespace
} // namespace pilotage::sdk
