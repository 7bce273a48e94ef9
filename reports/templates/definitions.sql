-- Every measure's definition, in the order of the pages.
SELECT measure_id, chapter, position, title, caption, why_it_matters, what_you_can_do, numerator, denominator, unit, better, worth_noticing, sources, code_lists, owner, reviewed_on, references_text
FROM measure
ORDER BY chapter, position, measure_id
