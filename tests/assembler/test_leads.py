"""People, posts and organisations in lead columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.assembler.leads import (
    bodies_after_posts,
    bodies_alone,
    looks_like_name,
    part_bodies,
    read_lead_organisations,
    read_named_leads,
    sort_leads,
    unsure_names,
)


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("Dr Amara Nwosu, Consultant in Public Health", "Dr Amara Nwosu", "Consultant in Public Health"),
        ("Tom Okafor, Superintendent, BCU Neighbourhoods", "Tom Okafor", "Superintendent, BCU Neighbourhoods"),
        ("Sam O'Neill, Head of Youth Justice", "Sam O'Neill", "Head of Youth Justice"),
        ("Jane Smith (Head of Service)", "Jane Smith", "Head of Service"),
        ("Priya Shah - Head of Community Safety", "Priya Shah", "Head of Community Safety"),
        ("Head of Service: Jane Smith", "Jane Smith", "Head of Service"),
        ("DCI Paul Jones", "Paul Jones", "DCI"),
        ("Mary-Jane van der Berg, CSP Manager", "Mary-Jane van der Berg", "CSP Manager"),
        ("Jane Smith", "Jane Smith", None),
        ("Head of Community Safety", None, "Head of Community Safety"),
        ("Youth Justice Service", None, None),
    ],
)
def test_a_lead_is_read_as_name_and_post(printed: str, name: str | None, role: str | None) -> None:
    (lead,) = read_named_leads([printed])

    assert (lead.text, lead.name, lead.role) == (printed, name, role)


def test_a_name_alone_takes_the_next_line_as_its_post() -> None:
    leads = read_named_leads(["Jane Smith", "Head of Service", "Bob Lee, Analyst"])

    assert [(lead.name, lead.role) for lead in leads] == [("Jane Smith", "Head of Service"), ("Bob Lee", "Analyst")]


@pytest.mark.parametrize("printed", ["Jane Smith / John Doe", "Jane Smith, John Doe", "Jane Smith and John Doe"])
def test_two_names_are_two_leads(printed: str) -> None:
    assert [lead.name for lead in read_named_leads([printed])] == ["Jane Smith", "John Doe"]


def test_people_with_posts_between_slashes_are_several_leads() -> None:
    leads = read_named_leads(["Jane Smith, Head of Service / Bob Lee, Analyst", "Jo Ellis, Head of Parks / Leisure"])

    assert [lead.name for lead in leads] == ["Jane Smith", "Bob Lee", "Jo Ellis"]


@pytest.mark.parametrize(
    "text", ["Jobcentre Plus", "Community Safety", "Public Health", "Head of Service", "MPS", "Youth Justice Team"]
)
def test_a_body_or_a_post_is_no_name(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Childrens Services, MPS", ["Childrens Services", "MPS"]),
        ("Housing partners / Community Safety", ["Housing partners", "Community Safety"]),
        ("MPS/AFC", ["MPS", "AFC"]),
        ("MPS & AFC", ["MPS", "AFC"]),
        ("Children's Services & Probation", ["Children's Services", "Probation"]),
        ("Community Safety - VAWG", ["Community Safety - VAWG"]),
        ("Health & Wellbeing Board", ["Health & Wellbeing Board"]),
        ("Barking, Dagenham and Havering", ["Barking, Dagenham and Havering"]),
        ("A&E", ["A&E"]),
        ("Children’s Services (Youth Service, schools)", ["Children’s Services (Youth Service, schools)"]),
        ("Public Health (NHS, schools) and Police", ["Public Health (NHS, schools)", "Police"]),
        ("Council (CCTV / Parks; wardens), MPS", ["Council (CCTV / Parks; wardens)", "MPS"]),
        ("Police and Probation", ["Police", "Probation"]),
        ("Housing and Community Safety", ["Housing and Community Safety"]),
        ("Health and Social Care", ["Health and Social Care"]),
        ("", []),
    ],
)
def test_organisations_are_parted_where_they_end(printed: str, names: list[str]) -> None:
    assert [lead.text for lead in read_lead_organisations([printed])] == names


def test_a_column_that_may_name_either_is_sorted_out() -> None:
    people, bodies = sort_leads(["LBS / Jane Doe", "Head of Insight; MPS"])

    assert (people, bodies) == (["Jane Doe", "Head of Insight"], ["LBS", "MPS"])


def test_each_line_is_an_organisation_of_its_own() -> None:
    assert [lead.text for lead in read_lead_organisations(["MPS", "Public Health"])] == ["MPS", "Public Health"]


@given(st.lists(st.text(alphabet="abcXYZ ,;/&'-", max_size=30), max_size=4))
def test_no_letter_of_a_cell_is_lost(lines: list[str]) -> None:
    printed = sorted(char for line in lines for char in line if char.isalnum())

    people = "".join(lead.text for lead in read_named_leads(lines))
    bodies = "".join(lead.text for lead in read_lead_organisations(lines))

    assert sorted(char for char in people if char.isalnum()) == printed
    assert sorted(char for char in bodies if char.isalnum()) == printed


def test_a_bracket_that_runs_over_a_line_break_is_whole() -> None:
    bodies = read_lead_organisations(["Children’s Services (Youth Service,", "schools)", "MPS"])

    assert [body.text for body in bodies] == ["Children’s Services (Youth Service, schools)", "MPS"]


def test_people_are_parted_outside_of_brackets_only() -> None:
    people = read_named_leads(["Jane Smith (Head of Service, Housing), John Doe (Analyst)"])

    assert [(lead.name, lead.role) for lead in people] == [
        ("Jane Smith", "Head of Service, Housing"),
        ("John Doe", "Analyst"),
    ]


@pytest.mark.parametrize("name", ["University Hospital Lewisham", "Brightwell Boxing Academy", "Youth Centre Peckham"])
def test_a_body_whose_kind_stands_inside_its_name_is_no_person(name: str) -> None:
    assert not looks_like_name(name)


@pytest.mark.parametrize(
    ("cells", "bodies", "people"),
    [
        ([["Youth Service", "Fairway Mosaic"], ["Kingston University"]], {"Fairway Mosaic"}, set()),
        (
            [["Modern Slavery Unit, Fairway Mosaic"], ["We Are Waterloo"]],
            {"Fairway Mosaic", "We Are Waterloo"},
            set(),
        ),
        ([["Youth Service"], ["Jo Ellis"], ["Tom Webb"], ["Zdenka Hrubá"]], set(), {"Zdenka Hrubá"}),
        ([["Youth Service", "Jo Ellis, Head of Housing"], ["Police"]], set(), set()),
        ([["Zdenka Hrubá"], ["Oyelaran Bankole"]], set(), set()),
        ([], set(), set()),
    ],
)
def test_a_name_that_may_be_either_goes_with_what_its_column_mostly_names(
    cells: list[list[str]], bodies: set[str], people: set[str]
) -> None:
    unsure = unsure_names(cells)

    assert (set(unsure.bodies), set(unsure.people)) == (bodies, people)
    assert all(sort_leads([name], unsure.bodies) == ([], [name]) for name in bodies)


def test_bodies_between_commas_are_several_and_a_person_with_a_service_is_one() -> None:
    assert sort_leads(["Modern Slavery Unit, Parks Service"]) == ([], ["Modern Slavery Unit", "Parks Service"])
    assert sort_leads(["Jo Ellis, Parks Service"]) == (["Jo Ellis, Parks Service"], [])


def test_a_word_of_a_post_inside_a_bodys_name_makes_it_no_post() -> None:
    assert sort_leads(["Specialist Firearms Command"]) == ([], ["Specialist Firearms Command"])
    assert sort_leads(["Prevent Specialist"]) == (["Prevent Specialist"], [])


@pytest.mark.parametrize("name", ["Office of the Police and Crime Commissioner", "the Office for the Mayor"])
def test_a_body_called_after_a_post_is_no_person(name: str) -> None:
    assert sort_leads([name]) == ([], [name])


def test_bodies_after_the_posts_of_leads_are_parted_off() -> None:
    cells = [
        ["Jane Smith, Head of Insight, Public Health; Tom Webb, Analyst, Oak Way"],
        ["Sam O'Neill (Inspector), BCU"],
        ["Bob Lee, Manager (Oak Trust)"],
        ["Jo Ellis, Head of Parks, Leisure and Health"],
    ]

    bodies, by_place = bodies_after_posts(cells)

    assert bodies == {"Public Health", "Oak Way", "BCU", "Oak Trust"}
    assert by_place == {"Oak Way"}
    assert part_bodies(cells[0], bodies) == (
        ["Jane Smith, Head of Insight", "Tom Webb, Analyst"],
        ["Public Health", "Oak Way"],
    )
    assert part_bodies(cells[3], bodies) == (cells[3], [])


def test_what_stands_after_a_few_posts_is_part_of_them() -> None:
    cells = [["Jane Smith, Superintendent, Housing"], ["Tom Webb, Analyst"], ["Bob Lee, Manager"]]

    assert bodies_after_posts(cells) == (frozenset(), frozenset())


def test_the_word_and_parts_bodies_that_other_cells_name_alone() -> None:
    apart = bodies_alone([["Advocacy"], ["Harbour Housing / VAWG Team"], ["Advocacy and Harbour Housing"]])

    both = read_lead_organisations(["Advocacy and Harbour Housing"], apart)
    one = read_lead_organisations(["Advocacy and Advice"], apart)

    assert [body.text for body in both] == ["Advocacy", "Harbour Housing"]
    assert [body.text for body in one] == ["Advocacy and Advice"]
