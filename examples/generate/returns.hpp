// One return of each site: what the site would send for a period.
#pragma once

#include "examples/generate/life.hpp"
#include "examples/generate/nested_xml.hpp"
#include "examples/generate/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::generate {

struct Order {
    Period period;
    std::uint64_t seed = 1;
    std::uint32_t people_a_year = 20;
    double flaws = 0;       ///< share of rows with something wrong in them
    std::uint64_t rows = 0; ///< of client-level data: exactly so many rows; 0: as many as the people have
};

/// A site that the generator knows.
struct Site {
    std::string name;                ///< "focus"
    std::uint32_t people[3];         ///< a year, for small, medium and large
    std::vector<std::string> tables; ///< names of the sheets or files, in order
    std::string file;                ///< the workbook's name; empty when each table is a text file of its own
    std::vector<std::string> hidden; ///< names of hidden sheets
    /// Title rows, headings, rows and totals or closing lines, table by table in any interleaving; counts the events.
    std::uint64_t (*write)(const Order&, const Emit&);
    char separator = ','; ///< of text files
    /// Makes the files from the tables where they are neither a workbook nor a text file for each table.
    Files (*files)(const Tables&) = nullptr;
    std::vector<std::pair<std::size_t, Merged>> merged; ///< beside the first table's title
};

std::uint64_t write_focus(const Order& order, const Emit& emit);
std::uint64_t write_people2people(const Order& order, const Emit& emit);
std::uint64_t write_sensing_change(const Order& order, const Emit& emit);
std::uint64_t write_activ8(const Order& order, const Emit& emit);
std::uint64_t write_topaz(const Order& order, const Emit& emit);
std::uint64_t write_cld(const Order& order, const Emit& emit);
std::uint64_t write_stoke_neuro(const Order& order, const Emit& emit);
std::uint64_t write_firstpoint(const Order& order, const Emit& emit);

Files firstpoint_files(const Tables& tables);

/// How many rows of a return of Activ8 are of other teams, or of the time before the period.
int left_out_of_activ8(const Order& order);

const std::vector<Site>& sites();

/// The whole return in memory. `events`: how many it has, if that is asked.
Tables tables_of(const Site& site, const Order& order, std::uint64_t* events = nullptr);

/// One row as it stands in its file of text.
class TextFile {
public:
    TextFile(const Site& site, const std::string& name);
    void append(std::string& out, const Cells& row);
    void close(std::string& out);

private:
    char separator_;
    std::optional<NestedXml> xml_;
};

/// The files of a return; a text file without rows is none.
Files files_of(const Site& site, const Tables& tables);

} // namespace pilotage::generate
