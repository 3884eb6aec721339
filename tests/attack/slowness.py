"""All slow senders at once, and whether anybody else waits for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from .attack import Attack
from .catalogue import attacks
from .service import Target
from .trial import Trial, attempt

LONGEST = 5.0
"""Seconds that others may wait; on a machine that does other work, too."""


def slow_ones(aim: Target) -> list[Trial]:
    """The slow attacks, and beside them forty requests of somebody else."""
    known = attacks(aim.ground)
    slow = [attack for attack in known if attack.slow]
    harmless = next(attack for attack in known if attack.item == "GetPrint")
    with ThreadPoolExecutor(len(slow)) as pool:
        pending = [pool.submit(attempt, aim.port, attack) for attack in slow]
        longest = max(attempt(aim.port, harmless).answer.seconds for _ in range(40))
        trials = [one.result() for one in pending]
    said = f"others waited {longest * 1000:.0f} ms at most while {len(slow)} were slow"
    attack = Attack("slow bodies", "others meanwhile", harmless.request, 400)
    return [*trials, Trial(attack, trials[0].answer, sentence=said, wrong=said if longest > LONGEST else "")]
