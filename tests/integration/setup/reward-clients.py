"""Calls the published trainers' own client code against the address that is given.

Usage: reward-clients.py WHEELS URL KEY

WHEELS is a folder with the unpacked wheels of openrlhf and verl, of which the one module each that asks for rewards is
loaded; what those import beside it for training (torch, ray …) is stood in for by empty modules.
"""

import asyncio
import ast
import glob
import importlib.util
import json
import logging
import os
import sys
from types import ModuleType, SimpleNamespace

wheels, url, key = sys.argv[1:4]
host = url.removeprefix("http://")
CHAT = "<|im_start|>user\nHow do I keep basil fresh?<|im_end|>\n<|im_start|>assistant\n"
ANSWERS = [
    "Thank you for asking! Stand it in a glass of water, out of the sun, and change the water daily.<|im_end|>",
    "No idea<|im_end|>",
]


def openrlhf_executor(addresses):
    (path,) = glob.glob(f"{wheels}/**/openrlhf/utils/agent.py", recursive=True)
    sys.modules["openrlhf"] = ModuleType("openrlhf")
    sys.modules["openrlhf.utils"] = ModuleType("openrlhf.utils")
    sys.modules["openrlhf.utils.logging_utils"] = SimpleNamespace(init_logger=logging.getLogger)
    spec = importlib.util.spec_from_file_location("agent", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SingleTurnAgentExecutor(addresses)


def verl_worker(address, engine):
    """verl's worker with its own request methods; its module needs ray and torch, so the class is cut out of it."""
    import aiohttp

    (path,) = glob.glob(f"{wheels}/**/verl/experimental/reward_loop/reward_loop.py", recursive=True)
    tree = ast.parse(open(path).read())
    (worker,) = [n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "RewardLoopWorker"]
    kept = {"_post_request", "compute_score_disrm"}
    worker.body = [n for n in worker.body if getattr(n, "name", None) in kept]
    worker.decorator_list = []
    scope = {"aiohttp": aiohttp, "asyncio": asyncio, "logger": logging.getLogger(), "DataProto": object}
    exec(compile(ast.Module([worker], []), path, "exec"), scope)
    instance = scope["RewardLoopWorker"]()
    instance.reward_router_address = address
    rollout = SimpleNamespace(name=engine)
    model = SimpleNamespace(rollout=rollout, model_path="/models/my-reward-model")
    instance.config = SimpleNamespace(reward=SimpleNamespace(reward_model=model))

    async def templated(text):
        return text

    instance._preprocess_reward_inputs = templated
    return instance


async def main():
    with_password = url.replace("http://", f"http://trainer:{key}@")
    found = {}
    for name, addresses in {
        "openrlhf password": [f"{with_password}/get_reward"],
        "openrlhf query": [f"{url}/serve/get_reward?key={key}&reward=raw"],
        "openrlhf many": [f"{with_password}/get_reward", f"{with_password}/get_reward"],
    }.items():
        executor = openrlhf_executor(addresses)
        found[name] = [
            (await executor._fetch_rewards_via_http([CHAT + answer], [CHAT], [""]))[0] for answer in ANSWERS
        ]
    for engine in ("vllm", "sglang"):
        worker = verl_worker(f"trainer:{key}@{host}", engine)
        found[f"verl {engine}"] = [
            (await worker.compute_score_disrm(CHAT + answer))["reward_score"] for answer in ANSWERS
        ]
    os.environ |= {"CONCORD_URL": url, "CONCORD_API_KEY": key, "CONCORD_MODEL": ""}
    spec = importlib.util.spec_from_file_location("concord_reward", "docs/examples/concord_reward.py")
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    question = [{"role": "user", "content": "How do I keep basil fresh?"}]
    texts = [answer.removesuffix("<|im_end|>") for answer in ANSWERS]
    found["trl"] = await example.trl_reward(
        prompts=[question, question], completions=[[{"role": "assistant", "content": text}] for text in texts]
    )
    found["verl function"] = [
        (await example.compute_score("set", text, "", {"prompt": question}))["reward_raw"] for text in texts
    ]
    print(json.dumps(found))


asyncio.run(main())
