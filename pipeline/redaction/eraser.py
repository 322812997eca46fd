"""Takes people's names out of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from models.mention import Mention
from models.reference.given_names import is_given_name_in_lower_case
from pipeline.redaction.people import EMAIL, PARTICLES, TITLES, Ordinary, Person, is_personal
from pipeline.redaction.words import Word, are_joined, words_of

REMOVED = "[name removed]"
_SHORTEST_ALONE = 3  # letters of a name that is taken out where it stands alone
_SHORTEST_GENITIVE = 3  # letters before its s
_MOST_BETWEEN = 2  # words in capitals that may stand between a first name and a surname

Span = tuple[int, int]


class Eraser:
    """Knows the people, and remembers what it took out."""

    def __init__(self, people: Iterable[Person], ordinary: Ordinary) -> None:
        self._ordinary = ordinary
        self._persons: defaultdict[str, set[Person]] = defaultdict(set)
        self._joined: set[str] = set()
        for person in people:
            for word in person.words:
                for form in (word, *_genitive(word, ordinary)):
                    self._persons[form].add(person)
            self._joined |= person.joined
        self.removed: list[str] = []

    def clean(self, text: str) -> str:
        """The text without the names."""
        return self.clean_narrative(text, ())[0]

    def maybe(self, text: str | None) -> str | None:
        """The same of a text that may be missing."""
        return None if text is None else self.clean(text)

    def clean_narrative(self, text: str, mentions: Sequence[Mention]) -> tuple[str, tuple[Mention, ...]]:
        """The text without the names, and its mentions where they now stand.

        A whole name goes wherever it stands, with the mention it is part of; a first name or surname alone stays inside
        a mention ("Lyons House").
        """
        if not self._persons:
            return text, tuple(mentions)
        spans = self._spans(text, mentions)
        if not spans:
            return text, tuple(mentions)
        self.removed += [text[start:end] for start, end in spans]
        return _without(text, spans), tuple(_moved(mentions, spans))

    def _spans(self, text: str, mentions: Sequence[Mention]) -> list[Span]:
        spans = [
            match.span() for match in EMAIL.finditer(text) if is_personal(match["local"], self._ordinary, self._is_name)
        ]
        words = [word for word in words_of(text) if not _overlaps(word, spans)]
        place = 0
        while place < len(words):
            taken, span = self._at(text, words, place, mentions)
            if span:
                spans.append(span)
            place += max(taken, 1)
        return _merged(spans, text)

    def _is_name(self, word: str) -> bool:
        return word in self._persons or word in self._joined

    def _at(self, text: str, words: Sequence[Word], place: int, mentions: Sequence[Mention]) -> tuple[int, Span | None]:
        """How many words from a place on belong together, and where they stand if they are a name."""
        word = words[place]
        if word.folded in self._joined:
            return 1, (word.start, word.end)
        run = self._run(text, words, place)
        named = [one for one in run if one.folded in self._persons]
        if not named:
            return 1, None
        if self._is_whole(run, named):
            return len(run), (run[0].start, run[-1].end)
        linked = [mention for mention in mentions if mention.entity_id is not None]  # others are guesses
        if any(one.start < mention.end and mention.start < one.end for one in named for mention in linked):
            return len(run), None
        if self._stands_alone(text, words, place, run, named[0]):
            return len(run), (named[0].start, run[-1].end)
        return len(run), None

    def _run(self, text: str, words: Sequence[Word], place: int) -> list[Word]:
        """The words from a place on that one person's name may have, beginning with a title, a name or an initial."""
        run: list[Word] = []
        people: set[Person] | None = None
        for number in range(place, len(words)):
            word = words[number]
            if run and not are_joined(text, run[-1], word):
                break
            if word.folded in self._persons:
                mine = self._persons[word.folded]
                if people is not None and not people & mine:
                    break
                people = mine if people is None else people & mine
            elif not self._belongs(text, words, number, people):
                break
            run.append(word)
        while run and run[-1].folded not in self._persons and not _is_tail(run[-1], people):
            run.pop()
        return run

    def _belongs(self, text: str, words: Sequence[Word], number: int, people: set[Person] | None) -> bool:
        """Whether a word that is no name may be part of one: a title, a particle, an initial, a middle name."""
        word = words[number]
        if word.folded in PARTICLES or word.is_initial:
            return True
        if people is None:
            return word.folded in TITLES or self._is_first_name_for_an_initial(text, words, number)
        return self._is_middle_name(text, words, number, people)

    def _is_first_name_for_an_initial(self, text: str, words: Sequence[Word], number: int) -> bool:
        """Whether the surname of somebody known by an initial follows: "John Featherstone" for J. Featherstone."""
        word, after = words[number], words[number + 1] if number + 1 < len(words) else None
        if after is None or not word.is_capital or not are_joined(text, word, after):
            return False
        return any(
            word.folded[:1] in person.initials and len(person.words) == 1
            for person in self._persons.get(after.folded, ())
        )

    def _is_middle_name(self, text: str, words: Sequence[Word], number: int, people: set[Person]) -> bool:
        """Whether a capitalised word stands between two names of one person: "Zoe Ann Lyons"."""
        for later in range(number, min(number + _MOST_BETWEEN + 1, len(words))):
            word = words[later]
            if later > number and not are_joined(text, words[later - 1], word):
                return False
            if self._persons.get(word.folded, set()) & people:
                return later > number
            if not word.is_capital or "," in text[words[later - 1].end : word.start]:
                return False
        return False

    def _is_whole(self, run: Sequence[Word], named: Sequence[Word]) -> bool:
        """Whether a run can only mean the person: two of the names, or one with a title, an initial or a particle."""
        if len({one.folded for one in named}) > 1:
            return True
        others = [one for one in run if one not in named]
        if any(one.folded in TITLES and named[0].is_capital for one in others):
            return True
        people = self._persons[named[0].folded]
        if any(one.folded in person.particles for one in others for person in people):
            return True
        firsts = {word[0] for person in people for word in (*person.words, *person.initials)}
        return any(one.folded[:1] in firsts and one.is_capital and one.folded not in PARTICLES for one in others)

    def _stands_alone(self, text: str, words: Sequence[Word], place: int, run: Sequence[Word], word: Word) -> bool:
        """Whether a name alone is the person's: not an everyday word, nor part of another's name or of a place's."""
        if len(word.folded) < _SHORTEST_ALONE:
            return False
        if self._ordinary.has(word.folded) or not (word.is_capital or is_given_name_in_lower_case(word.folded)):
            return False
        after = words[place + len(run)] if place + len(run) < len(words) else None
        return after is None or not _goes_on(text, run[-1], after)


def _genitive(word: str, ordinary: Ordinary) -> Iterator[str]:
    """The name with the s of a genitive whose apostrophe was left out, where neither is an everyday word."""
    form = word + "s"
    if len(word) >= _SHORTEST_GENITIVE and not ordinary.has(word) and not ordinary.has(form):
        yield form


def _goes_on(text: str, word: Word, after: Word) -> bool:
    """Whether a capitalised word follows at once: "Lyons House" and "Zoe Smith" are others than Zoe Lyons."""
    at_once = text[word.end : after.start] == " "
    return at_once and after.is_capital and not after.text.isupper() and after.folded not in TITLES


def _is_tail(word: Word, people: set[Person] | None) -> bool:
    """Whether an initial at the end of a run is that of the person's other name: "Zoe L."."""
    return word.is_initial and any(other[0] == word.folded for person in people or () for other in person.words)


def _overlaps(word: Word, spans: Iterable[Span]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)


def _merged(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order; those with nothing but spaces between them are one name's."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip(" "):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(text: str, spans: Sequence[Span]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], REMOVED]
        last = end
    return "".join([*parts, text[last:]])


def _moved(mentions: Iterable[Mention], spans: Sequence[Span]) -> Iterator[Mention]:
    """The mentions at their new offsets; one that lost words is left out."""
    for mention in mentions:
        if any(start < mention.end and mention.start < end for start, end in spans):
            continue
        shift = sum(len(REMOVED) - (end - start) for start, end in spans if end <= mention.start)
        yield mention.model_copy(update={"start": mention.start + shift, "end": mention.end + shift})
