// Stoke-on-Trent, neurological conditions: the home-care provider's XML files of visits, and a CSV list of persons.
#include "core/sdk/plugin.hpp"
#include "importers/file.hpp"
#include "importers/xml/xml.hpp"
#include "plugins/stoke_neuro/person_list.hpp"
#include "plugins/stoke_neuro/roll.hpp"
#include "plugins/stoke_neuro/visit_files.hpp"
#include "plugins/stoke_neuro/written.hpp"

#include <array>
#include <filesystem>
#include <vector>

namespace pilotage::stoke_neuro {
namespace {

using sdk::Severity;

/// One provider; the sources name it in two ways.
constexpr std::array<std::string_view, 2> provider_names{"JMC HEALTHCARE", "JMS HOMECARE"};

/// A description begins with the provider's name: "JMC Healthcare Ltd, visits to 21/10/2012".
bool names_provider(std::string_view description) {
    for (const auto name : provider_names) {
        std::size_t matched = 0;
        for (const char c : description) {
            if (matched == name.size()) break;
            if (c == ' ' && (matched == 0 || name[matched - 1] == ' ')) continue;
            if ((c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c) != name[matched]) break;
            ++matched;
        }
        if (matched == name.size()) return true;
    }
    return false;
}

enum class Kind : std::uint8_t { visits, list, unreadable };

Kind kind_of(const sdk::File& file, sdk::LocalWriter& out) {
    try {
        return importers::open(file.path, visit_options())->format() == "xml" ? Kind::visits : Kind::list;
    } catch (const importers::Malformed&) { // told when it is read
        return importers::looks_like_xml(importers::DiskFile(file.path).read_at(0, 256)) ? Kind::visits : Kind::list;
    } catch (const std::system_error& e) {
        const std::string message = "The file cannot be opened: " + e.code().message() + ".";
        out.finding({out.source(file.name)}, {Severity::fatal, "file.unreadable", message,
                                              "Check that the file is there and may be read, and send it again."});
        return Kind::unreadable;
    }
}

std::uint64_t bytes_of(const sdk::Submission& submission) {
    std::uint64_t bytes = 0;
    for (const auto& file : submission.files) {
        std::error_code gone;
        const auto size = std::filesystem::file_size(file.path, gone);
        bytes += gone ? 0 : size;
    }
    return bytes;
}

class StokeNeuro final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        period_start_ = submission.period_start;
        auto lists = submission;
        lists.files.clear();
        std::vector<sdk::File> visits;
        bool readable = true;
        for (const auto& file : submission.files) {
            const auto kind = kind_of(file, out);
            readable = readable && kind != Kind::unreadable;
            if (kind != Kind::unreadable) (kind == Kind::visits ? visits : lists.files).push_back(file);
        }

        Roll roll;
        auto plan = person_list();
        plan.handed = [&](const importers::Handed& record) { roll.listed(record.values[list_person], record.where); };
        // A file that could not be read may be the one that seems to be missing.
        if (!readable) plan.tables.front().needed = importers::Needed::no;
        importers::read_tables(lists, out, plan);

        VisitFiles reading(out, roll, bytes_of(submission));
        for (const auto& file : visits) readable = read(file, reading, out) && readable;
        roll.tell(out);
        if (readable && !reading.any())
            out.finding({}, {Severity::fatal, "file.missing", "The return has no file of visits.",
                             "Send all of the return together.", "file of visits"});
    }

    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        if (record.is("visit"))
            visit(record, out);
        else if (record.is("person"))
            person(record, out);
        else
            file(record, out);
    }

private:
    static bool read(const sdk::File& file, VisitFiles& reading, sdk::LocalWriter& out) {
        try {
            reading.read(file);
            return true;
        } catch (const importers::Malformed& e) {
            out.finding({out.source(file.name), e.issue.row, e.issue.line, e.issue.column},
                        {Severity::fatal, e.issue.rule, e.issue.message, e.issue.remedy});
        }
        return false;
    }

    static void file(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto description = record["description"];
        if (!description.empty() && !names_provider(description.text()))
            out.finding(description, {Severity::warning,
                                      "stoke_neuro.other_provider",
                                      "The description does not begin with a name of the practice's provider.",
                                      "Check that the file is the practice's own.",
                                      "description",
                                      {},
                                      "words that begin with JMC Healthcare or JMS Homecare"});
        out.record("source_file")
            .set("file_reference", record["file_reference"])
            .set("created_date", day_of(record["created"]))
            .write();
    }

    void person(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        const auto about = [&](std::string_view type) {
            auto draft = out.record(type);
            draft.set("nhs_number", record["nhs_number"].compact()).set("local_id", record["service_user_ref"]);
            return draft;
        };
        about("person")
            .set("birth_month", day_of(record["date_of_birth"]).month())
            .code("gender", record["gender"])
            .code("ethnicity", record["ethnic_group"])
            .code("client_type", record["role"])
            .code("primary_support_reason", record["need"])
            .set("postcode_sector", record["postcode"].postcode_sector())
            .write();
        const auto from = day_of(record["home_care_from"]), to = day_of(record["home_care_to"]);
        // The list keeps those whose care ended long ago.
        if (from.empty() || (to.good() && !to.empty() && to.text() < period_start_)) return;
        about("service")
            .set("start_date", from)
            .set("end_date", to)
            .code("client_type", record["role"])
            .code("primary_support_reason", record["need"])
            .set("service_type", "Long term support: Community")
            .set("service_component", "Home support or domiciliary care")
            .set("delivery_mechanism", "CASSR Commissioned Support")
            .set("unit_cost", record["weekly_cost"])
            .set("cost_frequency", record["weekly_cost"].empty() ? sdk::Value() : sdk::Value("Weekly"))
            .write();
    }

    static void visit(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto day = day_of(record["visit_date"]), week_ending = day_of(record["week_ending"]);
        const auto start = time_of(record["actual_start_time"]), minutes = minutes_of(record["actual_duration"]);
        check_week(day, week_ending, out);
        // The provider's system writes midnight and no minutes where nobody logged in.
        const bool nobody = start.empty() || (start.text() == "00:00" && (minutes.empty() || minutes.text() == "0"));
        if (nobody && !minutes.empty() && minutes.text() != "0")
            out.finding(minutes, {Severity::warning, "record.contradiction",
                                  "The visit has minutes and no actual start; it was taken as not having taken place.",
                                  "Add the time at which the carer began, or remove the minutes.", "actual_duration"});
        auto draft = out.record("home_care_visit");
        draft.set("local_id", record["service_user_ref"])
            .set("visit_date", day)
            .set("planned_start", time_of(record["start_time_claimed"]))
            .set("planned_minutes", minutes_of(record["duration_claimed"]));
        if (!nobody) draft.set("actual_start", start).set("actual_minutes", minutes);
        draft.set("carers", record["number_of_carers"])
            .code("secondary_visit", record["secondary_visit"])
            .code("service_component", record["service_type"])
            .write();
    }

    static void check_week(const sdk::Value& day, const sdk::Value& week_ending, sdk::EvaluationWriter& out) {
        if (!day.good() || !week_ending.good()) return;
        const int before = days_between(day.text(), week_ending.text());
        if (before < 0 || before > 6)
            out.finding(day, {Severity::warning, "stoke_neuro.outside_week",
                              "The visit does not lie in the week of its header.",
                              "Correct the visit's date, or the date on which the week ends.", "visit_date"});
    }

    std::string period_start_;
};

} // namespace
} // namespace pilotage::stoke_neuro

PILOTAGE_PLUGIN(pilotage::stoke_neuro::StokeNeuro, "stoke_neuro", "1.0.0", "stoke_neuro.xsd", "xml, csv",
                "Stoke-on-Trent, neurological conditions: visits of home care, and a list of persons")
