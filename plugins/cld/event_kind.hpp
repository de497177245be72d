// The kinds of events, each a record type of the schema.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace pilotage::cld {

enum class EventKind : unsigned { none = 0, request = 1, assessment = 2, service = 4, review = 8 };

constexpr std::array<std::pair<std::string_view, EventKind>, 4> event_kinds{{{"service", EventKind::service},
                                                                             {"review", EventKind::review},
                                                                             {"request", EventKind::request},
                                                                             {"assessment", EventKind::assessment}}};

} // namespace pilotage::cld
