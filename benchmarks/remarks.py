"""How right `vvrap check` is: sentences that it must tell of, and others that it must not, put into plans.

Run: python benchmarks/remarks.py [--times N]

The plans are the samples (one text is real, two are made from it). Each sentence goes into an answer drawn at random.
The sentences are our own, written beside the rules they try, so the figures flatter. Answers are also swapped, two
pairs of a plan at a time.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from compare.plans import golden_plan  # noqa: E402 - after the paths it needs
from models.plan import Action, Plan  # noqa: E402 - likewise
from models.reference.template import template_actions  # noqa: E402 - likewise
from pipeline.quality.remarks import Remark, RemarkKind, remarks  # noqa: E402 - likewise

PLANS = ("richmond-2024", "richmond-2023", "hackney-2024")
PLANTED: dict[RemarkKind, tuple[str, ...]] = {
    "date-passed": (
        "A new protocol will be signed by {past}.",
        "The board plans to review the terms of reference in {past}.",
        "Recruitment of two outreach workers is expected to finish by {past}.",
        "We aim to launch the app in {past}.",
        "The training is scheduled for {past}.",
        "The target date for the audit is {past}.",
        "Roll out to all secondary schools is planned for {past}.",
        "Funding bids are due in {past}.",
    ),
    "promise-without-date": (
        "We will develop a shared referral form.",
        "The council will commission a new parenting programme.",
        "Partners will review the risk matrix.",
        "A new offer for young adults will be developed.",
        "The team will recruit a detached youth worker.",
        "A directory of services will also be published.",
        "Housing will pilot a reciprocal move scheme.",
        "The partnership will refresh its communication plan.",
    ),
    "funding-ends": (
        "The post is funded until {future}.",
        "Funding for the project ends in {future}.",
        "The mentoring contract runs to the end of {future}.",
        "This grant expires in {future}.",
        "The service is commissioned up to {future}.",
        "MOPAC funding is in place until {future}.",
        "Funded by the Home Office until {future}.",
        "The money runs out in {future}.",
    ),
    "template-text": (
        "{template}",
        "[insert name of lead]",
        "Please complete this section.",
        "Click here to enter text.",
    ),
    "another-borough": (
        "{other} Council delivers a programme in every primary school.",
        "The {other} violence reduction plan sets the priorities.",
        "Officers patrol {other} town centre each weekend.",
        "Young people of {other} can refer themselves.",
    ),
}
CLEAN = (
    "A protocol was signed in {past}.",
    "Since {past} the panel has met each month, and it will go on.",
    "The strategy runs from {past} and will be kept under review each year.",
    "Two workers were recruited by {past} as planned.",
    "The board met in {past} to agree what is to be done next year.",
    "We will review the protocol by {future}.",
    "A new form will be developed in {future}.",
    "Officers will attend the panel.",
    "The panel will be chaired by Housing.",
    "The team will publish its figures each month.",
    "The project is funded by MOPAC.",
    "Grants were given to 12 groups up to a value of £5,000.",
    "The contract was let in {past}.",
    "Support was commissioned to reach 200 children.",
    "We work with {other} and the BCU on cross-border gangs.",
    "The family moved from {other} last year.",
    "Training is shared with {other} and neighbouring boroughs.",
    "Staff insert the name of the child in the form.",
    "The structure chart has been sent to the VRU.",
)
MONTHS = ("January", "March", "May", "September", "November", "December")
OTHERS = ("Croydon", "Newham", "Barnet", "Ealing", "Enfield", "Lewisham")


def main() -> None:
    """Plant, look, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="how often each sentence is put into each plan")
    times = parser.parse_args().times
    chance = Random(12)  # noqa: S311 - makes test material, guards nothing
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    for name in PLANS:
        plan = golden_plan(name)
        before = {_key(one) for one in remarks(plan)}
        print(f"{name}: {len(before)} remarks on the plan as it is")
        for kind, sentences in [*PLANTED.items(), ("clean", CLEAN)]:
            for sentence in sentences * times:
                new = [
                    one
                    for one in remarks(_with(plan, _filled(sentence, plan, chance), chance))
                    if _key(one) not in before
                ]
                planted[kind] += 1
                right[kind] += any(one.kind == kind for one in new)
                told.update(one.kind for one in new)
                for one in new:
                    if one.kind != kind:
                        print(f"  wrong: {one.kind}: {one.quote[:110]}")
        for _ in range(times * 8):
            moved, refs = _swapped(plan, chance)
            new = [one for one in remarks(moved) if one.kind == "answers-swapped"]
            planted["answers-swapped"] += len(refs)
            right["answers-swapped"] += sum(one.ref in refs for one in new)
            told["answers-swapped"] += len(new)
    print(f"{'kind':22}{'planted':>9}{'found':>7}{'told':>6}{'right of told':>15}")
    for kind in [*PLANTED, "answers-swapped"]:
        share = f"{right[kind] / told[kind]:.1%}" if told[kind] else "-"
        print(f"{kind:22}{planted[kind]:>9}{right[kind]:>7}{told[kind]:>6}{share:>15}")
    print(f"sentences to be left alone: {planted['clean']}")


def _key(one: Remark) -> tuple[str, str, str]:
    return one.kind, one.ref, one.quote


def _filled(sentence: str, plan: Plan, chance: Random) -> str:
    year = plan.plan_year or 2024
    wordings = [one.text for one in template_actions() if len(one.text.split()) > 20]
    return sentence.format(
        past=f"{chance.choice(MONTHS)} {year - 1}",
        future=f"{chance.choice(MONTHS)} {year + 1}",
        other=chance.choice(OTHERS),
        template=chance.choice(wordings),
    )


def _with(plan: Plan, sentence: str, chance: Random) -> Plan:
    """The plan with a sentence at the end of an answer of an action that names no lead and no time."""
    places = [place for place, one in enumerate(plan.actions) if not one.nil_return and not one.named_leads]
    place = chance.choice(places)
    return _replaced(plan, {place: f"{plan.actions[place].narrative.rstrip()}\n{sentence}"})


def _swapped(plan: Plan, chance: Random) -> tuple[Plan, set[str]]:
    """The plan with the answers of two pairs of actions swapped, and the refs of these."""
    places = [place for place, one in enumerate(plan.actions) if len(one.narrative.split()) >= 8 and not one.nil_return]
    first, second, third, fourth = chance.sample(places, 4)
    answers = {
        here: plan.actions[there].narrative
        for here, there in ((first, second), (second, first), (third, fourth), (fourth, third))
    }
    return _replaced(plan, answers), {plan.actions[place].ref for place in answers}


def _replaced(plan: Plan, answers: dict[int, str]) -> Plan:
    def of(place: int, action: Action) -> Action:
        return action.model_copy(update={"narrative": answers[place]}) if place in answers else action

    return plan.model_copy(update={"actions": tuple(of(place, action) for place, action in enumerate(plan.actions))})


if __name__ == "__main__":
    main()
