"""Calls published trainers' and libraries' own client code against the address that is given.

Usage: reward-clients.py WHEELS URL KEY

WHEELS is a folder with the unpacked wheels of openrlhf, verl, langchain-community and LlamaIndex' rerankers, of which the one module
each that asks is loaded; what those import beside it (torch, ray, the frameworks' base classes) is stood in for.
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
from unittest.mock import MagicMock

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


def load(pattern):
    (path,) = glob.glob(f"{wheels}/**/{pattern}", recursive=True)
    spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def llama_index(query, texts):
    """LlamaIndex' rerankers for Jina and for Text Embeddings Inference, without LlamaIndex: nodes that have a text."""

    class Postprocessor:
        callback_manager = MagicMock()

        def __init__(self, **fields):
            self.__dict__ |= fields

    for name in ("", ".callbacks", ".instrumentation", ".instrumentation.events.rerank"):
        sys.modules[f"llama_index.core{name}"] = MagicMock()
    sys.modules["llama_index.core.bridge.pydantic"] = SimpleNamespace(
        Field=lambda default=None, **_: default, PrivateAttr=lambda: None
    )
    sys.modules["llama_index.core.base.llms.generic_utils"] = SimpleNamespace(
        get_from_param_or_env=lambda name, value, *_: value
    )
    sys.modules["llama_index.core.postprocessor.types"] = SimpleNamespace(BaseNodePostprocessor=Postprocessor)
    sys.modules["llama_index.core.schema"] = SimpleNamespace(
        MetadataMode=MagicMock(), NodeWithScore=SimpleNamespace, QueryBundle=SimpleNamespace
    )
    jina = load("llama_index/postprocessor/jinaai_rerank/base.py").JinaRerank
    tei = load("llama_index/postprocessor/tei_rerank/base.py").TextEmbeddingInference
    found = {}
    for name, reranker in {
        "llamaindex jina": jina(top_n=2, model="", base_url=f"{url}/serve/v1", api_key=key),
        "llamaindex tei": tei(top_n=2, base_url=f"{url}/serve", auth_token=f"Bearer {key}"),
    }.items():
        nodes = [
            SimpleNamespace(
                text=text, score=None, node=SimpleNamespace(text=text, get_content=lambda metadata_mode, text=text: text)
            )
            for text in texts
        ]
        ranked = reranker._postprocess_nodes(nodes, SimpleNamespace(query_str=query))
        found[name] = [[each.node.text, each.score] for each in ranked]
    return found


def langchain(query, texts):
    """LangChain's reranker for Jina, without LangChain; its address is a constant of the module."""
    import pydantic

    document = lambda content, metadata: SimpleNamespace(page_content=content, metadata=metadata)
    sys.modules["langchain_core"] = MagicMock()
    sys.modules["langchain_core.callbacks"] = SimpleNamespace(Callbacks=object)
    sys.modules["langchain_core.documents"] = SimpleNamespace(
        BaseDocumentCompressor=pydantic.BaseModel, Document=SimpleNamespace
    )
    sys.modules["langchain_core.utils"] = SimpleNamespace(get_from_dict_or_env=lambda values, name, _: values[name])
    module = load("langchain_community/document_compressors/jina_rerank.py")
    module.JINA_API_URL = f"{url}/serve/v1/rerank"
    ranked = module.JinaRerank(jina_api_key=key, model="production-or-any/name").rerank(
        [document(text, {}) for text in texts], query
    )
    return {"langchain jina": [[texts[each["index"]], each["relevance_score"]] for each in ranked]}


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
    # Blocking clients; the server is another process.
    query = question[0]["content"]
    found["rerankers"] = {**llama_index(query, texts[::-1]), **langchain(query, texts[::-1])}
    print(json.dumps(found))


asyncio.run(main())
