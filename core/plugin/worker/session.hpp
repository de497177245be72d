// One submission, from the request to the END frame.
#pragma once

#include "core/plugin/messages.hpp"
#include "core/plugin/place_page.hpp"
#include "core/plugin/worker/outbox.hpp"

namespace pilotage::plugin {

/// Throws EnvironmentError, validate::SchemaError: the worker gives up with that sentence.
void serve(const Request& request, Outbox& outbox, PlacePage& place);

} // namespace pilotage::plugin
