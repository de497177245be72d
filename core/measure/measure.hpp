// A measure: a defined indicator. One file of SQL, schemas/measures/<id>.sql, is its one definition. Adding one needs
// no build.
//
// The file begins with its header, SQL comments of the form "-- key: text"; a line "--    text" (three spaces or more)
// goes on with the line above. The header ends at the first other line; comments below it are free.
//
//   id               lower-case letters, digits and underscores; the file is named after it
//   title            one line
//   kind             count | proportion | rate | ratio | mean | median | score (a mean of scores)
//   numerator        in words: what is counted above the line, or what the value of a case is
//   denominator      in words: which cases stand below the line, or carry a value; for a count "none"
//   unit             of the figure: "requests", "days", "share", "per 1,000 people"
//   direction        higher_is_better | lower_is_better | neither
//   source           where the definition comes from
//   records          the record types that a return must carry for the measure to say anything: "request, assessment"
//   records_of_site  optional: record types that some standing return of the site must carry, because what they tell of
//                    a period may come with a later return: "follow_up"
//   comparability    optional: what to mind when sites or periods are compared
//   dimension        optional, in words: what the column "dimension" of the SQL splits the figure by
//   multiplier       optional, for rates and ratios: 1000 for a rate per 1,000
//   not_applicable   optional, may be repeated: "site: why the measure says nothing about it"
//   not_comparable   optional, may be repeated: "site: why its figure must not stand beside the others"
//   caveat           optional, may be repeated: "site: what differs there"
//   without          optional, may be repeated: "record type: what differs where a return carries none of it"
//   decimals         optional, 0 to 6: how many of them a value is shown with; of a proportion, of its percentage
//   order            optional whole number: its position in a comparison; ties by id
//
// The SQL is one SELECT over the store's current_... views (core/store/tables.hpp). It may read and nothing else, and
// uses no random function. It yields one row for each case, a case being what is counted: a request, a person, a
// response. Core adds the cases up, in one place for each kind, so that a figure and its trace cannot differ. Its
// columns, by name:
//
//   site, period               which figure the case belongs to
//   record, id                 the evaluation row that makes it a case: a record type, and an id of that table.
//                              No case comes twice within one figure (a join that multiplies rows is an error)
//   dimension                  TEXT, if and only if the header has "dimension"; null means "Not recorded"
//   numerator                  proportion: 1 if the case is above the line, else 0; rate: its events, a number >= 0;
//                              ratio: what it adds above the line, a number >= 0
//   denominator                rate: its exposure, a number > 0; ratio: what it adds below the line, a number >= 0
//   value                      mean, median, score: the case's number
//   stratum, stratum_size      optional, of a proportion, mean or score from a survey: TEXT, and how many people of the
//                              site the stratum has, a number > 0 or null. Where every case has both, and no stratum
//                              fewer than two cases or more cases than people, the figure is the people's, weighted by
//                              stratum, with the survey's margin of error; else it is that of those who answered
//   evidence_record, evidence_id   optional, null where there is none: the evaluation row that shows the numerator or
//                              completes the value, where it is another one: the review of a person in receipt of a
//                              service
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::measure {

enum class Kind : std::uint8_t { count, proportion, rate, ratio, mean, median, score };
enum class Direction : std::uint8_t { higher_is_better, lower_is_better, neither };

std::string_view name_of(Kind kind);
std::string_view name_of(Direction direction);

/// How the cases make a figure, in words: "cases above the line / all cases".
std::string_view formula_of(Kind kind);
/// Which interval it brings: "exact Poisson, Byar from 10 events on".
std::string_view interval_of(Kind kind);

struct Measure {
    std::string id, title;
    Kind kind = Kind::count;
    std::string numerator, denominator, unit;
    Direction direction = Direction::neither;
    std::string source, comparability, dimension;
    std::vector<std::string> records, records_of_site;
    double multiplier = 1;
    int decimals =
        1; ///< unless the header says so: 0 of a count, 1 of a proportion, 2 of a rate, ratio or median, else 3
    using Exceptions = std::vector<std::pair<std::string, std::string>>; ///< site or record type, reason
    Exceptions not_applicable, not_comparable, caveats, without;
    std::int64_t order = 1000;

    std::filesystem::path file;
    std::string sql; ///< the file's text, header and all, so that offsets in it are places in the file
};

/// Something wrong with a measure.
struct MeasureFault {
    std::string what; ///< "file:line: what is wrong."
    std::string remedy;
    std::string key{}; ///< of the header, where it is an entry of that
};

/// Reads the header; `text` is the whole file. A fault throws EnvironmentError that names file and
/// line, what is wrong, and how to mend it.
Measure parse_measure(std::string text, const std::filesystem::path& file);
/// The same with all faults, and what could be read in spite of them.
Measure parse_measure(std::string text, const std::filesystem::path& file, std::vector<MeasureFault>& faults);

/// All *.sql files of the folders, in their order of a comparison. A folder that cannot be read, and one id in two
/// files, throw EnvironmentError.
std::vector<Measure> load_measures(std::span<const std::filesystem::path> folders);

} // namespace pilotage::measure
