"""How well the tagger finds names in boroughs it has not seen, measured anew; fails when it got worse.

Run: python benchmarks/tagging.py

Fits all models on the annotations, a group of boroughs left out at a time (some minutes), tags what was left out, and
compares with the figures kept beside the models. Also times loading and tagging.
"""

from __future__ import annotations

import sys
import time

from pipeline.tagging import Tagger, TaggingInput
from pipeline.tagging.report import measure, saved_figures
from pipeline.tagging.training.annotations import richmond
from pipeline.tagging.training.figures import set_figures
from pipeline.tagging.training.fitting import fit
from pipeline.tagging.training.material import learned_from

SLACK = 0.01
"""Fall in F1 that is let pass: the last digits depend on the machine's arithmetic."""


def main() -> int:
    """Print the figures beside the kept ones; 1 when one fell by more than the slack."""
    worse = 0
    kept = saved_figures()
    before = {one.name: one for one in kept.sets} if kept else {}
    for name, found in measure(fit(learned_from())).items():
        now = set_figures(name, found)
        for label, counts in now.strict.items():
            was = before[name].strict[label].score.f1 if name in before else 0.0
            fell = was - counts.score.f1 > SLACK
            worse += fell
            print(f"{name:55} {label:8} F1 {counts.score.f1:.3f}, kept {was:.3f}{'  WORSE' if fell else ''}")
        high = now.levels["high"].score
        print(f"{name:55} high     right {high.precision:.3f}, covers {high.recall:.3f}")
    time_tagging()
    return int(worse > 0)


def time_tagging() -> None:
    """Print how long loading and tagging take."""
    items = [TaggingInput(id=n.id, text=n.text, borough=n.borough, document="one plan") for n in richmond()]
    begun = time.perf_counter()
    tagger = Tagger()
    print(f"loading {time.perf_counter() - begun:.2f} s")
    for _ in range(3):
        begun = time.perf_counter()
        list(tagger.tag_texts(items))
        print(f"a plan of {len(items)} narratives {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
