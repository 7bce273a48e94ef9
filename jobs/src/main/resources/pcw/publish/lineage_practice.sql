-- The practices behind an organisation's month or quarter, as far as they are shown: on today's map where the data are public,
-- else on the map of the time, on which people are added up.
WITH asked AS (SELECT ?::VARCHAR AS measure_id, ?::VARCHAR AS ods_code, ?::DATE AS period_end)
SELECT
  format('{} {} {}: {} over {}',
    practice.ods_code, practice.org_name, practice."window",
    CASE practice.value_state WHEN 'suppressed' THEN '[c]' WHEN 'not_submitted' THEN '[x]'
      ELSE coalesce(practice.numerator::VARCHAR, '-') END,
    coalesce(practice.denominator::VARCHAR, '-'))
FROM asked
JOIN measure USING (measure_id)
JOIN published_measure AS practice
  ON practice.measure_id = asked.measure_id AND practice.period_end = asked.period_end
WHERE practice.org_level = 'practice'
  AND practice.breakdown = 'all'
  AND practice."window" IN ('month', 'quarter')
  AND (practice.ods_code = asked.ods_code OR EXISTS (
    SELECT 1
    FROM organisation_parent AS parent
    WHERE parent.org_level = 'practice' AND parent.ods_code = practice.ods_code
      AND parent.parent_code = asked.ods_code
      AND CASE WHEN measure.disclosure = 'public' THEN parent.boundary_view = 'current'
        ELSE parent.boundary_view = 'as_reported' AND coalesce(parent.valid_from, asked.period_end) <= asked.period_end
          AND coalesce(parent.valid_to > asked.period_end, true) END))
ORDER BY practice.ods_code, practice."window"
