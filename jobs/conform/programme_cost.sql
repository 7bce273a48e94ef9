-- Costs as boards state them, and the whole: what was not split, or the sum where all three roles are stated. A year that
-- does not end in the one after it is no financial year.
WITH stated AS (
  SELECT icb_code, make_date(CAST(substr(financial_year, 1, 4) AS INT) + 1, 3, 1) AS month, role, cost_gbp
  FROM programme_cost
  WHERE CAST(substr(financial_year, 6, 2) AS INT) = (CAST(substr(financial_year, 3, 2) AS INT) + 1) % 100
)
SELECT icb_code, month, role, cost_gbp
FROM stated
WHERE role <> 'all_roles'
UNION ALL
SELECT
  icb_code,
  month,
  'all',
  CAST(COALESCE(MAX(CASE WHEN role = 'all_roles' THEN cost_gbp END), SUM(cost_gbp)) AS DECIMAL(14, 2))
FROM stated
GROUP BY icb_code, month
HAVING COUNT_IF(role = 'all_roles') = 1 OR COUNT(*) = 3
