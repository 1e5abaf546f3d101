-- Comparisons with open places in the order in which they are served. Both columns ascend, so that an annotator's cursor is
-- one comparison of rows, which begins to read exactly where they stand; the primary key is of no use for it. With
-- the places of cohorts beside them, what waits for somebody is counted from here alone.
DROP INDEX comparison_open_places;
CREATE INDEX comparison_open_places ON comparison (batch_id, (-priority), id) INCLUDE (cohort_places) WHERE places_taken < places AND gold_choice IS NULL;

-- Counted without looking each gold up, too.
DROP INDEX comparison_batch_golds;
CREATE INDEX comparison_batch_golds ON comparison (batch_id, id) INCLUDE (practice) WHERE gold_choice IS NOT NULL;
