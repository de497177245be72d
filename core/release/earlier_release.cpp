#include "core/release/earlier_release.hpp"

#include "core/error.hpp"
#include "core/release/release_json.hpp"

#include <fstream>
#include <sstream>

namespace pilotage::release {

EarlierRelease parse_earlier(std::string_view json, const std::string& name) {
    EarlierRelease earlier{name, {}, {}};
    try {
        earlier.release = parse_release_json(json);
    } catch (const std::exception& e) {
        throw EnvironmentError("The earlier release \"" + name + "\" cannot be read: " + e.what() + ".",
                               "Its release.json must be as it was written.");
    }
    earlier.profile = parse_profile(earlier.release.profile.text, name + "/profile.toml");
    return earlier;
}

EarlierRelease read_earlier(const std::filesystem::path& folder) {
    std::ifstream in(folder / "release.json", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in || text.str().empty())
        throw UsageError("\"" + folder.string() + "\" is no release: it has no release.json.",
                         "Name the folder that an earlier \"pilotage release\" wrote.");
    return parse_earlier(text.str(), folder.string());
}

} // namespace pilotage::release
