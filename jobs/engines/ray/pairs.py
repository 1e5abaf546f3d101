"""The pairs of a package as TRL takes them: with the texts that the base model reads, and only those that it can read whole.

TRL drops pairs that are too long for a reward model without a word, and for DPO it cuts their ends off, which are then no longer what
people have compared. Here they are left out of both, and counted.
"""

from concord_job import Refused, emit, rows

LONGEST = 2048
# For base models that were never taught a conversation. It is saved with the tokenizer: whoever serves the model uses the same.
PLAIN_TEMPLATE = (
    "{% for turn in messages %}{{ turn['role'] | capitalize }}: {{ turn['content'] }}"
    "{% if turn['role'] == 'assistant' %}{{ eos_token }}{% endif %}\n\n{% endfor %}"
    "{% if add_generation_prompt %}Assistant:{% endif %}"
)


def that_fit(pairs, length, longest):
    """The pairs of which both sides fit. `length` says how many tokens a conversation has."""
    return [
        pair
        for pair in pairs
        if all(length(pair["prompt"] + pair[side]) <= longest for side in ("chosen", "rejected"))
    ]


def tokenizer_of(base_model):
    """The base model's tokenizer, with what it lacks for conversations, and the most tokens that the model takes."""
    from transformers import AutoConfig, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(base_model)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    if tokenizer.chat_template is None:
        tokenizer.chat_template = PLAIN_TEMPLATE
    positions = getattr(AutoConfig.from_pretrained(base_model).get_text_config(), "max_position_embeddings", None)
    return tokenizer, min(tokenizer.model_max_length, positions or LONGEST)


def data_sets(job, columns):
    """The parts of the split as data sets, None for an empty one, the tokenizer that they were measured with, and the longest pair."""
    from datasets import Dataset

    tokenizer, most = tokenizer_of(job["baseModel"])
    longest = min(job.get("maxLength", LONGEST), most)

    def length(turns):
        # As a dict: since Transformers 5 it is one by default, and the length of a dict is the number of its keys.
        return len(tokenizer.apply_chat_template(turns, tokenize=True, return_dict=True)["input_ids"])

    sets, kept, dropped = {}, 0, 0
    for split in ("train", "validation", "test"):
        every = rows(split)
        fit = [{name: pair[name] for name in columns} for pair in that_fit(every, length, longest)]
        kept, dropped = kept + len(fit), dropped + len(every) - len(fit)
        sets[split] = Dataset.from_list(fit) if fit else None
    emit("data", kept=kept, droppedTooLong=dropped, train=len(sets["train"] or []), longest=longest)
    if sets["train"] is None:
        raise Refused(f"no pair to train on has at most {longest} tokens")
    return sets, tokenizer, longest
