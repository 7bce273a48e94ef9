-- Every measure's definition, in the order of the pages; reviewed once a year, else it says so.
SELECT measure_id, chapter, position, title, caption, why_it_matters, what_you_can_do, numerator, denominator, unit, better, worth_noticing, sources, code_lists, owner, reviewed_on, references_text,
  CASE WHEN reviewed_on + INTERVAL 1 YEAR < (SELECT max(period_end) FROM published_measure) THEN 'Past its review date (last reviewed ' || strftime(reviewed_on, '%-d %b %Y') || '): ask the owner whether it still holds.' END AS review_warning
FROM measure
ORDER BY chapter, position, measure_id
