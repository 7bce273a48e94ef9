-- The figures of one measure, organisation and month, of the whole and of each category, in words.
SELECT
  format('{} {} ({}), {} {} to {}{}, {}: {}{}',
    org_level, org_name, ods_code, "window", period_start, period_end,
    CASE WHEN breakdown = 'all' THEN '' ELSE ', ' || breakdown || ' ' || category END,
    boundary_view,
    CASE value_state
      WHEN 'shown' THEN format('{} {}', round("value", 4), unit)
      WHEN 'suppressed' THEN '[c]'
      WHEN 'not_submitted' THEN '[x]'
      ELSE '[z]'
    END,
    CASE WHEN value_state = 'shown'
      THEN format(' = {} over {}', coalesce(numerator::VARCHAR, '-'), coalesce(denominator::VARCHAR, '-'))
      ELSE '' END)
FROM published_measure
WHERE measure_id = ? AND ods_code = ? AND period_end = ?
ORDER BY org_level, "window", breakdown, category, boundary_view
