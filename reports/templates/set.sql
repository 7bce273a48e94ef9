-- What the whole set is: its id and the latest month of the lead measure.
SELECT max(set_id) AS set_id, max(period_end) FILTER (measure_id = $P{measure_id} AND "window" = 'month') AS period_end
FROM published_measure
