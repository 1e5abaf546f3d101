"""What every job of Concord does first: it makes sure that the gate has let exactly these data through, and tells how it goes.

The package holds job.json, the attestation of the gate, the labels that it judged, the data, and a manifest that binds them together. Both
tokens are signed by the installation; its keys are fetched from there, not taken from the package. CONCORD_JWKS_URL, set by who runs the
cluster, says where, whatever the package says.
"""

import base64
import hashlib
import json
import os
import sys
import time
import urllib.request

from ed25519_verify import verify as verify_ed25519

HERE = os.path.dirname(os.path.abspath(__file__))
CLOCK_SECONDS = 60
_said = 0


class Refused(Exception):
    """Why these data may not be trained on."""


def emit(kind, **data):
    """One line that Concord reads; everything else on the output is only a log."""
    global _said
    _said += 1
    print("CONCORD " + json.dumps({"n": _said, "kind": kind, **data}), flush=True)


def _decode(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _read(name):
    with open(os.path.join(HERE, name), "rb") as file:
        return file.read()


def _keys(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return {key["kid"]: _decode(key["x"]) for key in json.load(answer)["keys"] if key.get("crv") == "Ed25519"}


def _claims(token, keys, issuer, what):
    """The claims of a token whose signature, issuer and dates hold."""
    parts = token.strip().split(".")
    if len(parts) != 3:
        raise Refused(f"the {what} is not a token")
    header = json.loads(_decode(parts[0]))
    if header.get("alg") != "EdDSA":
        raise Refused(f"the {what} is signed by the method {header.get('alg')}, not EdDSA")
    key = keys.get(header.get("kid"))
    if key is None:
        raise Refused(f"the {what} is signed by a key that the installation does not know")
    if not verify_ed25519(key, f"{parts[0]}.{parts[1]}".encode(), _decode(parts[2])):
        raise Refused(f"the signature of the {what} does not hold")
    claims = json.loads(_decode(parts[1]))
    if claims.get("iss") != issuer:
        raise Refused(f"the {what} was issued by {claims.get('iss')}, not by {issuer}")
    now = time.time()
    if claims.get("exp", 0) < now:
        raise Refused(f"the {what} has expired; ask for a new run")
    if claims.get("iat", 0) > now + CLOCK_SECONDS:
        raise Refused(f"the {what} was signed in the future; check the clock")
    return claims


def verify(job):
    """Refuses unless the gate has passed, for the labels in this package, and every file is the one that was sent."""
    keys = _keys(os.environ.get("CONCORD_JWKS_URL") or job["jwksUrl"])
    said = _claims(_read("attestation.jwt").decode(), keys, job["issuer"], "attestation")
    if said.get("passed") is not True:
        raise Refused(f"the gate says {said.get('verdict')}")
    if said.get("project") != job["project"] or said.get("decision") != job["decision"]:
        raise Refused("the attestation is about another project or decision")
    labels = hashlib.sha256(_read("labels.txt")).hexdigest()
    if labels != said.get("snapshot"):
        raise Refused(f"the labels have the hash {labels[:12]}, the gate judged {str(said.get('snapshot'))[:12]}")
    manifest = _claims(_read("manifest.jwt").decode(), keys, job["issuer"], "manifest")
    if manifest.get("snapshot") != labels or manifest.get("run") != job["run"]:
        raise Refused("the manifest is about another snapshot or run")
    for name, digest in manifest["files"].items():
        if hashlib.sha256(_read(name)).hexdigest() != digest:
            raise Refused(f"{name} is not the file that was sent")
    for folder, _, names in os.walk(os.path.join(HERE, "data")):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), HERE).replace(os.sep, "/")
            if path not in manifest["files"]:
                raise Refused(f"{path} is not in the manifest")
    emit("verified", snapshot=labels, decision=said["decision"], waived=said.get("waiver") is not None)


def rows(split):
    """The pairs of a part of the split: train, validation or test."""
    path = os.path.join(HERE, "data", f"{split}.jsonl")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def run(train):
    """Verifies, then trains. Exit code 3: refused."""
    job = json.loads(_read("job.json"))
    try:
        try:
            verify(job)
        except OSError as error:
            emit("refused", reason=f"The job could not verify its data and did not train: {error}.")
            sys.exit(3)
        train(job)
    except Refused as reason:
        emit("refused", reason=f"The job refused to train: {reason}.")
        sys.exit(3)
