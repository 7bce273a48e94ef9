-- Numerator beside denominator of the indicators of the list. Where the publisher hides one of them, or gives only one,
-- there is nothing to divide.
SELECT practice_code, month, meaning, numerator, denominator
FROM (
  SELECT
    practice_code,
    month,
    meaning,
    MAX(CASE WHEN lower(part) = 'numerator' THEN TRY_CAST(count_text AS INT) END) AS numerator,
    MAX(CASE WHEN lower(part) = 'denominator' THEN TRY_CAST(count_text AS INT) END) AS denominator
  FROM network_contract
  JOIN network_contract_indicator ON network_contract_indicator.indicator = network_contract.indicator
  GROUP BY practice_code, month, meaning
)
WHERE numerator IS NOT NULL AND denominator IS NOT NULL
