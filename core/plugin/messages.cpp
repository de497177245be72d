#include "core/plugin/messages.hpp"

#include "core/bytes.hpp"

#include <array>

namespace pilotage::plugin {
namespace {

/// Bytes only a Pilotage of the same message format begins its messages with.
constexpr std::uint64_t message_format = 0x504c5401;

ByteReader opened(std::string_view payload) {
    ByteReader in(payload);
    if (in.number() != message_format) throw FrameError("a message of another version of Pilotage");
    return in;
}

void closed(const ByteReader& in) {
    if (!in.at_end()) throw FrameError("a message with more in it than it may have");
}

/// The texts of a request in the order they travel in.
template <typename R>
auto texts(R& r) {
    return std::array{&r.plugin, &r.name,   &r.sha256,       &r.schema,    &r.crosswalk, &r.evaluation_schema,
                      &r.site,   &r.period, &r.period_start, &r.period_end};
}

template <typename E>
auto numbers(E& e) {
    return std::array{&e.read,     &e.normalised, &e.rejected,    &e.left_out,  &e.evaluation_records,
                      &e.findings, &e.unmapped,   &e.plugin_rows, &e.arbitrated};
}

} // namespace

void put(std::string& out, const Request& request) {
    put_number(out, message_format);
    put_number(out, request.probe ? 1 : 0);
    put_number(out, static_cast<std::uint64_t>(request.host));
    put_number(out, request.memory_bytes);
    put_number(out, request.deadline_seconds);
    put_number(out, request.reference_validator ? 1 : 0);
    for (const auto* text : texts(request)) put_text(out, *text);
    put_number(out, request.files.size());
    for (const auto& file : request.files) put_text(out, file.path), put_text(out, file.name);
}

Request read_request(std::string_view payload) {
    auto in = opened(payload);
    Request request;
    request.probe = in.number() != 0;
    request.host = static_cast<std::int64_t>(in.number());
    request.memory_bytes = in.number();
    request.deadline_seconds = in.number();
    request.reference_validator = in.number() != 0;
    for (auto* text : texts(request)) *text = in.text();
    request.files.resize(in.count(2));
    for (auto& file : request.files) file.path = in.text(), file.name = in.text();
    closed(in);
    return request;
}

void put(std::string& out, const Hello& hello) {
    put_number(out, message_format);
    put_text(out, hello.sandbox);
    put_number(out, hello.local_types.size());
    for (const auto& name : hello.local_types) put_text(out, name);
}

Hello read_hello(std::string_view payload) {
    auto in = opened(payload);
    Hello hello;
    hello.sandbox = in.text();
    hello.local_types.resize(in.count(1));
    for (auto& name : hello.local_types) name = in.text();
    closed(in);
    return hello;
}

void put(std::string& out, const End& end) {
    put_number(out, message_format);
    for (const auto* number : numbers(end)) put_number(out, *number);
}

End read_end(std::string_view payload) {
    auto in = opened(payload);
    End end;
    for (auto* number : numbers(end)) *number = in.number();
    closed(in);
    return end;
}

} // namespace pilotage::plugin
