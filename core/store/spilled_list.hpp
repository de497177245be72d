// Items that are gathered first and gone through later, in the order they came in. The first thousand are in memory;
// where there are more, they are in a file.
#pragma once

#include "core/store/temporary_file.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

namespace pilotage::store {

template <typename Item>
class SpilledList {
    static_assert(std::is_trivially_copyable_v<Item>);

public:
    void append(const Item& item) {
        if (latest_.size() == most_in_memory) spill();
        latest_.push_back(item);
    }

    template <typename Call>
    void each(Call call) const {
        std::vector<Item> part(spilt_ == 0 ? 0 : most_in_memory);
        for (std::uint64_t read = 0; read < spilt_; read += part.size()) {
            file_->read(read * sizeof(Item), part.data(), part.size() * sizeof(Item));
            for (const auto& item : part) call(item);
        }
        for (const auto& item : latest_) call(item);
    }

private:
    static constexpr std::size_t most_in_memory = 1024;

    void spill() {
        if (!file_) file_.emplace();
        file_->write(spilt_ * sizeof(Item), latest_.data(), latest_.size() * sizeof(Item));
        spilt_ += latest_.size();
        latest_.clear();
    }

    std::vector<Item> latest_;
    std::optional<TemporaryFile> file_;
    std::uint64_t spilt_ = 0; ///< how many are in the file
};

} // namespace pilotage::store
