#include "core/store/table_file.hpp"

#include "core/store/record_bytes.hpp"
#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstring>

namespace pilotage::store {
namespace {

constexpr std::size_t page_bytes = TableFile::page_bytes;
constexpr std::size_t write_bytes = 64 * page_bytes;
/// SQLite locks bytes of the page at 1 GiB and keeps nothing on it.
constexpr std::uint32_t lock_page = (1u << 30) / page_bytes + 1;
constexpr std::size_t leaf_head = 8, inner_head = 12;
/// The most of a record that a leaf may hold; of a longer one, what follows from these.
constexpr std::size_t longest_local = page_bytes - 35, least_local = (page_bytes - 12) * 32 / 255 - 23;
/// Of an inner page, whose cells have at most 4 + 9 bytes and a pointer of 2.
constexpr std::size_t most_children = (page_bytes - inner_head) / 15 + 1;

void put_number(unsigned char* to, std::size_t size, std::uint64_t value) {
    for (std::size_t i = size; i-- > 0; value >>= 8) to[i] = static_cast<unsigned char>(value);
}

void put_head(unsigned char* page, unsigned char kind, std::size_t cells, std::size_t content) {
    page[0] = kind;
    put_number(page + 1, 2, 0);
    put_number(page + 3, 2, cells);
    put_number(page + 5, 2, content);
    page[7] = 0;
}

} // namespace

TableFile::TableFile(const std::string& sql) {
    SQLite::Database made(file_.path(), SQLite::OPEN_READWRITE);
    made.exec("PRAGMA page_size = " + std::to_string(page_bytes) +
              "; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    made.exec("BEGIN;" + sql + ";COMMIT");
    SQLite::Statement rows(made, "SELECT type, name, rootpage FROM sqlite_schema WHERE rootpage > 0");
    while (rows.executeStep()) {
        const auto name = rows.getColumn(1).getString();
        if (rows.getColumn(0).getString() == "table")
            tables_[name] = std::unique_ptr<Table>(new Table(*this, rows.getColumn(2).getUInt()));
        else
            indexes_.push_back(name);
    }
    next_ = waiting_from_ = made.execAndGet("PRAGMA page_count").getUInt() + 1;
}

TableFile::~TableFile() {
    try {
        detach();
    } catch (const SQLite::Exception&) {
        // It goes with the connection.
    }
}

void TableFile::Table::append(std::int64_t id, std::string_view record) {
    unsigned char head[18];
    auto head_size = put_varint(head, record.size());
    head_size += put_varint(head + head_size, static_cast<std::uint64_t>(id));
    if (record.size() > longest_local) record = spill(record);
    const auto size = head_size + record.size();
    if (content_ < leaf_head + 2 * (cells_ + 1) + size) flush();
    content_ -= size;
    std::memcpy(leaf_.data() + content_, head, head_size);
    std::memcpy(leaf_.data() + content_ + head_size, record.data(), record.size());
    put_number(leaf_.data() + leaf_head + 2 * cells_, 2, content_);
    ++cells_;
    ++rows_;
    last_ = id;
}

/// Puts the end of a long record on pages of its own; what stands on the leaf: its beginning and the number of the
/// first of these pages.
std::string_view TableFile::Table::spill(std::string_view record) {
    constexpr std::size_t on_page = page_bytes - 4;
    auto local = least_local + (record.size() - least_local) % on_page;
    if (local > longest_local) local = least_local;
    spilt_.assign(record.substr(0, local));
    // Backwards, so that each page knows the next one.
    const auto pages = (record.size() - local + on_page - 1) / on_page;
    std::uint32_t next = 0;
    for (auto i = pages; i-- > 0;) {
        std::array<unsigned char, page_bytes> page{};
        const auto part = record.substr(local + i * on_page, on_page);
        put_number(page.data(), 4, next);
        std::memcpy(page.data() + 4, part.data(), part.size());
        next = file_.put(page.data());
    }
    unsigned char number[4];
    put_number(number, sizeof number, next);
    spilt_.append(number, number + sizeof number);
    return spilt_;
}

void TableFile::Table::flush() {
    put_head(leaf_.data(), 0x0d, cells_, content_);
    children_.push_back({file_.put(leaf_.data()), last_});
    leaf_.fill(0);
    cells_ = 0;
    content_ = page_bytes;
}

void TableFile::Table::finish() {
    if (children_.empty()) {
        put_head(leaf_.data(), 0x0d, cells_, content_);
        file_.put_at(root_, leaf_.data());
        return;
    }
    if (cells_ > 0) flush();
    for (bool top = false; !top;) {
        const auto groups = (children_.size() + most_children - 1) / most_children;
        top = groups == 1;
        std::vector<Child> parents;
        for (std::size_t group = 0; group < groups; ++group) {
            // Of even size, so that no page has a single child.
            const auto from = children_.size() * group / groups, to = children_.size() * (group + 1) / groups;
            std::array<unsigned char, page_bytes> page{};
            std::size_t content = page_bytes, cells = 0;
            for (auto i = from; i + 1 < to; ++i, ++cells) {
                unsigned char cell[13];
                put_number(cell, 4, children_[i].page);
                const auto size = 4 + put_varint(cell + 4, static_cast<std::uint64_t>(children_[i].last));
                content -= size;
                std::memcpy(page.data() + content, cell, size);
                put_number(page.data() + inner_head + 2 * cells, 2, content);
            }
            put_head(page.data(), 0x05, cells, content);
            put_number(page.data() + 8, 4, children_[to - 1].page);
            if (top)
                file_.put_at(root_, page.data());
            else
                parents.push_back({file_.put(page.data()), children_[to - 1].last});
        }
        children_ = std::move(parents);
    }
}

std::uint32_t TableFile::put(const unsigned char* page) {
    if (next_ == lock_page) {
        write_out();
        waiting_from_ = ++next_;
    }
    waiting_.insert(waiting_.end(), page, page + page_bytes);
    if (waiting_.size() >= write_bytes) write_out();
    return next_++;
}

void TableFile::put_at(std::uint32_t page, const unsigned char* bytes) {
    file_.write(std::uint64_t{page - 1} * page_bytes, bytes, page_bytes);
}

void TableFile::write_out() {
    file_.write(std::uint64_t{waiting_from_ - 1} * page_bytes, waiting_.data(), waiting_.size());
    waiting_from_ += static_cast<std::uint32_t>(waiting_.size() / page_bytes);
    waiting_.clear();
}

void TableFile::seal() {
    for (const auto& [name, table] : tables_) table->finish();
    write_out();
    constexpr std::uint64_t count_at = 28; // in the file's header: how many pages it has
    unsigned char count[4];
    put_number(count, sizeof count, next_ - 1);
    file_.write(count_at, count, sizeof count);
    waiting_.shrink_to_fit();
}

void TableFile::attach(SQLite::Database& database, const std::string& name) {
    seal();
    SQLite::Statement attach(database, "ATTACH DATABASE ? AS " + sql_quoted(name));
    attach.bind(1, file_.path());
    attach.exec();
    attached_ = &database;
    name_ = name;
    database.exec("PRAGMA " + name + ".journal_mode = MEMORY; PRAGMA " + name + ".synchronous = OFF; PRAGMA " + name +
                  ".locking_mode = EXCLUSIVE; PRAGMA " + name + ".cache_size = -4096");
    for (const auto& index : indexes_) database.exec("REINDEX " + name + "." + sql_quoted(index));
    file_.forget();
}

void TableFile::detach() {
    if (attached_ == nullptr) return;
    attached_->exec("DETACH DATABASE " + sql_quoted(name_));
    attached_ = nullptr;
}

} // namespace pilotage::store
