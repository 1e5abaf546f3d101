-- What a lead's pages ask of a batch of hundreds of thousands of comparisons, answered without reading them.
CREATE INDEX comparison_of_set ON comparison (batch_id, id) WHERE meta ? 'set';
CREATE INDEX comparison_served_golds ON comparison (batch_id) WHERE gold_choice IS NOT NULL AND NOT practice;
