// Reads news articles: who is in them, who said what, what happened. It runs in browsers
// and in Node, in the thread that loads it; worker.js is a thread of its own for a page.
//
//     import { load } from "./dictum.js"
//     const dictum = await load()
//     const document = dictum.read({ text: "…", published: "2025-07-04" })

import "./wasm_exec.js"

let loaded = 0

/**
 * Loads the library: 25 MB of WebAssembly, model included, which take about half a second.
 *
 * @param {URL | string | Uint8Array} [source] where dictum.wasm.gz is, or what it holds
 * @returns {Promise<Dictum>}
 */
export async function load(source = new URL("dictum.wasm.gz", import.meta.url)) {
	const go = new globalThis.Go()
	const module = await WebAssembly.compile(await unpacked(source))
	const instance = await WebAssembly.instantiate(module, go.importObject)
	const name = `dictum ready ${++loaded}`
	const ready = new Promise((resolve, reject) => {
		globalThis[name] = (library) => (library.error ? reject(new Error(library.error)) : resolve(new Dictum(library)))
		go.argv = ["dictum", name]
		go.run(instance).catch(reject)
	})
	return ready.finally(() => delete globalThis[name])
}

/** The loaded library. What it returns is described in docs/json.md. */
class Dictum {
	#library

	constructor(library) {
		this.#library = library
	}

	/**
	 * Reads an article.
	 *
	 * @param {string | {text: string, id?: string, title?: string, url?: string, published?: string}} article
	 * @returns {object} the document; its places count bytes of the UTF-8 text
	 * @throws {Error} where the article cannot be read
	 */
	read(article) {
		return JSON.parse(told(this.#library.read(line(article))))
	}

	/** Reads an article and returns it as a page of HTML, without a script. */
	page(article) {
		return told(this.#library.page(line(article)))
	}
}

function line(article) {
	return JSON.stringify(typeof article === "string" ? { text: article } : article)
}

function told(outcome) {
	if (outcome.error) throw new Error(outcome.error)
	return outcome.text
}

async function unpacked(source) {
	const packed = source instanceof Uint8Array ? source : await fetched(new URL(source))
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))
	return new Response(stream).arrayBuffer()
}

async function fetched(url) {
	if (url.protocol === "file:") {
		const { readFile } = await import("node:fs/promises")
		return readFile(url)
	}
	const response = await fetch(url)
	if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`)
	return new Uint8Array(await response.arrayBuffer())
}
