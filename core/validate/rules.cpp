#include "core/validate/rules.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage {
namespace {

using enum Severity;

constexpr Rule table[] = {
    {"crosswalk.ambiguous", warning, "Code maps only approximately", "The code stands for something wider or narrower than the evaluation's code.",
     "Nothing needs mending; the comparison names the measures that rest on it."},
    {"crosswalk.unmapped", warning, "Code not in the crosswalk", "The crosswalk has no row for this code, so it cannot be compared.",
     "Check the code; if it is right, add a row for it to the plugin's crosswalk file."},
    {"encoding.disagrees", warning, "Another encoding than asked for", "The file's byte-order mark names another encoding than the one asked for; the mark was believed.",
     "Save the file in the agreed encoding."},
    {"encoding.invalid_utf16", error, "Broken UTF-16", "The file is UTF-16, but some of its bytes are half of a sign.",
     "Send the whole file again, best as UTF-8."},
    {"encoding.invalid_utf8", error, "Broken UTF-8", "The file is UTF-8, but some of its bytes are not.",
     "Export the file again in one encoding, best UTF-8."},
    {"encoding.lone_surrogate", error, "Half of a character", "An escape is one half of a character whose other half is missing.",
     "Export the file again, best as UTF-8 without escapes."},
    {"encoding.lost_character", warning, "Character lost before", "The replacement sign stands in the file: a character was lost before the file was written.",
     "Correct the cell in the source system, and export it as UTF-8."},
    {"encoding.mixed", warning, "Mixed encodings", "The file was read as Windows-1252, but some of its signs look like UTF-8.",
     "Export the file again in one encoding, best UTF-8."},
    {"encoding.not_utf8", fatal, "Not UTF-8", "The file is in another encoding than UTF-8, which its format asks for.",
     "Save the file as UTF-8."},
    {"encoding.nul_byte", warning, "Zero bytes", "Zero bytes stand in the text.", "Export the file again; zero bytes are no text."},
    {"encoding.undefined_byte", error, "Byte without a meaning", "The file holds a byte that Windows-1252 does not define.",
     "Save the file again as UTF-8, or correct the character."},
    {"encoding.unsupported", fatal, "Encoding not known", "The file is in an encoding that the program does not read.", "Save it as UTF-8."},
    {"event.after_death", warning, "Event after death", "The event lies after the month of the person's death.", "Check both dates."},
    {"event.before_birth", warning, "Event before birth", "The event lies before the person's month of birth.", "Check both dates."},
    {"event.end_before_start", error, "Ends before it starts", "The end date lies before the start date.", "Correct one of the two dates."},
    {"event.in_future", error, "Date in the future", "The date lies after the day the return was received.", "Correct the date."},
    {"event.outside_coverage", note, "Outside the site's coverage", "The event lies before the site started or after it ended.", "Check the date."},
    {"event.outside_period", warning, "Outside the period", "The event lies outside the period of the return; it was left out.",
     "Nothing needs mending if the date is right; events of other periods belong to the returns of those periods."},
    {"event.reference_repeated", error, "One reference, two records", "The reference already stands for another record of the return.",
     "Give each record a reference of its own, or remove one of the two."},
    {"event.unknown_response", error, "Answer without a response", "The answer belongs to a survey response that is not in the return.",
     "Add the response, or correct its reference."},
    {"file.duplicate", warning, "File given twice", "Two files of the submission are the same.", "Send each file once."},
    {"file.empty", error, "Empty file", "The file holds no rows.", "Send the file again with its rows."},
    {"file.missing", fatal, "File missing", "A file that belongs to the return was not sent.", "Send all files of the return together."},
    {"file.not_recognised", error, "File not recognised", "The plugin does not know what this file is.",
     "Check that it is the right file, under its usual name and with its usual headings."},
    {"file.unreadable", fatal, "File cannot be opened", "The file could not be opened or read.", "Check that the file is there and may be read."},
    {"format.archive_limit", fatal, "Archive unpacks too far", "The workbook unpacks to more than the program allows.",
     "Save the workbook again with a spreadsheet program."},
    {"format.dialect", fatal, "Delimiter cannot be used", "The delimiter and the quotation mark that were asked for cannot be told apart.",
     "Ask for two different signs."},
    {"format.disagrees", warning, "Misleading file name", "The ending of the file's name promises another format than the file is in; it was read as what it is.",
     "Give the file the ending that fits its content."},
    {"format.encrypted", fatal, "File is protected", "The file is encrypted or protected by a password.", "Send it without a password, by a safe way."},
    {"format.malformed", fatal, "File is damaged", "The file breaks the rules of its format and cannot be read further.",
     "Save or export the file again."},
    {"format.mixed_line_ends", note, "Mixed line ends", "The lines of the file end in different ways; all were read.", "Nothing needs mending."},
    {"format.truncated", fatal, "File is cut off", "The file ends in the middle.", "Send the whole file again."},
    {"format.unknown", fatal, "Format not known", "The file is in no format that the program reads.", "Send it as CSV, XLSX or XLS."},
    {"limit.cell_bytes", fatal, "Cell too large", "A cell is larger than the program reads.",
     "Check that the file was exported as it should be, and with the right delimiter."},
    {"limit.columns", fatal, "Too many cells", "A row has more cells than the program reads.",
     "Check that the file was exported as it should be, and with the right delimiter."},
    {"limit.entries", fatal, "Too many parts", "The file has more tables or parts than the program reads.",
     "Check that the file is what it should be."},
    {"limit.file_bytes", fatal, "File too large", "The file is larger than the program reads.", "Split the return."},
    {"limit.name_bytes", fatal, "Name too long", "The name of a table or a field is longer than the program reads.",
     "Check that the file is what it should be."},
    {"limit.nesting", fatal, "Nested too deep", "The parts of the file stand in each other deeper than the program reads.",
     "Check that the file is what it should be."},
    {"limit.row_bytes", fatal, "Row too large", "A row is larger than the program reads.",
     "Check that the file was exported as it should be, and with the right delimiter."},
    {"limit.rows", fatal, "Too many rows", "A table has more rows than the program reads.", "Split the return."},
    {"person.birth_implausible", warning, "Implausible birth date", "The birth date makes the person 115 or older, or lies in the future.",
     "Check the date; leave it empty when it is not known."},
    {"person.conflict", warning, "Details differ", "The same person has different details in different rows; the last one was used.",
     "Make the rows agree."},
    {"person.linked", note, "Linked by the site's own number",
     "Records with the site's own number alone were taken for the person whose NHS number stands with it elsewhere in the return.", "Nothing needs mending."},
    {"person.nhs_number_check_digit", error, "NHS number mistyped", "The check digit of the NHS number does not fit its other digits.",
     "Check the number against the person's record; leave it empty when it is not known."},
    {"person.nhs_number_repeated", error, "Filler as NHS number", "The NHS number is one digit repeated, a filler.",
     "Leave it empty when it is not known."},
    {"person.nhs_number_shape", error, "Not an NHS number", "An NHS number has ten digits, together or spaced 3-3-4.",
     "Check the number; a spreadsheet may have dropped a digit."},
    {"person.no_key", error, "Person cannot be told", "The row has neither an NHS number nor the site's own number of the person.",
     "Fill in one of the two."},
    {"person.two_keys", warning, "One number, several people", "The site's own number of the person stands with different NHS numbers.",
     "Check which NHS number is right."},
    {"plugin.counts", fatal, "Counts do not balance", "The plugin counts other rows than it handed over.", "Tell the plugin's author; nothing was stored."},
    {"plugin.crashed", fatal, "Plugin crashed", "The plugin ended abnormally.", "Tell the plugin's author; nothing was stored."},
    {"plugin.exception", error, "Plugin gave up", "The plugin failed at this record.", "Tell the plugin's author; the record was not used."},
    {"plugin.finding", error, "Plugin's own finding", "The plugin found something wrong.", "See the message."},
    {"plugin.limit", fatal, "Plugin stopped", "The plugin used more time, memory or output than it may.", "Tell the plugin's author; nothing was stored."},
    {"plugin.protocol", fatal, "Plugin broke the rules", "The plugin handed over something that the program cannot use.",
     "Tell the plugin's author; nothing was stored."},
    {"record.contradiction", warning, "Cells contradict each other", "Two cells of the row say different things; the message says which one was used.",
     "Correct the one that is wrong."},
    {"record.duplicate", note, "Record given twice", "The return holds the same record before; this one was not counted again.",
     "Nothing needs mending if it was sent twice by mistake; a second event of the same kind needs a reference of its own."},
    {"record.empty", note, "Nothing to store", "The record says nothing that the evaluation asks for; it was left out.", "Nothing needs mending."},
    {"record.left_out", note, "Row left out", "The row is no record of the return, or lies outside the study; it was counted as left out.",
     "Nothing needs mending."},
    {"record.unknown_reference", error, "Refers to nothing", "The row belongs to a record that is not in the return, or was rejected.",
     "Correct the reference, or mend the record it refers to."},
    {"schema.characters", error, "Forbidden characters", "The value holds control characters or bytes that are no text.",
     "Remove them; they often come from copying out of another program."},
    {"schema.digits", error, "Too many digits", "The number has more digits than it may have.", "Round the number."},
    {"schema.enumeration", error, "Value not in the list", "The value is not one of those allowed.", "Use one of the allowed values, spelt the same way."},
    {"schema.invalid", fatal, "Schema cannot be used", "The schema file has faults.", "Mend the schema file."},
    {"schema.missing", error, "Value missing", "A value that must be there is not.", "Fill it in."},
    {"schema.other", error, "Record not as the schema asks", "The record breaks a rule of the schema.", "Compare the record with the schema."},
    {"schema.pattern", error, "Value in the wrong form", "The value is not written in the form that is asked for.", "Write it in the form shown."},
    {"schema.range", error, "Value out of range", "The value is smaller or larger than allowed.", "Check the value."},
    {"schema.repeated", error, "Value given too often", "The value is there more often than allowed.", "Keep one of them."},
    {"schema.too_long", error, "Value too long", "The value has more characters than allowed.", "Shorten it."},
    {"schema.too_short", error, "Value too short", "The value has fewer characters than it must have.", "Complete it."},
    {"schema.type", error, "Value of the wrong kind", "The value is not of the kind that is asked for.", "Write it in the form shown."},
    {"schema.unexpected", error, "Value not expected", "The value stands where the schema does not allow it.", "Remove it, or check the columns."},
    {"schema.unsafe", fatal, "Schema could stall the check", "The schema has a rule that could be used to stall the program.",
     "Write the rule in a simpler way."},
    {"submission.balance", fatal, "Counts do not balance", "The rows read are not all accounted for.", "Nothing was stored; tell the evaluation unit."},
    {"submission.late", note, "Return came late", "The return came after its due date.", "Nothing needs mending."},
    {"submission.not_due", warning, "Return not due", "The study expects no return of this site for this period.", "Check the site and the period."},
    {"submission.same_files", note, "Files seen before", "The same files were handed in before; nothing changed.", "Nothing needs mending."},
    {"submission.too_many_errors", error, "Too many errors", "More records were rejected than a return may have.", "Mend the errors and send the return again."},
    {"survey.answer_range", error, "No such answer", "The question does not offer an answer of this number.", "Check the answer; -9 stands for a missing one."},
    {"survey.answer_repeated", error, "Question answered twice", "The response already holds another answer to this question.", "Keep one of the two answers."},
    {"table.blank_row", note, "Blank rows", "Blank rows stand among the rows; they were passed over.", "Nothing needs mending."},
    {"table.duplicate_heading", fatal, "Heading given twice", "Two columns have the same heading.", "Give each column its own heading."},
    {"table.error_value", error, "Formula error", "The cell holds the error value of a formula.", "Mend the formula, or clear the cell."},
    {"table.heading_row", fatal, "Headings not found", "The row of headings was not found.", "Keep the row of headings as it was agreed."},
    {"table.hidden", warning, "Hidden sheet", "The workbook has a hidden sheet.", "Check that it belongs to the return."},
    {"table.merged_cells", warning, "Merged cells", "Merged cells stand among the rows; only the first of them has the value.", "Unmerge the cells."},
    {"table.missing", fatal, "Sheet missing", "A sheet that belongs to the return is not in the workbook.", "Send the workbook with all its sheets."},
    {"table.missing_column", fatal, "Column missing", "A column that belongs to the return is not there.", "Add the column under its usual heading."},
    {"table.new_column", note, "New column", "A column turned up that earlier rows did not have.",
     "Check that the rows belong to one kind of record."},
    {"table.ragged_row", error, "Row of another length", "The row has more or fewer cells than the headings.",
     "Check the row for a missing or an extra separator; put values that contain one in quotes."},
    {"table.repeated_heading", warning, "Headings repeated", "The row of headings stands again among the rows; it was passed over.",
     "Join extracts without their headings."},
    {"table.stray_quote", warning, "Stray quotation mark", "A quotation mark stands inside a value that is not quoted.",
     "Put the value in quotes and double the marks inside."},
    {"table.text_after_quote", warning, "Text after a closing quote", "Text follows the closing quotation mark of a value.",
     "Put the whole value in quotes and double the marks inside."},
    {"table.trailer_disagrees", fatal, "Count of rows disagrees", "The last line states another number of rows than the file holds.",
     "Export the file again; rows were lost or added after the export."},
    {"table.trailer_missing", fatal, "No closing line", "The line that closes the extract is missing, so the file may be cut off.",
     "Export the file again and send it whole."},
    {"table.unclosed_quote", error, "Quotation mark not closed", "A quotation mark was opened and never closed.", "Close the quotation mark."},
    {"table.unknown_column", warning, "Column not known", "The column is not part of the return; it was not read.", "Remove it, or check its heading."},
    {"table.unknown_sheet", warning, "Sheet not known", "The sheet is not part of the return; it was not read.",
     "Remove it, or check its name."},
    {"value.ambiguous_date", error, "Date can be read two ways", "Day and month of the date cannot be told apart.", "Write dates in the agreed form."},
    {"value.date_as_text", note, "Date stored as text", "The cell holds a date as text; it was read as the date.", "Nothing needs mending."},
    {"value.number_as_text", note, "Number stored as text", "The cell holds a number as text; it was read as the number.", "Nothing needs mending."},
    {"value.unreadable", error, "Value cannot be read", "The value could not be turned into what the evaluation needs.", "Write it in the form shown."},
};

constexpr bool before(const Rule& a, const Rule& b) { return a.id < b.id; }
static_assert(std::adjacent_find(std::begin(table), std::end(table), [](const Rule& a, const Rule& b) { return !before(a, b); }) == std::end(table),
              "the rules stand in the order of their ids, each once");

} // namespace

std::span<const Rule> rules() { return table; }

const Rule* find_rule(std::string_view id) {
    const auto* found = std::lower_bound(std::begin(table), std::end(table), id, [](const Rule& rule, std::string_view key) { return rule.id < key; });
    return found != std::end(table) && found->id == id ? found : nullptr;
}

Finding finding_of(std::string_view rule, Place place) {
    const Rule* known = find_rule(rule);
    if (known == nullptr) throw std::logic_error("the catalogue has no rule \"" + std::string(rule) + "\"");
    Finding finding;
    finding.severity = known->severity;
    finding.rule = known->id;
    finding.place = std::move(place);
    finding.message = known->cause;
    finding.remedy = known->remedy;
    return finding;
}

} // namespace pilotage
