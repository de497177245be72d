// The one main: it owns all last-resort catches and turns errors into exit codes.
#include "core/cli/command.hpp"

#include <cstdio>
#include <exception>
#include <new>

int main(int argc, char** argv) {
    try {
        return static_cast<int>(pilotage::cli::dispatch(argc, argv));
    } catch (const pilotage::Error& e) {
        std::fprintf(stderr, "pilotage: %s\n", e.what());
        if (!e.hint().empty()) std::fprintf(stderr, "          %s\n", e.hint().c_str());
        return static_cast<int>(e.code());
    } catch (const std::bad_alloc&) {
        std::fprintf(stderr, "pilotage: The machine's memory did not suffice.\n");
    } catch (const std::exception& e) {
        std::fprintf(stderr, "pilotage: %s\n", e.what());
    }
    return static_cast<int>(pilotage::ExitCode::environment);
}
