-- One person's answers to golds are found in these two alone: a page about a person need not read every label they gave.
DROP INDEX label_annotator_id_sequence_idx;
CREATE INDEX label_annotator_id_sequence_comparison_id_idx ON label (annotator_id, sequence, comparison_id);
DROP INDEX comparison_golds;
CREATE INDEX comparison_golds ON comparison (project_id, id) INCLUDE (gold_choice, gold_sequence, practice) WHERE gold_choice IS NOT NULL;
