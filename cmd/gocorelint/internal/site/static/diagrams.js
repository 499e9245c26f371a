// Diagrams are drawn in the colours that the reader's system asks for. On a phone
// they keep their size, since letters would become too small to be read.
const fit = { useMaxWidth: innerWidth > 700 }
mermaid.initialize({
	startOnLoad: true,
	theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "neutral",
	sequence: fit,
	flowchart: fit,
});
