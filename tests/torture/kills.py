"""kill -9 at any moment of a writing command: the book is as it was before or after, whole, and goes on.

The moment is a write to the disk where strace is there to count them, and a time of the clock else; where it is there
every third moment is one, too: between two writes there is something as well.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from disturbed import COMMANDS, WRITES, Disturbed
from program import BAD, Program, has_strace

if TYPE_CHECKING:
    from pathlib import Path

    from disturbed import Measured
    from program import Answer

SHORT = 28


def run(seed: int, rounds: int, folder: Path) -> Counter[str]:
    """Kill `rounds` commands; what was tried, and what came of it."""
    counts: Counter[str] = Counter()
    random = Random(seed)
    with Program(folder) as program:
        disturbed = Disturbed(program, random)
        names = random.sample(sorted(COMMANDS), len(COMMANDS))
        for number in range(rounds):
            name = names[number % len(names)]
            measured = disturbed.measured(name)
            answer = _killed(disturbed, measured, random)
            outcome = disturbed.judged(measured, answer)
            counts["rounds"] += 1
            counts["killed" if answer.code < 0 else "done before the kill"] += 1
            counts[f"{outcome} ({name})" if outcome.startswith(BAD) else outcome] += 1
    return counts


def _killed(disturbed: Disturbed, measured: Measured, random: Random) -> Answer:
    if not has_strace() or random.random() < 1 / 3:
        return disturbed.run(measured, kill_after=random.uniform(0, measured.seconds))
    when = random.randint(1, measured.writes)
    trace = ("-o", "/dev/null", "-e", f"trace={WRITES}", "-e", f"inject={WRITES}:signal=KILL:when={when}")
    return disturbed.run(measured, trace=trace)
