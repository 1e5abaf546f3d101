"""Tunes a language model by DPO with TRL on a snapshot that the gate has let through: no reward model, no reusable score."""

import hashlib
import os
import sys

from concord_job import emit, rows, run


def train(job):
    if "--dry-run" in sys.argv:
        from tiny_fit import fit

        return fit(job)

    import torch
    from datasets import Dataset
    from transformers import TrainerCallback
    from trl import DPOConfig, DPOTrainer

    def part(split):
        kept = [{name: row[name] for name in ("prompt", "chosen", "rejected")} for row in rows(split)]
        return Dataset.from_list(kept) if kept else None

    sets = {split: part(split) for split in ("train", "validation", "test")}
    emit("data", kept=sum(len(each or []) for each in sets.values()), droppedTooLong=0, train=len(sets["train"] or []))

    class Telling(TrainerCallback):
        last = {"validationLoss": None, "validationAccuracy": None}

        def on_log(self, args, state, control, logs=None, **kwargs):
            logs = logs or {}
            if "eval_loss" in logs:
                self.last = {"validationLoss": logs["eval_loss"], "validationAccuracy": logs.get("eval_rewards/accuracies")}
            if "loss" in logs:
                emit(
                    "progress",
                    epoch=int(state.epoch or 0) + 1,
                    epochs=int(args.num_train_epochs),
                    step=state.global_step,
                    steps=state.max_steps,
                    trainLoss=logs["loss"],
                    pairsPerSecond=None,
                    secondsLeft=None,
                    **self.last,
                )

    folder = os.path.join(os.environ.get("CONCORD_OUTPUT", "/tmp"), f"concord-{job['run']}")
    trainer = DPOTrainer(
        model=job["baseModel"],
        args=DPOConfig(
            output_dir=folder,
            num_train_epochs=job["epochs"],
            max_length=job.get("maxLength", 2048),
            seed=job["seed"],
            bf16=torch.cuda.is_available(),
            logging_steps=10,
            eval_strategy="epoch" if sets["validation"] is not None else "no",
            report_to=[],
        ),
        train_dataset=sets["train"],
        eval_dataset=sets["validation"],
        callbacks=[Telling()],
    )
    trainer.train()
    if sets["test"] is not None:
        scores = trainer.evaluate(sets["test"])
        emit("result", heldOutAccuracy=scores.get("eval_rewards/accuracies"), heldOutLoss=scores.get("eval_loss"), heldOutPairs=len(sets["test"]))
    trainer.save_model(folder)
    weights = next(name for name in sorted(os.listdir(folder)) if name.endswith((".safetensors", ".bin")))
    with open(os.path.join(folder, weights), "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    emit("artefact", uri=f"file://{folder}", sha256=digest, baseModel=job["baseModel"])


if __name__ == "__main__":
    run(train)
