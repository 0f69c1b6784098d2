// The page: hands the text to the worker and shows what comes back.

const at = (id) => document.getElementById(id)
const worker = new Worker("worker.js", { type: "module" })
let asked = 0
let began = 0

worker.onmessage = ({ data }) => {
	if (data.ready) {
		at("read").disabled = false
		at("state").value = "Ready"
	} else if (data.id === undefined) {
		at("state").value = `The library could not be loaded: ${data.error}`
	} else if (data.id === asked) {
		shown(data)
	}
}

worker.onerror = () => {
	at("state").value = "The library could not be loaded"
}

function shown({ page, error }) {
	at("read").disabled = false
	at("state").value = error ? `It could not be read: ${error}` : `Read in ${((performance.now() - began) / 1000).toFixed(1)} s`
	at("page").hidden = Boolean(error)
	if (!error) at("page").srcdoc = page
}

at("form").addEventListener("submit", (event) => {
	event.preventDefault()
	const published = at("published").value
	at("read").disabled = true
	at("state").value = "Reading …"
	began = performance.now()
	worker.postMessage({ id: ++asked, article: { text: at("text").value, ...(published && { published }) } })
})
