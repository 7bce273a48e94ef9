-- Prescribing in our names, over the one stored copy. A code that the BNF has changed since is read as its newest,
-- so that a list of codes loses no product; the rows whose code stands are kept apart, so that a reader of some codes
-- reads only those from the store.
WITH changed AS (
  SELECT from_bnf_code, max_by(to_bnf_code, struct(valid_from, to_bnf_code)) AS to_bnf_code
  FROM bnf_code_mapping
  WHERE from_bnf_code <> to_bnf_code
  GROUP BY from_bnf_code
),
newest AS (
  SELECT
    a.from_bnf_code,
    COALESCE(d.to_bnf_code, c.to_bnf_code, b.to_bnf_code, a.to_bnf_code) AS to_bnf_code
  FROM changed a
  LEFT JOIN changed b ON b.from_bnf_code = a.to_bnf_code
  LEFT JOIN changed c ON c.from_bnf_code = b.to_bnf_code
  LEFT JOIN changed d ON d.from_bnf_code = c.to_bnf_code
),
coded AS (
  SELECT epd.*, epd.bnf_code AS newest_code
  FROM epd
  LEFT ANTI JOIN newest ON newest.from_bnf_code = epd.bnf_code
  UNION ALL
  SELECT epd.*, newest.to_bnf_code AS newest_code
  FROM epd
  JOIN newest ON newest.from_bnf_code = epd.bnf_code
)
SELECT
  month,
  practice_code,
  practice_name,
  -- NHSBSA adds 00 to a commissioner's three characters; a code of five characters comes bare.
  CASE
    WHEN commissioner_code RLIKE '^[0-9]{2}[A-Z]00$' THEN substring(commissioner_code, 1, 3)
    WHEN commissioner_code <> '-' THEN commissioner_code
  END AS sub_icb_code,
  CASE WHEN icb_code <> '-' THEN icb_code END AS icb_code,
  CASE WHEN region_code <> '-' THEN region_code END AS region_code,
  newest_code AS bnf_code,
  bnf_name,
  substring(newest_code, 1, 9) AS bnf_chemical,
  CASE WHEN length(newest_code) = 15 THEN substring(newest_code, 14, 2) END AS bnf_suffix,
  quantity,
  items,
  total_quantity,
  adq,
  nic,
  actual_cost,
  is_unidentified OR practice_code = '-' OR practice_code LIKE '%998' AS is_unidentified
FROM coded
