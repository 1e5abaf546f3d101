#!/bin/sh
# Asks the gate of a Concord server, checks its signed answer, and runs the training command only when both hold.
#
#   CONCORD_URL=https://concord.example.org CONCORD_API_KEY=… refuse-to-train.sh PROJECT BATCH command [argument …]
#
# Needs curl and node, and `jose` where node finds it (npm install jose). Exit code 1: the gate says no. 2: it could not be
# asked, or the answer does not verify. Otherwise that of the command, which finds CONCORD_SNAPSHOT, the hash of the labels
# that were judged, in its environment: train on exactly those.
set -eu
project=$1
batch=$2
shift 2

answer=$(mktemp)
keys=$(mktemp)
trap 'rm -f "$answer" "$keys"' EXIT

status=$(curl --silent --show-error --max-time 60 --output "$answer" --write-out '%{http_code}' \
  --header "Authorization: Bearer $CONCORD_API_KEY" \
  "$CONCORD_URL/api/v1/projects/$project/gate?batch=$batch") || { echo "The gate can't be asked." >&2; exit 2; }
case $status in 200 | 409) ;; *) echo "The gate answered $status: $(cat "$answer")" >&2; exit 2 ;; esac

curl --silent --show-error --fail --max-time 60 --output "$keys" "$CONCORD_URL/.well-known/jwks.json" || {
  echo "The public keys can't be had." >&2
  exit 2
}

verified=$(PROJECT=$project BATCH=$batch node --input-type=module - "$answer" "$keys" <<'VERIFY'
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify } from 'jose';
const [answer, keys] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const { payload } = await jwtVerify(answer.attestation, createLocalJWKSet(keys), { algorithms: ['EdDSA'] });
if (payload.project !== process.env.PROJECT || payload.batch.number !== Number(process.env.BATCH))
  throw new Error(`The answer is about ${payload.project}, batch ${payload.batch.number}.`);
console.log(payload.passed ? payload.snapshot : '');
VERIFY
) || { echo "The answer does not verify." >&2; exit 2; }

if [ -z "$verified" ]; then
  echo "The gate does not let batch $batch of $project through:" >&2
  node -e 'for (const reason of JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).reasons) console.error(`  - ${reason}`)' "$answer"
  exit 1
fi

CONCORD_SNAPSHOT=$verified "$@"
