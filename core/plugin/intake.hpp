// What arrives from the worker: checked, counted, and passed on to the sink.
#pragma once

#include "core/plugin/frame.hpp"
#include "core/plugin/items.hpp"
#include "core/plugin/messages.hpp"
#include "core/plugin/run.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pilotage::plugin {

class Intake {
public:
    /// `shape`: the number of fields of each type of the evaluation schema.
    Intake(RunSink* sink, std::vector<std::size_t> shape) : sink_(sink), shape_(std::move(shape)) {}

    /// Throws FrameError on what no worker sends, and whatever the sink throws.
    void take(const Frame& frame);

    bool ended() const { return end_.has_value(); }
    /// The worker's own sentence when it gave up, else empty.
    const std::string& trouble() const { return trouble_; }
    /// A sentence when the worker's and the plugin's counts do not agree with what arrived; needs ended().
    std::string imbalance() const;
    /// The counts of what arrived.
    void count_into(RunResult& result) const;
    /// The place of a source, row and line; only its row and line when the source is not known.
    Place place(std::uint32_t source, std::uint64_t row, std::uint64_t line) const;
    /// The last row that arrived.
    const Place& last_place() const { return last_; }

private:
    void take_items(std::string_view payload);
    void take(const SourceItem& item);
    void take(const EntryItem& item) const;
    void take(RecordItem& item);
    void take(const WordingItem& item) { wordings_.add(item); }
    void take(const FindingItem& item);
    void take(const ProgressItem& item);

    void check_evaluation(const EvaluationRecord& record) const;

    struct Source {
        std::string file, table;
    };

    RunSink* sink_;
    std::vector<std::size_t> shape_;
    std::optional<Hello> hello_;
    std::optional<End> end_;
    std::string trouble_;
    std::vector<Source> sources_;
    Dictionary dictionary_;
    Wordings wordings_;
    std::string record_, value_; ///< of a finding, as they may be shown
    End arrived_;
    Place last_;
};

} // namespace pilotage::plugin
