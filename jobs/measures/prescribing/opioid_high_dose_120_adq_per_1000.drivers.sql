-- The high-dose presentations (120 mg) by their ADQs; a brand counts with its generic equivalent.
SELECT
  prescribing.practice_code AS organisation_code,
  prescribing.month,
  concat(listed.bnf_chemical, listed.bnf_suffix) AS item_code,
  concat_ws(
    ' ', initcap(listed.drug), regexp_replace(CAST(listed.strength AS STRING), '\\.?0+$', ''), listed.unit, listed.form
  ) AS item_name,
  SUM(prescribing.items) AS items,
  SUM(prescribing.total_quantity) AS quantity,
  SUM(prescribing.adq) AS adq,
  SUM(prescribing.actual_cost) AS actual_cost_gbp,
  SUM(prescribing.adq) AS contribution
FROM prescribing
JOIN reporting_month ON reporting_month.month = prescribing.month
JOIN practice_month
  ON practice_month.practice_code = prescribing.practice_code AND practice_month.month = prescribing.month
JOIN opioid_regular_presentation AS listed
  ON listed.bnf_chemical = prescribing.bnf_chemical
  AND listed.bnf_suffix = prescribing.bnf_suffix
  AND listed.is_high_dose_120
  AND (listed.valid_to IS NULL OR prescribing.month < listed.valid_to)
LEFT ANTI JOIN opioid_high_dose_exception AS exception
  ON exception.bnf_code = prescribing.bnf_code AND exception.threshold = 120
WHERE prescribing.bnf_code LIKE '0407020%'
GROUP BY prescribing.practice_code, prescribing.month, listed.bnf_chemical, listed.bnf_suffix, listed.drug, listed.strength,
  listed.unit, listed.form
