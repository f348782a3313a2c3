"""Solar photovoltaic installers, with the state's part of the nation's installers worked out from published figures."""

import re
from datetime import date
from math import log

from occuguide.core import (
    Area,
    AreaKind,
    BulletList,
    Citations,
    Column,
    Credential,
    Description,
    Emphasis,
    Facts,
    Link,
    LinkItem,
    Measure,
    Note,
    Occupation,
    OccupationLink,
    Paragraph,
    Place,
    Related,
    Section,
    Status,
    Step,
    Strong,
    Table,
    Wages,
    hookimpl,
)

SOC = "47-2231"

EVERYBODY = Occupation(soc="00-0000", title="All Occupations")
"""The code under which releases count the employees of all occupations together."""

PARTS = (
    *((2, 3), (1, 2), (2, 5)),
    *((1, whole) for whole in (*range(3, 13), 15, 20, 25, 30, 40, 50, 75, 100)),
)
"""The fractions that a share is put in words by: two in three, one in two, and so on."""

NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

TINY = 1 / 125
"""Shares below this are not put nearer than "fewer than one in 100"."""

COMMON = (
    (2.5, "much more common in {place} than"),
    (1.75, "about twice as common in {place} as"),
    (1.25, "more common in {place} than"),
    (0.8, "about as common in {place} as"),
    (0.0, "less common in {place} than"),
)
"""From which multiple of the state's share of all employees its share of the occupation's is said to be so."""

CSLB = "Contractors State License Board (CSLB)"
NABCEP = "North American Board of Certified Energy Practitioners (NABCEP)"


@hookimpl
def describe_occupation() -> Description:
    """What stands beside the sections: titles, credentials, steps up, neighbors, places to read on."""
    return Description(
        title="Solar Photovoltaic Installers",
        written=date(2026, 11, 23),
        in_short=(
            "Solar installers bolt panels to roofs, carports and frames in open fields, and help turn the sunlight"
            " that falls on them into power."
        ),
        rests_on=(
            "O*NET 29.3 (tasks, tools, skills, knowledge, interests, related occupations)",
            "O*NET 18.1 (green occupations)",
            "Standard Occupational Classification 2018 (who is counted elsewhere)",
            "BLS OEWS May 2025 (employees in the state and the nation; industries that employ the most)",
            (
                "Contractors State License Board (classes C-46 and C-10, batteries, salesperson registration; read in"
                " stored copies of its pages and of articles on them, not compared with the live site)"
            ),
            (
                "California Labor Code, sections 108 to 108.5 (electrician certification), 226.2 (piece work) and"
                " 2750.5 (who is an employee), and Wage Order 16 (hand tools), as known to the writer"
            ),
            (
                "California Public Utilities Commission (net billing tariff) and Public Utilities Code, section 769.2"
                " (prevailing wage; read in stored articles)"
            ),
            (
                "California's clean energy law (SB 100), Energy Code and Fair Chance Act, and the end of the federal"
                " tax credit for homeowners (as known to the writer)"
            ),
            "U.S. Department of Labor, 29 CFR 570.67 (work on roofs by people under 18; read in a stored copy)",
            "California Department of Toxic Substances Control (old panels; read in a stored copy of its pages)",
            "NABCEP and OSHA (credentials; read in stored copies of pages on them, not compared with their sites)",
        ),
        also_called=(
            "PV Installers",
            "PV Technicians",
            "Photovoltaic Installers",
            "Rooftop Solar Installers",
            "Solar Crew Members",
            "Solar Installers",
            "Solar Panel Installers",
            "Solar Technicians",
        ),
        hidden_titles=(
            "Photo Voltaic Installer",
            "PV Tech",
            "Solar Tech",
            "Solar Helper",
            "Solar Laborer",
            "Solar Roofer",
            "Solar Electrician",
            "Solar Farm Worker",
            "Solar Pannel Installer",
            "Solar Panel Installation",
            "Solar Battery Installer",
            "Solar Power Installer",
            "Solar Service Technician",
        ),
        yellow_pages=(
            "Electric Contractors",
            "Employment Agencies",
            "Energy Management Systems and Products",
            "General Contractors",
            "Home Builders",
            "Roofing Contractors",
            "Solar Energy Contractors",
            "Solar Energy Equipment and Systems",
        ),
        licences=(
            Credential(
                name="Solar contractor license (C-46), for those who run a business of their own",
                issuer=CSLB,
                authority="the Contractors State License Law",
                requires=(
                    "four years of solar work at journey level within the last ten, a minimum age of 18, fingerprints"
                    " and a bond; schooling can stand in for a part of the years"
                ),
                exam="one on law and business, and another on solar work",
                renewal="a renewal every two years, for a license in use",
                url="https://www.cslb.ca.gov/",
            ),
            Credential(
                name="Electrician certification or trainee registration, for wiring at a C-10 contractor",
                issuer="California Department of Industrial Relations",
                authority="sections 108 to 108.5 of the California Labor Code",
                requires=(
                    "certification for the kind of wiring that is done, or registration as a trainee; apprentices in"
                    " an approved program need neither"
                ),
                exam="a state exam for certification",
                renewal="a renewal every three years (for trainees, every year), with classes and work to show",
                url="https://www.dir.ca.gov/",
            ),
            Credential(
                name="Home improvement salesperson registration, for those who also sell systems to homeowners",
                issuer=CSLB,
                authority="section 7152 of the California Business and Professions Code",
                requires="a minimum age of 18 and fingerprints, but no experience",
                renewal="a renewal every two years",
                url="https://www.cslb.ca.gov/",
            ),
        ),
        certifications=(
            Credential(
                name="OSHA 10-hour card for construction",
                issuer="trainers authorized by the U.S. Occupational Safety and Health Administration (OSHA)",
                requires="a ten-hour course on the hazards of building work",
                renewal="nothing, since the card does not expire, though some employers want a recent one",
                url="https://www.osha.gov/",
            ),
            Credential(
                name="PV Associate (PVA)",
                issuer=NABCEP,
                requires="a course at a registered school, or some months of work in solar power",
                exam="one on the basics of solar power",
                renewal="some hours of classes every three years",
                url="https://www.nabcep.org/",
            ),
            Credential(
                name="PV Installer Specialist (PVIS)",
                issuer=NABCEP,
                requires="related experience, schooling or both, and a minimum age of 18",
                exam="one on putting systems in",
                renewal="further learning and work in the field, shown every three years",
                url="https://www.nabcep.org/",
            ),
            Credential(
                name="PV Installation Professional (PVIP)",
                issuer=NABCEP,
                requires="safety training, advanced classes, and finished systems for which you made the decisions",
                exam="one that covers design and upkeep too",
                renewal="30 hours of further learning every three years, and work in the field",
                url="https://www.nabcep.org/",
            ),
        ),
        advancement=(
            Step(
                title="Lead installers", takes="work that passes inspection the first time, and patience with beginners"
            ),
            Step(title="Solar service technicians", takes="a sure hand with meters and a liking for puzzles"),
            Step(
                title="Supervisors of installation crews",
                soc="47-1011",
                takes="several years in the field, and an eye for schedules, permits and people",
            ),
            Step(
                title="Electricians",
                soc="47-2111",
                takes="an apprenticeship, or years of work as a registered trainee, and a state exam",
            ),
            Step(
                title="Owners of a solar company",
                takes="a license of class C-46 or C-10, some capital and a head for prices",
            ),
        ),
        related=(
            Related("47-2111", "do the wiring that a solar system ends in, and every other kind"),
            Related("47-2181", "work on the same slopes and know how to keep them from leaking"),
            Related("47-3013", "drill, carry and pull wire for electricians, a start that can lead to either trade"),
            Related("47-2152", "put in solar water heaters, among much other pipework"),
            Related("49-9081", "climb towers to keep another kind of clean power running"),
            Related("49-2098", "mount and wire equipment in homes, mostly at low voltage"),
            Related("47-2061", "do the groundwork on building sites and solar farms"),
            Related("47-4011", "check new buildings, and solar systems before they are switched on"),
        ),
        links=(
            LinkItem(
                Link("Contractors State License Board", "https://www.cslb.ca.gov/"),
                "Classes of license, and a look at any contractor's record",
            ),
            LinkItem(
                Link("North American Board of Certified Energy Practitioners (NABCEP)", "https://www.nabcep.org/"),
                "Solar credentials, and schools that prepare for them",
            ),
            LinkItem(
                Link("GRID Alternatives", "https://gridalternatives.org/"),
                "Solar power for families with low incomes, with training and volunteer days",
            ),
            LinkItem(
                Link("California Solar & Storage Association (CALSSA)", "https://calssa.org/"),
                "The trade's association in the state, and its members",
            ),
            LinkItem(
                Link("Solar Energy Industries Association (SEIA)", "https://www.seia.org/"),
                "News and figures on solar power in the nation",
            ),
            LinkItem(
                Link("Interstate Renewable Energy Council (IREC)", "https://irecusa.org/"),
                "Careers and training in clean energy",
            ),
            LinkItem(
                Link("California Public Utilities Commission", "https://www.cpuc.ca.gov/"),
                "Rules for rooftop solar power at the large private electric companies",
            ),
            LinkItem(
                Link("Cal/OSHA", "https://www.dir.ca.gov/dosh/"),
                "California's rules on falls, heat and electricity at work",
            ),
        ),
    )


# --- What Would I Do? ---------------------------------------------------------------------------------------


@hookimpl(place=Place.LEAD, replaces={"in-short", "overview"})
def guide_overview() -> Section:
    """What installers do, on houses and elsewhere."""
    return Section(
        Paragraph(
            (
                (
                    "A van stops at a house with a bare roof on its south side. By noon it carries metal rails, and "
                    "in a day or two it is covered with dark glass. The people up there are solar photovoltaic "
                    "installers. "
                ),
                Emphasis("Photovoltaic"),
                ", or PV for short, means turning light straight into electricity.",
            )
        ),
        Paragraph(
            (
                (
                    "First the crew holds the drawings against the real roof, finds the rafters (the beams under it) "
                    "and snaps chalk lines along them. Every bolt must bite into solid wood, and every hole must be "
                    "sealed, since one careless hole can rot a ceiling. Rails and wires come next, and last the "
                ),
                Emphasis("modules"),
                ", the trade's word for panels. A module is as big as a door and often weighs more than 40 pounds.",
            )
        ),
        Paragraph(
            (
                (
                    "The other half of the job goes on beside the electric meter. Panels make direct current (DC), "
                    "while a house runs on alternating current (AC), which keeps changing direction. An "
                ),
                Emphasis("inverter"),
                (
                    " turns the one into the other. Once the crew has tested each circuit and put up warning labels, "
                    "the system stays off until an inspector and the electric company have agreed."
                ),
            )
        ),
        Paragraph(
            "Schools and warehouses carry far larger systems, some of them on steel roofs above a parking lot. On "
            "solar farms, where whole fields of panels turn to follow the sun, crews are big and you may do one step "
            "hundreds of times a day. Service installers work alone or in pairs. They find out why an old system has "
            "grown weak, or lift panels off a roof that needs new shingles and put them back."
        ),
        Paragraph(
            (
                "Two close neighbors are counted elsewhere: ",
                OccupationLink("47-2111", "electricians"),
                " who wire solar power, and ",
                OccupationLink("47-2152", "plumbers"),
                " who put in solar water heaters.",
            )
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"tools"})
def guide_tools() -> Section:
    """The tools, meters and software."""
    return Section(
        Paragraph(
            "An impact driver, which turns screws and hammers on them at once, seldom leaves the hand. With it go a "
            "chalk line, a metal saw and a caulking gun for the sealant. A torque wrench shows when a bolt is tight "
            "enough and no tighter. The harness and rope are tools too, and you look them over for cuts before each "
            "climb."
        ),
        Paragraph(
            "Meters do the checking. A multimeter reads voltage, the pressure that drives electricity through a "
            "wire, and shows whether the wire is sound. Another kind measures how strong the sunlight is, so that "
            "the crew can tell whether the panels give what they should. Larger jobs bring forklifts and machines "
            "that drive steel posts into the ground."
        ),
        Paragraph(
            "A phone or tablet holds the drawings and a checklist. You take pictures at every stage, because nobody "
            "can look under a panel later. Once the system is running, an app reports what it makes, in some cases "
            "panel by panel."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"green-economy"})
def guide_green_specialties() -> Section:
    """Why the job is a green one, and what becomes of old panels."""
    return Section(
        Paragraph(
            "Without the green economy, this occupation would hardly exist. When O*NET, which describes jobs for the "
            "U.S. Department of Labor, drew up a list of green work, it entered solar installers as a new kind."
        ),
        Paragraph(
            "California leans on them heavily. Since 2020 its building rules have put solar panels on most new "
            "houses. State law aims for all electricity sold to customers to come from renewable or carbon-free "
            "sources by the end of 2045. The sun goes down just as people come home and turn on the lights, so "
            "batteries have become a growing part of the work."
        ),
        Paragraph(
            (
                (
                    "Another task lies at the far end of a panel's life. The first generation of panels is now "
                    "coming down. Some contain enough lead or other metals to count as hazardous waste. California "
                    "lets them be handled as "
                ),
                Emphasis("universal waste"),
                (
                    ", the class that also takes in old batteries and fluorescent tubes. A crew may not simply throw "
                    "them in a dumpster."
                ),
            )
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"tasks"})
def guide_tasks() -> Section:
    """The main tasks, each with a skill."""
    return Section(
        Paragraph(
            "A finished roof hides most of the work that went into it. These are the pieces, and the skill or "
            "know-how that each one draws on."
        ),
        Table(
            "Task and skill used",
            (Column("Task"), Column("Skill used")),
            (
                ("Go through the drawings and find what does not match the roof", "Reading Comprehension"),
                ("Pick a spot that gets sun and can carry the weight", "Building and Construction"),
                ("Sketch where rows, walkways and equipment will go", "Design"),
                ("Work out how many panels one circuit can take", "Mathematics"),
                (
                    "Look for brittle skylights, loose tiles and live wires before anyone steps near",
                    "Public Safety and Security",
                ),
                ("Bolt down feet and rails, and set panels on them", "Installation"),
                ("Put clamps and frames together and tighten each bolt just enough", "Mechanical"),
                ("Pass glass up a ladder and across a roof as one team", "Coordination"),
                ("Pick fuses, switches and ground wires of the right size", "Engineering and Technology"),
                ("Measure each circuit before it is switched on", "Quality Control Analysis"),
                ("Watch what the inverter reports in its first hours", "Operations Monitoring"),
                ("Find the one bad plug in a row of forty", "Troubleshooting"),
                ("Call off the day when the wind picks up", "Judgment and Decision Making"),
                ("Show an owner how to read the app and whom to call", "Customer and Personal Service"),
            ),
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_working_conditions() -> Section:
    """Heat, heights, seasons and unions."""
    return Section(
        Paragraph(
            "Roofs are high, tilted and open to the sky. In August a dark one can burn a bare hand, and on a winter "
            "morning dew makes tile as slick as soap. State rules give outdoor workers a right to water, shade and "
            "time to cool down, and summer crews start early."
        ),
        Paragraph(
            "Falls are the danger to fear most. The federal safety agency, OSHA, and the state's own, Cal/OSHA, both "
            "have strict rules for work at heights. A good crew ties off every time, even for one loose screw. "
            "Electricity comes next: daylight keeps a panel live, and a long row can reach a voltage far above that "
            "of a wall outlet. Over the years it is the lifting and kneeling that people feel."
        ),
        Paragraph(
            "Most of the work is full-time and by day. Rain and strong wind stop work on roofs, so winter paychecks "
            "can be smaller. A solar farm needs a big crew for some months and then hardly anyone. Those who follow "
            "such projects may live in motels for much of the year."
        ),
        Paragraph(
            "Crews that work on houses seldom belong to a union. Large solar farms are different: in California, "
            "many have been built by union labor from several trades, such as electricians and ironworkers."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"fit"})
def guide_fit() -> Section:
    """The interests and ways of working that suit the job."""
    return Section(
        Paragraph(
            (
                "R and C: those are the two letters that O*NET gives to this job. R stands for ",
                Emphasis("Realistic"),
                ", the pull of tools, ladders and open air. C is for ",
                Emphasis("Conventional"),
                (
                    ", the wish to have each piece just where the drawing puts it. A system can look tidy from the "
                    "street and still be wrong underneath."
                ),
            )
        ),
        Paragraph(
            "Some fear of heights is healthy, and much of it fades with practice. A person who freezes on a ladder "
            "will be unhappy here; one who fears nothing is a danger to the crew. Balance matters, and so does "
            "staying careful on the last panel of a hot afternoon. Ladders and harnesses are rated for a certain "
            "weight, tools included. On many crews, much of the talk is in Spanish."
        ),
    )


# --- Wages and outlook --------------------------------------------------------------------------------------


@hookimpl(place=Place.LEAD)
def guide_wages(occupation: Occupation, area: Area, facts: Facts) -> Section:
    """What the best paid make, where it is published, and how pay is made up."""
    return Section(
        _filled(
            "For one solar installer in ten in {wages.area}, an hour of work brings more than {wages.hourly.p90}.",
            Citations(occupation, area, facts),
        ),
        Paragraph(
            (
                (
                    "What lifts pay is being trusted: with the wiring, with a crew, or with a fault that nobody else "
                    "can find. Ask how it is figured, since some contractors pay by the "
                ),
                Emphasis("piece"),
                (
                    ", so much for each panel or job. California then makes them pay for rest breaks too, and for "
                    "time when you could not produce."
                ),
            )
        ),
        Paragraph(
            (
                "Since 2024, a California law has brought the ",
                Emphasis("prevailing wage"),
                (
                    ", a minimum set for each trade, to many solar jobs on business and larger apartment buildings. "
                    "Houses for one family are left out."
                ),
            )
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_benefits() -> Section:
    """Benefits by the kind of employer, and who pays for gear."""
    return Section(
        Paragraph(
            "Expect a wide spread. A large installer or a union contractor is likely to offer health coverage and "
            "help you save for retirement. With a crew of five, you may get little more than the law asks for. In "
            "California, that takes in paid sick days and insurance for injuries at work. If a staffing agency hires "
            "you, ask which benefits come from the agency."
        ),
        Paragraph(
            "As a rule, safety gear that the law calls for is the employer's to buy. Nor can the "
            "employer, in California, usually make you bring your own hand tools, unless you are an apprentice or earn "
            "at least twice the state's minimum wage."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_outlook(occupation: Occupation, area: Area, facts: Facts) -> Section:
    """The openings, where they are published for the whole period, and what moves demand."""
    return Section(
        _filled(
            (
                "Should the {outlook.period} projections for {outlook.area} come true, there will be {outlook.openings}"
                " openings for solar installers."
            ),
            Citations(occupation, area, facts),
        ),
        Paragraph(
            (
                (
                    "Take any forecast for this trade with care, because a change in the rules can turn it around "
                    "within a year. In April 2023, the "
                ),
                Emphasis("net billing tariff"),
                (
                    " began for new rooftop systems at California's three big private electric companies. Under it, "
                    "power that a home sends out to the grid earns far less than it did under the old rules. After a "
                    "rush to beat the deadline, orders for homes fell, and companies let installers go. The same "
                    "rules made batteries worth more, since stored power is power that the owner need not buy back. "
                    "A second blow came at the end of 2025, when a federal tax credit for homeowners who buy solar "
                    "systems ran out."
                ),
            )
        ),
        Paragraph(
            "Solar farms and new houses do not move in step with this. Software now draws layouts from photos taken "
            "overhead, and robots set panels on a few solar farms. Steep roofs and old systems that need mending "
            "remain work for people, and those who can do both have more to fall back on."
        ),
    )


def _filled(words: str, citations: Citations) -> Paragraph | None:
    """A paragraph with the figures that its words cite in braces; none where one of them is not published."""
    pieces = [citations.get(piece) if number % 2 else piece for number, piece in enumerate(re.split("[{}]", words))]
    found = [piece for piece in pieces if piece is not None]
    return Paragraph(tuple(found)) if len(found) == len(pieces) else None


# --- How Do I Qualify? --------------------------------------------------------------------------------------


@hookimpl(place=Place.LEAD)
def guide_education() -> Section:
    """Ways in, what contractors ask for, and how long it takes."""
    return Section(
        Paragraph(
            "A first day on a crew takes no degree. New hires carry, cut and clean up, then move on "
            "to rails and panels as they prove careful. Within weeks you are useful, and after a year you know the "
            "common kinds of roof. Allow two or three years in all before you lead a crew of your own."
        ),
        Paragraph("You might come to it in one of these ways:"),
        BulletList(
            (
                (
                    Strong("As a helper."),
                    " A contractor hires you as you are and teaches you.",
                ),
                (
                    Strong("With a course first."),
                    (
                        " Some weeks or terms of solar classes, at a community college or a nonprofit, put you ahead "
                        "of other beginners."
                    ),
                ),
                (
                    Strong("As an electrician's apprentice."),
                    " It is the long road, four or five years, but at its end you can wire nearly anything.",
                ),
            )
        ),
        Paragraph(
            "Contractors usually want a driver license, a clean enough driving record and the strength to lift 50 "
            "pounds. Many test for drugs, and some check backgrounds, because crews work in people's homes. In "
            "California, employers of five or more people generally have to make an offer first and ask about "
            "convictions later."
        ),
        Paragraph(
            "A degree in engineering or construction points toward design or project management, and some months on "
            "a roof will make you better at both. Far from the cities, the local electrician or roofer often does "
            "the solar work, so ask them first."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_experience() -> Section:
    """What counts as a head start."""
    return Section(
        Paragraph(
            (
                "Time spent high up or with tools counts as a head start. ",
                OccupationLink("47-2181", "Roofers"),
                " already know how to move on a slope and keep water out, and ",
                OccupationLink("47-3013", "electricians' helpers"),
                " know conduit, the pipe that wires run through.",
            )
        ),
        Paragraph(
            "To try it out cheaply, volunteer. GRID Alternatives, a nonprofit that began in Oakland, brings solar "
            "power to families with low incomes, and trainees and volunteers have long worked beside its crews. A "
            "few days there will tell you how you feel about heights."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_early_planning() -> Section:
    """What to do before 18, and in a change of career."""
    return Section(
        Paragraph(
            "Federal law keeps most people under 18 from paid work on roofs, with exceptions for some students and "
            "apprentices. The years before are not lost. Shop class teaches you to measure twice, and "
            "physics shows why panels in a row add up their voltage. A summer of landscaping or moving furniture shows "
            "employers that you can work in the heat."
        ),
        Paragraph(
            "In a change of career, look for what carries over: a warehouse worker knows lifts and loads. Before you "
            "sign on, talk with an installer over 40 about knees."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_continuing_education() -> Section:
    """How installers keep up."""
    return Section(
        Paragraph(
            "The makers of inverters and batteries teach installers how to handle what they sell. Some of them "
            "supply only contractors whom they have trained. Every three years there is a new national code on wiring, "
            "with a part on solar power. For many installers, the most useful next course is one on batteries or "
            "car chargers."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_licences() -> Section:
    """Whose license it is, and why its class matters to an employee."""
    return Section(
        Paragraph(
            "To work on a crew in California, you need no license of your own. Your employer does. The Contractors "
            "State License Board, or CSLB, licenses contractors by class. C-46 is the one for solar, and C-10, the "
            "electrical class, covers solar power too. Some general contractors may also take on solar work."
        ),
        Paragraph(
            (
                (
                    "The class matters to you because of the wiring. At a C-10 contractor, making electrical "
                    "connections takes state papers or an apprenticeship, as told below. That rule was not written "
                    "for contractors who hold only a C-46. Where a firm has both, ask who does the wiring and on what "
                    "terms. For the hours, the exam and the exceptions, turn to the page on "
                ),
                OccupationLink("47-2111", "electricians"),
                ".",
            )
        ),
        Paragraph(
            "Which contractors may install batteries has been fought over for years, in court as well. If you want "
            "that work, ask which license the firm does it under."
        ),
        Paragraph("The rules differ from state to state, and some states let only electricians do the wiring."),
    )


@hookimpl(place=Place.LEAD)
def guide_certifications() -> Section:
    """Which certificate to begin with."""
    return Section(
        Paragraph(
            "By California law, you can do without all four. Many building sites want to see the safety card, "
            "though OSHA itself does not call it a certification: it proves that you took the course. The Associate "
            "credential suits beginners. Leave the other two until you have real jobs to show."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"training"})
def guide_training() -> Section:
    """What to look for and what to ask."""
    return Section(
        Paragraph(
            (
                "Community colleges file these classes under ",
                Emphasis("solar"),
                ", ",
                Emphasis("photovoltaic"),
                ", ",
                Emphasis("renewable energy"),
                ", ",
                Emphasis("construction"),
                " or ",
                Emphasis("electrical technology"),
                (
                    ". They come and go with the market, so make sure that the one you want is still taught. Some "
                    "nonprofits run short hands-on courses for free."
                ),
            )
        ),
        Paragraph("Pay a visit before you pay a fee, and ask:"),
        BulletList(
            (
                "Is there a practice roof, and how many hours are spent on it?",
                "Does the course lead to the Associate exam, and to a safety card?",
                "Have the teachers put up systems themselves, and lately?",
            )
        ),
        Paragraph('Walk away from anyone who sells a "solar installer license." California has none.'),
    )


# --- Where Would I Work? ------------------------------------------------------------------------------------


@hookimpl(place=Place.LEAD)
def guide_industries(occupation: Occupation, area: Area, facts: Facts) -> Section:
    """Where the jobs are, which part of the nation's is in the reader's state, and who employs them."""
    return Section(
        Paragraph(
            "House crews work wherever there are roofs, which is nearly everywhere. Solar farms are built where land "
            "is flat, sunny and cheap: in California, above all in the Mojave Desert, Kern County and the Imperial "
            "Valley."
        ),
        *_state_part(occupation, area, facts),
        Paragraph(
            "The largest employers are firms that fit out buildings with power, heat and water; solar and electrical "
            "contractors are among them. Staffing agencies come next, then power companies and the builders of power "
            "plants and lines."
        ),
    )


def _state_part(occupation: Occupation, area: Area, facts: Facts) -> tuple[Paragraph | Note, ...]:
    """The state's share of the nation's employees in the occupation, beside its share of all employees.

    Nothing, where the place lies in no state or one of the occupation's two numbers is not published as a number of
    its own. The comparison alone is left out where the numbers of all employees are not there.
    """
    places = (area, *area.within)
    state = next((place for place in places if place.kind is AreaKind.STATE), None)
    nation = next((place for place in places if place.kind is AreaKind.NATION), None)
    if state is None or nation is None:
        return ()
    installers = _counted(occupation, state, nation, facts)
    if installers is None:
        return ()
    here, whole = installers
    name = state.in_words
    share = _share(here, whole)
    said = f"Of the nation's solar installers who are employees, {_in_words(share)} worked in {name} in {here.period}."
    made_of: list[str | Measure] = [
        f"Worked out from the numbers of employees that are published for {name} and the nation for {here.period}: ",
        *(here, " of ", whole, " in this occupation"),
    ]
    everybody = _counted(EVERYBODY, state, nation, facts)
    if everybody is not None and everybody[0].period == here.period:
        of_all = _share(*everybody)
        common = next(words for least, words in COMMON if share / of_all >= least).format(place=name)
        said += (
            f" Of employees of every kind, it was {_in_words(of_all)}. So the job is {common} in the nation as a whole."
        )
        made_of += [", and ", everybody[0], " of ", everybody[1], " in all occupations together"]
    made_of.append(". The numbers come from a survey and are not exact. People who work for themselves are left out.")
    return Paragraph(said), Note(tuple(made_of))


def _counted(occupation: Occupation, state: Area, nation: Area, facts: Facts) -> tuple[Measure, Measure] | None:
    """An occupation's employees in a state and in the nation, by one release; none where one number is lacking."""
    found: list[Wages] = []
    for place in (state, nation):
        wages = None if place.wages is None else facts.wages(occupation, place.wages)
        if wages is None or wages.composite is not None or wages.employment.status is not Status.PUBLISHED:
            return None
        found.append(wages)
    here, whole = (wages.employment for wages in found)
    same = found[0].source.id == found[1].source.id and here.period == whole.period
    return (here, whole) if same and 0 < (here.value or 0) <= (whole.value or 0) else None


def _share(here: Measure, whole: Measure) -> float:
    return (here.value or 0.0) / (whole.value or 1.0)


def _in_words(share: float) -> str:
    """A share as people say it: ``about one in five``."""
    if share < TINY:
        return "fewer than one in 100"
    part, whole = min(PARTS, key=lambda fraction: abs(log(share * fraction[1] / fraction[0])))
    if (part, whole) == (1, 2):
        return "about half"
    return f"about {NUMBERS[part]} in {NUMBERS[whole] if whole < len(NUMBERS) else whole}"


# --- Finding a Job, Where Could This Job Lead? --------------------------------------------------------------


@hookimpl(place=Place.LEAD)
def guide_job_search() -> Section:
    """When to look, what to ask for and what to be careful of."""
    return Section(
        Paragraph(
            (
                "Hiring picks up in spring, when the roofs dry out. Ask for ",
                Emphasis("solar installer"),
                ", ",
                Emphasis("PV installer"),
                ", ",
                Emphasis("solar helper"),
                " and ",
                Emphasis("solar laborer"),
                "; with some experience, add ",
                Emphasis("PV technician"),
                " and ",
                Emphasis("lead installer"),
                ". Solar farms often hire through staffing agencies or union halls, many people at a time.",
            )
        ),
        Paragraph(
            "Show up in work boots, with your driver license and any safety card. Some contractors will have you "
            "climb a ladder. One likely question is what to do about a partner who does not tie off. Say plainly "
            "that you would stop the work."
        ),
        Paragraph(
            'An offer to pay you as an "independent contractor" should put you on guard. In California, someone on a '
            "crew without a contractor's license of their own is nearly always an employee by law. That means "
            "overtime, sick days and insurance if you are hurt."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"employers"})
def guide_employers() -> Section:
    """How to list contractors nearby."""
    return Section(
        BulletList(
            (
                "Read the vans and yard signs wherever panels are going up.",
                "Ask at the city or county building counter which names come up most on solar permits.",
                (
                    "Look up the firm at the ",
                    Link("CSLB", "https://www.cslb.ca.gov/"),
                    ": its class, how long it has been licensed, and any action against it.",
                ),
                "Call roofers, electricians and home builders near you and ask who does their solar work.",
            )
        ),
        Paragraph("Some solar firms do not last. Years in business tell you more than the size of an advertisement."),
    )


@hookimpl(place=Place.LEAD)
def guide_advancement() -> Section:
    """The two ways up, and those sideways."""
    return Section(
        Paragraph(
            "There are two ways up, and each asks for something else. One goes through people and budgets. The other "
            "goes through wires, and it opens up much more than solar."
        ),
        Paragraph(
            (
                (
                    "Some installers move to the office to design or price systems, or into sales. Others inspect "
                    "buildings or climb towers as "
                ),
                OccupationLink("49-9081", "wind turbine technicians"),
                ".",
            )
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"related"})
def guide_related() -> None:
    """Nothing of its own: the occupations listed above stand in place of O*NET's."""
