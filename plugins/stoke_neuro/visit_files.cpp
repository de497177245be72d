#include "plugins/stoke_neuro/visit_files.hpp"

#include "core/sdk/importing.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace pilotage::stoke_neuro {
namespace {

using sdk::Severity;

constexpr std::uint64_t rows_between_progress = 4096;

enum class Reads : std::uint8_t { text, code, number };

/// An element of a file and the field it becomes. `element` as the reader names it in the row of its record.
struct Element {
    std::string_view field, element;
    Reads reads = Reads::text;
};

constexpr std::array<Element, 3> file_elements{
    {{"file_reference", "FileReference", Reads::code}, {"description", "Description"}, {"created", "Created"}}};

// In the order of the schema. code: in capitals, inner white space as one space; number: in capitals, without any.
constexpr std::array<Element, 16> visit_elements{{{"provider_ref", "../../ProviderRef", Reads::code},
                                                  {"contract_number", "../../ContractNumber", Reads::code},
                                                  {"service_user_ref", "../ServiceUserRef", Reads::number},
                                                  {"service_user_details", "../ServiceUserDetails"},
                                                  {"week_ending", "../WeekEnding"},
                                                  {"our_ref", "../OurRef", Reads::code},
                                                  {"service_user_contribution", "../ServiceUserContribution"},
                                                  {"payment_claimed", "../PaymentClaimed"},
                                                  {"service_type", "../ServiceType", Reads::code},
                                                  {"visit_date", "VisitDate"},
                                                  {"start_time_claimed", "StartTimeClaimed"},
                                                  {"duration_claimed", "DurationClaimed"},
                                                  {"actual_start_time", "ActualStartTime"},
                                                  {"actual_duration", "ActualDuration"},
                                                  {"secondary_visit", "SecondaryVisit", Reads::code},
                                                  {"number_of_carers", "NumberOfCarers"}}};
constexpr std::size_t visit_person = 2;

// "../../ProviderRef" -> "ProviderRef"
std::string_view bare(std::string_view element) {
    const auto last = element.rfind('/');
    return last == std::string_view::npos ? element : element.substr(last + 1);
}

bool is_known(std::string_view name) {
    const auto same = [&](const Element& element) { return bare(element.element) == name; };
    return std::any_of(file_elements.begin(), file_elements.end(), same) ||
           std::any_of(visit_elements.begin(), visit_elements.end(), same);
}

std::string_view read_as(Reads reads, std::string_view text, std::string& kept) {
    text = sdk::trimmed(text);
    if (reads == Reads::text || text.empty()) return text;
    kept.clear();
    bool space = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            space = reads == Reads::code;
            continue;
        }
        if (space) kept += ' ';
        space = false;
        kept += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return kept;
}

/// Where the elements of one record type stand in the rows of a file.
template <std::size_t count>
class Binding {
public:
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);

    explicit Binding(const std::array<Element, count>& elements) : elements_(elements) { places_.fill(absent); }

    void bind(const importers::Row& header) {
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t cell = 0; cell < header.cells().size(); ++cell)
                if (header.cells()[cell].value == elements_[i].element) places_[i] = cell;
    }
    /// The values are kept here until the next call.
    sdk::LocalDraft& fill(const importers::Row& row, const std::array<std::uint32_t, count>& fields,
                          sdk::LocalDraft& draft) {
        for (std::size_t i = 0; i < count; ++i) {
            values_[i] = {};
            if (places_[i] == absent) continue;
            if (places_[i] < row.cells().size())
                values_[i] = read_as(elements_[i].reads, row.cells()[places_[i]].value, kept_[i]);
            draft.set(fields[i], column(i), values_[i]);
        }
        return draft;
    }
    std::string_view value(std::size_t element) const { return values_[element]; }
    /// 1-based, 0 where the file has no such element.
    std::uint32_t column(std::size_t element) const {
        return places_[element] == absent ? 0 : static_cast<std::uint32_t>(places_[element] + 1);
    }

private:
    const std::array<Element, count>& elements_;
    std::array<std::size_t, count> places_;
    std::array<std::string, count> kept_;
    std::array<std::string_view, count> values_;
};

} // namespace

importers::Options visit_options() {
    importers::Options options;
    options.record_path = "File|File/ProviderContract/ServiceDeliveryHeader|"
                          "File/ProviderContract/ServiceDeliveryHeader/HomeCareVisit";
    return options;
}

struct VisitFiles::Names {
    explicit Names(sdk::LocalWriter& out) : file(out.type("file")), visit(out.type("visit")) {
        for (std::size_t i = 0; i < file_fields.size(); ++i) file_fields[i] = out.field(file, file_elements[i].field);
        for (std::size_t i = 0; i < visit_fields.size(); ++i)
            visit_fields[i] = out.field(visit, visit_elements[i].field);
    }
    std::uint32_t file, visit;
    std::array<std::uint32_t, file_elements.size()> file_fields{};
    std::array<std::uint32_t, visit_elements.size()> visit_fields{};
};

class VisitFiles::OneFile {
public:
    OneFile(const sdk::File& file, sdk::LocalWriter& out, Roll& roll, const Names& names)
        : out_(out), roll_(roll), names_(names), file_source_(out.source(file.name)),
          week_source_(out.source(file.name, "ServiceDeliveryHeader")),
          visit_source_(out.source(file.name, "HomeCareVisit")) {
        auto options = visit_options();
        options.issues = [sink = sdk::issues_to(out, file.name)](const importers::Issue& issue) {
            // An element that the first records did not have is no news: none of them must be there. What holds no File
            // is told in whole words.
            if (issue.rule != "table.new_column" && issue.rule != "xml.no_records") sink(issue);
        };
        reader_ = importers::open(file.path, options);
    }

    /// Whether it is a file of visits at all.
    bool read(std::uint64_t before, std::uint64_t all) {
        importers::Row row;
        std::uint64_t pulled = 0;
        while (reader_->next(row)) {
            if (row.header)
                header(row);
            else if (row.table == "HomeCareVisit")
                visit(row);
            else if (row.table == "ServiceDeliveryHeader")
                week(row);
            else
                whole(row);
            if (++pulled % rows_between_progress == 0) out_.progress(before + reader_->bytes_done(), all);
        }
        if (!whole_)
            out_.finding({file_source_}, {Severity::fatal, "file.not_recognised",
                                          "The file is XML, but no file of visits: its root is not File.",
                                          "Check that it is the right file, as the provider's system wrote it."});
        return whole_;
    }
    std::uint64_t bytes() const { return reader_->bytes_all(); }

private:
    void header(const importers::Row& row) {
        if (row.table == "HomeCareVisit")
            visit_.bind(row);
        else if (row.table == "File")
            file_.bind(row);
        for (const auto& cell : row.cells()) {
            const auto name = bare(cell.value);
            if (is_known(name) || name == "." ||
                (row.table == "File" && cell.value.substr(0, 16) == "ProviderContract"))
                continue;
            if (!unknown_.emplace(name).second) continue;
            const std::string message = "The element " + std::string(name) +
                                        " is not part of the return, or stands there more than once; it was not read.";
            out_.finding({file_source_}, {Severity::warning, "table.unknown_column", message,
                                          "Remove it, or check the element's name and place."});
        }
    }

    void visit(const importers::Row& row) {
        const sdk::Where where{visit_source_, row.number, row.line};
        out_.write(names_.visit, where, visit_.fill(row, names_.visit_fields, out_.draft()));
        roll_.visited(visit_.value(visit_person), {visit_source_, row.number, row.line, visit_.column(visit_person)});
        ++of_week_;
    }

    // A person-week ends after its visits.
    void week(const importers::Row& row) {
        if (of_week_ == 0) out_.leave_out({week_source_, row.number, row.line}, "a person-week without a visit");
        of_week_ = 0;
        ++weeks_;
    }

    void whole(const importers::Row& row) {
        whole_ = true;
        const sdk::Where where{file_source_, row.number, row.line};
        auto& draft = file_.fill(row, names_.file_fields, out_.draft());
        // What has no reference cannot be told from what was sent before.
        if (file_.value(0).empty() || file_.value(0).size() > 64)
            out_.finding({file_source_, row.number, row.line, file_.column(0)},
                         {Severity::fatal,
                          "stoke_neuro.no_reference",
                          "The file has no file reference that can be used.",
                          "Have the file made again with a reference of its own.",
                          "file_reference",
                          {},
                          "a reference of at most 64 characters"});
        out_.write(names_.file, where, draft);
        if (weeks_ == 0)
            out_.finding({file_source_}, {Severity::warning, "file.empty", "The file holds no person-week.",
                                          "Send the file again with its visits, unless there were none."});
    }

    sdk::LocalWriter& out_;
    Roll& roll_;
    const Names& names_;
    std::uint32_t file_source_, week_source_, visit_source_;
    std::unique_ptr<importers::Reader> reader_;
    Binding<file_elements.size()> file_{file_elements};
    Binding<visit_elements.size()> visit_{visit_elements};
    std::set<std::string, std::less<>> unknown_;
    std::uint64_t of_week_ = 0, weeks_ = 0;
    bool whole_ = false;
};

VisitFiles::VisitFiles(sdk::LocalWriter& out, Roll& roll, std::uint64_t bytes)
    : out_(out), roll_(roll), names_(std::make_unique<Names>(out)), bytes_(bytes) {}
VisitFiles::~VisitFiles() = default;

void VisitFiles::read(const sdk::File& file) {
    OneFile one(file, out_, roll_, *names_);
    any_ = one.read(before_, bytes_) || any_;
    before_ += one.bytes();
}

} // namespace pilotage::stoke_neuro
