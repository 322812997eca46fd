"""Numbers of actions: how they are printed, and what they must be read as."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from layoutspace.axes import Choice

LETTERS = "abc"
LATE_SHARE = 0.2  # of plans numbered through


@dataclass(frozen=True, slots=True)
class Number:
    """The number within its theme as the record holds it, the theme's own number, and what is printed."""

    theme: int
    within: str
    printed: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """A way to number the actions of a document. `codes` has one a theme."""

    kind: str
    form: str
    codes: tuple[str, ...] = ()
    nested: bool = False
    late: int | None = None  # the place of an action that was put in after all were numbered
    count: int = 0

    @staticmethod
    def drawn(random: Random, choice: Choice, titles: list[str], count: int) -> Numbering:
        """A way that fits the axis `number`."""
        forms = {
            "plain": ("{n}", "{n}", "{n}.", "Action {n}"),
            "dotted": ("{t}.{n}", "{t}.{n}", "{t}.{n}."),
            "in_wording": ("{t}.{n} ", "{t}.{n} ", "{n}. ", "{t}.{n}. "),
        }
        form = random.choice(forms.get(choice.number, ("{n}",)))
        late = random.randrange(1, count) if count > 3 and random.random() < LATE_SHARE else None
        codes = _codes(random, titles)
        return Numbering(choice.number, form, codes, nested=random.random() < 0.4, late=late, count=count)

    def number(self, theme: int, position: int, running: int) -> Number:
        """The number of an action: its theme's place, its place within that and in the whole plan, all from 0."""
        own = theme + 1
        match self.kind:
            case "running":
                number = str(self._running(running))
                return Number(own, number, number)
            case "code":
                code = f"{self.codes[theme]}{position + 1}"
                return Number(own, code, code)
            case "sub" if self.nested:
                within = f"{position // 3 + 1}.{position % 3 + 1}"
                return Number(own, within, f"{own}.{within}")
            case "sub":
                group, letter = divmod(position, 3)
                within = f"{group + 1}{LETTERS[letter - 1] if letter else ''}"
                return Number(own, within, within)
            case "absent":
                return Number(own, str(position + 1), "")
            case _:
                return Number(own, str(position + 1), self.form.format(t=own, n=position + 1))

    def _running(self, place: int) -> int:
        if self.late is None or place < self.late:
            return place + 1
        return self.count if place == self.late else place


def _codes(random: Random, titles: list[str]) -> tuple[str, ...]:
    """Letters for each theme, all different."""
    initials = random.random() < 0.5
    codes: list[str] = []
    for title in titles:
        words = [word for word in title.upper().replace("-", " ").split() if word.isalpha()]
        code = "".join(word[0] for word in words[:3]) if initials and len(words) > 1 else words[0][:3]
        while code in codes:
            code += random.choice("BDFKX")
        codes.append(code)
    return tuple(codes)
