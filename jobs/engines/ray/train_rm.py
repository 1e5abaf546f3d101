"""Tunes a reward model with TRL on a snapshot that the gate has let through.

TRL's RewardTrainer knows neither weights nor soft labels; the subclass below gives it both, from how reliable the annotators are. It also drops
pairs that are too long without a word: they are counted here.
"""

import hashlib
import os
import sys

from concord_job import emit, rows, run


def train(job):
    if "--dry-run" in sys.argv:
        from tiny_fit import fit

        return fit(job)

    import torch
    import torch.nn.functional as F
    from datasets import Dataset
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, TrainerCallback
    from trl import RewardConfig, RewardTrainer
    from trl.trainer.reward_trainer import DataCollatorForPreference

    longest = job.get("maxLength", 2048)
    tokenizer = AutoTokenizer.from_pretrained(job["baseModel"])
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token

    def fits(row):
        return all(
            len(tokenizer.apply_chat_template(row["prompt"] + row[side], tokenize=True)) <= longest
            for side in ("chosen", "rejected")
        )

    columns = ("prompt", "chosen", "rejected", "weight", "target_prob") + (("margin",) if job.get("margin") else ())
    sets, counts = {}, {"kept": 0, "droppedTooLong": 0}
    for split in ("train", "validation", "test"):
        every = rows(split)
        kept = [{name: row[name] for name in columns} for row in every if fits(row)]
        counts["kept"] += len(kept)
        counts["droppedTooLong"] += len(every) - len(kept)
        sets[split] = Dataset.from_list(kept) if kept else None
    emit("data", **counts, train=len(sets["train"] or []))

    class WeightedCollator(DataCollatorForPreference):
        def torch_call(self, examples):
            batch = super().torch_call(examples)
            for name in ("weight", "target_prob"):
                if name in examples[0]:
                    batch[name] = torch.tensor([example[name] for example in examples], dtype=torch.float)
            return batch

    class ReliabilityRewardTrainer(RewardTrainer):
        def _set_signature_columns_if_needed(self):
            if self._signature_columns is None:
                self._signature_columns = ["chosen_ids", "rejected_ids", "margin", "weight", "target_prob"]

        def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
            weight, target = inputs.pop("weight", None), inputs.pop("target_prob", None)
            if weight is None and target is None:
                return super().compute_loss(model, inputs, return_outputs, num_items_in_batch)
            margin = inputs.pop("margin", 0.0)
            inputs["use_cache"] = False
            outputs = model(**inputs)
            chosen, rejected = torch.chunk(outputs.logits.squeeze(-1), 2)
            d = chosen - rejected - margin
            q = torch.ones_like(d) if target is None else target
            w = torch.ones_like(d) if weight is None else weight
            loss = (w * -(q * F.logsigmoid(d) + (1 - q) * F.logsigmoid(-d))).sum() / w.sum().clamp_min(1e-6)
            if self.args.center_rewards_coefficient is not None:
                loss = loss + self.args.center_rewards_coefficient * ((chosen + rejected) ** 2).mean()
            mode = "train" if self.model.training else "eval"
            with torch.no_grad():
                self._metrics[mode]["accuracy"].append((chosen > rejected).float().mean().item())
                self._metrics[mode]["margin"].append((chosen - rejected).mean().item())
            return (loss, outputs) if return_outputs else loss

    class Telling(TrainerCallback):
        last = {"validationLoss": None, "validationAccuracy": None}

        def on_log(self, args, state, control, logs=None, **kwargs):
            logs = logs or {}
            if "eval_loss" in logs:
                self.last = {"validationLoss": logs["eval_loss"], "validationAccuracy": logs.get("eval_accuracy")}
            if "loss" in logs or "eval_loss" in logs:
                emit(
                    "progress",
                    epoch=int(state.epoch or 0) + 1,
                    epochs=int(args.num_train_epochs),
                    step=state.global_step,
                    steps=state.max_steps,
                    trainLoss=logs.get("loss", getattr(self, "loss", None)),
                    pairsPerSecond=logs.get("train_samples_per_second"),
                    secondsLeft=None,
                    **self.last,
                )
                self.loss = logs.get("loss", getattr(self, "loss", None))

    folder = os.path.join(os.environ.get("CONCORD_OUTPUT", "/tmp"), f"concord-{job['run']}")
    config = RewardConfig(
        output_dir=folder,
        num_train_epochs=job["epochs"],
        max_length=longest,
        center_rewards_coefficient=job.get("centring", 0.01),
        seed=job["seed"],
        bf16=torch.cuda.is_available(),
        logging_steps=10,
        eval_strategy="epoch" if sets["validation"] is not None else "no",
        save_strategy="epoch",
        remove_unused_columns=False,
        report_to=[],
    )
    model = AutoModelForSequenceClassification.from_pretrained(job["baseModel"], num_labels=1)
    model.config.pad_token_id = tokenizer.pad_token_id
    trainer = ReliabilityRewardTrainer(
        model=model,
        args=config,
        train_dataset=sets["train"],
        eval_dataset=sets["validation"],
        processing_class=tokenizer,
        data_collator=WeightedCollator(tokenizer.pad_token_id),
        callbacks=[Telling()],
    )
    trainer.train(resume_from_checkpoint=os.path.isdir(folder) and any(n.startswith("checkpoint-") for n in os.listdir(folder)))
    if sets["test"] is not None:
        scores = trainer.evaluate(sets["test"])
        # A mean of batch means, as TRL has it.
        emit("result", heldOutAccuracy=scores.get("eval_accuracy"), heldOutLoss=scores.get("eval_loss"), heldOutPairs=len(sets["test"]))
    trainer.save_model(folder)
    weights = next(name for name in sorted(os.listdir(folder)) if name.endswith((".safetensors", ".bin")))
    digest = hashlib.sha256()
    with open(os.path.join(folder, weights), "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    emit("artefact", uri=f"file://{folder}", sha256=digest.hexdigest(), baseModel=job["baseModel"])


if __name__ == "__main__":
    run(train)
