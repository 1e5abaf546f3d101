"""Tunes a language model by DPO with TRL on a snapshot that the gate has let through: no reward model, no reusable score."""

import sys

from concord_job import run

ACCURACY = "eval_rewards/accuracies"


def train(job):
    if "--dry-run" in sys.argv:
        from tiny_fit import fit

        return fit(job)

    from pairs import data_sets
    from telling import settings, teller, train_and_leave
    from trl import DPOConfig, DPOTrainer

    sets, tokenizer, longest = data_sets(job, ("prompt", "chosen", "rejected"))
    trainer = DPOTrainer(
        model=job["baseModel"],
        args=DPOConfig(max_length=longest, **settings(job, sets)),
        train_dataset=sets["train"],
        eval_dataset=sets["validation"],
        processing_class=tokenizer,
        callbacks=[teller(ACCURACY)],
    )
    train_and_leave(trainer, job, sets, ACCURACY)


if __name__ == "__main__":
    run(train)
