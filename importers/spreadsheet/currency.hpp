// What makes a number money: a sign of a currency in its display or its format.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_CURRENCY_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_CURRENCY_HPP

#include <string_view>

namespace pilotage::importers::spreadsheet {

inline bool is_currency(std::string_view text) {
    for (const std::string_view sign : {"£", "$", "€", "¥", "₹", "₽", "₺", "₩", "GBP", "EUR", "USD"})
        if (text.find(sign) != std::string_view::npos) return true;
    return false;
}

} // namespace pilotage::importers::spreadsheet

#endif
