// What all pages of a SQLite b-tree have in common (https://www.sqlite.org/fileformat2.html#b_tree_pages).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pilotage::store {

inline constexpr std::size_t page_bytes = 8192;

enum class PageKind : unsigned char { inner_index = 0x02, inner_table = 0x05, leaf_index = 0x0a, leaf_table = 0x0d };

/// Big endian.
inline void put_number(unsigned char* to, std::size_t size, std::uint64_t value) {
    for (std::size_t i = size; i-- > 0; value >>= 8) to[i] = static_cast<unsigned char>(value);
}

/// One page that is filled with cells: their offsets from the front, themselves from the back.
class Page {
public:
    explicit Page(PageKind kind) : kind_(kind), head_(kind > PageKind::inner_table ? 8 : 12) {}

    std::size_t cells() const { return cells_; }
    bool has_room(std::size_t size) const { return content_ >= head_ + 2 * (cells_ + 1) + size; }
    /// Room for the next cell, which there must be.
    unsigned char* cell(std::size_t size) {
        content_ -= size;
        put_number(bytes_.data() + head_ + 2 * cells_++, 2, content_);
        return bytes_.data() + content_;
    }
    /// Takes the last cell, which has that size, away again.
    void drop_cell(std::size_t size) {
        std::memset(bytes_.data() + content_, 0, size);
        content_ += size;
        put_number(bytes_.data() + head_ + 2 * --cells_, 2, 0);
    }
    /// Of an inner page: the child behind its last cell.
    void last_child(std::uint32_t page) { put_number(bytes_.data() + 8, 4, page); }
    /// The page as it stands in the file.
    const unsigned char* finish() {
        bytes_[0] = static_cast<unsigned char>(kind_);
        put_number(bytes_.data() + 3, 2, cells_);
        put_number(bytes_.data() + 5, 2, content_);
        return bytes_.data();
    }
    void clear() {
        bytes_.fill(0);
        cells_ = 0;
        content_ = page_bytes;
    }

private:
    PageKind kind_;
    std::size_t head_, cells_ = 0, content_ = page_bytes;
    std::array<unsigned char, page_bytes> bytes_{};
};

} // namespace pilotage::store
