"""Runs our commands and their peers in turn and prints Markdown tables. Called by run.sh."""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import works


@dataclass
class Run:
    wall: float
    cpu: float
    memory: int  # bytes


@dataclass
class Result:
    command: "works.Command"
    runs: list = field(default_factory=list)

    def median(self, figure):
        return statistics.median(getattr(run, figure) for run in self.runs)


def process_tree(root):
    """The process and all below it."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        try:
            waiting += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except (OSError, ValueError):
            pass
    return found


def proportional_memory(root):
    total = 0
    for pid in process_tree(root):
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except OSError:
            pass
    return total


def run_once(command):
    command.prepare()
    os.sync()
    with open(command.log, "wb") as log:
        begun = time.monotonic()
        process = subprocess.Popen(command.words, stdin=subprocess.DEVNULL, stdout=log if command.keep else subprocess.DEVNULL,
                                   stderr=log, cwd=command.folder, env={**os.environ, **command.environment})
        peak, done = 0, threading.Event()

        def watch():
            nonlocal peak
            while not done.wait(0.05):
                peak = max(peak, proportional_memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        done.set()
        watcher.join()
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if code not in command.fine:
        sys.exit(f"{command.name}: exit code {code}; what it said is in {command.log}")
    command.check()
    return Run(wall, usage.ru_utime + usage.ru_stime, peak)


def measure(work, runs):
    results = [Result(command) for command in work.commands]
    for turn in range(runs + 1):
        for result in results:
            print(f"\r{work.name}: {turn}/{runs} {result.command.name:60.60}", end="", file=sys.stderr, flush=True)
            run = run_once(result.command)
            if turn > 0:  # the first turn warms up
                result.runs.append(run)
    print(f"\r{'':100}\r", end="", file=sys.stderr)
    return results


def table(work, results):
    """One row for each command; the ratio is the wall time of ours on the same data to the peer's."""
    ours = {result.command.data: result for result in results if result.command.ours}
    lines = [f"### {work.title}", "",
             "| command | data | rows | wall s | CPU s | rows/s | MB/s | peak MB | ours to it |", "|---|---|--:|--:|--:|--:|--:|--:|--:|"]
    for result in results:
        command, wall = result.command, result.median("wall")
        ratio = ""
        if not command.ours and command.data in ours:
            ratio = f"{ours[command.data].median('wall') / wall:.2f}"
        lines.append(f"| {command.name} | {command.data} | {command.rows:,} | {wall:.2f} | {result.median('cpu'):.2f} | "
                     f"{command.rows / wall:,.0f} | {command.bytes() / wall / 1e6:,.0f} | {result.median('memory') / 1e6:,.0f} | {ratio} |")
    lines.append("")
    for claim in work.claims:
        value = claim.value({result.command.key: result for result in results})
        lines.append(f"- {claim.text}: **{value:.2f}** (at most {claim.most:g}: {'reached' if value <= claim.most else 'not reached'})")
    return "\n".join(lines) + "\n"


def machine():
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024**2
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, Linux {platform.release().split('-')[0]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--quick", action="store_true", help="a tenth of the data, two runs")
    parser.add_argument("--output", type=Path, help="write the tables into this file too")
    parser.add_argument("works", nargs="*", choices=[[], *works.names()])
    call = parser.parse_args()
    runs = call.runs or (2 if call.quick else 5)
    call.data.mkdir(parents=True, exist_ok=True)
    bench = works.Bench(call.bin.resolve(), call.data.resolve(), 0.1 if call.quick else 1)

    parts = [f"Medians of {runs} runs in turn after one to warm up; {machine()}.\n"]
    print(parts[0])
    for name in call.works or works.names():
        work = bench.work(name)
        parts.append(table(work, measure(work, runs)))
        print(parts[-1], flush=True)
    if call.output:
        call.output.write_text("\n".join(parts))
    shutil.rmtree(call.data / "scratch", ignore_errors=True)


main()
