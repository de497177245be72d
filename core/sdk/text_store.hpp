// Texts that lie still until all of them are given up at once.
#ifndef PILOTAGE_SDK_TEXT_STORE_HPP
#define PILOTAGE_SDK_TEXT_STORE_HPP

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace pilotage::sdk {

class TextStore {
public:
    /// A copy of the text that is valid until clear().
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (text.size() > left_) grow(text.size());
        std::memcpy(at_, text.data(), text.size());
        const std::string_view kept(at_, text.size());
        at_ += text.size();
        left_ -= text.size();
        return kept;
    }
    /// Gives all texts up. The first chunk's storage is used again.
    void clear() {
        if (chunks_.empty()) return;
        chunks_.resize(1);
        at_ = chunks_.front().get();
        left_ = first_size_;
    }

private:
    void grow(std::size_t least) {
        const auto size = std::max<std::size_t>(least, 512);
        chunks_.emplace_back(new char[size]);
        if (chunks_.size() == 1) first_size_ = size;
        at_ = chunks_.back().get();
        left_ = size;
    }

    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t first_size_ = 0;
    char* at_ = nullptr;
    std::size_t left_ = 0;
};

} // namespace pilotage::sdk

#endif
