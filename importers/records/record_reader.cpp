#include "importers/records/record_reader.hpp"

#include <algorithm>
#include <utility>

namespace pilotage::importers {
namespace {

constexpr std::size_t waiting_rows = 256;
constexpr std::size_t waiting_bytes = 1 << 20;

} // namespace

void RecordReader::begin() {
    look_ahead();
    if (failure_ && queue_.waiting() == 0) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void RecordReader::look_ahead() {
    try {
        while (!ended_ && queue_.waiting() < waiting_rows && queue_.waiting_bytes() < waiting_bytes)
            ended_ = !parse_some();
    } catch (...) {
        failure_ = std::current_exception();
        ended_ = true;
    }
}

bool RecordReader::next(Row& row) {
    while (!queue_.pop(row)) {
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
        if (ended_) return false;
        look_ahead();
    }
    return true;
}

} // namespace pilotage::importers
