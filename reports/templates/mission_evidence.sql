-- The register of published evidence: what may be quoted, where, and with what said beside it.
SELECT claim, value, population, source, year, use, caveat
FROM evidence
ORDER BY list_position(['benchmark_line', 'evidence_box', 'library'], use), claim, source
