#include "plugins/stoke_neuro/written.hpp"

#include "core/sdk/days.hpp"

namespace pilotage::stoke_neuro {
namespace {

int whole(std::string_view digits) {
    int number = 0;
    for (const char c : digits) number = number * 10 + (c - '0');
    return number;
}

int day_number(std::string_view iso) {
    return sdk::day_number({whole(iso.substr(0, 4)), whole(iso.substr(5, 2)), whole(iso.substr(8, 2))});
}

} // namespace

sdk::Value day_of(const sdk::Value& cell) {
    if (cell.empty()) return cell;
    const auto day = cell.with(std::string(cell.text().substr(0, 10)));
    const auto iso = day.text().size() > 4 && day.text()[4] == '-' ? day.date("yyyy-mm-dd") : day.date("dd/mm/yyyy");
    return iso.good() ? iso : cell.fault(std::string(iso.expected()));
}

sdk::Value time_of(const sdk::Value& cell) {
    if (cell.empty()) return cell;
    const auto colon = cell.text().find(':');
    if (colon == std::string_view::npos) return cell.fault("a time of day such as 08:05");
    return cell.with((colon == 1 ? "0" : "") + std::string(cell.text().substr(0, colon + 3)));
}

sdk::Value minutes_of(const sdk::Value& cell) {
    if (cell.empty()) return cell;
    const auto colon = cell.text().find(':');
    if (colon == std::string_view::npos) return cell.with(std::to_string(whole(cell.text())));
    return cell.with(
        std::to_string(whole(cell.text().substr(0, colon)) * 60 + whole(cell.text().substr(colon + 1, 2))));
}

int days_between(std::string_view earlier, std::string_view later) {
    return day_number(later) - day_number(earlier);
}

} // namespace pilotage::stoke_neuro
