// What the process that checks a table tells the one that asked: items, gathered into batches with their length in
// front.
#pragma once

#include "core/bytes.hpp"
#include "core/tables/table_check.hpp"
#include "core/validate/child_process.hpp"

#include <chrono>
#include <string>
#include <unordered_map>

namespace pilotage::tables {

enum class Item : std::uint8_t { loading, loaded, words, finding, progress, schema_fault, usage, end };

/// The child's side. What many findings have in common is sent once.
class Teller {
public:
    explicit Teller(const validate::ChildProcess::Output& out) : out_(out) {}

    void say(Item item) { put_number(batch_, static_cast<std::uint64_t>(item)); }
    void number(std::uint64_t value) { put_number(batch_, value); }
    void text(std::string_view value) { put_text(batch_, value); }

    void finding(const Finding& finding) {
        const auto words = words_of(finding);
        say(Item::finding);
        number(words), number(finding.place.row), number(finding.place.line), number(finding.place.column);
        text(finding.record), text(finding.value);
        if (batch_.size() >= large) send();
    }
    /// Sends what has gathered when that was long ago.
    void progress(std::uint64_t done, std::uint64_t all) {
        const auto now = Clock::now();
        if (now < next_) return;
        next_ = now + std::chrono::milliseconds(100);
        say(Item::progress);
        number(done), number(all);
        send();
    }
    void send() {
        const std::uint64_t size = batch_.size();
        out_.put(&size, sizeof size);
        out_.put(batch_.data(), batch_.size());
        batch_.clear();
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t large = 64 << 10;

    std::size_t words_of(const Finding& finding) {
        key_.assign(1, static_cast<char>(finding.severity));
        for (const auto* part : {&finding.rule, &finding.place.file, &finding.place.table, &finding.field,
                                 &finding.expected, &finding.message, &finding.remedy})
            put_text(key_, *part);
        const auto [known, added] = words_.try_emplace(key_, words_.size());
        if (added) {
            say(Item::words);
            batch_ += key_;
        }
        return known->second;
    }

    const validate::ChildProcess::Output& out_;
    std::string batch_, key_;
    std::unordered_map<std::string, std::size_t> words_;
    Clock::time_point next_ = Clock::now();
};

} // namespace pilotage::tables
