-- A fact store. Readable with any SQLite tool; docs/data.md describes each table.
-- A figure and what is known of it stand side by side: NULL in a *_status column means "published".

-- In tables without row ids, the key's columns are declared first: SQLite 3.40 takes others for NULL when it checks a file.

-- The layout is the same wherever the file is made, however that SQLite was built.
PRAGMA page_size = 4096;
PRAGMA auto_vacuum = NONE;
PRAGMA encoding = 'UTF-8';

CREATE TABLE source (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    release TEXT NOT NULL,
    period TEXT NOT NULL,
    licence TEXT NOT NULL,
    attribution TEXT NOT NULL,
    url TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    copied_from TEXT NOT NULL,
    checked INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE area (
    source TEXT NOT NULL REFERENCES source (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (source, code)
) WITHOUT ROWID;

CREATE TABLE county (
    source TEXT NOT NULL REFERENCES source (id),
    fips TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (fips, source)
) WITHOUT ROWID;

-- The counties of an area, by name ('Orange County'): releases name counties, few give their codes.
CREATE TABLE area_county (
    source TEXT NOT NULL REFERENCES source (id),
    area_source TEXT NOT NULL,
    area TEXT NOT NULL,
    county TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (area_source, area, state, county, source)
) WITHOUT ROWID;

CREATE TABLE occupation (
    source TEXT NOT NULL REFERENCES source (id),
    soc TEXT NOT NULL,
    title TEXT NOT NULL,
    detailed INTEGER NOT NULL,
    PRIMARY KEY (soc, source)
) WITHOUT ROWID;

-- Codes that releases publish several occupations under. basis: why the component is known to be one.
CREATE TABLE composite (
    source TEXT NOT NULL REFERENCES source (id),
    soc TEXT NOT NULL,
    component TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (soc, component, source)
) WITHOUT ROWID;
CREATE INDEX composite_component ON composite (component);

-- Codes of older editions, and what became of them: several rows where a code was split.
CREATE TABLE successor (
    source TEXT NOT NULL REFERENCES source (id),
    edition TEXT NOT NULL,
    code TEXT NOT NULL,
    soc TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (code, edition, soc, source)
) WITHOUT ROWID;
CREATE INDEX successor_soc ON successor (soc);

-- What a release says of a code in sentences; code: a SOC or O*NET-SOC code, or an element's id.
CREATE TABLE description (
    source TEXT NOT NULL REFERENCES source (id),
    code TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (code, source)
) WITHOUT ROWID;

CREATE TABLE specialty (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    soc TEXT NOT NULL,
    title TEXT NOT NULL,
    interests TEXT NOT NULL,
    job_zone INTEGER,
    PRIMARY KEY (onet_soc, source)
) WITHOUT ROWID;
CREATE INDEX specialty_soc ON specialty (soc);

-- code: a SOC or an O*NET-SOC code. kind: 'reported' (people gave it as their job's title), 'alternate' or 'direct'
-- (some source lists it). Looked up by code; a search engine looks up by title.
CREATE TABLE title (
    source TEXT NOT NULL REFERENCES source (id),
    code TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reported', 'direct', 'alternate')),
    title TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (code, kind, title, source)
) WITHOUT ROWID;

CREATE TABLE task (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    number INTEGER NOT NULL,
    task TEXT NOT NULL,
    core INTEGER,
    PRIMARY KEY (onet_soc, number, source)
) WITHOUT ROWID;

-- Detailed work activities; element: the work activity that each is an instance of.
CREATE TABLE detailed_activity (
    source TEXT NOT NULL REFERENCES source (id),
    dwa TEXT NOT NULL,
    element TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (dwa, source)
) WITHOUT ROWID;

CREATE TABLE task_activity (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    number INTEGER NOT NULL,
    dwa TEXT NOT NULL,
    PRIMARY KEY (onet_soc, number, dwa, source)
) WITHOUT ROWID;

-- What occupations are rated on: skills, abilities, knowledge and the like. mean: of the ratings of all occupations.
-- period: the time of its figures, where that is not the release's.
CREATE TABLE element (
    source TEXT NOT NULL REFERENCES source (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    domain TEXT NOT NULL CHECK (
        domain IN (
            'skill', 'ability', 'knowledge', 'activity', 'style', 'value', 'interest', 'context', 'education'
        )
    ),
    mean REAL,
    period TEXT,
    PRIMARY KEY (id, source)
) WITHOUT ROWID;

-- The work activities that a skill or an ability is for.
CREATE TABLE element_activity (
    source TEXT NOT NULL REFERENCES source (id),
    element TEXT NOT NULL,
    activity TEXT NOT NULL,
    PRIMARY KEY (activity, element, source)
) WITHOUT ROWID;

-- value: importance, extent or frequency, on the release's scale. suppressed: the release recommends not to show it.
CREATE TABLE rating (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    element TEXT NOT NULL,
    value REAL NOT NULL,
    suppressed INTEGER NOT NULL,
    PRIMARY KEY (onet_soc, element, source)
) WITHOUT ROWID;

-- How workers are spread over an element's categories, in percent; categories of 0 percent are left out.
CREATE TABLE distribution (
    source TEXT NOT NULL REFERENCES source (id),
    code TEXT NOT NULL,
    element TEXT NOT NULL,
    category INTEGER NOT NULL,
    percent REAL NOT NULL,
    suppressed INTEGER NOT NULL,
    PRIMARY KEY (code, element, category, source)
) WITHOUT ROWID;

CREATE TABLE category (
    source TEXT NOT NULL REFERENCES source (id),
    element TEXT NOT NULL,
    category INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (element, category, source)
) WITHOUT ROWID;

-- kind: 'technology' or 'tool'. hot: employers ask for it often, in whatever occupation.
CREATE TABLE tool (
    source TEXT NOT NULL REFERENCES source (id),
    id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('technology', 'tool')),
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    hot INTEGER NOT NULL,
    PRIMARY KEY (id, source)
) WITHOUT ROWID;

CREATE TABLE tool_use (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    tool INTEGER NOT NULL,
    in_demand INTEGER NOT NULL,
    PRIMARY KEY (onet_soc, tool, source)
) WITHOUT ROWID;

CREATE TABLE related (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    related TEXT NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (onet_soc, rank, related, source)
) WITHOUT ROWID;

-- Designations: 'green' (touched by the green economy) and 'bright' (a bright outlook), with the category of each.
-- edition: the edition of O*NET-SOC that the code is of.
CREATE TABLE designation (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    edition TEXT NOT NULL,
    PRIMARY KEY (onet_soc, kind, category, source)
) WITHOUT ROWID;

CREATE TABLE program (
    source TEXT NOT NULL REFERENCES source (id),
    cip TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (cip, source)
) WITHOUT ROWID;

CREATE TABLE program_occupation (
    source TEXT NOT NULL REFERENCES source (id),
    soc TEXT NOT NULL,
    cip TEXT NOT NULL,
    PRIMARY KEY (soc, cip, source)
) WITHOUT ROWID;

-- Industries that do not overlap: of four digits of NAICS, and of three where there are none within.
CREATE TABLE industry (
    source TEXT NOT NULL REFERENCES source (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    digits INTEGER NOT NULL,
    PRIMARY KEY (code, source)
) WITHOUT ROWID;

-- Employees of an occupation in an industry, in the nation.
CREATE TABLE industry_employment (
    source TEXT NOT NULL REFERENCES source (id),
    soc TEXT NOT NULL,
    industry TEXT NOT NULL,
    employment REAL,
    employment_status TEXT,
    annual_median REAL,
    annual_median_status TEXT,
    PRIMARY KEY (soc, industry, source)
) WITHOUT ROWID;

CREATE TABLE wage (
    source TEXT NOT NULL REFERENCES source (id),
    soc TEXT NOT NULL,
    area TEXT NOT NULL,
    employment REAL, employment_status TEXT, employment_rse REAL,
    hourly_mean REAL, hourly_mean_status TEXT,
    annual_mean REAL, annual_mean_status TEXT, mean_rse REAL,
    hourly_p10 REAL, hourly_p10_status TEXT,
    hourly_p25 REAL, hourly_p25_status TEXT,
    hourly_median REAL, hourly_median_status TEXT,
    hourly_p75 REAL, hourly_p75_status TEXT,
    hourly_p90 REAL, hourly_p90_status TEXT,
    annual_p10 REAL, annual_p10_status TEXT,
    annual_p25 REAL, annual_p25_status TEXT,
    annual_median REAL, annual_median_status TEXT,
    annual_p75 REAL, annual_p75_status TEXT,
    annual_p90 REAL, annual_p90_status TEXT,
    jobs_per_1000 REAL, jobs_per_1000_status TEXT,
    location_quotient REAL, location_quotient_status TEXT,
    PRIMARY KEY (soc, area, source)
) WITHOUT ROWID;

-- per: what exits, transfers and openings are counted over: the whole 'period', or a 'year' on average.
CREATE TABLE projection (
    source TEXT NOT NULL REFERENCES source (id),
    soc TEXT NOT NULL,
    area TEXT NOT NULL,
    base_year INTEGER NOT NULL,
    projected_year INTEGER NOT NULL,
    base_employment REAL,
    projected_employment REAL,
    change REAL,
    percent_change REAL,
    exits REAL,
    transfers REAL,
    openings REAL,
    per TEXT NOT NULL CHECK (per IN ('period', 'year')),
    requirement INTEGER,
    PRIMARY KEY (soc, area, base_year, source)
) WITHOUT ROWID;

-- What a release of projections calls typical for entry.
CREATE TABLE requirement (
    source TEXT NOT NULL REFERENCES source (id),
    id INTEGER NOT NULL,
    education TEXT NOT NULL,
    experience TEXT NOT NULL,
    training TEXT NOT NULL,
    PRIMARY KEY (id, source)
) WITHOUT ROWID;

-- What a third party's source brings: any measure of an occupation in an area, by a key of its own.
-- area is a place's code (a county's FIPS code or an OEWS area code).
CREATE TABLE measure (
    source TEXT NOT NULL REFERENCES source (id),
    soc TEXT NOT NULL,
    area TEXT NOT NULL,
    key TEXT NOT NULL,
    value REAL,
    status TEXT CHECK (
        status IN ('at_least', 'suppressed', 'not_published', 'not_applicable', 'not_surveyed', 'not_loaded')
    ),
    unit TEXT NOT NULL CHECK (
        unit IN (
            'USD/hour', 'USD/year', 'jobs', 'openings', 'openings/year', 'percent', 'per 1,000 jobs', 'ratio', 'score'
        )
    ),
    period TEXT NOT NULL,
    CHECK ((value IS NULL) = (status IS NOT NULL AND status <> 'at_least')),
    PRIMARY KEY (soc, area, key, source)
) WITHOUT ROWID;
