#include "importers/xls/compound_file.hpp"

#include "importers/little_endian.hpp"

#include <algorithm>

namespace pilotage::importers::xls {
namespace {

constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
constexpr std::uint32_t no_entry = 0xFFFFFFFF;
constexpr std::uint32_t last_sector = 0xFFFFFFFA;
constexpr std::size_t header_size = 512;
constexpr std::size_t entry_size = 128;
constexpr std::size_t entries_in_header = 109;
constexpr std::uint64_t longest_directory = 16ull << 20;
constexpr std::uint8_t stream_kind = 2;
constexpr std::uint8_t root_kind = 5;
const char* const damaged = "format.malformed";

std::uint32_t little4(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(little_endian(bytes, at, 4));
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

void refuse(const char* rule, std::string message, std::string remedy) {
    Issue issue;
    issue.rule = rule;
    issue.message = std::move(message);
    issue.remedy = remedy.empty() ? "Open the workbook in a spreadsheet program, save it again and send that file."
                                  : std::move(remedy);
    throw Malformed(std::move(issue));
}

void Stream::add(std::uint64_t place, std::uint64_t size) {
    if (!pieces_.empty() && pieces_.back().place + pieces_.back().size == place)
        pieces_.back().size += size;
    else
        pieces_.push_back({pieces_.empty() ? 0 : pieces_.back().begin + pieces_.back().size, place, size});
}

std::size_t Stream::read(const File& file, std::uint64_t offset, char* to, std::size_t count) const {
    if (offset >= size_) return 0;
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset));
    auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                  [](std::uint64_t at, const Piece& p) { return at < p.begin; });
    std::size_t done = 0;
    for (--piece; done < count && piece != pieces_.end(); ++piece) {
        const std::uint64_t into = offset + done - piece->begin;
        const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(count - done, piece->size - into));
        const std::size_t got = file.read_at(piece->place + into, to + done, want);
        done += got;
        if (got < want) break;
    }
    return done;
}

CompoundFile::CompoundFile(std::shared_ptr<const File> file, const Limits& limits) : file_(std::move(file)) {
    if (file_->size() > limits.file_bytes)
        refuse("limit.file_bytes", "The file is larger than " + std::to_string(limits.file_bytes >> 20) + " MiB.",
               "Split the return into smaller files.");
    const std::string header = file_->read_at(0, header_size);
    if (header.size() < 8 || header.compare(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0)
        refuse("format.unknown", "This is not a legacy Excel workbook.");
    if (header.size() < header_size) refuse(damaged, "The file is cut off: its header is not whole.");
    const auto shift = little_endian(header, 30, 2);
    const auto mini_shift = little_endian(header, 32, 2);
    if ((shift != 9 && shift != 12) || mini_shift != 6)
        refuse(damaged, "The file is damaged: its header gives impossible sizes.");
    sector_size_ = 1u << shift;
    mini_cutoff_ = little_endian(header, 56, 4);
    sectors_ = (file_->size() + sector_size_ - 1) / sector_size_;
    read_allocation(header);
    const auto mini_sectors = chain(table_, little4(header, 60), sectors_);
    mini_table_ = read_table(mini_sectors);
    read_directory(little4(header, 48));
    for (const auto sector : chain(table_, entries_.front().start, sectors_)) mini_.add(place_of(sector), sector_size_);
    mini_.size_ = mini_.pieces_.empty() ? 0 : mini_.pieces_.back().begin + mini_.pieces_.back().size;
    list_root();
}

std::vector<std::uint32_t> CompoundFile::read_table(const std::vector<std::uint32_t>& sectors) const {
    std::vector<std::uint32_t> table;
    table.reserve(sectors.size() * (sector_size_ / 4));
    for (const auto sector : sectors) {
        const std::string bytes = file_->read_at(place_of(sector), sector_size_);
        for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) table.push_back(little4(bytes, at));
    }
    return table;
}

std::vector<std::uint32_t> CompoundFile::chain(const std::vector<std::uint32_t>& table, std::uint32_t start,
                                               std::uint64_t most) const {
    std::vector<std::uint32_t> sectors;
    for (std::uint32_t at = start; at != end_of_chain && at != no_entry; at = table[at]) {
        if (at >= table.size() || at > last_sector)
            refuse(damaged, "The file is damaged or cut off: a chain of its sectors leads outside of it.");
        if (sectors.size() > most) refuse(damaged, "The file is damaged: a chain of its sectors runs in a circle.");
        sectors.push_back(at);
    }
    return sectors;
}

// The table of sectors is found through 109 numbers in the header and further ones in sectors of their own.
void CompoundFile::read_allocation(std::string_view header) {
    std::vector<std::uint32_t> sectors;
    const auto take = [&](std::uint32_t sector) {
        if (sector == no_entry) return;
        if (sector >= sectors_) refuse(damaged, "The file is damaged or cut off: its table of sectors is not in it.");
        sectors.push_back(sector);
    };
    for (std::size_t i = 0; i < entries_in_header; ++i) take(little4(header, 76 + i * 4));
    std::uint32_t index = little4(header, 68);
    for (std::uint64_t seen = 0; index != end_of_chain && index != no_entry; ++seen) {
        if (index >= sectors_) refuse(damaged, "The file is damaged or cut off: its table of sectors is not in it.");
        if (seen > sectors_) refuse(damaged, "The file is damaged: a chain of its sectors runs in a circle.");
        const std::string bytes = file_->read_at(place_of(index), sector_size_);
        if (bytes.size() < sector_size_) refuse(damaged, "The file is cut off: its table of sectors is not whole.");
        for (std::size_t at = 0; at + 4 < bytes.size(); at += 4) take(little4(bytes, at));
        index = little4(bytes, sector_size_ - 4);
    }
    if (sectors.size() > sectors_) refuse(damaged, "The file is damaged: its table of sectors is larger than itself.");
    table_ = read_table(sectors);
    // Entries beyond the end of the file are padding.
    if (table_.size() > sectors_) table_.resize(sectors_);
}

void CompoundFile::read_directory(std::uint32_t start) {
    std::string bytes;
    for (const auto sector : chain(table_, start, std::min(sectors_, longest_directory / sector_size_)))
        bytes += file_->read_at(place_of(sector), sector_size_);
    for (std::size_t at = 0; at + entry_size <= bytes.size(); at += entry_size) {
        const std::string_view data = std::string_view(bytes).substr(at, entry_size);
        Entry entry;
        const auto length = std::min<std::uint64_t>(little_endian(data, 64, 2), 64);
        for (std::size_t i = 0; i + 3 < length; i += 2)
            entry.name += data[i + 1] == 0 && data[i] > 0 ? lower(data[i]) : '?';
        entry.kind = static_cast<std::uint8_t>(data[66]);
        entry.left = little4(data, 68);
        entry.right = little4(data, 72);
        entry.child = little4(data, 76);
        entry.start = little4(data, 116);
        // The upper half of a size is undefined where sectors have 512 bytes.
        entry.size = little_endian(data, 120, sector_size_ == 512 ? 4 : 8);
        entries_.push_back(std::move(entry));
    }
    if (entries_.empty() || entries_.front().kind != root_kind)
        refuse(damaged, "The file is damaged: its directory has no root.");
}

void CompoundFile::list_root() {
    std::vector<bool> seen(entries_.size());
    std::vector<std::uint32_t> open{entries_.front().child};
    while (!open.empty()) {
        const std::uint32_t at = open.back();
        open.pop_back();
        if (at >= entries_.size() || seen[at]) continue; // none, or a circle
        seen[at] = true;
        root_.push_back(at);
        open.push_back(entries_[at].left);
        open.push_back(entries_[at].right);
    }
}

const CompoundFile::Entry* CompoundFile::entry(std::string_view name) const {
    for (const auto index : root_) {
        const Entry& entry = entries_[index];
        if (entry.name.size() == name.size() &&
            std::equal(name.begin(), name.end(), entry.name.begin(), [](char a, char b) { return lower(a) == b; }))
            return &entry;
    }
    return nullptr;
}

Stream CompoundFile::open(std::string_view name) const {
    Stream made;
    const Entry* found = entry(name);
    if (found == nullptr || found->kind != stream_kind)
        refuse(damaged, "The file has no stream \"" + std::string(name) + "\".");
    if (found->size >= mini_cutoff_) {
        for (const auto sector : chain(table_, found->start, sectors_)) made.add(place_of(sector), sector_size_);
    } else if (found->size != 0) {
        for (const auto sector : chain(mini_table_, found->start, mini_table_.size())) {
            const std::uint64_t offset = sector * mini_sector_size_;
            const auto piece = std::find_if(mini_.pieces_.begin(), mini_.pieces_.end(),
                                            [&](const Stream::Piece& p) { return offset - p.begin < p.size; });
            if (offset >= mini_.size_ || piece == mini_.pieces_.end())
                refuse(damaged, "The file is damaged: a small stream lies outside of its place.");
            made.add(piece->place + (offset - piece->begin), mini_sector_size_);
        }
    }
    const std::uint64_t held = made.pieces_.empty() ? 0 : made.pieces_.back().begin + made.pieces_.back().size;
    if (held < found->size)
        refuse(damaged,
               "The file is damaged or cut off: the stream \"" + std::string(name) + "\" is shorter than it says.");
    made.size_ = found->size;
    return made;
}

} // namespace pilotage::importers::xls
