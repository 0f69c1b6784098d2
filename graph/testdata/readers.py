"""Reads graphs with other people's tools, and prints what they read.

Usage: readers.py COMMAND ARGUMENT...  The exit status is 77 where the tool is
not installed.
"""

import json
import sys


def need(module):
    try:
        return __import__(module)
    except ImportError:
        print(f"{module} is not installed")
        sys.exit(77)


def literal(text):
    """Returns a literal as canonical N-Quads writes it."""
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    return '"' + "".join(
        short.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 0x20 or ord(c) == 0x7F else c) for c in text) + '"'


def emit(quads):
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for line in sorted(quads):
        print(line)


def rdflib_quads(path, syntax):
    rdflib = need("rdflib")
    rdflib.NORMALIZE_LITERALS = False
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID as default

    def term(t):
        if not isinstance(t, rdflib.Literal):
            return f"<{t}>"
        typed = t.datatype and str(t.datatype) != "http://www.w3.org/2001/XMLSchema#string"
        return literal(str(t)) + (f"^^<{t.datatype}>" if typed else "")

    dataset = rdflib.Dataset()
    dataset.parse(path, format={"nq": "nquads", "ttl": "turtle", "trig": "trig", "jsonld": "json-ld"}[syntax])
    emit(f"<{s}> <{p}> {term(o)} " + (f"<{g}> ." if g and g != default else ".") for s, p, o, g in dataset.quads())


def pyoxigraph_parse(path, syntax):
    ox = need("pyoxigraph")
    form = {"nq": ox.RdfFormat.N_QUADS, "ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    return ox, ox.parse(path=path, format=form[syntax])


def pyoxigraph_quads(path, syntax):
    ox, quads = pyoxigraph_parse(path, syntax)

    def term(t):
        if isinstance(t, ox.NamedNode):
            return f"<{t.value}>"
        typed = t.datatype.value != "http://www.w3.org/2001/XMLSchema#string"
        return literal(t.value) + (f"^^<{t.datatype.value}>" if typed else "")

    emit({f"<{q.subject.value}> <{q.predicate.value}> {term(q.object)} "
          + ("." if isinstance(q.graph_name, ox.DefaultGraph) else f"<{q.graph_name.value}> .") for q in quads})


def pyoxigraph_query(path, query):
    ox, quads = pyoxigraph_parse(path, "nq")
    store = ox.Store()
    store.extend(quads)
    emit("\t".join(t.value if t else "" for t in row) for row in store.query(open(query, encoding="utf-8").read()))


def rdflib_query(path, query):
    rdflib = need("rdflib")
    dataset = rdflib.Dataset()
    dataset.parse(path, format="nquads")
    emit("\t".join("" if t is None else str(t) for t in row) for row in dataset.query(open(query, encoding="utf-8").read()))


def shacl(path, shapes):
    pyshacl, rdflib = need("pyshacl"), need("rdflib")
    conforms, _, report = pyshacl.validate(rdflib.Graph().parse(path, format="turtle"),
                                           shacl_graph=rdflib.Graph().parse(shapes, format="turtle"))
    print(report)
    sys.exit(0 if conforms else 1)


def vocabulary(path):
    """Prints the terms that a vocabulary defines."""
    rdflib = need("rdflib")
    graph = rdflib.Graph().parse(path, format="turtle")
    emit({str(s) for s in graph.subjects(rdflib.RDFS.comment)})


def networkx_graph(path):
    """Prints nodes and edges of GraphML, by IRI."""
    networkx = need("networkx")
    graph = networkx.read_graphml(path)
    iri = graph.nodes(data="iri")
    emit([json.dumps(["node", d["iri"], d["label"], d.get("name", "")], ensure_ascii=False) for _, d in graph.nodes(data=True)]
         + [json.dumps(["edge", iri[s], d["label"], iri[o], d.get("role", ""), int(d.get("count", 0))], ensure_ascii=False)
            for s, o, d in graph.edges(data=True)])


def kuzu_query(folder, schema, query):
    kuzu = need("kuzu")
    connection = kuzu.Connection(kuzu.Database(":memory:", buffer_pool_size=256 << 20))
    connection.execute(open(schema, encoding="utf-8").read().replace("FOLDER", folder))
    rows = connection.execute(query)
    emit("\t".join("" if v is None else str(v) for v in row) for row in rows)


COMMANDS = {f.__name__: f for f in (
    rdflib_quads, pyoxigraph_quads, pyoxigraph_query, rdflib_query, shacl, vocabulary, networkx_graph, kuzu_query)}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
