-- What boards return each quarter, but for 2020/21, when the collection was not as in other years.
SELECT icb_code, month, age_group, eligibility_group, mode, year_to_date, active_at_quarter_end
FROM budget_quarter
WHERE month NOT BETWEEN DATE'2020-04-01' AND DATE'2021-03-31'
