-- Which organisations each practice belonged to, and when. Consecutive maps say so from a practice's first map on, and
-- a month without a map keeps what the one before said. Earlier, the area columns of the prescribing file say it, and
-- PCN and locality are unknown. A practice that is only ever in a list has its commissioner from the registry, if held.
WITH mapped AS (
  SELECT practice_code, month, CASE WHEN pcn_code <> 'U' THEN pcn_code END AS pcn_code, sub_icb_code, icb_code, region_code
  FROM practice_map
),
first_map AS (
  SELECT practice_code, MIN(month) AS month FROM mapped GROUP BY practice_code
),
first_list AS (
  SELECT practice_code, MIN(month) AS month FROM registered_patients GROUP BY practice_code
),
prescribed AS (
  SELECT
    practice_code,
    month,
    max_by(struct(sub_icb_code, icb_code, region_code), struct(items, sub_icb_code, icb_code, region_code)) AS area
  FROM practice_prescribing
  WHERE NOT is_unidentified
  GROUP BY practice_code, month
),
registry AS (
  SELECT organisation_code AS practice_code, max_by(commissioner_code, month) AS sub_icb_code
  FROM epraccur
  GROUP BY organisation_code
),
commissioner AS (
  SELECT
    sub_icb_code,
    max_by(struct(icb_code, region_code), struct(month, icb_code, region_code)) AS area
  FROM mapped
  GROUP BY sub_icb_code
),
listed_only AS (
  SELECT first_list.practice_code, first_list.month, registry.sub_icb_code, commissioner.area
  FROM first_list
  LEFT ANTI JOIN first_map ON first_map.practice_code = first_list.practice_code
  LEFT ANTI JOIN prescribed ON prescribed.practice_code = first_list.practice_code
  LEFT JOIN registry ON registry.practice_code = first_list.practice_code
  LEFT JOIN commissioner ON commissioner.sub_icb_code = registry.sub_icb_code
),
stated AS (
  SELECT practice_code, month, struct(pcn_code, sub_icb_code, icb_code, region_code, 'map' AS source) AS parents
  FROM mapped
  UNION ALL
  SELECT practice_code, prescribed.month,
         struct(CAST(NULL AS STRING) AS pcn_code, area.sub_icb_code, area.icb_code, area.region_code, 'prescribing' AS source)
  FROM prescribed
  LEFT JOIN first_map USING (practice_code)
  WHERE first_map.month IS NULL OR prescribed.month < first_map.month
  UNION ALL
  SELECT practice_code, month,
         struct(CAST(NULL AS STRING) AS pcn_code, sub_icb_code, area.icb_code, area.region_code, 'list' AS source)
  FROM listed_only
),
compared AS (
  SELECT
    *,
    lag(parents) OVER (PARTITION BY practice_code ORDER BY month) AS parents_before,
    row_number() OVER (PARTITION BY practice_code ORDER BY month) = 1 AS is_first
  FROM stated
),
span AS (
  -- A list that is older than anything else belongs to the first that is known.
  SELECT
    compared.practice_code,
    CASE WHEN is_first THEN LEAST(compared.month, first_list.month) ELSE compared.month END AS valid_from,
    lead(compared.month) OVER (PARTITION BY compared.practice_code ORDER BY compared.month) AS valid_to,
    parents
  FROM compared
  LEFT JOIN first_list ON first_list.practice_code = compared.practice_code
  WHERE is_first OR NOT (parents <=> parents_before)
),
cut AS (
  SELECT practice_code, valid_from AS on_date FROM span
  UNION
  SELECT practice_code, explode(array(valid_from, valid_to)) FROM practice_locality
),
piece AS (
  SELECT
    span.practice_code,
    cut.on_date,
    struct(parents.*, locality_code) AS parents,
    row_number() OVER (
      PARTITION BY span.practice_code, cut.on_date
      ORDER BY practice_locality.valid_from DESC NULLS LAST, locality_code
    ) AS choice
  FROM span
  JOIN cut
    ON cut.practice_code = span.practice_code
    AND cut.on_date >= span.valid_from
    AND (span.valid_to IS NULL OR cut.on_date < span.valid_to)
  LEFT JOIN practice_locality
    ON practice_locality.practice_code = span.practice_code
    AND parents.source = 'map'
    AND (practice_locality.valid_from IS NULL OR practice_locality.valid_from <= cut.on_date)
    AND (practice_locality.valid_to IS NULL OR practice_locality.valid_to > cut.on_date)
),
piece_compared AS (
  SELECT
    practice_code,
    on_date,
    parents,
    lag(parents) OVER (PARTITION BY practice_code ORDER BY on_date) AS parents_before,
    row_number() OVER (PARTITION BY practice_code ORDER BY on_date) = 1 AS is_first
  FROM piece
  WHERE choice = 1
)
SELECT
  practice_code,
  on_date AS valid_from,
  lead(on_date) OVER (PARTITION BY practice_code ORDER BY on_date) AS valid_to,
  parents.pcn_code,
  parents.locality_code,
  parents.sub_icb_code,
  parents.icb_code,
  parents.region_code,
  parents.source
FROM piece_compared
WHERE is_first OR NOT (parents <=> parents_before)
