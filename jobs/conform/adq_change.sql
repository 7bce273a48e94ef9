-- Opioids and gabapentinoids whose ADQs per unit are others than in the month before, or differ within a month. One
-- part in a hundred is left to rounding in the source; a presentation that gains or loses its ADQ has changed too.
WITH unit AS (
  SELECT
    month,
    substring(bnf_code, 1, 9) AS bnf_chemical,
    substring(bnf_code, 14, 2) AS bnf_suffix,
    MIN(bnf_name) AS bnf_name,
    CAST(SUM(adq) AS DOUBLE) / CAST(SUM(total_quantity) AS DOUBLE) AS adq_per_unit,
    MIN(CAST(adq AS DOUBLE) / CAST(total_quantity AS DOUBLE)) AS least,
    MAX(CAST(adq AS DOUBLE) / CAST(total_quantity AS DOUBLE)) AS most
  FROM epd
  WHERE (bnf_code LIKE '0407%' OR bnf_code LIKE '0408%') AND length(bnf_code) = 15 AND total_quantity > 0
  GROUP BY month, substring(bnf_code, 1, 9), substring(bnf_code, 14, 2)
),
compared AS (
  SELECT
    month,
    bnf_chemical,
    bnf_suffix,
    bnf_name,
    adq_per_unit,
    LAG(adq_per_unit) OVER (PARTITION BY bnf_chemical, bnf_suffix ORDER BY month) AS adq_per_unit_before,
    most - least > 0.01 * most AS is_mixed
  FROM unit
)
SELECT month, bnf_chemical, bnf_suffix, bnf_name, adq_per_unit, adq_per_unit_before, is_mixed
FROM compared
WHERE is_mixed OR abs(adq_per_unit - adq_per_unit_before) > 0.01 * greatest(adq_per_unit, adq_per_unit_before)
