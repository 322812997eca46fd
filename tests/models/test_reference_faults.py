"""A data file that people edit is checked on load, and a fault in it is named so that it can be found."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

import pytest

from models.catalogue import catalogue, parse_catalogue
from models.errors import ReferenceDataError
from models.reference.boroughs import authorities, parse_authorities
from models.reference.organisations import lead_words, parse_lead_words
from models.reference.phrases import parse_phrases, phrases
from models.reference.rag import parse_rag, vocabulary
from models.reference.roles import parse_roles, shipped_roles
from models.reference.template import parse_template_actions, template_actions

Parse = Callable[[str], object]

FINDING = """
[page-turned]
about = "document"
severity = "info"
title = "Page turned"
message = "Page {page} is turned."
action = "Nothing to do."
"""
TEMPLATE_HEAD = "template,theme_number,theme,action_number,text,wording,source\n"


def shipped(filename: str) -> str:
    return resources.files("models.reference").joinpath(filename).read_text(encoding="utf-8")


def broken(filename: str, old: str, new: str) -> str:
    """The shipped file with one thing changed."""
    text = shipped(filename)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("parse", "text", "named"),
    [
        (parse_authorities, broken("boroughs.csv", "Camden,", "Camden"), "boroughs.csv, line 8"),
        (parse_authorities, broken("boroughs.csv", "gss_code", "code"), "boroughs.csv, line 2"),
        (parse_authorities, "".join(shipped("boroughs.csv").splitlines(keepends=True)[:-1]), "32"),
        (parse_authorities, broken("boroughs.csv", "E09000002", "E09000001"), "boroughs.csv, line 3: E09000001"),
        (parse_authorities, broken("boroughs.csv", "E09000002", "E9"), "boroughs.csv, line 3"),
        (parse_roles, "[theme", "roles.toml is not valid TOML"),
        (parse_roles, "theme = 1", "“theme” is not a table"),
        (parse_roles, broken("roles.toml", "[outcome]", "[Outcome]"), "role “Outcome”, name: a role is named in lower"),
        (parse_roles, broken("roles.toml", 'label = "Outcome"', 'title = "Outcome"'), "role “outcome”, label"),
        (parse_roles, broken("roles.toml", 'kind = "date"', 'kind = "day"'), "role “timescale”, kind"),
        (parse_roles, broken("roles.toml", "filled = 0.95", "filled = 95"), "role “mandatory_action”, filled"),
        (parse_roles, broken("roles.toml", '["timescale"]', '["deadline"]'), "“deadline” is not a field of an action"),
        (parse_roles, broken("roles.toml", '["theme_number"]', "[]"), "“theme” is the name of another column"),
        (
            parse_roles,
            broken("roles.toml", 'instead = "mandatory_action"', 'instead = "actions"'),
            "“actions” is not a role",
        ),
        (
            parse_roles,
            broken("roles.toml", '"theme", "themes"', '"theme", "Outcomes"'),
            "“outcomes” is listed under two",
        ),
        (parse_roles, broken("roles.toml", '"theme", "themes"', '"theme", "?"'), "“?” is not a name"),
        (parse_roles, broken("roles.toml", '"theme", "themes"', '"theme", 1'), "role “theme”, names"),
        (parse_phrases, "nil = [", "phrases.toml"),
        (parse_phrases, "[cover]\nauthor = ['author']", "nil"),
        (parse_phrases, "nil = ['(']\n[cover]", "phrases.toml"),
        (parse_phrases, "nil = ['none']\n[cover]\npublisher = ['published by']", "publisher"),
        (parse_rag, "[words", "rag.toml"),
        (parse_rag, broken("rag.toml", "blue = [", "purple = ["), "purple"),
        (parse_rag, broken("rag.toml", "from = 335", "from = 535"), "from"),
        (parse_rag, broken("rag.toml", ", chroma = 0.14", ""), "chroma"),
        (parse_lead_words, "ends = [", "organisations.toml"),
        (parse_lead_words, "ends = ['team']\nwhole = []", "posts"),
        (parse_template_actions, TEMPLATE_HEAD + "2023,one,GOVERNANCE,1,Text,verbatim,Source", "line 2"),
        (parse_template_actions, TEMPLATE_HEAD + "2023,1,G,1,Text,verbatim,Source", "template_actions.csv, line 2"),
        (parse_template_actions, "template,theme\n2023,GOVERNANCE", "theme_number"),
        (parse_catalogue, "[page-turned", "findings.toml is not valid TOML"),
        (parse_catalogue, "page-turned = 1", "page-turned"),
        (parse_catalogue, FINDING.replace("page-turned", "Page_Turned"), "Page_Turned"),
        (parse_catalogue, FINDING.replace('"info"', '"note"'), "page-turned"),
        (parse_catalogue, FINDING.replace('title = "Page turned"\n', ""), "title"),
        (parse_catalogue, FINDING.replace('about = "document"\n', ""), "about"),
        (parse_catalogue, FINDING.replace('about = "document"', 'about = "weather"'), "about"),
        (parse_catalogue, FINDING.replace("{page}", "{page"), "page-turned"),
        (parse_catalogue, FINDING.replace("{page}", "{}"), "page-turned"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(parse: Parse, text: str, named: str) -> None:
    with pytest.raises(ReferenceDataError) as caught:
        parse(text)

    assert named in caught.value.problem
    assert caught.value.remedy


@pytest.mark.parametrize(
    "load", [authorities, catalogue, lead_words, phrases, shipped_roles, template_actions, vocabulary]
)
def test_the_files_as_shipped_have_no_fault(load: Callable[[], object]) -> None:
    assert load()


def test_every_message_of_the_catalogue_is_a_whole_sentence() -> None:
    endless = [code for code, entry in catalogue().items() if not entry.message.endswith((".", ".”", "}"))]

    assert endless == []


def test_the_template_of_2023_is_known_in_full() -> None:
    per_theme: dict[int | None, int] = {}
    for action in template_actions():
        if action.template == "2023" and action.text:
            per_theme[action.theme_number] = per_theme.get(action.theme_number, 0) + 1

    assert per_theme == {1: 6, 2: 8, 3: 2, 4: 12, 5: 6, 6: 4, 7: 4, 8: 11}
