// A thread that reads articles for a page: {id, article} in; {id, page} or {id, error} out.
// It says {ready} once it is loaded.

import { load } from "./dictum.js"

const loading = load()
loading.then(
	() => postMessage({ ready: true }),
	(error) => postMessage({ error: String(error) }),
)

onmessage = async ({ data: { id, article } }) => {
	try {
		postMessage({ id, page: (await loading).page(article) })
	} catch (error) {
		postMessage({ id, error: String(error.message ?? error) })
	}
}
