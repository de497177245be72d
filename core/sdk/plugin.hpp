// PILOTAGE_PLUGIN: makes a SiteImporter a plugin. Use it once, in one .cpp file, at file scope:
//
//     PILOTAGE_PLUGIN(Riverside, "riverside", "1.0.0", "riverside.xsd", "csv", "Riverside, an invented practice")
//
// The adapter below stands between the class and the binary boundary; it catches everything.
#ifndef PILOTAGE_SDK_PLUGIN_HPP
#define PILOTAGE_SDK_PLUGIN_HPP

#include "core/sdk/importing.hpp"
#include "core/sdk/site_importer.hpp"

#include <cstdio>
#include <exception>
#include <memory>
#include <system_error>

namespace pilotage::sdk {

class Adapter final : public abi::Importer {
public:
    explicit Adapter(std::unique_ptr<SiteImporter> site) : site_(std::move(site)) {}

    std::int32_t read(const abi::Submission& from, abi::ReadHost& host, std::uint64_t* rows_read) noexcept override {
        LocalWriter out(host);
        const auto status = guarded(
            [&] {
                host_ = &host;
                Submission submission;
                for (std::uint32_t i = 0; i < from.file_count; ++i)
                    submission.files.push_back(
                        {std::string(view(from.files[i].path)), std::string(view(from.files[i].name))});
                submission.site = view(from.site);
                submission.period = view(from.period);
                submission.period_start = view(from.period_start);
                submission.period_end = view(from.period_end);
                site_->read(submission, out);
            },
            [&](abi::Finding finding) {
                if (finding.source == abi::none) finding.source = out.last_source();
                host.finding(finding);
            });
        *rows_read = out.rows();
        return status;
    }

    std::int32_t normalise(const abi::LocalRecord& from, abi::NormaliseHost& host) noexcept override {
        return guarded(
            [&] {
                const LocalRecord record(from, *host_, local_names_);
                EvaluationWriter out(host, evaluation_names_);
                site_->normalise(record, out);
            },
            [&](const abi::Finding& finding) { host.finding(finding, abi::none); });
    }

    void destroy() noexcept override { delete this; }

    static abi::Importer* make(std::unique_ptr<SiteImporter> (*create)()) noexcept {
        try {
            return new Adapter(create());
        } catch (...) {
            return nullptr;
        }
    }

private:
    template <typename Work, typename Report>
    std::int32_t guarded(Work work, Report report) noexcept {
        const char* what = "an exception that is not a std::exception";
        std::string kept;
        try {
            try {
                work();
                return abi::ok;
            } catch (const Stopped&) {
                return abi::stop;
            } catch (const UnusableFile& e) {
                report({sizeof(abi::Finding), abi::fatal, e.where.source, e.where.column, e.where.row, e.where.line,
                        text(e.rule), text(std::string_view()), text(std::string_view()), text(std::string_view()),
                        text(e.message), text(e.remedy)});
                return abi::ok;
            } catch (const importers::Malformed& e) {
                report({sizeof(abi::Finding), abi::fatal, abi::none, e.issue.column, e.issue.row, e.issue.line,
                        text(e.issue.rule), text(std::string_view()), text(std::string_view()),
                        text(std::string_view()), text(e.issue.message), text(e.issue.remedy)});
                return abi::ok;
            } catch (const std::system_error& e) {
                const std::string message = "The file cannot be opened: " + e.code().message() + ".";
                report({sizeof(abi::Finding), abi::fatal, abi::none, 0, 0, 0, text("file.unreadable"),
                        text(std::string_view()), text(std::string_view()), text(std::string_view()), text(message),
                        text("Check that the file is there and may be read, and send it again.")});
                return abi::ok;
            } catch (const std::exception& e) {
                kept = e.what();
                what = kept.c_str();
            } catch (...) {
            }
            // The exception's own words may quote a cell: they travel as the value, which the host masks. The author
            // sees the first of them by letting the plugin's output through.
            if (!spoken_) std::fprintf(stderr, "The plugin stopped with an exception: %s\n", what);
            spoken_ = true;
            const abi::Finding finding{sizeof(abi::Finding),
                                       abi::fatal,
                                       abi::none,
                                       0,
                                       0,
                                       0,
                                       text("plugin.exception"),
                                       text(std::string_view()),
                                       text(what),
                                       text(std::string_view()),
                                       text("The plugin stopped with an exception."),
                                       text("Report this to the plugin's author, with the file it happened on.")};
            report(finding);
        } catch (...) {
        }
        return abi::failed;
    }

    std::unique_ptr<SiteImporter> site_;
    abi::ReadHost* host_ = nullptr;
    bool spoken_ = false;
    LocalNames local_names_;
    EvaluationNames evaluation_names_;
};

} // namespace pilotage::sdk

#define PILOTAGE_PLUGIN(Class, plugin_name, plugin_version, schema_file, reads, plugin_title)                          \
    static ::pilotage::abi::Importer* pilotage_create() noexcept {                                                     \
        return ::pilotage::sdk::Adapter::make(                                                                         \
            []() -> std::unique_ptr<::pilotage::sdk::SiteImporter> { return std::make_unique<Class>(); });             \
    }                                                                                                                  \
    extern "C" __attribute__((visibility("default"), used, section(".pilotage")))                                      \
    const ::pilotage::abi::Descriptor pilotage_plugin = {{'P', 'I', 'L', 'O', 'T', 'A', 'G', 'E'},                     \
                                                         sizeof(::pilotage::abi::Descriptor),                          \
                                                         ::pilotage::abi::major_version,                               \
                                                         ::pilotage::abi::minor_version,                               \
                                                         plugin_name,                                                  \
                                                         plugin_version,                                               \
                                                         schema_file,                                                  \
                                                         reads,                                                        \
                                                         plugin_title,                                                 \
                                                         &pilotage_create};

#endif
