"""Synthetic wordings of actions and narratives, made to hold the traps that real plans hold."""

from __future__ import annotations

from builders.description import Lead, TextBlock


def paragraphs(*texts: str) -> tuple[TextBlock, ...]:
    """Blocks of the texts; one that opens with `* ` is a bullet."""
    return tuple(
        TextBlock(text.removeprefix("* "), "bullet") if text.startswith("* ") else TextBlock(text) for text in texts
    )


ACTIONS = (
    paragraphs("Hold a weekly meeting of police, council and probation to share what is known about risk."),
    paragraphs(
        "Map the services that support young people aged 10-17, and publish the map by (1) ward, (2) school and (3) "
        "type of need. See https://example.org/map?ward=1&year=2024 for the 2023 map."
    ),
    paragraphs(
        "Offer mentoring in:",
        "* 4 secondary schools;",
        "* 2 pupil referral units; and",
        "* the youth club in Ward 7.",
    ),
    paragraphs("3 weapons sweeps a month in parks and estates, with 1 led by residents."),
    paragraphs(
        "Train 120 front-line staff in:",
        "1. spotting the signs of exploitation",
        "2. making a referral under section 17 or section 47",
        "3. recording what was done within 24 hours.",
    ),
    paragraphs("Review the night-time economy plan (v2.1) against action 1.3 of the strategy and report to the board."),
    paragraphs("Commission detached youth work for the 18:00-22:00 period on Fridays."),
    paragraphs(
        "Co-ordinate the response to serious incidents. 24 hours: gold meeting. 72 hours: community impact "
        "assessment. 28 days: learning review (4.7 of the toolkit)."
    ),
    paragraphs("Make sure that every victim under 25 is offered an advocate."),
    paragraphs("Publish a list of services by and for women, at www.example.org/vawg/services-near-you."),
    paragraphs(
        "Work with head teachers to cut suspensions by 10% against the 2022/23 baseline, with a focus on the 6 "
        "schools that suspend most, and on children with an EHCP."
    ),
    paragraphs("Use the Section 60 review panel to hear from residents about stop & search."),
    paragraphs("Deliver healthy-relationships sessions to Years 7, 8 and 9."),
    paragraphs("Take part in the London-wide weapons surrender days; report the number of items surrendered."),
    paragraphs(
        "Agree a protocol between the MASH, the Youth Justice Service and the hospital trust so that:",
        "* a young person who comes to A&E with a wound is met by a youth worker;",
        "* the GP is told; and",
        "* the referral reaches the panel before its next meeting.",
    ),
    paragraphs("Keep the offender cohort under review: 2 in, 2 out, each month."),
    paragraphs("Give each tenant who is at risk of cuckooing a named housing officer."),
    paragraphs("Bid to the fund for 2024/25 and 2025/26 (£150,000 a year)."),
    paragraphs("Survey 500 residents on how safe they feel, then repeat 12 months later."),
    paragraphs("Extend the Safe Haven scheme to 15 more shops, cafés and libraries."),
)

NARRATIVES = (
    paragraphs("MPS: The meeting takes place on Tuesdays and is chaired by the neighbourhood inspector."),
    paragraphs(
        "CSS: The service leads on this work and has agreed terms of reference with its partners. In 2023 there were "
        "46 meetings and 212 people were discussed; 31 of them were referred on.",
        "-The next review is planned for the spring.",
        "-Minutes are kept by the partnership support officer and are shared within five working days.",
    ),
    paragraphs(
        "Public Health A needs assessment was completed and signed off by the Health and Wellbeing Board. It found "
        "three areas with more harm than the rest of the borough:",
        "* the town centre after 22:00;",
        "* two estates in the north, where most victims are under 25 and most offences happen within 400 metres of "
        "home; and",
        "* the transport hub.",
        "The findings were used to set the priorities of this plan.",
    ),
    paragraphs(
        "AFC - The youth service runs sessions on four evenings a week. Wandsworth Prison and Richmond College are "
        "partners in the project, which is open to young people from neighbouring boroughs too.",
    ),
    paragraphs(
        "Probation", "The practitioner's caseload is 25 people. Co-located staff attend the custody suite each day."
    ),
    paragraphs(
        "VAWG - Training was given to 64 members of staff. Self-assessment against the nine-point standard gave a "
        "score of 7/9. The forum “Safer Together” meets every other month – see example.org/safer – and has 31 member "
        "organisations.",
        "Next steps:",
        "* recruit a co-ordinator",
        "* renew the contract (currently £48,500 a year)",
        "* publish the directory",
    ),
    paragraphs(
        "MPS - Weapons sweeps are carried out each week in open spaces.",
        "CSS - Rangers and park-keepers take part.",
        "AFC - Youth workers follow up with young people who were present.",
    ),
    paragraphs("=SUM of referrals for the year: 118. +12 on last year. @Home programme now in place."),
    paragraphs(
        "1. The panel meets monthly.",
        "2. A tracker of actions is kept.",
        "3. Cases open for more than 6 months are reviewed by the chair.",
    ),
    paragraphs("Delivered."),
    paragraphs(
        "Community Safety chairs the tasking group. Enforcement, outreach, licensing and housing officers attend, "
        "with the town-centre manager and a representative of the business improvement district. The group considers "
        "the last four weeks of data, agrees up to six priority locations and sets a lead for each; progress is "
        "reviewed at the next meeting and unresolved problems are escalated. In the last quarter 14 locations were "
        "considered, of which 9 were closed, 3 were carried forward and 2 were escalated to the strategic board. An "
        "evaluation by the university found that anti-social behaviour fell by 18% in the locations chosen, against "
        "4% elsewhere.",
        "Lessons:",
        "* Lighting matters more than patrols, at least in the parks.",
        "* Residents want to be told what was done; a short note through the door is worth more than a page on a "
        "website which few people visit, and which is out of date within weeks.",
        "* Partners that send a different person each time slow the group down.",
        "Housing: estate inspections are aligned with the priority locations. Caretakers report broken doors and drug "
        "litter by phone, and repairs are ordered on the same day.",
        "Public Health: the harm-reduction team offers naloxone training to hostel staff. 57 people were trained; 3 "
        "lives are known to have been saved.",
        "Youth Justice Service: reparation projects are placed at the priority locations wherever this can be done "
        "safely. Young people have painted two subways and planted a garden beside the leisure centre.",
        "The borough's approach was presented to the pan-London group in June, and four other boroughs have asked for "
        "the terms of reference. The partnership support officer keeps a log of these requests and of what was sent.",
    ),
    paragraphs("The same offer stands under three actions, so the same words are printed under each of them."),
    paragraphs(
        "MPS VAWG hotspot patrols take place on Fridays and Saturdays.",
        "-Operation Lanternlight (a name made up for this document) covers the walk from the station.",
    ),
    paragraphs(
        "In year 1 the service reached 240 children; in year 2, 310 children. It is on course for 400 in year 3, when "
        "4 more schools join.",
    ),
    paragraphs(
        "Restorative approaches are offered by a commissioned provider: 12 conferences were held, 9 of them "
        "face-to-face. Satisfaction among victims was 92%.",
    ),
)
REPEATED = 11  # the narrative that stands under several actions

NIL_NARRATIVES = ("No Comment", "No comment received.", "N/A", "TBC", "Awaiting update", "Nil return", "")

LEADS = (
    (Lead("Priya Sample", "Head of Community Safety"),),
    (),
    (Lead("Dr Amara Placeholder", "Consultant in Public Health"),),
    (Lead(None, "Head of Youth Justice"),),
    (Lead("Sam O'Dummy", "Service Manager, Early Help"),),
    (Lead("Tom Specimen", None),),
    (Lead("Jo Test-Name", "VAWG Strategic Lead"),),
    (),
)
TWO_LEADS = (Lead("Priya Sample", "Head of Community Safety"), Lead("Tom Specimen", "Neighbourhood Inspector"))

ORGANISATIONS: tuple[tuple[str, ...], ...] = (
    ("Community Safety",),
    ("MPS", "Community Safety"),
    ("Community Safety - VAWG",),
    ("Children's Services", "Youth Justice Service", "Public Health"),
    ("Probation Service",),
    (),
    ("Housing partners", "Community Safety"),
    ("Regulatory Services",),
)

OUTCOMES = (
    "Fewer repeat victims",
    "10% fewer first-time entrants by March 2026",
    "Residents feel safer after dark",
    None,
    "100% of referrals answered within 5 working days",
)
TIMESCALES = ("Apr-28", "November annually", "Ongoing", None, "Q3 2024/25", "Annually in April")

EXTRAS: dict[str, tuple[str, ...]] = {
    "Resources Allocated": ("Within existing budget", "1.5 FTE", "£48,500", ""),
    "New Item?": ("Y", "N", "N"),
    "Local action": ("Extend to the north of the borough.", "", "Ask schools what they need, then agree 2 pilots."),
    "Next steps": ("Report to the board in June", "Recruit", "", "Sign the data-sharing agreement"),
    "Status": ("In progress", "Complete", "Not started"),
    "Ward focus": ("Northside", "Borough-wide", "", "Riverside and Old Town"),
}
