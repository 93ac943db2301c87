-- What benchmarks/calculate.py is measured against: what an analyst would write by hand.

-- name: additive
SELECT date_trunc('month', recorded_on) AS month, area,
    count(*) FILTER (kind = 'crime') AS total_recorded_crime,
    count(*) FILTER (kind = 'crime' AND offence = 'violence_with_injury') AS violence_with_injury,
    count(*) FILTER (kind = 'crime' AND offence = 'violence_without_injury') AS violence_without_injury,
    count(*) FILTER (kind = 'crime' AND offence = 'rape') AS rape,
    count(*) FILTER (kind = 'crime' AND offence = 'other_sexual_offences') AS other_sexual_offences,
    count(*) FILTER (kind = 'crime' AND offence = 'personal_robbery') AS personal_robbery,
    count(*) FILTER (kind = 'crime' AND offence = 'business_robbery') AS business_robbery,
    count(*) FILTER (kind = 'crime' AND offence = 'residential_burglary_dwelling') AS residential_burglary_dwelling,
    count(*) FILTER (kind = 'crime' AND offence = 'burglary_business_and_community') AS burglary_business_and_community,
    count(*) FILTER (kind = 'crime' AND offence = 'vehicle_offences') AS vehicle_offences,
    count(*) FILTER (kind = 'crime' AND offence = 'theft_from_person') AS theft_from_person,
    count(*) FILTER (kind = 'crime' AND offence = 'bicycle_theft') AS bicycle_theft,
    count(*) FILTER (kind = 'crime' AND offence = 'shoplifting') AS shoplifting,
    count(*) FILTER (kind = 'crime' AND offence = 'all_other_theft_offences') AS all_other_theft_offences,
    count(*) FILTER (kind = 'crime' AND offence = 'criminal_damage_and_arson') AS criminal_damage_and_arson,
    count(*) FILTER (kind = 'crime' AND offence = 'drug_offences') AS drug_offences,
    count(*) FILTER (kind = 'crime' AND offence = 'possession_of_weapons') AS possession_of_weapons,
    count(*) FILTER (kind = 'crime' AND offence = 'public_order') AS public_order,
    count(*) FILTER (kind = 'crime' AND offence = 'misc_crimes_against_society') AS misc_crimes_against_society,
    count(*) FILTER (cyber) AS cyber,
    count(*) FILTER (alcohol) AS alcohol,
    count(*) FILTER (hate) AS hate,
    count(*) FILTER (domestic_abuse) AS domestic_abuse,
    count(*) FILTER (child_sexual_exploitation) AS child_sexual_exploitation,
    count(*) FILTER (vulnerable_adult) AS vulnerable_adult,
    count(*) FILTER (child_at_risk) AS child_at_risk
FROM '{records}'
WHERE recorded_on BETWEEN DATE '2017-04-01' AND DATE '2020-09-30'
GROUP BY ALL

-- name: distinct
SELECT date_trunc('month', recorded_on) AS month, area, count(DISTINCT victim) AS victims
FROM '{records}'
WHERE domestic_abuse AND recorded_on BETWEEN DATE '2017-04-01' AND DATE '2020-09-30'
GROUP BY GROUPING SETS ((month, area), (month))

-- name: median
SELECT date_trunc('month', recorded_on) AS month, area, median(date_diff('day', committed_on, recorded_on)) AS days
FROM '{records}'
WHERE recorded_on BETWEEN DATE '2017-04-01' AND DATE '2020-09-30'
GROUP BY GROUPING SETS ((month, area), (month))

-- name: distinct by every window
WITH months AS (SELECT DATE '2017-04-01' + to_months(n) AS month, n FROM range(42) AS t(n)),
windows AS (
    SELECT 'rolling ' || length AS grain, last.month AS ending, first.month AS month
    FROM months AS last, months AS first, (VALUES (1), (3), (6), (12)) AS l(length)
    WHERE first.n BETWEEN last.n - length + 1 AND last.n AND last.n >= length - 1
    UNION ALL
    SELECT 'quarter', last.month, first.month
    FROM months AS last, months AS first
    WHERE last.n % 3 = 2 AND first.n BETWEEN last.n - 2 AND last.n
    UNION ALL
    SELECT 'year', last.month, first.month
    FROM months AS last, months AS first
    WHERE last.n % 12 = 11 AND first.n BETWEEN last.n - 11 AND last.n
    UNION ALL
    SELECT 'year to date', last.month, first.month
    FROM months AS last, months AS first
    WHERE first.n BETWEEN last.n - last.n % 12 AND last.n
)
SELECT grain, ending, area, count(DISTINCT victim) AS victims
FROM '{records}' AS records JOIN windows ON date_trunc('month', recorded_on) = windows.month
WHERE domestic_abuse AND recorded_on BETWEEN DATE '2017-04-01' AND DATE '2020-09-30'
GROUP BY GROUPING SETS ((grain, ending, area), (grain, ending))
