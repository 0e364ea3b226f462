"""The server under load: `python -m benchmarks.load`, or `make load`.

Drawn pictures of all types are sent to a real server, its limits raised, through every dialect. First each call is
made once, alone: what comes back is its known answer, and no two are the same. Then 1, 8 and 64 clients send the calls
over and over, in whole rounds, each waiting for its answer before it sends again. Beside it stands the rate at which
one process reads the same pictures in the same rounds from its own memory, as many at once as the server does.

Met or not: at 8 and 64 clients at least 80 % of that rate; no status of 500 or more; every answer the known one of the
picture that was sent; the server's memory in the second half of each run less than 5 % above that in the first.
Exit codes: 0 all met, 1 not.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import calls
from benchmarks.load_clients import Level, Sender, learn, press
from benchmarks.load_offline import measure
from benchmarks.load_server import serving
from benchmarks.progress import tell
from benchmarks.results import RESULTS, Circumstances, circumstances, store

LEAST_SHARE = 0.8
BUSY_CLIENTS = 8
"""From so many clients on, the server has always something to do."""
GROWTH_LIMIT = 0.05


def failures(level: Level, offline_per_s: float) -> list[str]:
    """Return what a run does not meet, in words."""
    found = []
    if level.clients >= BUSY_CLIENTS and level.per_s < LEAST_SHARE * offline_per_s:
        found.append(f"{100 * level.per_s / offline_per_s:.0f} % of the offline rate")
    if level.server_errors:
        found.append(f"{level.server_errors} answers of status 500 or more")
    if level.wrong:
        found.append(f"{level.wrong} answers that are not the known ones")
    if level.growth >= GROWTH_LIMIT:
        found.append(f"memory grew by {100 * level.growth:.1f} %")
    return [f"{level.clients} clients: {what}" for what in found]


async def measure_server(pictures: Sequence[tuple[str, Path]], clients: Sequence[int], seconds: float) -> list[Level]:
    """Run the server and all levels; calls whose answer alone is no success are told and left out."""
    with tempfile.TemporaryDirectory(prefix="piaoju-load-") as folder:
        async with serving(Path(folder)) as server:
            tell("asking for every known answer, one by one")
            made = calls.build(pictures, server.account.huawei.project_id if server.account.huawei else "")
            async with Sender(server) as sender:
                known = await learn(sender, made)
                tell(f"{len(known)} of {len(made)} calls have an answer of their own")
                levels = []
                for count in clients:
                    tell(f"{count} clients for {seconds:g} s, to the end of the round")
                    levels.append(await press(sender, known, count, seconds))
    return levels


def to_markdown(now: Circumstances, levels: Sequence[Level], offline_per_s: float, count: int) -> str:
    """Return the figures for people."""
    lines = [
        f"Commit {now.commit}{' with changes' if now.is_changed else ''}; {now.processor}, {now.cores} cores shared by "
        f"server and clients; load before {now.load}. {count} calls a round. Offline: {offline_per_s:.2f} pictures/s.",
        "",
        "| clients | answers | answers/s | of offline | p50 s | p95 s | p99 s | status >= 500 | wrong answers "
        "| memory MiB: before, 1st half, 2nd half, most | CPU s: server | clients |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for level in levels:
        halves = f"{level.first_mib:.0f}, {level.later_mib:.0f} ({100 * level.growth:+.1f} %)"
        memory = f"{level.before_mib:.0f}, {halves}, {level.peak_mib:.0f}"
        lines.append(
            f"| {level.clients} | {level.answers} | {level.per_s:.2f} | {100 * level.per_s / offline_per_s:.0f} % "
            f"| {level.p50_s:.2f} | {level.p95_s:.2f} | {level.p99_s:.2f} | {level.server_errors} | {level.wrong} "
            f"| {memory} | {level.server_cpu_s:.1f} | {level.clients_cpu_s:.2f} |"
        )
    return "\n".join(lines) + "\n"


def _chosen(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description="The server under load.")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each number of clients")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 64], help="that send at a time")
    parser.add_argument("--seeds", type=int, default=2, help="pictures of every operation and type")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder or .json file for the results")
    chosen = parser.parse_args(words)
    if chosen.seconds <= 0 or chosen.seeds < 1 or min(chosen.clients) < 1:
        parser.error("there are more than 0 seconds, and at least one client and seed")
    return chosen


def main(words: Sequence[str] | None = None) -> int:
    """Draw, measure, store, and write the table; return the exit code."""
    chosen = _chosen(words)
    now = circumstances()
    with tempfile.TemporaryDirectory(prefix="piaoju-load-") as folder:
        tell("drawing the pictures")
        pictures = calls.draw(Path(folder), chosen.seeds)
        tell("reading them offline")
        offline_per_s = measure(pictures, chosen.seconds)
        levels = asyncio.run(measure_server(pictures, chosen.clients, chosen.seconds))
    failed = [what for level in levels for what in failures(level, offline_per_s)]
    content = {"offline_per_s": offline_per_s, "levels": [asdict(level) for level in levels], "failed": failed}
    path = store("load", content, now, chosen.results)
    sys.stdout.write(to_markdown(now, levels, offline_per_s, len(pictures)))
    sys.stdout.writelines(f"\nNot met: {what}.\n" for what in failed)
    tell(f"results are in {path}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
