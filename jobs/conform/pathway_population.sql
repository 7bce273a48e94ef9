-- People in each pathway, as counted.
SELECT practice_code, pathway, month, people FROM pathway_population
