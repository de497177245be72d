// What happens to the store when things go wrong in the middle.
#include "tests/ingest/program.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <thread>

namespace pilotage::test {
namespace {

using namespace std::chrono;
using testing::HasSubstr;

#ifdef PILOTAGE_SANITIZED
constexpr const char* size = "small";
#else
constexpr const char* size = "medium";
#endif

class Fault : public Program {
protected:
    Fault() {
        const auto made = shell(PILOTAGE_BINARY_DIR "/bin/pilotage-generate --site focus --size " + std::string(size) +
                                " '" + (folder_ / "big").string() + "'");
        EXPECT_EQ(made.exit, 0) << made.err;
        EXPECT_EQ(ingest(focus_return("r")).exit, 0);
        fs::copy(folder_ / "s.sqlite", folder_ / "before.sqlite");
    }
    /// Starts an ingest of the big return in a process group of its own.
    pid_t start() const {
        const auto command =
            "exec " +
            line("ingest --store s.sqlite --site focus --period 2012-13 big").substr(line("").find("&& ") + 3);
        const pid_t child = ::fork();
        if (child != 0) return child;
        ::setpgid(0, 0);
        if (::chdir(folder_.c_str()) != 0) ::_exit(126);
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, 1);
        ::dup2(nowhere, 2);
        ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    std::int64_t current() const {
        SQLite::Database store((folder_ / "s.sqlite").string(), SQLite::OPEN_READWRITE);
        return store.execAndGet("SELECT submission FROM current_submission WHERE site = 'focus'").getInt64();
    }
    void restore() const {
        fs::remove(folder_ / "s.sqlite-journal");
        fs::copy_file(folder_ / "before.sqlite", folder_ / "s.sqlite", fs::copy_options::overwrite_existing);
    }
};

TEST_F(Fault, FiftyKillsLeaveThePreviousState) {
    // How long an undisturbed ingest takes here and now.
    const auto begin = steady_clock::now();
    int status = 0;
    ASSERT_EQ(::waitpid(start(), &status, 0) > 0, true);
    ASSERT_EQ(status, 0);
    const auto whole = steady_clock::now() - begin;
    ASSERT_EQ(current(), 2);
    restore();

    int finished = 0, in_transaction = 0;
    for (int i = 0; i < 50; ++i) {
        const pid_t child = start();
        const auto deadline = steady_clock::now() + 20 * whole;
        bool gone = false;
        if (i % 2 == 0) {
            std::this_thread::sleep_for(whole * (i + 1) / 52);
        } else {
            // In the transaction: from the moment its journal is there, a little later each time.
            while (!fs::exists(folder_ / "s.sqlite-journal") && !gone && steady_clock::now() < deadline) {
                gone = ::waitpid(child, &status, WNOHANG) == child;
                std::this_thread::sleep_for(microseconds(200));
            }
            std::this_thread::sleep_for(milliseconds(i / 2));
        }
        if (!gone) {
            ::kill(-child, SIGKILL);
            ::kill(child, SIGKILL);
            ASSERT_EQ(::waitpid(child, &status, 0), child);
        }
        in_transaction += fs::exists(folder_ / "s.sqlite-journal") ? 1 : 0;
        const auto checked = run("status --store s.sqlite --verify");
        ASSERT_EQ(checked.exit, 0) << "after kill " << i << ": " << checked.err;
        const auto now = current();
        ASSERT_TRUE(now == 1 || now == 2) << now;
        SQLite::Database store((folder_ / "s.sqlite").string(), SQLite::OPEN_READONLY);
        EXPECT_EQ(store.execAndGet("SELECT count(*) FROM submission").getInt64(), now);
        if (now == 2) {
            ++finished;
            restore();
        } else {
            EXPECT_EQ(store.execAndGet("SELECT count(DISTINCT submission) FROM request").getInt(), 1);
        }
    }
    EXPECT_LT(finished, 45) << "the kills came too late to tell anything";
    EXPECT_GT(in_transaction, 0) << "no kill hit the transaction";
    EXPECT_EQ(run("ingest --store s.sqlite --site focus --period 2012-13 big").exit, 0) << "the ingest works after all";
}

TEST_F(Fault, AStoreInUseIsLeftAlone) {
    SQLite::Database other((folder_ / "s.sqlite").string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN EXCLUSIVE");
    const auto ran = ingest(folder_ / "big");
    other.exec("ROLLBACK");
    EXPECT_EQ(ran.exit, 3);
    EXPECT_THAT(ran.err, HasSubstr("is in use by another program; nothing was changed."));
    EXPECT_EQ(read_file(folder_ / "s.sqlite"), read_file(folder_ / "before.sqlite"));
}

TEST_F(Fault, ADiskWithoutRoomLeavesThePreviousState) {
    // No file may grow past 600 blocks of 1 KiB: the journal and the temporary tables stay below, the store does not.
    const auto ran =
        shell("trap '' XFSZ; ulimit -f 600; " + line("ingest --store s.sqlite --site focus --period 2012-13 big"));
    EXPECT_EQ(ran.exit, 3) << ran.out;
    EXPECT_THAT(ran.err, HasSubstr("nothing was changed"));
    EXPECT_EQ(run("status --store s.sqlite --verify").exit, 0);
    EXPECT_EQ(current(), 1);
}

TEST_F(Fault, ReadersAreServedWhileAReturnIsRead) {
    const pid_t child = start();
    int good = 0, status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) good += run("status --store s.sqlite").exit == 0 ? 1 : 0;
    EXPECT_EQ(status, 0);
    EXPECT_GT(good, 0);
}

} // namespace
} // namespace pilotage::test
