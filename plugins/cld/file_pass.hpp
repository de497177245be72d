// One pass over a client-level file: its headings are held to the letter, its rows handed out by column.
#pragma once

#include "core/sdk/local.hpp"
#include "importers/reader.hpp"
#include "plugins/cld/columns.hpp"
#include "plugins/cld/rules.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pilotage::cld {

/// The places of the columns in a file, 1-based.
using Places = std::array<std::uint32_t, columns.size()>;

/// One row, by the index of a column; valid for the call that hands it out.
class PassRow {
public:
    PassRow(const importers::Row& row, const Places& places)
        : row_(row), places_(places), cells_(row.cells().data()), count_(row.cells().size()) {}
    std::uint64_t number() const { return row_.number; }
    std::uint64_t line() const { return row_.line; }
    std::uint32_t place(std::size_t column) const { return places_[column]; }
    /// Without outer white space, "NULL" as nothing.
    std::string_view operator[](std::size_t column) const {
        const std::size_t at = places_[column] - 1;
        if (at >= count_ || cells_[at].value.empty()) return {};
        const auto text = sdk::trimmed(cells_[at].value);
        return sdk::same_word(text, "NULL") ? std::string_view() : text;
    }

private:
    const importers::Row& row_;
    const Places& places_;
    const importers::Cell* cells_;
    std::size_t count_;
};

/// What is wrong with the headings, in the order of the file.
struct HeadingFault {
    std::uint32_t column; ///< 0: the heading is not there
    std::string_view rule, message, remedy, heading;
};

class FilePass {
public:
    /// Throws importers::Malformed and std::system_error.
    FilePass(const std::string& path, importers::IssueSink issues);

    /// Empty: all headings are there, exactly. Otherwise there are no rows to read.
    const std::vector<HeadingFault>& faults() const { return faults_; }
    bool empty() const { return empty_; }
    void each(const std::function<void(const PassRow&)>& take);
    const importers::Reader& reader() const { return *reader_; }

private:
    void bind(const importers::Row& headings);

    std::unique_ptr<importers::Reader> reader_;
    Places places_{};
    std::vector<HeadingFault> faults_;
    bool empty_ = false;
};

} // namespace pilotage::cld
