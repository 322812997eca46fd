"""How long comparing takes, from plans' JSON to all four outputs, and how it grows to 33 boroughs by 8 years.

Run: python benchmarks/compare_boroughs.py [--largest N]

The plans are synthetic: the 53 wordings of the 2023 template, a tenth of them reworded by each borough, and two local
actions; narratives of random words of the Richmond plan, five services mentioned in each. One answer in eight is a nil
return, one in six holds a paragraph that up to five boroughs share, and every later year keeps half of the year before.
In the second table every plan holds the very same text: the worst case for finding shared passages.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from models.mention import Mention
from models.plan import Action, Borough, Coverage, LeadOrganisation, Plan, PlanMetadata, RagColour, Source, Theme
from pipeline.compare import compare_boroughs, compare_years, write_comparison

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "richmond-2024.json"
COLOURS: tuple[RagColour, ...] = ("red", "amber", "green")
SERVICES = [f"Service {letter}{number}" for letter in "ABCDEFGH" for number in range(10)]
BOROUGHS = 33
BUDGET_SECONDS = 5.0
REWORDED = 0.1


class Maker:
    """Makes plans; the same seed makes the same ones."""

    def __init__(self, *, identical: bool) -> None:
        self._chance = random.Random(8)  # noqa: S311 - makes test material, guards nothing
        self._identical = identical
        self._template = json.loads(GOLDEN.read_text(encoding="utf-8"))
        text = " ".join(action["narrative"] for action in self._template["actions"])
        self._words = sorted({word for word in text.split() if word.isalpha()})
        self._shared: list[str] = [self._paragraph(60) for _ in range(BOROUGHS * 2)]

    def _paragraph(self, words: int) -> str:
        picked = [self._chance.choice(self._words) for _ in range(words)]
        return " ".join(picked).capitalize() + "."

    def plan(self, borough: int, year: int, last: Plan | None) -> Plan:
        """One plan; half of its narratives are last year's."""
        actions = [
            self._action(given["ref"], self._wording(given), given, borough, last.actions[index] if last else None)
            for index, given in enumerate(self._template["actions"])
        ]
        if not self._identical:
            blank = {"narrative": "", "nil_return": False}
            actions += [self._action(f"9.{one}", self._paragraph(20), blank, borough, None) for one in (1, 2)]
        name = f"Borough {borough:02}"
        return Plan(
            plan_id=f"borough-{borough:02}-{year}",
            borough=Borough(name=name, slug=name.lower().replace(" ", "-"), gss_code="E09000099"),
            plan_year=year,
            template="2023 Refresh",
            title=f"{name} plan {year}",
            metadata=PlanMetadata(),
            source=Source(filename="made.docx", sha256=f"{borough:032}{year:032}", media_type="-", reader="docx"),
            themes=tuple(Theme(**theme) for theme in self._template["themes"]),
            actions=tuple(actions),
            coverage=Coverage(words=0, accounted=0),
        )

    def _wording(self, given: dict[str, Any]) -> str:
        """The template's wording, or one with a third of its words left out."""
        wording = str(given["mandatory_action"])
        if self._identical or self._chance.random() > REWORDED:
            return wording
        return " ".join(word for word in wording.split() if self._chance.random() > 1 / 3)

    def _action(self, ref: str, wording: str, given: dict[str, Any], borough: int, last: Action | None) -> Action:
        narrative, nil = self._narrative(given, borough, last)
        mentions: list[Mention] = []
        if not nil and not self._identical:
            narrative = narrative.split(" With ")[0]
            for service in self._chance.sample(SERVICES, 5):
                narrative += f" With {service} and its partners."
                start = len(narrative) - len(f"{service} and its partners.")
                mentions.append(_mention(service, start))
        theme, number = ref.split(".")
        return Action(
            ref=ref,
            theme_number=int(theme),
            action_number=number,
            mandatory_action=wording,
            rag=self._chance.choice(COLOURS),
            lead_organisations=(LeadOrganisation(text=self._chance.choice(("MPS", "Community Safety", "Probation"))),),
            narrative=narrative,
            nil_return=nil,
            mentions=tuple(mentions),
        )

    def _narrative(self, given: dict[str, Any], borough: int, last: Action | None) -> tuple[str, bool]:
        if self._identical:
            return str(given["narrative"]), bool(given["nil_return"])
        if last is not None and self._chance.random() < 0.5:
            return last.narrative, last.nil_return
        draw = self._chance.random()
        if draw < 1 / 8:
            return "No comment received.", True
        own = self._paragraph(self._chance.randint(30, 160))
        if draw < 1 / 8 + 1 / 6:
            shared = self._shared[(borough + self._chance.randint(0, 4)) % len(self._shared)]
            return f"{own}\n{shared}", False
        return own, False


def _mention(service: str, start: int) -> Mention:
    return Mention(
        label="service",
        text=service,
        start=start,
        end=start + len(service),
        entity_id=service.lower().replace(" ", "-"),
        canonical=service,
        method="registry",
        confidence="high",
    )


def write_plans(count: int, folder: Path, *, identical: bool) -> list[Path]:
    """Files of that many plans: all boroughs of a year before the next year."""
    maker = Maker(identical=identical)
    last: dict[int, Plan] = {}
    paths = []
    for number in range(count):
        borough, year = number % BOROUGHS, 2024 + number // BOROUGHS
        plan = maker.plan(borough, year, last.get(borough))
        last[borough] = plan
        path = folder / f"{plan.plan_id}.json"
        path.write_text(plan.model_dump_json(), encoding="utf-8")
        paths.append(path)
    return paths


def measure(count: int, *, identical: bool) -> tuple[float, float, float, dict[str, float]]:
    """Seconds to compare, seconds to write all outputs, processor seconds of both, and megabytes of each output."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_plans(count, folder, identical=identical)
        started, used = time.perf_counter(), time.process_time()
        comparison = compare_boroughs(paths)
        compared = time.perf_counter()
        written = write_comparison(comparison, folder / "out")
        finished, used = time.perf_counter(), time.process_time() - used
        sizes = {path.suffix: path.stat().st_size / 1e6 for path in written}
    return compared - started, finished - compared, used, sizes


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=BOROUGHS * 8)
    largest = parser.parse_args().largest
    counts = [count for count in (2, 8, BOROUGHS, BOROUGHS * 2, BOROUGHS * 4, BOROUGHS * 8) if count <= largest]
    for identical in (False, True):
        print("\nEvery plan the same text (worst case)" if identical else "\nPlans of their own text, some shared")
        titles = f"{'plans':>6}{'compare':>10}{'write':>9}{'total':>9}{'processor':>10}{'ms a plan':>11}"
        print(f"{titles}   MB of json, csv, xlsx, html")
        for count in counts:
            comparing, writing, used, sizes = measure(count, identical=identical)
            total = comparing + writing
            megabytes = ", ".join(f"{size:.1f}" for size in sizes.values())
            late = "  over the budget" if count == BOROUGHS and total > BUDGET_SECONDS else ""
            seconds = f"{comparing:>9.2f}s{writing:>8.2f}s{total:>8.2f}s{used:>9.2f}s"
            print(f"{count:>6}{seconds}{1000 * total / count:>11.0f}   {megabytes}{late}")
    print(f"\nLargest memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    with tempfile.TemporaryDirectory() as name:
        paths = write_plans(BOROUGHS + 1, Path(name), identical=False)
        started = time.perf_counter()
        write_comparison(compare_years(paths[0], paths[-1]), Path(name) / "out")
        print(f"Two years of one borough, from JSON to all outputs: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
