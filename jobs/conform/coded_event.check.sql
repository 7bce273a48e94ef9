-- Entries whose code is not verified: an official run refuses them, and they count as unmapped.
SELECT
  CASE
    WHEN coded_event.concept = 'unmapped'
      THEN format_string('%d entries whose code is not verified are refused: %s, %s', COUNT(*), term, snomed)
    ELSE format_string('%d entries are used whose code is not verified: %s, %s', COUNT(*), term, snomed)
  END AS finding
FROM coded_event
JOIN snomed_concept ON snomed = snomed_code
WHERE status = 'UNVERIFIED'
GROUP BY coded_event.concept, term, snomed
ORDER BY snomed
