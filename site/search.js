(() => {
"use strict";
const form = document.getElementById("search"), input = document.getElementById("words"), status = document.getElementById("found");
const hits = document.getElementById("hits"), said = document.getElementById("said"), most = 50;
const plain = s => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'").toLowerCase();
const people = [...document.querySelectorAll("[data-person]")].map(item => {
	const link = item.querySelector("a"), list = item.querySelector("ul");
	const quotes = list ? [...list.children].map(q => ({text: q.textContent, to: q.dataset.to, plain: plain(q.textContent), by: link.textContent})) : [];
	return {item, quotes, plain: plain(link.textContent + " " + (item.querySelector(".soft")?.textContent ?? ""))};
});
const articles = [...document.querySelectorAll("[data-article]")].map(item => ({item, plain: plain(item.textContent)}));
const show = () => {
	const words = plain(input.value).split(/\s+/).filter(Boolean);
	const fits = text => words.every(w => text.includes(w));
	let found = {people: 0, articles: 0};
	for (const [what, list] of [["people", people], ["articles", articles]])
		for (const one of list) {
			one.item.hidden = !fits(one.plain);
			if (!one.item.hidden) found[what]++;
		}
	const quotes = words.length ? people.flatMap(p => p.quotes.filter(q => fits(q.plain))) : [];
	hits.replaceChildren(...quotes.slice(0, most).map(q => {
		const li = document.createElement("li"), by = document.createElement("b"), link = document.createElement("a");
		by.textContent = q.by + ": ";
		link.textContent = q.text;
		link.href = q.to;
		li.append(by, link);
		return li;
	}));
	said.hidden = quotes.length == 0;
	const more = quotes.length > most ? `, ${most} of them shown` : "";
	status.textContent = words.length ? `${found.people} people, ${quotes.length} quotes${more}, ${found.articles} articles` : "";
};
form.hidden = false;
form.addEventListener("submit", e => e.preventDefault());
input.addEventListener("input", show);
if (input.value) show();
})();
