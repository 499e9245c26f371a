// The index shows all checks, those of a tier, or those whose page has every word
// that is searched for, with the line that has most of them. What is shown is in
// the address.
const parameters = new URLSearchParams(location.search)
const field = document.querySelector("input[name=q]")
const found = document.querySelector("#found"), nothing = document.querySelector("#nothing")

function excerpt(text, words) {
	let best = "", most = 0
	for (const line of text.split("\n")) {
		const lower = line.toLowerCase()
		const n = words.filter(word => lower.includes(word)).length
		if (n > most) [best, most] = [line.trim(), n]
	}
	const letters = [...best]
	return letters.length > 240 ? letters.slice(0, 240).join("") + "…" : best
}

function show() {
	const query = (parameters.get("q") ?? "").trim(), tier = parameters.get("tier") ?? ""
	const words = query.toLowerCase().split(/\s+/).filter(word => word)
	let any = false
	for (const section of document.querySelectorAll("section")) {
		let shown = false
		for (const item of section.querySelectorAll("li")) {
			const text = texts[item.querySelector("a").getAttribute("href")], lower = text.toLowerCase()
			item.hidden = tier && item.dataset.tier !== tier || !words.every(word => lower.includes(word))
			const line = words.length ? excerpt(text, words) : "", small = item.querySelector("small")
			small.textContent = line
			small.hidden = !line
			shown ||= !item.hidden
		}
		section.hidden = !shown
		any ||= shown
	}
	found.hidden = !query
	found.querySelector("q").textContent = query
	nothing.hidden = any
	for (const link of document.querySelectorAll(".tiers a")) {
		link.toggleAttribute("aria-current", link.dataset.tier === tier)
		const to = new URLSearchParams()
		if (query) to.set("q", query)
		if (link.dataset.tier) to.set("tier", link.dataset.tier)
		link.href = "?" + to
	}
}

field.value = parameters.get("q") ?? ""
field.addEventListener("input", () => {
	parameters.set("q", field.value)
	show()
})
show()
