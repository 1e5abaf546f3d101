"""What a training by TRL tells while it goes, and what it leaves behind: the same for a reward model and for DPO."""

import hashlib
import math
import os
import time

from concord_job import emit


def folder_of(job):
    """Where the model and its checkpoints are written."""
    return os.path.join(os.environ.get("CONCORD_OUTPUT", "/tmp"), f"concord-{job['run']}")


def settings(job, sets):
    """The settings that both trainers have in common."""
    import torch

    cuda = torch.cuda.is_available()
    return {
        "output_dir": folder_of(job),
        "num_train_epochs": job["epochs"],
        "seed": job["seed"],
        "bf16": cuda and torch.cuda.is_bf16_supported(),
        # A hundred points on the curve, however long it takes.
        "logging_steps": 0.01,
        "eval_strategy": "epoch" if sets["validation"] is not None else "no",
        "save_strategy": "epoch",
        "save_total_limit": 1,
        "report_to": "none",
        # Whoever looks on has the curve; bars would fill the log.
        "disable_tqdm": True,
    }


def teller(accuracy):
    """A callback that tells the progress. `accuracy`: the name by which the trainer logs the accuracy on held-out pairs."""
    from transformers import TrainerCallback

    class Telling(TrainerCallback):
        began = None
        last = {"trainLoss": None, "validationLoss": None, "validationAccuracy": None}

        def on_train_begin(self, args, state, control, **kwargs):
            self.began, self.first = time.time(), state.global_step

        def on_train_end(self, args, state, control, **kwargs):
            self.began = None

        def on_log(self, args, state, control, logs=None, **kwargs):
            # What is judged after training, on the test part, is a result and no progress.
            if self.began is None or not state.is_world_process_zero:
                return
            logs = logs or {}
            if "loss" in logs:
                self.last = {**self.last, "trainLoss": logs["loss"]}
            elif "eval_loss" in logs:
                self.last = {**self.last, "validationLoss": logs["eval_loss"], "validationAccuracy": logs.get(accuracy)}
            else:
                return
            took, steps = max(1e-6, time.time() - self.began), state.global_step - self.first
            pairs = steps * args.train_batch_size * args.gradient_accumulation_steps * args.world_size
            emit(
                "progress",
                epoch=max(1, math.ceil(round(state.epoch or 0, 6))),
                epochs=math.ceil(args.num_train_epochs),
                step=state.global_step,
                steps=state.max_steps,
                pairsPerSecond=pairs / took,
                secondsLeft=took / steps * (state.max_steps - state.global_step) if steps else None,
                **self.last,
            )

    return Telling()


def train_and_leave(trainer, job, sets, accuracy):
    """Trains, from the last checkpoint where there is one; judges on the test part; and tells what came out and where it is."""
    from transformers.trainer_utils import get_last_checkpoint

    folder = folder_of(job)
    trainer.train(resume_from_checkpoint=get_last_checkpoint(folder) if os.path.isdir(folder) else None)
    scores = trainer.evaluate(sets["test"]) if sets["test"] is not None else None
    trainer.save_model(folder)
    if not trainer.is_world_process_zero():
        return
    if scores:
        # A mean of batch means, as TRL has it.
        emit("result", heldOutAccuracy=scores.get(accuracy), heldOutLoss=scores.get("eval_loss"), heldOutPairs=len(sets["test"]))
    emit("artefact", uri=f"file://{folder}", sha256=weights_hash(folder), baseModel=job["baseModel"])


def weights_hash(folder):
    """SHA-256 of the weights. A large model's are in several files: then of all of them, one after the other by name."""
    names = sorted(os.listdir(folder))
    weights = [name for name in names if name.endswith(".safetensors")] or [
        name for name in names if name.endswith(".bin") and name != "training_args.bin"
    ]
    if not weights:
        raise FileNotFoundError(f"no weights were saved in {folder}")
    digest = hashlib.sha256()
    for name in weights:
        with open(os.path.join(folder, name), "rb") as file:
            for part in iter(lambda: file.read(1 << 20), b""):
                digest.update(part)
    return digest.hexdigest()
