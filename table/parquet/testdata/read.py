"""Counts the rows of the tables in a folder: DuckDB and pandas, Parquet and CSV; and those of a join."""
import json
import sys

import duckdb
import pandas

folder = sys.argv[1]
counts = {}
for name in ["articles", "entities", "mentions", "quotes", "facts", "events", "participants"]:
    stem = f"{folder}/{name}"
    counts[name] = [
        duckdb.sql(f"select count(*) from '{stem}.parquet'").fetchall()[0][0],
        len(pandas.read_parquet(f"{stem}.parquet")),
        duckdb.sql(f"select count(*) from read_csv('{stem}.csv', header = true, all_varchar = true, quote = '\"', max_line_size = 20000000)").fetchall()[0][0],
        len(pandas.read_csv(f"{stem}.csv", dtype=str, keep_default_na=False)),
    ]
quotes, entities = (pandas.read_parquet(f"{folder}/{n}.parquet") for n in ("quotes", "entities"))
joined = len(quotes.merge(entities, left_on=["article", "speaker"], right_on=["article", "entity"]))
duck = {}
for kind in ("parquet", "csv"):
    read = "read_parquet('%s')" if kind == "parquet" else "read_csv('%s', header = true, all_varchar = true, quote = '\"')"
    q, e = (read % f"{folder}/{n}.{kind}" for n in ("quotes", "entities"))
    duck[kind] = duckdb.sql(f"select count(*) from {q} q join {e} e on q.article = e.article and q.speaker = e.entity").fetchall()[0][0]
csv = [pandas.read_csv(f"{folder}/{n}.csv", dtype=str, keep_default_na=False) for n in ("quotes", "entities")]
counts["said"] = [duck["parquet"], joined, duck["csv"], len(csv[0].merge(csv[1], left_on=["article", "speaker"], right_on=["article", "entity"]))]
print(json.dumps(counts))
