"""Rewards from Concord for trainers that take a function.

TRL (GRPO, RLOO, Online DPO):   GRPOTrainer(..., reward_funcs=[trl_reward])
verl:                           reward.custom_reward_function.path=concord_reward.py reward.custom_reward_function.name=compute_score

CONCORD_URL is the installation's address, CONCORD_API_KEY a key with the permission reward:score, CONCORD_MODEL a version or an
alias (default: production). Needs aiohttp.
"""

import asyncio
import os

import aiohttp

URL = os.environ.get("CONCORD_URL", "http://127.0.0.1:3000")
MODEL = os.environ.get("CONCORD_MODEL", "production")
TRIES = 8


async def _post(path, body):
    headers = {"Authorization": f"Bearer {os.environ['CONCORD_API_KEY']}"}
    async with aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=120)) as session:
        for attempt in range(TRIES):
            async with session.post(URL + path, json={"model": MODEL, **body}) as answer:
                # Told to come back, or the server is starting anew: everything else is an error of the request.
                if answer.status not in (429, 502, 503) or attempt == TRIES - 1:
                    answer.raise_for_status()
                    return await answer.json()
                await asyncio.sleep(float(answer.headers.get("Retry-After", min(2**attempt, 30))))


def _text(turns):
    return turns if isinstance(turns, str) else turns[-1]["content"]


async def trl_reward(prompts, completions, **_):
    """One reward for each completion, normalised; prompts and completions are texts or lists of messages."""

    async def one(prompt, completion):
        answer = await _post("/api/v1/rewards", {"prompt": prompt, "responses": [_text(completion)]})
        return answer["rewards"][0]["normalised"]

    return await asyncio.gather(*(one(p, c) for p, c in zip(prompts, completions)))


async def compute_score(data_source, solution_str, ground_truth, extra_info=None, **_):
    """For verl. The prompt is taken from extra_info["prompt"], where your data set keeps it."""
    prompt = (extra_info or {}).get("prompt", "")
    answer = await _post("/api/v1/rewards", {"prompt": prompt, "responses": [solution_str]})
    reward = answer["rewards"][0]
    return {"score": reward["normalised"], "reward_raw": reward["reward"]}
