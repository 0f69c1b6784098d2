"""Writes the archives of the tests with warcio (PyPI): crawl.warc, crawl.warc.gz and brotli.warc.

    pip install warcio && python input/warc/testdata/make.py
"""
import gzip
import io
import os
import zlib

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = os.path.dirname(os.path.abspath(__file__))
DATE = "2025-07-05T06:07:08Z"

ENGLISH = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>%s</h1>
<p>The council of Halvik met on Tuesday and talked about the bridge across the sound for three hours, its clerk said.</p>
<p>“We have talked about this bridge for thirty years,” Mara Quist told reporters. “The ferry is old.”</p>
<p>%s told the council that the currents in the sound were stronger than the engineers had believed, and that a
study of them would take until spring.</p></article></body></html>"""
GERMAN = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Brücke</title></head><body><article><h1>Die Brücke</h1>
<p>Der Rat der Stadt hat am Dienstag drei Stunden lang über die Brücke über den Sund gesprochen, wie der Schreiber sagte.</p>
<p>„Wir reden seit dreißig Jahren über diese Brücke“, sagte die Bürgermeisterin den Journalisten. „Die Fähre ist alt.“</p>
<p>Ein Ingenieur erklärte dem Rat, die Strömung sei stärker, als man bisher geglaubt habe, und eine Untersuchung werde bis zum
Frühjahr dauern, weil das Wetter auf See im Winter zu schlecht für Messungen sei.</p></article></body></html>"""
FRONT = "<html lang='en'><body><ul>" + "<li><a href='/a'>A storm is coming to the coast, and nobody is ready</a></li>" * 30 + "</ul></body></html>"


def article(title, who):
    return (ENGLISH % (title, title, who)).encode()


def chunked(body, size=97):
    out = b""
    for i in range(0, len(body), size):
        part = body[i:i + size]
        out += b"%x\r\n%s\r\n" % (len(part), part)
    return out + b"0\r\n\r\n"


def raw_deflate(body):
    z = zlib.compressobj(wbits=-15)
    return z.compress(body) + z.flush()


def write(name, compress, brotli=False):
    with open(os.path.join(HERE, name), "wb") as out:
        w = WARCWriter(out, gzip=compress)
        w.write_record(w.create_warcinfo_record(name, {"software": "warcio"}))

        def response(url, body, headers, status="200 OK", kind="response"):
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if kind == "response" else None
            record = w.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": DATE},
                                          warc_content_type="" if http else headers[0][1])
            w.write_record(record)

        html = ("Content-Type", "text/html; charset=utf-8")
        if brotli:
            response("https://news.example/br", b"\x8b\x02\x80\x68\x69\x03", [html, ("Content-Encoding", "br")])
            return
        w.write_record(w.create_warc_record("https://news.example/plain", "request", http_headers=StatusAndHeaders(
            "GET /plain HTTP/1.1", [("Host", "news.example")], is_http_request=True), warc_headers_dict={"WARC-Date": DATE}))
        response("https://news.example/plain", article("A plain page", "Ana Ruiz"), [html])
        response("https://news.example/chunked", chunked(article("A page in chunks", "Karl Beck")), [html, ("Transfer-Encoding", "chunked")])
        response("https://news.example/gzip", gzip.compress(article("A page in gzip", "Hana Mori"), mtime=0),
                 [html, ("Content-Encoding", "gzip")])
        response("https://news.example/both", chunked(gzip.compress(article("A page in both", "Tom Aldous"), mtime=0)),
                 [html, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")])
        response("https://news.example/zlib", zlib.compress(article("A page in zlib", "Ben Carver")), [html, ("Content-Encoding", "deflate")])
        response("https://news.example/deflate", raw_deflate(article("A deflated page", "Priya Nand")), [html, ("Content-Encoding", "deflate")])
        response("https://news.example/off", article("Encodings taken off", "Lars Vinter"),
                 [html, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")])
        response("https://news.example/resource", article("A resource", "Elin Sandvik"), [html], kind="resource")
        response("https://news.example/de", GERMAN.encode(), [html])
        response("https://news.example/", FRONT.encode(), [html])
        response("https://news.example/a.png", b"\x89PNG\r\n\x1a\n" + bytes(64), [("Content-Type", "image/png")])
        response("https://news.example/gone", b"<html><body><p>Not found</p></body></html>", [html], status="404 Not Found")


write("crawl.warc", False)
write("crawl.warc.gz", True)
write("brotli.warc", False, brotli=True)
