// One pass over a client-level file: its headings are held to the letter, its rows handed out by column.
#pragma once

#include "core/sdk/local.hpp"
#include "importers/reader.hpp"
#include "plugins/cld/columns.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pilotage::cld {

struct PassRow {
    std::uint64_t number, line;
    Texts texts;                                             ///< valid for the call
    const std::array<std::uint32_t, columns.size()>& places; ///< 1-based column of each
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
    std::array<std::uint32_t, columns.size()> places_{};
    std::vector<HeadingFault> faults_;
    bool empty_ = false;
};

} // namespace pilotage::cld
