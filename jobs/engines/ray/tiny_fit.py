"""A tiny Bradley-Terry model in plain Python: to try the road to a cluster without torch. It says what a real job says."""

import hashlib
import json
import math
import os
import random
import re
import time

from concord_job import emit, rows

PLACES = 512
MOST_WORDS = 2000
EPOCHS = 4
STEP = 0.3


def features(text):
    counts = {}
    words = re.findall(r"\w+", text.lower())
    for word in words:
        place = int.from_bytes(hashlib.md5(word.encode()).digest()[:4], "little") % PLACES
        counts[place] = counts.get(place, 0.0) + 1.0
    norm = math.sqrt(sum(v * v for v in counts.values())) or 1.0
    return {place: value / norm for place, value in counts.items()}, len(words)


def text_of(side):
    return side if isinstance(side, str) else " ".join(turn["content"] for turn in side)


def pairs_of(split):
    kept, too_long = [], 0
    for row in rows(split):
        (chosen, a), (rejected, b) = features(text_of(row["chosen"])), features(text_of(row["rejected"]))
        if max(a, b) > MOST_WORDS:
            too_long += 1
            continue
        kept.append((chosen, rejected, row.get("target_prob", 1.0), row.get("weight", 1.0)))
    return kept, too_long


def difference(weights, chosen, rejected):
    return sum(weights[p] * v for p, v in chosen.items()) - sum(weights[p] * v for p, v in rejected.items())


def judged(weights, pairs):
    if not pairs:
        return None, None
    losses, right = 0.0, 0.0
    for chosen, rejected, target, _ in pairs:
        d = difference(weights, chosen, rejected)
        losses += target * math.log1p(math.exp(-d)) + (1 - target) * math.log1p(math.exp(d))
        right += 0.5 if d == 0 else float(d > 0)
    return losses / len(pairs), right / len(pairs)


def fit(job):
    train, long_train = pairs_of("train")
    validation, long_validation = pairs_of("validation")
    test, long_test = pairs_of("test")
    dropped = long_train + long_validation + long_test
    emit("data", kept=len(train) + len(validation) + len(test), droppedTooLong=dropped, train=len(train))
    shuffled = random.Random(job["seed"])
    weights = [0.0] * PLACES
    began, steps, done = time.time(), EPOCHS * max(1, len(train)), 0
    pause = float(os.environ.get("CONCORD_TINY_PAUSE", "0"))
    for epoch in range(1, EPOCHS + 1):
        order = list(range(len(train)))
        shuffled.shuffle(order)
        total = 0.0
        for at in order:
            chosen, rejected, target, weight = train[at]
            d = difference(weights, chosen, rejected)
            slope = weight * (target - 1 / (1 + math.exp(-d)))
            total += target * math.log1p(math.exp(-d)) + (1 - target) * math.log1p(math.exp(d))
            for place, value in chosen.items():
                weights[place] += STEP * slope * value
            for place, value in rejected.items():
                weights[place] -= STEP * slope * value
            done += 1
        time.sleep(pause)
        loss, accuracy = judged(weights, validation)
        took = max(1e-6, time.time() - began)
        emit(
            "progress",
            epoch=epoch,
            epochs=EPOCHS,
            step=done,
            steps=steps,
            trainLoss=total / max(1, len(train)),
            validationLoss=loss,
            validationAccuracy=accuracy,
            pairsPerSecond=done / took,
            secondsLeft=took / done * (steps - done) if done else None,
        )
    folder = os.environ.get("CONCORD_OUTPUT", "/tmp")
    path = os.path.join(folder, f"concord-{job['run']}.json")
    body = json.dumps({"weights": weights}).encode()
    with open(path, "wb") as file:
        file.write(body)
    loss, accuracy = judged(weights, test)
    emit("result", heldOutAccuracy=accuracy, heldOutLoss=loss, heldOutPairs=len(test))
    emit("artefact", uri=f"file://{path}", sha256=hashlib.sha256(body).hexdigest(), baseModel="tiny fit in plain Python")
