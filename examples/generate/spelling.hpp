// How the sites' returns write codes, numbers, money and days, where several write them alike.
#pragma once

#include "examples/generate/calendar.hpp"
#include "examples/generate/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

namespace pilotage::generate {

/// A site's word for the value of an enumeration, in whose order `codes` stands. Throws std::out_of_range.
template <typename Codes, typename T>
std::string code(const Codes& codes, T value) {
    return codes.at(static_cast<std::size_t>(value));
}

/// With zeros in front, at least `width` figures.
inline std::string padded(std::uint64_t value, std::size_t width) {
    const auto digits = std::to_string(value);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

/// Pounds and pence.
inline std::string pounds(double amount) {
    const auto pence = static_cast<std::uint64_t>(std::llround(amount * 100));
    return std::to_string(pence / 100) + "." + padded(pence % 100, 2);
}

inline Cell date(int day) {
    return {Cell::Kind::date, serial(day)};
}
inline Cell number(double value) {
    return {Cell::Kind::number, value};
}

} // namespace pilotage::generate
