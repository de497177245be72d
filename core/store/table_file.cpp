#include "core/store/table_file.hpp"

#include "core/store/record_bytes.hpp"
#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cstring>

namespace pilotage::store {
namespace {

constexpr std::size_t write_bytes = 64 * page_bytes;
/// SQLite locks bytes of the page at 1 GiB and keeps nothing on it.
constexpr std::uint32_t lock_page = (1u << 30) / page_bytes + 1;
/// The most of a record that a leaf may hold; of a longer one, what follows from these.
constexpr std::size_t longest_local = page_bytes - 35, least_local = (page_bytes - 12) * 32 / 255 - 23;
/// Of an inner page, whose cells have at most 4 + 9 bytes and a pointer of 2.
constexpr std::size_t most_children = (page_bytes - 12) / 15 + 1;

/// A file that SQL failed on is given up as a whole; a journal of it in memory would grow with the rows that SQL
/// changes, by 40 MB for a million. A defensive connection allows none to be left out.
void without_journal(SQLite::Database& database, const std::string& name) {
    int defensive = 0;
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    database.exec("PRAGMA " + name + ".journal_mode = OFF");
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, defensive, nullptr);
}

} // namespace

TableFile::TableFile(const std::string& sql) {
    SQLite::Database made(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    made.exec("PRAGMA page_size = " + std::to_string(page_bytes) + ";" + sql);
    SQLite::Statement rows(made, "SELECT type, name, rootpage FROM sqlite_schema WHERE rootpage > 0");
    while (rows.executeStep()) {
        const auto name = rows.getColumn(1).getString();
        if (rows.getColumn(0).getString() == "table")
            tables_[name] = std::unique_ptr<Table>(new Table(*this, rows.getColumn(2).getUInt()));
        else
            indexes_[name] = {rows.getColumn(2).getUInt(), nullptr};
    }
    sqlite3_int64 bytes = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> image(
        sqlite3_serialize(made.getHandle(), "main", &bytes, 0), &sqlite3_free);
    if (!image) throw SQLite::Exception("no room for a table's file", SQLITE_NOMEM);
    file_.write(0, image.get(), static_cast<std::size_t>(bytes));
    next_ = waiting_from_ = static_cast<std::uint32_t>(static_cast<std::size_t>(bytes) / page_bytes) + 1;
}

TableFile::~TableFile() {
    try {
        detach();
    } catch (const SQLite::Exception&) {
        // It goes with the connection.
    }
}

PersonIndex& TableFile::index(const std::string& name, std::size_t most_in_memory) {
    auto& index = indexes_.at(name);
    index.filled = std::make_unique<PersonIndex>(most_in_memory);
    return *index.filled;
}

void TableFile::Table::append(std::int64_t id, std::string_view record) {
    unsigned char head[18];
    auto head_size = put_varint(head, record.size());
    head_size += put_varint(head + head_size, static_cast<std::uint64_t>(id));
    if (record.size() > longest_local) record = spill(record);
    const auto size = head_size + record.size();
    if (!leaf_.has_room(size)) flush();
    auto* const cell = leaf_.cell(size);
    std::memcpy(cell, head, head_size);
    std::memcpy(cell + head_size, record.data(), record.size());
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
    children_.push_back({file_.put(leaf_.finish()), last_});
    leaf_.clear();
}

void TableFile::Table::finish() {
    if (children_.empty()) {
        file_.put_at(root_, leaf_.finish());
        return;
    }
    if (leaf_.cells() > 0) flush();
    for (bool top = false; !top;) {
        const auto groups = (children_.size() + most_children - 1) / most_children;
        top = groups == 1;
        std::vector<Child> parents;
        for (std::size_t group = 0; group < groups; ++group) {
            // Of even size, so that no page has a single child.
            const auto from = children_.size() * group / groups, to = children_.size() * (group + 1) / groups;
            Page page(PageKind::inner_table);
            for (auto i = from; i + 1 < to; ++i) {
                unsigned char id[9];
                const auto size = put_varint(id, static_cast<std::uint64_t>(children_[i].last));
                auto* const cell = page.cell(4 + size);
                put_number(cell, 4, children_[i].page);
                std::memcpy(cell + 4, id, size);
            }
            page.last_child(children_[to - 1].page);
            if (top)
                file_.put_at(root_, page.finish());
            else
                parents.push_back({file_.put(page.finish()), children_[to - 1].last});
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
    for (const auto& [name, index] : indexes_)
        if (index.filled) {
            auto root = index.filled->write([this](const unsigned char* page) { return put(page); });
            put_at(index.root, root.finish());
        }
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
    attach.bind(1, file_.name());
    attach.exec();
    attached_ = &database;
    name_ = name;
    without_journal(database, name);
    database.exec("PRAGMA " + name + ".synchronous = OFF; PRAGMA " + name + ".locking_mode = EXCLUSIVE; PRAGMA " +
                  name + ".cache_size = -4096");
    file_.forget();
}

void TableFile::detach() {
    if (attached_ == nullptr) return;
    attached_->exec("DETACH DATABASE " + sql_quoted(name_));
    attached_ = nullptr;
}

} // namespace pilotage::store
