"""Heavy and tractor-trailer truck drivers, with the areas of the reader's state where the most of them work."""

import re
from collections.abc import Sequence
from datetime import date

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
    Table,
    Wages,
    hookimpl,
)

SOC = "53-3032"

_SHOWN = 5
_SPREAD = re.compile(r", [A-Z]{2}(-[A-Z]{2})+$")
"""How the names of areas end that lie in several states: ``, MO-KS``."""


@hookimpl
def describe_occupation() -> Description:
    """What stands beside the sections."""
    return Description(
        title="Heavy and Tractor-Trailer Truck Drivers",
        written=date(2026, 11, 23),
        in_short=(
            "Heavy truck drivers haul freight in tractor-trailers and other big rigs, and check that truck and load"
            " are safe for the road."
        ),
        rests_on=(
            "O*NET 29.3 (tasks, tools, software, skills, knowledge, interests, related occupations)",
            "O*NET 18.1 (green occupations)",
            "BLS OEWS May 2025 (industries that employ the most, nation; employees by area)",
            (
                "California Department of Motor Vehicles (license, age, training, hazardous materials, military waiver,"
                " people who are not citizens; read in stored copies of its pages, not compared with the live site)"
            ),
            (
                "California Code of Regulations, title 13, sections 1212 and 1212.5, and California Highway Patrol"
                " (hours, logging devices; read in stored copies)"
            ),
            (
                "Federal Motor Carrier Safety Administration (training, medical certificate, hours, Clearinghouse,"
                " disqualification, applications; as known to the writer and from notices of others; not compared with"
                " today's rules)"
            ),
            "Transportation Security Administration (background checks, as known to the writer)",
            (
                "California Air Resources Board (Clean Truck Check, idling, withdrawn fleet rules) and the state's"
                " rules for self-driving trucks (from news and law firms' notices of 2025 and 2026)"
            ),
            (
                "California labor law on employees and contractors, overtime and contracts to repay training (as known"
                " to the writer and from law firms' notices; not compared with the code)"
            ),
            "NCCCO, TRAA and U.S. Customs and Border Protection (certification, as known to the writer)",
            "BLS Census of Fatal Occupational Injuries (deaths at work; from news of it)",
        ),
        also_called=(
            "Big Rig Drivers",
            "Class A Drivers",
            "Dump Truck Drivers",
            "Line-Haul Drivers",
            "Long-Haul Truck Drivers",
            "Semi-Truck Drivers",
            "Tanker Drivers",
            "Tow Truck Drivers",
        ),
        hidden_titles=(
            "Trucker",
            "Truckdriver",
            "Teamster",
            "CDL A Driver",
            "Class A CDL",
            "Class B Driver",
            "18 Wheeler Driver",
            "Eighteen-Wheeler Driver",
            "Big Rig Trucker",
            "Drayage Driver",
            "Port Trucker",
            "OTR Driver",
            "Regional Truck Driver",
            "Local Truck Driver",
            "Flatbed Driver",
            "Reefer Driver",
            "Hazmat Driver",
            "Fuel Truck Driver",
            "Cement Truck Driver",
            "Ready-Mix Driver",
            "Owner Operator",
            "Owner-Operator",
            "Lorry Driver",
            "Hot Shot Driver",
            "Trailer Truck Driver",
        ),
        licences=(
            Credential(
                name="Commercial driver's license, Class A",
                issuer="California Department of Motor Vehicles (DMV)",
                authority="the California Vehicle Code and federal licensing rules",
                requires=(
                    "age 18, a regular California license, a medical certificate, a learner's permit, and training with"
                    " a registered provider"
                ),
                exam="written tests, then a skills test in a truck",
                renewal="every five years, and the medical certificate at least every two",
                url="https://www.dmv.ca.gov/",
            ),
            Credential(
                name="Medical examiner's certificate",
                issuer="Medical examiners; for interstate driving, those on the federal National Registry",
                authority="federal safety rules, which California has taken up",
                requires="a physical exam that covers sight, hearing, blood pressure and general health",
                renewal="at least every two years, or sooner if the examiner says so",
                url="https://nationalregistry.fmcsa.dot.gov/",
            ),
            Credential(
                name="Hazardous materials endorsement (H)",
                issuer="California Department of Motor Vehicles (DMV)",
                authority="federal law, with a background check by the Transportation Security Administration (TSA)",
                requires="age 21, a commercial license, fingerprints for the background check, and registered training",
                exam="a written test on hazardous materials",
                renewal="every five years at the latest, with a new background check and test",
                url="https://www.dmv.ca.gov/",
            ),
            Credential(
                name="Tank vehicle (N) and double trailer (T) endorsements",
                issuer="California Department of Motor Vehicles (DMV)",
                authority="the California Vehicle Code and federal licensing rules",
                requires="a commercial license; each is needed only for that kind of vehicle",
                exam="a written test for each",
                renewal="together with the license",
                url="https://www.dmv.ca.gov/",
            ),
            Credential(
                name="Transportation Worker Identification Credential (TWIC), for the secure areas of ports",
                issuer="Transportation Security Administration (TSA)",
                authority="federal law on the security of ports",
                requires="fingerprints, identity papers and a background check",
                renewal="every five years",
                url="https://www.tsa.gov/",
            ),
        ),
        certifications=(
            Credential(
                name="FAST card, for the express lanes at the border",
                issuer="U.S. Customs and Border Protection",
                requires="a background check, fingerprints and an interview",
                renewal="every five years",
                url="https://www.cbp.gov/",
            ),
            Credential(
                name="National Driver Certification (tow truck drivers), Levels 1 to 3",
                issuer="Towing and Recovery Association of America (TRAA)",
                requires="some experience as a tow truck driver, and more at each level",
                exam="a written exam for each level",
                url="https://traaonline.com/",
            ),
            Credential(
                name="Mobile Crane Operator: Boom Truck",
                issuer="National Commission for the Certification of Crane Operators (NCCCO)",
                authority="the state's crane safety rules, which ask for certification on all but small cranes",
                requires="age 18, and fitness to run a crane",
                exam="a written and a practical exam",
                renewal="every five years",
                url="https://www.nccco.org/",
            ),
        ),
        advancement=(
            Step(
                title="Drivers of fuel, oversize or other special loads",
                takes="endorsements, a clean record and a few years at the wheel",
            ),
            Step(
                title="Driver trainers",
                takes="several years without a crash, and calm in the passenger seat",
            ),
            Step(
                title="Dispatchers",
                soc="43-5032",
                takes="knowledge of roads and hours, ease with a screen, and a level voice on the phone",
            ),
            Step(
                title="Supervisors of drivers",
                soc="53-1043",
                takes="a good name among drivers, and the will to handle schedules, hiring and safety files",
            ),
            Step(
                title="Transportation managers",
                soc="11-3071",
                takes="years of running a yard or a desk, and often some college in logistics or business",
            ),
        ),
        related=(
            Related("53-3033", "deliver with smaller vans and trucks, on a regular license"),
            Related("53-3031", "drive a set route and sell along it, from bread to snacks"),
            Related("53-3052", "carry passengers in place of freight, with a commercial license too"),
            Related("53-7081", "run garbage and recycling trucks through the same streets every week"),
            Related("53-7051", "load and unload trailers with forklifts"),
            Related("47-2073", "run graders, loaders and other heavy machines on building sites"),
            Related("49-3031", "keep diesel trucks and buses running"),
            Related("43-5032", "plan the loads and stay in touch with the drivers"),
        ),
        yellow_pages=(
            "Concrete, Ready Mixed",
            "Freight Forwarding",
            "Movers",
            "Sand and Gravel",
            "Towing",
            "Trucking, Heavy Hauling",
            "Trucking, Liquid and Dry Bulk",
            "Trucking, Motor Freight",
            "Warehouses",
        ),
        links=(
            LinkItem(
                Link("California Department of Motor Vehicles", "https://www.dmv.ca.gov/"),
                "Licenses, endorsements and the commercial driver handbook",
            ),
            LinkItem(
                Link("Federal Motor Carrier Safety Administration", "https://www.fmcsa.dot.gov/"),
                "Rules on hours, health and testing, and the safety records of carriers",
            ),
            LinkItem(
                Link("Training Provider Registry", "https://tpr.fmcsa.dot.gov/"),
                "Schools whose training counts for the license",
            ),
            LinkItem(
                Link("California Highway Patrol", "https://www.chp.ca.gov/"),
                "Truck inspections, and the state's rules on hours",
            ),
            LinkItem(
                Link("California Air Resources Board", "https://ww2.arb.ca.gov/"),
                "Emissions rules for trucks, and money for cleaner ones",
            ),
            LinkItem(
                Link("California Trucking Association", "https://www.caltrux.org/"), "Speaks for carriers in the state"
            ),
            LinkItem(
                Link("International Brotherhood of Teamsters", "https://teamster.org/"), "The largest union of drivers"
            ),
            LinkItem(
                Link("Owner-Operator Independent Drivers Association", "https://www.ooida.com/"),
                "Advice for people who drive a truck of their own",
            ),
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"in-short", "overview"})
def guide_overview() -> Section:
    """What they do."""
    return Section(
        Paragraph(
            "North of Los Angeles, Interstate 5 drops for miles down a slope known as the Grapevine. A loaded"
            " tractor-trailer may weigh 80,000 pounds there, and all of it wants to run. The driver has chosen a low"
            " gear at the top, before the hill begins, and barely touches the brakes."
        ),
        Paragraph(
            (
                "Heavy truck drivers move goods in trucks rated above 26,000 pounds. Many drive a ",
                Emphasis("tractor-trailer"),
                (
                    ": a tractor with the cab and engine, and a trailer that couples to it. Others drive dump trucks,"
                    " concrete mixers, tankers or big tow trucks. A trip starts with a slow walk around the truck:"
                    " tires, lights, brakes, coupling, leaks. What fails is written up and fixed before the wheels"
                    " turn."
                ),
            )
        ),
        Paragraph(
            (
                "Then comes the paper side. The ",
                Emphasis("bill of lading"),
                (
                    " says what is on board, for whom, and with what care. Drivers check that the load is tied down and"
                    " that no axle, the shaft between two wheels, carries too much. They plan where to fuel, park and"
                    " sleep. At the other end they back the trailer up to a dock with inches to spare, and get a"
                    " signature."
                ),
            )
        ),
        Paragraph(
            (
                "Work differs by distance. ",
                Emphasis("Long-haul"),
                " drivers cross states and live in the truck for days or weeks. ",
                Emphasis("Line-haul"),
                (
                    " drivers run between two terminals, mostly at night, and sleep at home by day. Local drivers make"
                    " several stops and are home each evening. "
                ),
                Emphasis("Drayage"),
                " is the short haul of containers from a port or rail yard to a warehouse. ",
                OccupationLink("53-3033", "Light truck drivers"),
                ", with smaller vans and box trucks, are counted separately.",
            )
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"tools"})
def guide_tools() -> Section:
    """The truck, and what helps to run it."""
    return Section(
        Paragraph(
            (
                (
                    "Much of a big truck runs on air. Compressed air works the brakes, and a driver who hears a hiss"
                    " goes looking for it. The "
                ),
                Emphasis("fifth wheel"),
                (
                    " is the heavy plate that locks the trailer to the tractor. Straps, chains and tarps hold and cover"
                    " what lies on a flatbed, an open trailer. "
                ),
                Emphasis("Reefers"),
                " are trailers with their own cooling. Pallet jacks and lift gates help at stops without a dock.",
            )
        ),
        Paragraph(
            (
                "In the cab, an ",
                Emphasis("electronic logging device"),
                (
                    " is wired to the engine and records when the truck moves and when it rests. Navigation made for"
                    " trucks, such as PC*Miler, knows low bridges and weight limits. A tablet shows orders and scans"
                    " papers. Cameras, radar and automatic braking are now common. Some cameras watch the driver too,"
                    " so ask what happens with the video."
                ),
            )
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"green-economy"})
def guide_green_specialties() -> Section:
    """Cleaner air, and what it changes in the cab."""
    return Section(
        Paragraph(
            "Diesel smoke is a large part of the state's air problem, which is why trucks here face rules that other"
            " states lack. Nearly all diesel trucks must pass regular emissions tests under a program called Clean"
            " Truck Check. Engines may not, as a rule, idle for more than five minutes. Smooth starts and steady"
            " speeds save fuel, and many fleets score their drivers on it."
        ),
        Paragraph(
            "Electric trucks already work around the ports and on some local routes. They are quiet, strong from a"
            " stop and slow down by feeding power back to the battery. Their drivers plan around charging. Some"
            " fleets test trucks that run on hydrogen. Rules on who must buy such trucks have been written, withdrawn"
            " and taken to court. In 2025 the state gave up on making private and port fleets switch, so the pace now"
            " depends more on costs and grants."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"tasks"})
def guide_tasks() -> Section:
    """The tasks, each with a skill or a field of knowledge."""
    return Section(
        Paragraph("The driving itself is one line among many here."),
        Table(
            "Task and skill used",
            (Column("Task"), Column("Skill used")),
            [
                ("Walk around the truck and find what is worn, loose or leaking", "Equipment Maintenance"),
                ("Steer a long trailer through traffic, curves and narrow gates", "Operation and Control"),
                ("Watch gauges, mirrors and the road all at once", "Operations Monitoring"),
                ("Couple a trailer, and tug on it to prove that it holds", "Mechanical"),
                ("Pick a route that fits the truck's height, weight and cargo", "Transportation"),
                ("Leave enough time for traffic, fuel, rest and weather", "Time Management"),
                ("Read the papers that come with a load, and act on them", "Reading Comprehension"),
                ("Spread the weight so that every axle is within the limit", "Mathematics"),
                ("Tie down freight so that nothing shifts on a curve", "Public Safety and Security"),
                ("Find out why a brake drags or a light stays dark", "Troubleshooting"),
                ("Decide whether to go on in wind, snow or fog", "Judgment and Decision Making"),
                ("Keep an honest record of hours and defects", "Law and Government"),
                ("Call dispatch early when something will be late", "Speaking"),
                ("Stay polite at the end of a long wait", "Customer and Personal Service"),
            ],
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_working_conditions() -> Section:
    """Hours, hazards and waiting."""
    return Section(
        Paragraph(
            "You sit for hours, and then you lift, pull or climb in a hurry. Backs and knees pay for it, and"
            " truck-stop food does the rest. Each year more truck drivers die at work than people in nearly any other"
            " occupation, mostly in crashes. Strong wind in the desert passes, fog in the San Joaquin Valley and"
            " chains on Donner Summit are all part of driving here. Loads keep moving at night and on weekends."
        ),
        Paragraph(
            "Rest is set by law. Across state lines, federal limits allow 11 hours of driving within a 14-hour day,"
            " after 10 hours off. Wholly inside California, state rules allow 12 hours of driving within 16, with 10"
            " hours off before. Some loads have tighter limits. State overtime law does not cover most drivers under"
            " these limits, so look at the pay per week and not per hour alone."
        ),
        Paragraph(
            "Waiting is the common complaint. Hours at a dock may or may not be paid, and safe parking fills up by"
            " evening. Long-haul drivers miss birthdays. Union drivers, often Teamsters, are found mostly at parcel"
            " and freight companies, in construction and in waste hauling."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"fit"})
def guide_fit() -> Section:
    """Whom the work suits."""
    return Section(
        Paragraph(
            (
                "Of the interests that O*NET, the federal record of occupations, lists here, only two count for much. ",
                Emphasis("Realistic"),
                (
                    " is by far the stronger one. It draws people to engines, roads and weather, and to work that is"
                    " plainly finished when the doors are shut. "
                ),
                Emphasis("Conventional"),
                " is next. It fits those who are at ease with checklists, exact times and records in order.",
            )
        ),
        Paragraph(
            "You must be content in your own company and patient with other drivers' mistakes. The same inspection"
            " has to be done properly on the two hundredth morning, when nobody would know. If you are easily bored,"
            " or quick to anger in traffic, this work will find you out. Families matter in the choice as well. Talk"
            " the schedule over at home first."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_wages(occupation: Occupation, area: Area, facts: Facts) -> Section:
    """What the place pays, and how pay is counted."""
    paths = ("wages.area", "wages.hourly.p10", "wages.hourly.p90")
    cited = _cited(Citations(occupation, area, facts), paths)
    spread = None
    if cited:
        where, low, high = cited
        spread = Paragraph(
            (
                *("Out of ten heavy truck drivers in ", where, ", one is paid less than "),
                *(low, " an hour and one more than ", high, "."),
            )
        )
    return Section(
        spread,
        Paragraph(
            "How pay is counted matters as much as how much it is. Long-haul drivers are often paid by the mile,"
            " local ones by the hour, and drayage drivers sometimes by the load. Night runs, tankers and heavy"
            " equipment tend to pay more. Ask what a normal week brings home, and how breakdowns and waiting are paid."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_benefits() -> Section:
    """What comes with the pay, and who goes without."""
    return Section(
        Paragraph(
            "Large fleets and union employers mostly offer health coverage, paid holidays and a retirement account"
            " or pension. Small carriers may offer none of these. Meals and showers on the road add up, and some"
            " companies pay a part of them back."
        ),
        Paragraph(
            "Drivers who are treated as their own business get no benefits at all, and buy their own insurance."
            " California law starts from the view that a worker is an employee. A company that says otherwise must as"
            " a rule pass a strict three-part test, and many trucking setups do not. Drivers who think they were"
            " wrongly called contractors can ask the state's Labor Commissioner."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_outlook(occupation: Occupation, area: Area, facts: Facts) -> Section:
    """The openings of the place, and what moves them."""
    paths = ("outlook.area", "outlook.openings", "outlook.period")
    cited = _cited(Citations(occupation, area, facts), paths)
    openings = None
    if cited:
        where, count, period = cited
        openings = Paragraph(
            (
                *("In ", where, ", ", count, " jobs for heavy truck drivers are projected"),
                *(" to come open in ", period, "."),
            )
        )
    return Section(
        openings,
        Paragraph(
            "Freight rises and falls with trade. A slow year at the ports or in building leaves trucks parked, and"
            " new drivers feel it first. Yet many drivers retire or tire of the road, and their seats must be filled."
            " Self-driving trucks are the large open question. In 2026 California opened a path for testing them on"
            " its roads, at first with a person at the wheel. Backing into a tight yard or chaining up in snow will"
            " be harder to hand over than a straight highway at night."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_education() -> Section:
    """The way to the license."""
    return Section(
        Paragraph(
            "From nothing to a first paid load often takes two to four months. No diploma is required by law, though"
            " many employers want one. The steps run like this:"
        ),
        BulletList(
            [
                (
                    "You need a regular California license and a ",
                    Emphasis("medical certificate"),
                    (
                        ". An examiner checks eyesight, hearing, blood pressure and more. Diabetes or weak eyesight"
                        " need not end the matter, but epilepsy often does."
                    ),
                ),
                (
                    "You pass written tests at the Department of Motor Vehicles (DMV) and get a commercial learner's"
                    " permit. Hold it for at least 14 days before the skills test."
                ),
                (
                    "You take ",
                    Emphasis("entry-level driver training"),
                    (
                        " with a provider on a federal list. There is theory, then practice in a yard and on the road."
                        " California asks for at least 15 hours at the wheel; good schools give far more."
                    ),
                ),
                (
                    "You pass the skills test: an inspection explained aloud, some exact backing, and a drive in"
                    " traffic. Take it in a truck with a manual gearbox if you can. If you test in an automatic, your"
                    " license is limited to automatics."
                ),
            ]
        ),
        Paragraph(
            "At 18 you may drive for pay within California. To cross state lines or carry hazardous materials, you"
            " must be 21. A load that came from another state or from overseas counts as crossing, even if your part"
            " of the trip is ten miles. So port work usually has to wait until 21."
        ),
        Paragraph(
            "Federal rules ask for enough English to read road signs and talk with officers, and since 2025"
            " the federal government has pressed for stricter checks. In that year the DMV also stopped giving"
            " commercial licenses to people who are neither citizens nor permanent residents. If that could touch you,"
            " ask the DMV where you stand before you pay a school."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_experience() -> Section:
    """How to get through the first years."""
    return Section(
        Paragraph(
            "Most large carriers that hire beginners send them out with a trainer for some weeks. Many small firms"
            " want one or two years, because their insurers do. To bridge the gap, look at companies that train, at"
            " harvest or construction work, or at a warehouse where you can move trailers around the yard."
        ),
        Paragraph(
            (
                (
                    "Veterans who drove heavy vehicles in the service within the past year may be excused from the"
                    " driving test. Time as a "
                ),
                OccupationLink("53-7051", "forklift operator"),
                " or ",
                OccupationLink("49-3031", "mechanic"),
                " helps as well.",
            )
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_early_planning() -> Section:
    """What to do, and not to do, before."""
    return Section(
        Paragraph(
            "Your own driving record is your first resume, so guard it from the day you are licensed. A"
            " drunk-driving conviction, even in your own car, can cost a commercial license for a year, and a second"
            " one for life. Marijuana is legal for adults in California, yet federal drug tests still look for it, and"
            " a positive result takes you off the road."
        ),
        Paragraph(
            "In school, auto shop, math and geography are useful. So is a summer on a loading dock or a farm. Career"
            " changers do well here; carriers like people who have kept a schedule and dealt with customers. A degree"
            " is not needed, but it can help later in an office."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_continuing_education() -> Section:
    """What comes after the license."""
    return Section(
        Paragraph(
            "Some of it is not up to you: the medical exam comes around again, and so does the test on hazardous"
            " materials for those who carry them. Carriers add short courses on cargo, winter driving or new equipment."
        ),
        Paragraph(
            (
                "It pays to add an ",
                Emphasis("endorsement"),
                (
                    ", a mark on the license for a special kind of load. Tankers, hazardous materials and double"
                    " trailers are the usual ones. (Triple trailers are not allowed on California roads.)"
                ),
            )
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_licences() -> Section:
    """The license, the tests and what can end both."""
    return Section(
        Paragraph(
            "Driving these trucks takes a commercial driver's license, called a CDL. Class A covers"
            " tractor-trailers. Class B covers single heavy trucks such as mixers and most dump trucks; it is quicker"
            " to get and can be a good start."
        ),
        Paragraph(
            (
                (
                    "Drug testing is federal law: before the first drive, at random and after serious crashes. Results"
                    " go into a national database, the "
                ),
                Emphasis("Clearinghouse"),
                (
                    ". A failed or refused test takes away the license until a set treatment and retest process is"
                    " complete. Convictions that have nothing to do with vehicles mostly leave the license alone. They"
                    " can still bar you from hazardous materials or the docks of a port, and employers ask about them."
                ),
            )
        ),
        Paragraph(
            "Owner-operators, who run a truck of their own, need further permits and insurance before they haul for"
            " hire."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_certifications() -> Section:
    """Why the certificates below are few."""
    return Section(
        Paragraph(
            "Beginners can let these wait. Each fits a certain kind of work: the Mexican border, towing, or"
            " trucks with a crane. For the last, safety rules in the state generally require certification, so the"
            " employer often arranges it."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"training"})
def guide_training() -> Section:
    """Schools, and what to ask them."""
    return Section(
        Paragraph(
            (
                (
                    "Community colleges, adult schools, private truck schools and some carriers and unions teach the"
                    " Class A course. It often takes three to eight weeks full-time. If there is no school near you,"
                    " some carriers will bring you to theirs and house you. Look for "
                ),
                Emphasis("commercial truck driving"),
                ", ",
                Emphasis("Class A CDL"),
                " or ",
                Emphasis("truck driver training"),
                ". First check that the school is on the federal ",
                Link("Training Provider Registry", "https://tpr.fmcsa.dot.gov/"),
                ".",
            )
        ),
        Paragraph(
            "A carrier that trains you for free may pay less at first or want you to stay. Since 2026, California"
            " law forbids most contracts that make workers pay back training if they quit; there are exceptions, so"
            " read before you sign. Useful questions for a school:"
        ),
        BulletList(
            [
                "How many hours will I drive, and how many students share the truck?",
                "Is the truck for the test a manual or an automatic?",
                "Which companies hired the last class?",
                "What do I pay if I fail and must test again?",
            ]
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_industries() -> Section:
    """Who employs them, and where the freight is."""
    return Section(
        Paragraph(
            "Across the nation, trucking companies employ by far the most of these drivers. Then come wholesalers of"
            " groceries and other goods, parcel services, warehouses and makers of concrete and stone products."
            " Builders, tow companies and waste haulers have their own trucks."
        ),
        Paragraph(
            "In California, much of the freight comes in through the ports of Los Angeles, Long Beach and Oakland."
            " It moves on to the warehouses of the Inland Empire (Riverside and San Bernardino counties) and the San"
            " Joaquin Valley. Farms need drivers at harvest, and forests and quarries whenever the weather allows."
            " The counts below leave out owner-operators."
        ),
    )


@hookimpl(specname="guide_industries", place=Place.LEAD)
def where_in_the_state(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The areas of the reader's state where the most of them work, and how the reader's own stands among these."""
    state = next((place for place in (area, *area.within) if place.kind is AreaKind.STATE), None)
    if state is None:
        return None
    inside = {place.wages.code for place in facts.areas if state in place.within and place.wages is not None}
    everywhere = facts.wages_everywhere(occupation)
    surveyed = [wages for wages in everywhere if wages.area.code in inside and wages.composite is None]
    counted = [wages for wages in surveyed if _count(wages.employment)]
    if len(counted) < 2:
        return None
    most = sorted(counted, key=lambda wages: -_count(wages.employment))[:_SHOWN]
    return Section(
        Table(
            f"Areas of {state.in_words} that employ the most heavy truck drivers, {most[0].source.period}",
            (Column("Area"), Column("Employees", numeric=True), Column("Of every 1,000 jobs there", numeric=True)),
            [(wages.area.label, wages.employment, wages.jobs_per_1000) for wages in most],
        ),
        _standing(area, counted, state),
        _left_out(surveyed, counted),
    )


def _count(measure: Measure) -> float:
    """A published figure; 0 where there is none, or a bound only."""
    return measure.value or 0.0 if measure.status is Status.PUBLISHED else 0.0


def _standing(area: Area, counted: Sequence[Wages], state: Area) -> Paragraph | None:
    """The reader's own wage area among the others, by its drivers and by their part of its jobs."""
    here = next((wages for wages in counted if area.wages is not None and wages.area.code == area.wages.code), None)
    if here is None:
        return None
    name = here.area.in_words
    part_of = "" if name == area.in_words else f", which {area.in_words} is part of,"
    place = _place(here.employment, [wages.employment for wages in counted])
    said: list[str | Measure] = [f"By this count, {name}{part_of} is {place} areas in {state.in_words}."]
    if _count(here.jobs_per_1000):
        shares = [wages.jobs_per_1000 for wages in counted if _count(wages.jobs_per_1000)]
        said += [f" Set against all the jobs of an area, it is {_place(here.jobs_per_1000, shares)}: "]
        said += [here.jobs_per_1000, " of every 1,000 there are in this occupation."]
    return Paragraph(tuple(said))


def _place(measure: Measure, among: Sequence[Measure]) -> str:
    """Where a figure stands among several, the highest first; equal ones share a place."""
    return f"number {1 + sum(_count(other) > _count(measure) for other in among)} of {len(among)}"


def _left_out(surveyed: Sequence[Wages], counted: Sequence[Wages]) -> Note | None:
    """What the count cannot tell: areas whose number is not released, and areas that reach into another state."""
    said = []
    if len(counted) < len(surveyed):
        said.append("Areas whose number of drivers is not released are left out.")
    if any(_SPREAD.search(wages.area.name) for wages in counted):
        said.append("An area that reaches over a state line is counted as a whole.")
    return Note(" ".join(said)) if said else None


@hookimpl(place=Place.LEAD)
def guide_job_search() -> Section:
    """How beginners are hired."""
    return Section(
        Paragraph(
            "Recruiters visit truck schools, and some offer a job before the test. Treat that as a start and compare"
            " at least three carriers. Ask each how often drivers are home, how old the trucks are, and how many of"
            " last year's new drivers are still there."
        ),
        Paragraph(
            (
                "Type ",
                Emphasis("Class A driver"),
                ", ",
                Emphasis("CDL A"),
                ", ",
                Emphasis("regional driver"),
                ", ",
                Emphasis("line-haul driver"),
                ", ",
                Emphasis("local delivery driver"),
                " and ",
                Emphasis("recent graduate driver"),
                (
                    " into your search. Bring your license, medical certificate and a printout of your record from the"
                    " DMV. Write out your jobs of the past three years, and driving jobs of the past ten, with dates;"
                    " federal rules make carriers ask. Many will also give you a road test of their own."
                ),
            )
        ),
        Paragraph(
            'Be careful with "lease-to-own" truck offers. The payments go on when freight is slow, and many who'
            " sign end up with neither truck nor savings."
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"employers"})
def guide_employers() -> Section:
    """How to find carriers."""
    return Section(
        Paragraph(
            (
                (
                    "Look at what passes by. Names and numbers are painted on the cab doors. With the USDOT number you"
                    " can look up a carrier's inspections and crashes on the website of the "
                ),
                Link("Federal Motor Carrier Safety Administration", "https://www.fmcsa.dot.gov/"),
                ". Drive through the warehouse districts and note who has trailers at the docks.",
            )
        ),
        Paragraph(
            "Add those who haul only for themselves: supermarket chains, building suppliers, dairies, cities and the"
            " state's road department, Caltrans. They often offer steadier hours, and openings go fast."
        ),
    )


@hookimpl(place=Place.LEAD)
def guide_advancement() -> Section:
    """What may follow."""
    return Section(
        Paragraph(
            "Many stay in the seat and move to better seats: fuel, heavy equipment, a dedicated route with weekends"
            " off. Some buy a truck. Doing so means running a business, with repairs, taxes and empty weeks, and it"
            " goes best with savings and a steady customer in hand."
        ),
        Paragraph(
            (
                "Others come off the road and turn to ",
                OccupationLink("43-5032", "dispatching"),
                ", safety work, selling freight or teaching. Those who like machines may move over to ",
                OccupationLink("47-2073", "heavy equipment"),
                " or to repair.",
            )
        ),
    )


@hookimpl(place=Place.LEAD, replaces={"related"})
def guide_related() -> None:
    """Nothing more: the description lists them, with reasons."""


def _cited(citations: Citations, paths: Sequence[str]) -> Sequence[Measure | str] | None:
    """What some paths cite; none, unless all of it is published as a figure or a name."""
    found = [cited for path in paths if (cited := citations.get(path)) is not None]
    whole = all(isinstance(one, str) or one.status is Status.PUBLISHED for one in found)
    return found if whole and len(found) == len(paths) else None
