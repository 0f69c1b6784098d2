#!/bin/sh
set -e
cd "$(dirname "$0")"
neo4j-admin database import full dictum --overwrite-destination \
  --nodes=articles.csv --nodes=entities.csv --nodes=quotes.csv --nodes=events.csv --nodes=values.csv \
  --relationships=SAID=said.csv --relationships=TOLD=told.csv --relationships=ABOUT=about.csv \
  --relationships=QUOTED_IN=quoted_in.csv --relationships=NESTED_IN=nested_in.csv \
  --relationships=MENTIONS=mentions.csv --relationships=DESCRIBED_IN=described_in.csv \
  --relationships=AFFILIATED_WITH=affiliated_with.csv --relationships=MENTIONED_WITH=mentioned_with.csv \
  --relationships=FACT=fact.csv --relationships=CLAIMED=claimed.csv --relationships=TAKES_PART=takes_part.csv \
  --relationships=HAPPENS_AT=happens_at.csv --relationships=CLAIMED_IN=claimed_in.csv --relationships=TOLD_IN=told_in.csv \
  --relationships=TELLS=tells.csv --relationships=HAS_AMOUNT=has_amount.csv --relationships=ASSOCIATED_WITH=associated_with.csv
