"""Tunes a reward model with TRL on a snapshot that the gate has let through.

TRL's RewardTrainer knows neither weights nor soft labels; the subclass below gives it both, from how reliable the annotators are.
"""

import sys

from concord_job import run

ACCURACY = "eval_accuracy"
# TRL's own is for adapters; when all weights are tuned, its examples use this one.
LEARNING_RATE = 1e-5


def train(job):
    if "--dry-run" in sys.argv:
        from tiny_fit import fit

        return fit(job)

    import torch
    import torch.nn.functional as F
    from pairs import data_sets
    from telling import settings, teller, train_and_leave
    from trl import RewardConfig, RewardTrainer
    from trl.trainer.reward_trainer import DataCollatorForPreference

    columns = ("prompt", "chosen", "rejected", "weight", "target_prob") + (("margin",) if job.get("margin") else ())
    sets, tokenizer, longest = data_sets(job, columns)

    class WeightedCollator(DataCollatorForPreference):
        def torch_call(self, examples):
            batch = super().torch_call(examples)
            for name in ("weight", "target_prob"):
                batch[name] = torch.tensor([example[name] for example in examples], dtype=torch.float)
            return batch

    class ReliabilityRewardTrainer(RewardTrainer):
        def _set_signature_columns_if_needed(self):
            if self._signature_columns is None:
                self._signature_columns = ["chosen_ids", "rejected_ids", "margin", "weight", "target_prob"]

        def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
            weight, target = inputs.pop("weight"), inputs.pop("target_prob")
            margin = inputs.pop("margin", 0.0)
            inputs["use_cache"] = False
            outputs = model(**inputs)
            chosen, rejected = torch.chunk(outputs.logits.squeeze(-1).float(), 2)
            d = chosen - rejected - margin
            losses = -(target * F.logsigmoid(d) + (1 - target) * F.logsigmoid(-d))
            loss = (weight * losses).sum() / weight.sum().clamp_min(1e-6)
            if self.args.center_rewards_coefficient is not None:
                loss = loss + self.args.center_rewards_coefficient * ((chosen + rejected) ** 2).mean()
            self._note(torch.stack([chosen.detach(), rejected.detach()], dim=1))
            return (loss, outputs) if return_outputs else loss

        def _note(self, rewards):
            """What RewardTrainer logs about the rewards of a batch, two in a row."""
            rewards = self.accelerator.gather_for_metrics(rewards)
            said = self._metrics["train" if self.model.training else "eval"]
            said["min_reward"].append(rewards.min().item())
            said["mean_reward"].append(rewards.mean().item())
            said["max_reward"].append(rewards.max().item())
            said["accuracy"].append((rewards[:, 0] > rewards[:, 1]).float().mean().item())
            said["margin"].append((rewards[:, 0] - rewards[:, 1]).mean().item())

    trainer = ReliabilityRewardTrainer(
        # By its name: the trainer sets the seed before it adds the head, whose weights are drawn.
        model=job["baseModel"],
        args=RewardConfig(
            max_length=longest,
            learning_rate=LEARNING_RATE,
            center_rewards_coefficient=job.get("centring", 0.01),
            **settings(job, sets),
        ),
        train_dataset=sets["train"],
        eval_dataset=sets["validation"],
        processing_class=tokenizer,
        data_collator=WeightedCollator(tokenizer.pad_token_id),
        callbacks=[teller(ACCURACY)],
    )
    train_and_leave(trainer, job, sets, ACCURACY)


if __name__ == "__main__":
    run(train)
