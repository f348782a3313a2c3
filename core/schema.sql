-- A fact store. Readable with any SQLite tool; docs/data.md describes each table.
-- A figure and what is known of it stand side by side: NULL in a *_status column means "published".

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

-- The counties of an area, by name: releases name counties, few give their codes.
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

CREATE TABLE specialty (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    soc TEXT NOT NULL,
    title TEXT NOT NULL,
    interests TEXT NOT NULL,
    PRIMARY KEY (onet_soc, source)
) WITHOUT ROWID;
CREATE INDEX specialty_soc ON specialty (soc);

-- kind: 'reported' (people gave it as their job's title), 'alternate' (some source lists it).
CREATE TABLE title (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (onet_soc, kind, title, source)
) WITHOUT ROWID;
CREATE INDEX title_title ON title (title);

CREATE TABLE task (
    source TEXT NOT NULL REFERENCES source (id),
    onet_soc TEXT NOT NULL,
    number INTEGER NOT NULL,
    task TEXT NOT NULL,
    core INTEGER,
    PRIMARY KEY (onet_soc, number, source)
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

-- openings, exits and transfers are totals over the whole period.
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
    education TEXT NOT NULL,
    experience TEXT NOT NULL,
    training TEXT NOT NULL,
    PRIMARY KEY (soc, area, base_year, source)
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
        unit IN ('USD/hour', 'USD/year', 'jobs', 'openings', 'percent', 'per 1,000 jobs', 'ratio')
    ),
    period TEXT NOT NULL,
    CHECK ((value IS NULL) = (status IS NOT NULL AND status <> 'at_least')),
    PRIMARY KEY (soc, area, key, source)
) WITHOUT ROWID;
