// pilotage-worker: reads one submission with one plugin, in a process of its own. Started by pilotage, never by hand.
#include "core/error.hpp"
#include "core/plugin/frame.hpp"
#include "core/plugin/worker/session.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <new>

namespace {

namespace plugin = pilotage::plugin;

plugin::Request received() {
    plugin::FrameDecoder decoder;
    plugin::Frame frame;
    while (!decoder.next(frame)) {
        constexpr std::size_t size = 1 << 16;
        const auto got = ::read(STDIN_FILENO, decoder.room(size), size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw pilotage::FrameError("no request");
        decoder.taken(static_cast<std::size_t>(got));
    }
    if (frame.kind != plugin::FrameKind::request) throw pilotage::FrameError("no request");
    return plugin::read_request(frame.payload);
}

/// Ends with the host, even when the host is killed.
void tie_to_host(std::int64_t host) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != static_cast<pid_t>(host)) ::_exit(3);
}

int give_up(plugin::Outbox& outbox, const std::string& sentence) {
    try {
        std::fflush(nullptr);
        outbox.trouble(sentence);
    } catch (const std::exception&) {
        return 4; // the host is gone; there is no one to tell
    }
    return 3;
}

} // namespace

int main() {
    plugin::Outbox outbox(plugin::frames_fd);
    plugin::Request request;
    void* page = MAP_FAILED;
    try {
        request = received();
        page = ::mmap(nullptr, plugin::place_page_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, plugin::place_fd, 0);
    } catch (const std::exception&) {
    }
    if (page == MAP_FAILED) {
        std::fprintf(stderr, "pilotage-worker: This program is started by pilotage, with its request and pipes; it "
                             "does nothing on its own.\n");
        return 2;
    }
    tie_to_host(request.host);
    int status = 0;
    try {
        plugin::serve(request, outbox, *static_cast<plugin::PlacePage*>(page));
    } catch (const std::bad_alloc&) {
        status = give_up(outbox, "The plugin used up the memory that it may use.");
    } catch (const std::exception& e) {
        status = give_up(outbox, e.what());
    }
    // A plugin's destructors of static objects are no part of the work: they are not run.
    ::_exit(status);
}
