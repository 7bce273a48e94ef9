-- The gabapentinoid presentations by their defined daily doses; a brand counts with its generic equivalent.
SELECT
  prescribing.practice_code AS organisation_code,
  prescribing.month,
  concat(listed.bnf_chemical, listed.bnf_suffix) AS item_code,
  listed.name AS item_name,
  SUM(prescribing.items) AS items,
  SUM(prescribing.total_quantity) AS quantity,
  SUM(prescribing.adq) AS adq,
  SUM(prescribing.actual_cost) AS actual_cost_gbp,
  CAST(SUM(prescribing.total_quantity * listed.mg_per_unit) AS DECIMAL(24, 6)) / listed.ddd_mg AS contribution
FROM prescribing
JOIN reporting_month ON reporting_month.month = prescribing.month
JOIN practice_month
  ON practice_month.practice_code = prescribing.practice_code AND practice_month.month = prescribing.month
JOIN gabapentinoid_presentation AS listed
  ON listed.bnf_chemical = prescribing.bnf_chemical AND listed.bnf_suffix = prescribing.bnf_suffix
WHERE (prescribing.bnf_code LIKE '0408010G0%' OR prescribing.bnf_code LIKE '0408010AE%')
GROUP BY prescribing.practice_code, prescribing.month, listed.bnf_chemical, listed.bnf_suffix, listed.name, listed.ddd_mg
