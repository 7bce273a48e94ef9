-- People eligible at the end of a quarter as published, standard and fast track; funded nursing care apart.
SELECT
  sub_icb_code AS organisation_code,
  'quarter' AS window,
  chc_quarter.month,
  breakdown,
  category,
  NULL AS value,
  SUM(eligible_at_quarter_end) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM chc_quarter
JOIN reporting_month ON reporting_month.month = chc_quarter.month
LATERAL VIEW stack(
  3,
  'all', CASE WHEN kind <> 'funded_nursing_care' THEN 'all' END,
  'kind', CASE WHEN kind <> 'funded_nursing_care' THEN kind END,
  'apart', CASE WHEN kind = 'funded_nursing_care' THEN kind END
) part AS breakdown, category
WHERE category IS NOT NULL AND eligible_at_quarter_end IS NOT NULL
GROUP BY sub_icb_code, chc_quarter.month, breakdown, category
